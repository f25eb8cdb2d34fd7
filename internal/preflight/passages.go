package preflight

import (
	"regexp"
	"strings"
	"unicode/utf8"
)

// walker cuts copy into passages, line by line. It knows as much of CommonMark
// as telling one block from the next takes; where the rules are subtle it errs
// towards a new passage.
type walker struct {
	p    *piece
	mask []byte
	done []passage

	open  passage
	text  strings.Builder
	hard  bool // the line above ends where its writer ended it
	table bool
}

var (
	tableRule  = regexp.MustCompile(`^\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$`)
	definition = regexp.MustCompile(`^\[[^\]\n^][^\]\n]{0,200}\]:[ \t]*\S+[ \t]*(?:["'(].*)?$`)
	checkBox   = regexp.MustCompile(`^\[[ xX]\] `)
	entity     = regexp.MustCompile(`^&(?:[A-Za-z][A-Za-z0-9]{1,31}|#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6});`)
)

func (w *walker) walk() {
	prose := w.p.prose
	for start := 0; start < len(prose); {
		end := len(prose)
		if n := strings.IndexByte(prose[start:], '\n'); n >= 0 {
			end = start + n
		}
		w.line(start, end)
		start = end + 1
	}
	w.close()
}

// line takes in one line of the copy.
func (w *walker) line(start, end int) {
	start = w.opening(start, end)
	body := strings.TrimRight(w.p.prose[start:end], " \t")
	switch {
	case body == "" && strings.TrimSpace(w.p.Copy[start:end]) != "" && !fenced(w.p.Copy[start:end]):
		w.say(start, end) // nothing but code
	case body == "":
		w.close()
		w.table = false
	case strings.Trim(body, "-=*_ \t") == "" && len(body) > 1:
		if strings.Trim(body, "-") == "" || strings.Trim(body, "=") == "" {
			w.open.form = heading // which it underlines
		}
		w.close()
	case w.text.Len() == 0 && definition.MatchString(body):
	case w.table || strings.Contains(body, "|") && w.ruled(end):
		w.table = true
		if !tableRule.MatchString(body) {
			w.row(start, start+len(body))
		}
	case headed(body):
		w.close()
		w.open.form = heading
		marks := len(body) - len(strings.TrimLeft(body, "#"))
		w.say(start+marks, start+max(marks, len(strings.TrimRight(body, "#"))))
		w.close()
	default:
		w.say(start, start+len(body))
		w.hard = strings.HasSuffix(w.p.prose[start:end], "  ") || strings.HasSuffix(body, `\`)
	}
}

// opening passes over the marks that open a line, and closes what is open when
// they begin something new.
func (w *walker) opening(start, end int) int {
	prose := w.p.prose
	for start < end {
		body := prose[start:end]
		if w.mask[start] != seen {
			break
		}
		if body[0] == ' ' || body[0] == '\t' || body[0] == '>' {
			start++
			continue
		}
		n := bulletSize(body)
		digit := body[0] >= '0' && body[0] <= '9'
		if n == 0 || strings.Trim(body, "-*_ ") == "" || digit && w.text.Len() > 0 && w.open.form != bullet && body[:n-2] != "1" {
			break // a year that opens a wrapped line begins no list
		}
		w.close()
		w.open.form = bullet
		start += n
		start += len(checkBox.FindString(prose[start:end]))
	}
	return start
}

// headed reports whether a line is a heading (CommonMark 4.2).
func headed(body string) bool {
	marks := len(body) - len(strings.TrimLeft(body, "#"))
	return marks > 0 && marks <= 6 && (len(body) == marks || body[marks] == ' ')
}

// fenced reports whether a line opens or closes a block of code.
func fenced(line string) bool { return fenceOf(strings.TrimLeft(line, " \t")) != "" }

// ruled reports whether the line behind end is the rule under a table's head.
func (w *walker) ruled(end int) bool {
	if end+1 >= len(w.p.prose) {
		return false
	}
	next, _, _ := strings.Cut(w.p.prose[end+1:], "\n")
	next = strings.TrimLeft(next, " \t>")
	return strings.Contains(next, "-") && tableRule.MatchString(next)
}

// row takes in the cells of a table's row.
func (w *walker) row(start, end int) {
	from := start
	for i := start; i <= end; i++ {
		if i < end && (w.p.prose[i] != '|' || i > start && w.p.prose[i-1] == '\\' || w.mask[i] != seen) {
			continue
		}
		w.close()
		w.open.form = cell
		w.say(from, i)
		w.close()
		from = i + 1
	}
}

// close ends the open passage, and keeps it when it says something.
func (w *walker) close() {
	if words := w.text.String(); strings.Trim(words, " \t\n\u2028\uFFFC") != "" {
		w.open.words = words
		w.done = append(w.done, w.open)
	}
	w.open, w.hard = passage{}, false
	w.text.Reset()
}

// say adds a stretch of the copy to the open passage.
func (w *walker) say(start, end int) {
	for start < end && (w.p.prose[start] == ' ' || w.p.prose[start] == '\t') && w.mask[start] == seen {
		start++
	}
	for end > start && (w.p.prose[end-1] == ' ' || w.p.prose[end-1] == '\t') && w.mask[end-1] == seen {
		end--
	}
	if w.text.Len() > 0 {
		gap := '\n'
		if w.hard {
			gap = hardBreak
		}
		w.put(strings.LastIndexByte(w.p.Copy[:start], '\n'), string(gap))
	}
	w.hard = false
	for i := start; i < end; {
		i += w.next(i, end)
	}
}

// next adds what stands at one place, and says how many bytes of the copy that
// was.
func (w *walker) next(i, end int) int {
	copy := w.p.Copy
	switch w.mask[i] {
	case gone:
		return 1
	case stand:
		n := 1
		for i+n < end && w.mask[i+n] == stand {
			n++
		}
		w.put(i, string(thing))
		return n
	}
	switch c := copy[i]; {
	case c == '\\' && (i+1 == end || isMark(copy[i+1])):
		if i+1 < end && w.mask[i+1] == seen {
			w.put(i+1, copy[i+1:i+2])
			return 2
		}
		return 1
	case c == '*' && !(spaced(copy, i-1) && spaced(copy, i+1)),
		c == '_' && (edge(copy, i-1) || edge(copy, i+1)),
		c == '~' && (i > 0 && copy[i-1] == '~' || i+1 < end && copy[i+1] == '~'):
		return 1
	case c == '&':
		if n := len(entity.FindString(copy[i:min(end, i+40)])); n > 0 {
			w.put(i, string(thing))
			return n
		}
	}
	_, n := utf8.DecodeRuneInString(copy[i:end])
	w.put(i, copy[i:i+n])
	return n
}

// put adds words, and an anchor where they do not go on from those before.
func (w *walker) put(at int, words string) {
	n := w.text.Len()
	if k := len(w.open.at); k == 0 || w.open.at[k-1].copy+n-w.open.at[k-1].words != at {
		w.open.at = append(w.open.at, anchor{n, at})
	}
	w.text.WriteString(words)
}

// isMark reports whether a backslash escapes a byte (CommonMark 2.4).
func isMark(c byte) bool {
	return c > ' ' && c < 0x7f && (c < '0' || c > '9' && c < 'A' || c > 'Z' && c < 'a' || c > 'z')
}

// spaced reports whether nothing but space stands at i.
func spaced(s string, i int) bool {
	return i < 0 || i >= len(s) || s[i] == ' ' || s[i] == '\n' || s[i] == '\t'
}

// edge reports whether no part of a word stands at i.
func edge(s string, i int) bool { return spaced(s, i) || s[i] < 0x80 && isMark(s[i]) && s[i] != '_' }
