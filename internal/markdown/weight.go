package markdown

import (
	"fmt"
	"strings"

	"galley/internal/fault"
)

// The most that one issue may hold: bytes of text, lines, and marks. The
// longest real issue has some 30 KB, and all of it is read into memory more
// than once (the tree, the email, its text part, the .eml, and each of them
// read back), so this is what keeps Galley under 200 MB whatever it is given.
const (
	MaxText  = 640 << 10
	maxLines = 30_000
	maxMarks = 30_000
)

// maxFront is how many bytes of front matter an issue may have. A YAML parser
// takes some hundred for each, whatever they are.
const maxFront = 32 << 10

// Weight is what copy costs to set, reckoned from its characters alone: nothing
// has to be parsed to know that it would be too much. The zero Weight is that
// of no copy; weights add up.
type Weight struct {
	Bytes, Lines int

	// Marks is how many characters there are that a node may begin at. A node
	// takes some hundred bytes, and as many in the email, where a plain
	// character takes one of each.
	Marks int
}

// Weigh reckons the weight of copy. It errs on the heavy side: a mark that will
// turn out to be a word counts, but for one behind a backslash.
func Weigh(copy string) Weight {
	w := Weight{Bytes: len(copy), Lines: strings.Count(copy, "\n")}
	for line := range strings.SplitSeq(copy, "\n") {
		n, rest := containers(line)
		w.Marks += n + inlineMarks(rest)
	}
	return w
}

// containers counts the quotations and list items that a line opens or goes on
// with, and gives what stands in them.
func containers(line string) (n int, rest string) {
	for {
		rest = strings.TrimLeft(line, " \t")
		marker := rest[:len(rest)-len(strings.TrimLeft(rest, "0123456789"))]
		switch after := rest[len(marker):]; {
		case after == "":
			return n, rest
		case marker == "" && after[0] == '>':
			line = after[1:]
		case (marker == "" && strings.IndexByte("-+*", after[0]) >= 0 || marker != "" && (after[0] == '.' || after[0] == ')')) &&
			(len(after) == 1 || after[1] == ' ' || after[1] == '\t'):
			line = after[1:]
		default:
			return n, rest
		}
		n++
	}
}

// inlineMarks counts the places in a line where an inline node may begin. In a
// run of backticks, tildes or braces that is one, and in a run of asterisks or
// underscores every second.
func inlineMarks(line string) int {
	n, run := 0, 0
	for i := 0; i < len(line); i++ {
		c := line[i]
		if run++; i == 0 || c != line[i-1] {
			run = 1
		}
		switch {
		case c == '\\':
			i++
			run = 0
		case c == '[', c == '<', c == '|',
			(c == '*' || c == '_') && run%2 == 1,
			(c == '`' || c == '~' || c == '{') && run == 1,
			c == ':' && strings.HasPrefix(line[i:], "://"):
			n++
		}
	}
	return n
}

// Add gives the weight of both.
func (w Weight) Add(other Weight) Weight {
	return Weight{w.Bytes + other.Bytes, w.Lines + other.Lines, w.Marks + other.Marks}
}

// Check refuses what is more than one issue may hold. What is the subject of
// the sentence: a file's name.
func (w Weight) Check(what string) error {
	const hint = "Split it into issues first; Gmail shows 100 KB of one."
	switch {
	case w.Bytes > MaxText:
		return fault.New(fault.BadInput, fmt.Sprintf("%s is too large: %d KB of text, and Galley reads up to %d KB.", what, (w.Bytes+1<<10-1)>>10, MaxText>>10), hint)
	case w.Lines > maxLines:
		return fault.New(fault.BadInput, fmt.Sprintf("%s is too long: %d lines, and Galley reads up to %d.", what, w.Lines, maxLines), hint)
	case w.Marks > maxMarks:
		return fault.New(fault.BadInput, fmt.Sprintf("%s is too dense: %d marks of Markdown (emphasis, links, code, quotations, lists, cells), and Galley reads up to %d.",
			what, w.Marks, maxMarks), hint)
	}
	return nil
}

// checkFront refuses front matter that is more than settings.
func checkFront(name, text string) error {
	size := frontSize(text)
	if size <= maxFront {
		return nil
	}
	return fault.New(fault.BadInput, fmt.Sprintf("%s: its front matter is too large: %d KB, and Galley reads up to %d KB.", name, (size+1<<10-1)>>10, maxFront>>10),
		"Close it with a line of three hyphens; keep settings in it, and copy in items.")
}

// frontSize gives how many bytes splitFront will take for front matter, without
// reading it: 0 where it will find a thematic break.
func frontSize(text string) int {
	size, opened, fields := 0, false, false
	for line := range strings.Lines(text) {
		size += len(line)
		switch t := strings.TrimRight(line, " \t\n"); {
		case !opened && t == "---":
			opened = true
		case !opened && t != "":
			return 0
		case opened && (t == "---" || t == "..."):
			return size
		case !opened, fields, t == "", strings.HasPrefix(t, "#"):
		case frontKey.MatchString(strings.TrimSuffix(line, "\n")):
			fields = true
		default:
			return 0
		}
	}
	return size
}
