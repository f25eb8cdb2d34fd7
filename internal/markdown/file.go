package markdown

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"galley/internal/issue"
)

// marker is the comment that begins an item: <!-- story: news; id=k3f9 -->. It
// stands at the very beginning of a line; whatever the copy above it left open
// (a fence, a comment) ends there, so that one item never swallows the next.
var marker = regexp.MustCompile(`^<!-- *([a-z][a-z0-9-]*)(?: *: *([a-z][a-z0-9-]*))?((?: *; *[a-z]+=[^;>\n]*)*) *-->[ \t]*$`)

var headline = regexp.MustCompile(`^# +\S`)

// Read reads an issue file: front matter, then items. It is lenient and says
// in notes what it made of something unusual; it fails on what is no text, is
// cut off in its front matter, or comes from a newer Galley. Kinds are the
// item kinds that the house style adds. Name is for errors.
func Read(name string, data []byte, kinds ...string) (*issue.Issue, []issue.Note, error) {
	text, notes, err := Decode(name, data)
	if err != nil {
		return nil, nil, err
	}
	is := &issue.Issue{}
	fields, body, lines, err := splitFront(name, text)
	if err != nil {
		return nil, notes, err
	}
	more, err := readFront(name, fields, is)
	notes = append(notes, more...)
	if err != nil {
		return nil, notes, err
	}
	s := splitter{kinds: append(slices.Clone(issue.Kinds), kinds...), line: lines}
	s.run(body)
	is.Items = s.items
	identifyStrangers(is.Items)
	return is, append(notes, s.notes...), nil
}

// Marked reports whether text is an issue file: it has Galley's front matter
// or an item marker.
func Marked(text string) bool {
	if fields, _, _, err := splitFront("", text); err == nil {
		for _, f := range fields {
			if f.Key == "galley" {
				return true
			}
		}
	}
	s := splitter{kinds: issue.Kinds}
	for line := range strings.SplitSeq(text, "\n") {
		if _, ok := s.marker(line); ok {
			return true
		}
	}
	return false
}

// splitter cuts the body of an issue file into items.
type splitter struct {
	kinds  []string
	items  []issue.Item
	notes  []issue.Note
	line   int // lines above the one at hand
	copied []string
	fence  string // what opened the code fence that copied ends in; empty outside of one
	marked bool   // a marker has been seen
	split  bool   // items were made from headings
}

func (s *splitter) run(body string) {
	body = strings.TrimSuffix(body, "\n")
	for line := range strings.SplitSeq(body, "\n") {
		item, ok := s.marker(line)
		switch {
		case ok:
			s.end()
			item.Line = s.line + 2
			s.items, s.marked = append(s.items, item), true
		case !s.marked && s.fence == "" && headline.MatchString(line):
			s.end()
			s.items, s.split = append(s.items, issue.Item{Kind: issue.KindStory, Line: s.line + 1}), true
			s.take(line)
		default:
			if len(s.items) == 0 && strings.TrimSpace(line) != "" {
				s.items = append(s.items, issue.Item{Kind: issue.KindLetter, Line: s.line + 1})
				s.copied, s.fence = nil, ""
			}
			s.take(line)
		}
		s.line++
	}
	s.end()
	switch {
	case s.split && !s.marked:
		s.notes = append(s.notes, issue.Note{Text: "The file has no item markers; it was split at its headings."})
	case len(s.items) > 0 && !s.marked:
		s.notes = append(s.notes, issue.Note{Text: "The file has no item markers; it was read as one letter."})
	}
}

// end closes the item at hand: its copy is the lines since its marker, without
// blank lines at either end.
func (s *splitter) end() {
	lines := s.copied
	s.copied, s.fence = nil, ""
	if len(s.items) == 0 {
		return
	}
	item := &s.items[len(s.items)-1]
	for len(lines) > 0 && strings.TrimSpace(lines[0]) == "" {
		lines = lines[1:]
		item.Line++
	}
	for len(lines) > 0 && strings.TrimSpace(lines[len(lines)-1]) == "" {
		lines = lines[:len(lines)-1]
	}
	item.Copy = strings.Join(lines, "\n")
}

// take adds a line to the copy at hand, and keeps whether it stands in a code
// fence, in which a “# comment” is no headline.
func (s *splitter) take(line string) {
	s.copied = append(s.copied, line)
	switch t := strings.TrimLeft(line, " "); {
	case s.fence == "" && (strings.HasPrefix(t, "```") || strings.HasPrefix(t, "~~~")):
		s.fence = t[:3]
	case s.fence != "" && strings.HasPrefix(t, s.fence):
		s.fence = ""
	}
}

// marker reads an item marker. A comment that names no kind we know is one
// only when it carries an id: then it is an item of a kind that some other
// house style adds.
func (s *splitter) marker(line string) (issue.Item, bool) {
	if !strings.HasPrefix(line, "<!--") {
		return issue.Item{}, false
	}
	m := marker.FindStringSubmatch(line)
	if m == nil {
		return issue.Item{}, false
	}
	item := issue.Item{Kind: m[1], Story: m[2]}
	for part := range strings.SplitSeq(m[3], ";") {
		key, value, _ := strings.Cut(strings.TrimSpace(part), "=")
		switch value = strings.TrimSpace(value); {
		case key == "":
		case key != "id" || item.ID != "":
			item.More += "; " + key + "=" + value
		case ID.MatchString(value):
			item.ID = value
		default:
			s.notes = append(s.notes, issue.Note{Line: s.line + 1, Text: fmt.Sprintf("“%s” is no item id, and is left out.", value)})
		}
	}
	if !slices.Contains(s.kinds, item.Kind) {
		if item.ID == "" {
			return issue.Item{}, false
		}
		s.notes = append(s.notes, issue.Note{Line: s.line + 1, Text: fmt.Sprintf("No house style here knows the kind “%s”; it is printed as a note.", item.Kind)})
	}
	for i := range s.items {
		if item.ID != "" && s.items[i].ID == item.ID {
			s.notes = append(s.notes, issue.Note{Line: s.line + 1, Text: fmt.Sprintf("Two items have the id “%s”; the second has none now.", item.ID)})
			item.ID = ""
		}
	}
	return item, true
}

// Write gives the issue file: canonical front matter, a marker before each
// item, one blank line between things. Copy is written as it is, but for lines
// that would read as item markers. Kinds are the item kinds that the house style
// adds.
func Write(is *issue.Issue, kinds ...string) []byte {
	var b strings.Builder
	writeFront(&b, is)
	for i := range is.Items {
		item := &is.Items[i]
		b.WriteString("\n<!-- " + item.Kind)
		if item.Story != "" {
			b.WriteString(": " + item.Story)
		}
		if item.ID != "" {
			b.WriteString("; id=" + item.ID)
		}
		b.WriteString(item.More + " -->\n")
		if item.Copy != "" {
			b.WriteString(guarded(item.Copy, append(slices.Clone(kinds), item.Kind)))
			b.WriteByte('\n')
		}
	}
	return []byte(b.String())
}

// Printed gives copy as it is printed: as an issue file would give it back, but
// for blank lines at its beginning, which stay so that every place in it is
// where it was typed. (One line that reads as an item marker is a byte longer.)
// Kinds are its item's and those that the house style adds.
func Printed(copy string, kinds ...string) string {
	copy = guarded(copy, kinds)
	for start := 0; start < len(copy); {
		line, _, _ := strings.Cut(copy[start:], "\n")
		if strings.TrimSpace(line) != "" {
			break
		}
		// What is blank to the file's reader may be a space of another kind,
		// which is a word to CommonMark.
		if strings.Trim(line, " ") != "" {
			copy = copy[:start] + strings.Repeat(" ", len(line)) + copy[start+len(line):]
		}
		start += len(line) + 1
	}
	for copy != "" {
		at := strings.LastIndexByte(copy, '\n')
		if strings.TrimSpace(copy[at+1:]) != "" {
			break
		}
		copy = copy[:max(at, 0)]
	}
	return copy
}

// guarded gives copy as an issue file can hold it: a line that would read as an
// item marker is moved one space to the right, which is the same to CommonMark,
// and no marker to us.
func guarded(copy string, kinds []string) string {
	if !strings.Contains(copy, "<!--") {
		return copy
	}
	s := splitter{kinds: slices.Concat(issue.Kinds, kinds)}
	lines := strings.Split(copy, "\n")
	for i, line := range lines {
		if _, ok := s.marker(line); ok {
			lines[i] = " " + line
		}
	}
	return strings.Join(lines, "\n")
}
