package preflight

import (
	"regexp"
	"strings"
	"unicode"

	"galley/internal/issue"
)

// struck is a run of words that is shown struck out. CriticMarkup’s braces around
// one are an edit, which is found as such.
var struck = regexp.MustCompile(`(^|[^~{\\])~~([^~\s](?:[^~\n]{0,300}[^~\s])?)~~([^~}]|$)`)

// struckOut asks about words that are struck out. It is silent on prices and other
// figures, of which a sale shows the old one, on what fills a line,
// and on what a bullet begins with, as what is done does in a list.
func (r *round) struckOut(p *piece) {
	if !strings.Contains(p.prose, "~~") {
		return
	}
	const reach = 1000 // of a line that goes on for pages, no more is looked at
	for _, m := range struck.FindAllStringSubmatchIndex(p.prose, -1) {
		at := issue.Span{Start: m[4], End: m[5]}
		near := max(0, at.Start-reach)
		start := near + strings.LastIndexByte(p.prose[near:at.Start], '\n') + 1
		line, _, _ := strings.Cut(p.prose[start:min(len(p.prose), at.End+reach)], "\n")
		line = checkBox.ReplaceAllString(strings.TrimLeft(line, " \t>-*+"), "")
		words := p.prose[at.Start:at.End]
		begins := strings.HasPrefix(line, "~~") && at.Start-2 >= start && strings.TrimSpace(p.prose[start:at.Start-2]) != ""
		if begins || strings.TrimRight(line, " .,;") == "~~"+words+"~~" || strings.IndexFunc(words, unicode.IsDigit) >= 0 {
			continue
		}
		r.at(p, at, "These words are struck out, and readers would see them so: take them out if that is an edit, and leave them if it is meant.").ask()
	}
}
