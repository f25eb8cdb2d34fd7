package intake

import "strings"

// mdLine is one line of Markdown, or two that are an underlined heading.
type mdLine struct {
	text  string
	level int    // of the heading that it is; 0 for none
	words string // of that heading
	under bool   // it was underlined
	rule  bool   // a thematic break
}

var heading = lazily(`^ {0,3}(#{1,6})[ \t]+(.*?)(?:[ \t]+#+)?[ \t]*$`)

// scanMarkdown cuts a text into lines, and says which are headings and thematic
// breaks. Where they are the parser knows: lines that look like some stand in
// code, in comments and in lists, and no shorter rule tells them apart.
func scanMarkdown(body string, blocks []mdBlock) []mdLine {
	raw := strings.Split(strings.TrimSuffix(body, "\n"), "\n")
	lines := make([]mdLine, 0, len(raw))
	end := 0 // of the line, its break included
	for i := 0; i < len(raw); i++ {
		l := mdLine{text: raw[i]}
		end += len(raw[i]) + 1
		for len(blocks) > 0 && blocks[0].at < end {
			switch b := blocks[0]; {
			case !b.top:
			case b.kind == blockRule:
				l.rule = true
			case b.kind == blockHeading:
				l.readHeading(raw[i:])
			}
			blocks = blocks[1:]
		}
		lines = append(lines, l)
		if l.under {
			i++
			end += len(raw[i]) + 1
		}
	}
	return lines
}

// readHeading reads a heading that begins the lines. One that is underlined
// and has several lines stays as it is: Galley's are of one.
func (l *mdLine) readHeading(lines []string) {
	if m := heading().FindStringSubmatch(lines[0]); m != nil {
		l.level, l.words = len(m[1]), m[2]
		return
	}
	if len(lines) < 2 {
		return
	}
	switch line := strings.Trim(lines[1], " \t"); {
	case line == "":
		return
	case strings.Trim(line, "=") == "":
		l.level = 1
	case strings.Trim(line, "-") == "":
		l.level = 2
	default:
		return
	}
	l.words, l.under = strings.TrimSpace(lines[0]), true
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
	words := l.words
	if at := closing().FindStringIndex(words); at != nil { // hashes at the end would close the heading
		words = words[:at[1]-1] + `\#`
	}
	return strings.Repeat("#", level) + " " + words
}
