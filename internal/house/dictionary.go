package house

import (
	"bytes"
	"reflect"
	"regexp"
	"slices"
	"strings"

	"github.com/pelletier/go-toml/v2"

	"galley/internal/issue"
)

var (
	wordsTable     = regexp.MustCompile(`(?m)^[ \t]*\[[ \t]*words[ \t]*\][^\n]*$`)
	anyTable       = regexp.MustCompile(`(?m)^[ \t]*\[`)
	dictionaryList = regexp.MustCompile(`(?m)^[ \t]*dictionary[ \t]*=[ \t]*\[`)
)

// AddWord adds a word to the dictionary of a house style's text. The rest of
// the text stays as somebody wrote it, comments and all; only where the
// dictionary is written in a way that few people write is the file written
// anew. A word that is there already changes nothing.
func AddWord(text []byte, word string) ([]byte, error) {
	h, err := Read("house.toml", text)
	if err != nil {
		return nil, err // of a newer Galley, perhaps: it is not written over
	}
	if slices.Contains(h.Words.Dictionary, word) {
		return text, nil
	}
	quoted, err := quote(word)
	if err != nil {
		return nil, err
	}
	h.Words.Dictionary = append(h.Words.Dictionary, word)
	if with := insertWord(text, quoted); means(with, h) {
		return with, nil
	}
	return Write(h)
}

// means reports whether a text reads as just that house style: what was
// inserted by sight is judged by reading.
func means(text []byte, want *issue.House) bool {
	got, err := Read("house.toml", text)
	return err == nil && reflect.DeepEqual(got, want)
}

func quote(word string) (string, error) {
	line, err := toml.Marshal(map[string]string{"w": word})
	_, quoted, _ := strings.Cut(strings.TrimSpace(string(line)), "= ")
	return quoted, err
}

// insertWord puts a word behind those that the dictionary has; it makes the
// list, or its table, where there is none.
func insertWord(text []byte, quoted string) []byte {
	table := wordsTable.FindIndex(text)
	if table == nil {
		return append(bytes.TrimRight(slices.Clone(text), "\n"), "\n\n[words]\ndictionary = ["+quoted+"]\n"...)
	}
	rest := text[table[1]:]
	if next := anyTable.FindIndex(rest); next != nil {
		// A list that goes over several lines may hold a line that begins with
		// a bracket, but no list of words does.
		rest = rest[:next[0]]
	}
	list := dictionaryList.FindIndex(rest)
	if list == nil {
		return slices.Concat(text[:table[1]], []byte("\ndictionary = ["+quoted+"]"), text[table[1]:])
	}
	begin := table[1] + list[1]
	end, last := listEnd(text[begin:])
	if end < 0 {
		return text
	}
	at, add := begin+last, ", "+quoted
	switch inside := string(text[begin : begin+end]); {
	case last == 0:
		add = quoted
	case strings.Contains(inside, "\n"):
		add = ",\n" + indent(text[:begin+last]) + quoted
		if text[begin+last-1] == ',' {
			add = add[1:] + ","
		}
	case text[begin+last-1] == ',':
		add = " " + quoted
	}
	return slices.Concat(text[:at], []byte(add), text[at:])
}

// listEnd gives where a list's closing bracket stands and where its last word
// or comma ends; -1 for a list that does not end.
func listEnd(list []byte) (end, last int) {
	var in byte
	for i := 0; i < len(list); i++ {
		switch c := list[i]; {
		case in == '#':
			if c == '\n' {
				in = 0
			}
		case in != 0:
			if c == '\\' && in == '"' {
				i++
			} else if c == in {
				in, last = 0, i+1
			}
		case c == '"' || c == '\'' || c == '#':
			in = c
		case c == ',':
			last = i + 1
		case c == ']':
			return i, last
		}
	}
	return -1, last
}

// indent gives the white space that the last line begins with.
func indent(text []byte) string {
	line := text[bytes.LastIndexByte(text, '\n')+1:]
	return string(line[:len(line)-len(bytes.TrimLeft(line, " \t"))])
}
