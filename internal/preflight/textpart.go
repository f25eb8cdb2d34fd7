package preflight

import (
	"fmt"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"galley/internal/eml"
	"galley/internal/issue"
)

// textPart: the email as text, for readers who see no HTML, for watches, and
// for filters that compare the two.
var textPart = []mailCheck{
	{check{"text.part", issue.SeverityError, textOfMail}, false},
}

// leastWords is how many of the HTML's words the text part should have, in per
// cent.
const leastWords = 60

// fewWords is below which the difference is the frame: a link to the web version,
// a footer.
const fewWords = 100

// textOfMail compares the text part with the HTML. A page alone has none to
// compare, and mail without HTML is its text.
func textOfMail(r *round) {
	if len(r.in.HTML) == 0 || r.in.Message == nil && r.in.Text == nil {
		return
	}
	if strings.TrimSpace(string(r.in.Text)) == "" {
		missing := "The email has no text part"
		if r.hasPart("text/plain") {
			missing = "The text part of the email is empty"
		}
		r.ofPart(issue.PartMessage, missing+", so programs without HTML show nothing and filters distrust it: let the program that sends add the email as text.")
		return
	}
	page := r.mailPage()
	text := string(r.in.Text)
	if have, want := countWords(text), countWords(page.text); want >= fewWords && have*100 < leastWords*want {
		start := len(text) - len(strings.TrimLeftFunc(text, unicode.IsSpace))
		r.inText(issue.Span{Start: start, End: len(text)}, fmt.Sprintf("The text part has %s and the HTML %d, so whoever reads it gets less of the email: write the whole of it as text, too.", issue.Counted(have, "word", "words"), want)).warn()
	}
	r.linksInText(page, text)
}

// hasPart reports whether the message has a part of a type.
func (r *round) hasPart(kind string) bool {
	return slices.ContainsFunc(r.partsOf(), func(p eml.Part) bool { return p.Type == kind })
}

// firstUnspaced is the first letter of a script that puts no blank between words.
const firstUnspaced = '\u0e01'

// countWords counts words as people would: runs of letters and digits, in
// scripts that put no blank between words each character. Addresses are none.
func countWords(text string) int {
	n := 0
	for field := range strings.FieldsSeq(text) {
		if strings.Contains(field, "://") {
			continue
		}
		inside := false
		for _, r := range field {
			switch {
			case r >= firstUnspaced && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar):
				n++
				inside = false
			case unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.IsMark(r) || inside && strings.ContainsRune("’'-", r):
				if !inside {
					n++
				}
				inside = true
			default:
				inside = false
			}
		}
	}
	return n
}

// linksInText is one finding: the first link of the HTML that the text part
// lacks, and how many there are. Links are the same when they lead to the same
// page, whatever stands behind a question mark. It is silent on addresses that a
// service has put in place of the links, another for each, and on merge tags,
// since nobody can tell what they become.
func (r *round) linksInText(page *mailPage, text string) {
	there := textLinks(text)
	var first *mailLink
	missing := map[string]bool{}
	for i := range page.links {
		l := &page.links[i]
		key := linkKey(l.address)
		if key == "" || !l.seen || there[key] || len(issue.TagsIn(l.address)) > 0 || missing[key] {
			continue
		}
		missing[key] = true
		if first == nil {
			first = l
		}
	}
	if first == nil {
		return
	}
	which := "This link is"
	if n := len(missing); n > 1 {
		which = fmt.Sprintf("This link and %s are", issue.Counted(n-1, "other", "others"))
	}
	at := first.node.Span
	if value, ok := page.doc.AttrAt(first.node, "href"); ok {
		at = value
	}
	r.inPage(page.doc, at, issue.Span{Start: first.node.Start, End: max(first.node.End, first.node.Closing.End)}, which+" not in the text part, so whoever reads the email as text cannot follow: put the address there.").warn()
}

// textLinks gives the keys of the web and mail addresses in a text. A stop or a
// bracket behind one may belong to it or to the sentence.
func textLinks(text string) map[string]bool {
	there := map[string]bool{}
	for word := range strings.FieldsFuncSeq(text, aroundAddress) {
		web := strings.Index(word, "://")
		switch {
		case web >= 0:
			word = word[max(0, strings.LastIndexAny(word[:web], "([{*_|:,;")+1):]
		case !strings.Contains(word, "@"):
			continue
		default:
			word = strings.TrimLeft(word, "([{*_|:,;'‘„«")
		}
		there[linkKey(word)] = true
		there[linkKey(strings.TrimRight(word, ".,;:!?'’»)]}*_|"))] = true
	}
	return there
}

// aroundAddress reports what no address goes over.
func aroundAddress(r rune) bool {
	return unicode.IsSpace(r) || r == '<' || r == '>' || r == '"' || r == '“' || r == '”'
}

// wrapped is a part of an address that a service gives out for each link anew.
var wrapped = regexp.MustCompile(`[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}|[A-Za-z0-9_~=+%-]*[A-Za-z][0-9]+[A-Za-z]+[0-9][A-Za-z0-9_~=+%-]*`)

// linkKey gives what two addresses of one page share; empty for one that leads
// to no page, or nobody can tell where.
func linkKey(address string) string {
	if strings.Contains(address, "@") && !strings.Contains(address, "://") {
		address, _, _ = strings.Cut(address, "?")
		return strings.ToLower(strings.TrimPrefix(address, "mailto:"))
	}
	u, err := url.Parse(strings.TrimSpace(address))
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		return ""
	}
	const longest = 24 // of a name; what is longer is a token
	for part := range strings.SplitSeq(u.Path, "/") {
		if len(part) >= longest && wrapped.FindString(part) == part {
			return strings.ToLower(u.Host)
		}
	}
	return strings.TrimPrefix(strings.ToLower(u.Host), "www.") + strings.TrimRight(u.Path, "/")
}
