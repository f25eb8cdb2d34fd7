package intake

import (
	"path"
	"regexp"
	"slices"
	"strings"

	"galley/internal/issue"
	"galley/internal/markdown"
)

// detect tells what a text is, by its extension and by evidence. Where the two
// disagree the evidence wins, and the note says so.
func detect(name, text string, h *issue.House) (format Format, note string) {
	if isIssueFile(text, h) {
		return IssueFile, ""
	}
	e := evidenceOf(text)
	ext := strings.ToLower(path.Ext(strings.ReplaceAll(name, `\`, "/")))
	if slices.Contains([]string{".md", ".markdown", ".mdown", ".mkd"}, ext) {
		if e.marks() == 0 && e.pasted > 0 {
			return Text, "The file is called Markdown but holds none; it was read as plain text."
		}
		return Markdown, ""
	}
	if e.markdown() {
		return Markdown, "The file is written in Markdown; it was read as such."
	}
	return Text, ""
}

func isIssueFile(text string, h *issue.House) bool {
	if markdown.Marked(text) {
		return true
	}
	// Marked knows the built-in kinds only.
	for _, kind := range kinds(h) {
		if regexp.MustCompile(`(?m)^<!-- *` + regexp.QuoteMeta(kind) + `\b[^>\n]*-->[ \t]*$`).MatchString(text) {
			return true
		}
	}
	return false
}

// evidence counts what speaks for Markdown and what for pasted text, in lines.
type evidence struct {
	front    bool // front matter
	headings int
	bold     int
	links    int
	pasted   int // bullets that no Markdown has, names of captures
}

var (
	atxHeading = lazily(`^ {0,3}#{1,6}[ \t]+\S`)
	boldWords  = lazily(`\*\*[^*\s][^*]*\*\*|__[^_\s][^_]*__`)
	inlineLink = lazily(`\]\([^)\s]+`)
	frontStart = lazily(`^(?:---\n[A-Za-z_][A-Za-z0-9_-]*[ \t]*:[ \t\n]|\+\+\+\n)`)
	dotBullet  = lazily(`^[\s\x{a0}]*[•‣◦▪●·–][\s\x{a0}]`)
)

func evidenceOf(text string) evidence {
	e := evidence{front: frontStart().MatchString(text)}
	for line := range strings.SplitSeq(text, "\n") {
		switch {
		case atxHeading().MatchString(line):
			e.headings++
		case dotBullet().MatchString(line):
			e.pasted++
		case len(line) < maxPictureLine && isPictureLine(strings.TrimSpace(line)):
			e.pasted++
		}
		if strings.ContainsAny(line, "*_") && boldWords().MatchString(line) {
			e.bold++
		}
		if strings.Contains(line, "](") && inlineLink().MatchString(line) {
			e.links++
		}
	}
	return e
}

// marks counts the lines that speak for Markdown.
func (e evidence) marks() int {
	n := e.headings + e.bold + e.links
	if e.front {
		n++
	}
	return n
}

// markdown reports whether a file that is not called Markdown is some all the
// same. One “# 1 in sales” or one starred word proves nothing; a bullet that
// Markdown has not needs several marks against it.
func (e evidence) markdown() bool {
	if e.front {
		return true
	}
	return e.marks() >= 2+2*e.pasted && (e.headings > 0 || e.links > 0 || e.bold > 2)
}
