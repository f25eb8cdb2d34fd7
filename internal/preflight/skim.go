package preflight

import (
	"regexp"
	"slices"
	"strings"

	"galley/internal/issue"
)

// The publication's own footer and masthead are a few lines that somebody set
// up once, and they reach this floor unread. These three forms are all that
// the checks ask of them; package markdown reads copy in earnest.
var (
	skimPicture = regexp.MustCompile(`!\[((?:[^\[\]\\]|\\.)*)\]\(\s*<?([^\s()<>]*)>?(?:\s+"([^"]*)")?\s*\)`)
	skimLink    = regexp.MustCompile(`\[((?:[^\[\]\\]|\\.)*)\]\(\s*<?((?:[^\s()<>{}]|\{\{[^{}]*\}\})*)>?(?:\s+"[^"]*")?\s*\)`)
	skimSlot    = regexp.MustCompile(`\{\{ ?([a-z][a-z0-9_]{0,40}) ?(?:\|([^{}|<>\n]{0,80}))?\}\}`)
)

// skim gives the pictures, links and slots of copy that nobody has read.
func skim(copy string) issue.Reading {
	var reading issue.Reading
	text := prose(copy)
	group := func(m []int, n int) string {
		if m[2*n] < 0 {
			return ""
		}
		return text[m[2*n]:m[2*n+1]]
	}
	for _, m := range skimPicture.FindAllStringSubmatchIndex(text, -1) {
		caption, credit, _ := strings.Cut(group(m, 3), " — ")
		reading.Pictures = append(reading.Pictures, issue.Picture{
			Alt: strings.TrimSpace(group(m, 1)), Name: group(m, 2), Caption: caption, Credit: credit, Span: issue.Span{Start: m[0], End: m[1]},
		})
	}
	for _, m := range skimLink.FindAllStringSubmatchIndex(text, -1) {
		if m[0] > 0 && text[m[0]-1] == '!' {
			continue
		}
		reading.Links = append(reading.Links, issue.LinkAt{Words: group(m, 1), URL: group(m, 2), Span: issue.Span{Start: m[0], End: m[1]}})
	}
	for _, m := range skimSlot.FindAllStringSubmatchIndex(text, -1) {
		reading.Slots = append(reading.Slots, issue.SlotAt{
			Name: group(m, 1), Fallback: group(m, 2), Known: slices.Contains(issue.SlotNames, group(m, 1)), Span: issue.Span{Start: m[0], End: m[1]},
		})
	}
	return reading
}
