package intake

import (
	"strings"
)

// mdLine is one line of Markdown, or two that are an underlined heading.
type mdLine struct {
	text  string
	level int    // of the heading that it is; 0 for none
	words string // of that heading
	under bool   // it was underlined
	rule  bool   // a thematic break
	code  bool   // inside a fence
}

var (
	heading   = lazily(`^ {0,3}(#{1,6})(?:[ \t]+(.*?))?(?:[ \t]+#+)?[ \t]*$`)
	underline = lazily(`^ {0,3}(?:=+|-+)[ \t]*$`)
	breakLine = lazily(`^ {0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})$`)
	fence     = lazily("^ {0,3}(```+|~~~+)")
	block4    = lazily("^(?: {4}| {0,3}(?:[#>*+=|<`~-]|\\d{1,9}[.)] |$))")
)

// scanMarkdown finds the headings and thematic breaks that are no code.
func scanMarkdown(body string) []mdLine {
	raw := strings.Split(strings.TrimSuffix(body, "\n"), "\n")
	lines := make([]mdLine, 0, len(raw))
	open := "" // the marks of the fence that is open
	blank := true
	for i := 0; i < len(raw); i++ {
		l := mdLine{text: raw[i], code: open != ""}
		marks := fenceMarks(raw[i])
		switch {
		case open != "":
			if strings.HasPrefix(marks, open) && strings.Trim(raw[i], " \t"+marks[:1]) == "" {
				open = ""
			}
		case marks != "":
			open, l.code = marks, true
		case blank && i+1 < len(raw) && !block4().MatchString(raw[i]) && underline().MatchString(raw[i+1]):
			l.words, l.under = strings.TrimSpace(raw[i]), true
			l.level = 2
			if strings.Contains(raw[i+1], "=") {
				l.level = 1
			}
			i++
		default:
			if m := heading().FindStringSubmatch(raw[i]); m != nil && m[2] != "" {
				l.level, l.words = len(m[1]), m[2]
			}
			l.rule = blank && breakLine().MatchString(raw[i])
		}
		lines = append(lines, l)
		blank = strings.TrimSpace(l.text) == "" || l.level > 0 || l.rule
	}
	return lines
}

func fenceMarks(line string) string {
	if m := fence().FindStringSubmatch(line); m != nil {
		return m[1]
	}
	return ""
}

// itemLevel gives the level of the headings that open items: the highest that
// stands more than once (a single one above it is the title of the whole),
// else the only one; 0 when there is no heading.
func itemLevel(lines []mdLine) int {
	var counts [7]int
	for _, l := range lines {
		counts[l.level]++
	}
	only := 0
	for level := 1; level < len(counts); level++ {
		if counts[level] > 1 {
			return level
		}
		if counts[level] == 1 && only == 0 {
			only = level
		}
	}
	return only
}

// written gives the line as the copy has it: headings are raised so that those
// of the items' level become level 1.
func (l mdLine) written(itemLevel int) string {
	level := max(1, l.level-itemLevel+1)
	if l.level == 0 || level == l.level && !l.under {
		return l.text
	}
	return strings.Repeat("#", level) + " " + l.words
}
