package dom

import (
	"regexp"
	"strings"

	"galley/internal/issue"
)

// Conditional is a conditional comment: what is for Outlook alone, or for all
// others (Microsoft, “About conditional comments”; Outlook for Windows reads
// them to this day).
type Conditional struct {
	issue.Span        // with its marks; when it is not ended, its beginning alone
	Test       string // mso, gte mso 9, !mso; empty for an [endif] that ends nothing
	Hidden     bool   // all others take it for a comment: <!--[if mso]>…<![endif]-->
	Ended      bool   // it has its [endif]
	Content    issue.Span
}

var (
	ifMark    = regexp.MustCompile(`(?i)^\s*\[\s*if\s+([^\]]{0,200})\]`)
	endMark   = regexp.MustCompile(`(?i)^\s*(?:<!)?\[\s*endif\s*\](?:--)?\s*$`)
	endInside = regexp.MustCompile(`(?i)<!\[\s*endif\s*\](?:--)?\s*$`)
)

// Conditionals gives the conditional comments in the order of their beginnings.
func (d *Document) Conditionals() []Conditional {
	var list []Conditional
	var open []int // those that are shown to others too, and wait for their [endif]
	for _, n := range d.Nodes {
		if n.Kind != Comment {
			continue
		}
		if m := ifMark.FindStringSubmatch(n.Words); m != nil {
			c := Conditional{Span: n.Span, Test: strings.TrimSpace(m[1])}
			rest := n.Words[len(m[0]):]
			if strings.HasPrefix(rest, ">") && strings.TrimRight(rest[1:], "- \t\r\n<!>") != "" || strings.Contains(rest, "endif") {
				c.Hidden = true
				c.hidden(d.Tag(n))
			} else {
				open = append(open, len(list))
			}
			list = append(list, c)
			continue
		}
		if !endMark.MatchString(n.Words) {
			continue
		}
		if len(open) == 0 {
			list = append(list, Conditional{Span: n.Span, Ended: true})
			continue
		}
		c := &list[open[len(open)-1]]
		open = open[:len(open)-1]
		c.Content, c.Ended = issue.Span{Start: c.End, End: n.Start}, true
		c.End = n.End
	}
	return list
}

// hidden finds the inside of a conditional that is one comment.
func (c *Conditional) hidden(comment string) {
	from := strings.IndexByte(comment, ']')
	if i := strings.IndexByte(comment[from:], '>'); i >= 0 {
		from += i + 1
	}
	end := max(from, len(strings.TrimSuffix(comment, "-->"))) // the only > may be the comment's own
	if i := endInside.FindStringIndex(comment[from:end]); i != nil {
		end, c.Ended = from+i[0], true
	}
	c.Content = issue.Span{Start: c.Start + from, End: c.Start + end}
}
