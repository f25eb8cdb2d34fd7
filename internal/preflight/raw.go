package preflight

import (
	"cmp"
	"regexp"
	"slices"
	"strings"

	"galley/internal/issue"
)

// raw: copy that is no copy. Comments are somebody's words to somebody else;
// HTML is shown to readers as the text that it is.
var raw = []check{
	{"left-over.comment", issue.SeverityError, leftOverComment},
	{"html.raw", issue.SeverityWarning, rawHTML},
}

// commentForms are the remarks that writing tools leave behind: CriticMarkup's
// five, a word processor's, and the marks that people type for themselves. An
// HTML comment is found in the reading.
var commentForms = []*regexp.Regexp{
	regexp.MustCompile(`\{>>(?s:.*?)<<\}`),
	regexp.MustCompile(`\{\+\+(?s:.+?)\+\+\}`),
	regexp.MustCompile(`\{--(?s:.+?)--\}`),
	regexp.MustCompile(`\{~~(?s:.+?)~>(?s:.*?)~~\}`),
	regexp.MustCompile(`\{==(?s:.+?)==\}`),
	regexp.MustCompile(`Comment(?:ed)? \[[A-Z]{1,4}\d{1,4}\]:?`),
	regexp.MustCompile(`@@`),
}

// halfMark is one end of CriticMarkup. A double brace is the tag of a provider.
var halfMark = regexp.MustCompile(`\{(?:\+\+|--|~~|==|>>)|(?:\+\+|--|~~|==|<<)\}`)

// halves finds the ends of marks.
func halves(prose string) (found []issue.Span) {
	for _, m := range halfMark.FindAllStringIndex(prose, maxOfAKind+1) {
		opens := prose[m[0]] == '{'
		if opens && m[0] > 0 && prose[m[0]-1] == '{' || !opens && m[1] < len(prose) && prose[m[1]] == '}' {
			continue
		}
		found = append(found, issue.Span{Start: m[0], End: m[1]})
	}
	return found
}

func leftOverComment(r *round) {
	for _, p := range r.everywhere() {
		for _, html := range p.Reading.RawHTML {
			if strings.HasPrefix(html.Words, "<!--") {
				r.at(p, html.Span, "Readers would see this comment: answer it and take it out.")
			}
		}
		r.remarks(p)
		r.struckOut(p)
	}
}

// remarks finds the other forms. What stands within another (a remark in a
// comment, @@ in an edit) or goes on from it, as the remark on a highlight does,
// is one finding.
func (r *round) remarks(p *piece) {
	if !strings.ContainsAny(p.prose, "{@[}") {
		return
	}
	var found []issue.Span
	for _, form := range commentForms {
		for _, m := range form.FindAllStringIndex(p.prose, maxOfAKind+1) {
			found = append(found, issue.Span{Start: m[0], End: m[1]})
		}
	}
	half := halves(p.prose)
	found = append(found, half...)
	slices.SortFunc(found, func(a, b issue.Span) int { return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(b.End, a.End)) })
	var comments []issue.Span
	for _, html := range p.Reading.RawHTML {
		if strings.HasPrefix(html.Words, "<!--") {
			comments = append(comments, html.Span)
		}
	}
	inside := nestOf(len(comments), func(i int) issue.Span { return comments[i] })
	end := -1
	for _, at := range found {
		if at.Start < end || at.Start == end && strings.HasPrefix(p.prose[at.Start:], "{>>") || inside.covers(at) {
			end = max(end, at.End)
			continue
		}
		end = at.End
		if slices.Contains(half, at) {
			r.at(p, at, "This looks like half of a remark or an edit, and readers would see it: take it out, or set its other half.").ask()
			continue
		}
		r.at(p, at, "This is a remark or an edit that nobody settled, and readers would see it: settle it.")
	}
}

// elementName reads the name of a tag; closing ones begin with a slash.
var elementName = regexp.MustCompile(`^<(/?)([A-Za-z][A-Za-z0-9]*)[\s/>]`)

// rawHTML finds HTML elements. Other words in angle brackets (List<String>)
// are meant to be read, and are. Of a pair the opening tag is the finding.
func rawHTML(r *round) {
	for _, p := range r.everywhere() {
		open := map[string]bool{}
		for _, html := range p.Reading.RawHTML {
			m := elementName.FindStringSubmatch(html.Words + ">")
			if m == nil {
				continue
			}
			name := strings.ToLower(m[2])
			if _, element := slices.BinarySearch(elements, name); !element || m[1] != "" && open[name] || r.foreignElement(html.Words) {
				open[name] = true
				continue
			}
			open[name] = true
			r.at(p, html.Span, "Galley shows HTML in copy as text, so readers would see this tag: use Markdown for what it was meant to do.")
		}
	}
}

// foreignElement reports whether raw HTML is another provider's merge tag,
// which is slot.unknown's.
func (r *round) foreignElement(words string) bool {
	tags := issue.TagsIn(words)
	return len(tags) > 0 && words[tags[0].Start] == '<' && !r.own().Has(tags[0], words)
}

// elements are those of HTML 4 and 5, the old ones that mail still holds, and
// Campaign Monitor's, in order.
var elements = strings.Fields(`a abbr acronym address applet area article aside audio b base basefont bdi bdo big
	blink blockquote body br button canvas caption center cite code col colgroup data datalist dd del details dfn
	dialog dir div dl dt em embed fieldset figcaption figure font footer form frame frameset h1 h2 h3 h4 h5 h6 head
	header hgroup hr html i iframe img input ins kbd label legend li link main map mark marquee math menu meta meter
	nav nobr noframes noscript object ol optgroup option output p param picture pre progress q rp rt ruby s samp
	script search section select slot small source span strike strong style sub summary sup svg table tbody td
	template textarea tfoot th thead time title tr track tt u ul unsubscribe var video wbr webversion`)
