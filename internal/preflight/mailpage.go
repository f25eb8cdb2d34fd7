package preflight

import (
	"strings"
	"unicode"

	"galley/internal/dom"
	"galley/internal/issue"
)

// mailPage is the HTML part as readers meet it: what is seen, what is hidden,
// and where its links lead.
type mailPage struct {
	doc   *dom.Document
	runs  []pageRun
	links []mailLink
	text  string // what is seen, each block on a line of its own
}

// pageRun is a text of the page that is not blank.
type pageRun struct {
	issue.Span        // in the source
	words      string // white space joined, invisible characters left out
	hidden     bool
}

// mailLink is a link of the page: an element with an address, or a provider's
// own that becomes one.
type mailLink struct {
	node     *dom.Node
	address  string
	words    string // seen or not, with the alt texts of its pictures
	at       int    // where in the page's text it stands
	seen     bool   // something of it is
	showsOff bool   // a picture or a letter of it stands out from what is behind it
}

// mailPage reads the HTML part, once.
func (r *round) mailPage() *mailPage {
	if r.readable == nil {
		r.readable = &mailPage{doc: r.document()}
		w := &pageWalk{mailPage: r.readable}
		w.walk(r.readable.doc.Root)
		r.readable.text = w.b.String()
	}
	return r.readable
}

// pageWalk goes through a page.
type pageWalk struct {
	*mailPage
	b    strings.Builder
	link *mailLink // around what is read
	said []byte    // the words of links, one after the other
}

// skipped are elements of which nothing is shown, inline those that stand within
// a line; all others break it.
var (
	skipped = setOf("head script style title template textarea xml noembed noframes")
	inline  = setOf("a abbr acronym b bdi bdo big cite code dfn em font i img ins kbd label mark o:p q s samp small span strike strong sub " +
		"sup time tt u var wbr unsubscribe webversion preferences forwardtoafriend")
	// linking are a provider's elements that become links.
	linking = setOf("unsubscribe webversion preferences forwardtoafriend")
)

func setOf(names string) map[string]bool {
	m := map[string]bool{}
	for name := range strings.FieldsSeq(names) {
		m[name] = true
	}
	return m
}

func (w *pageWalk) walk(parent *dom.Node) {
	for n := parent.First; n != nil; n = n.Next {
		switch {
		case n.Kind == dom.Text:
			w.words(n)
		case n.Kind != dom.Element || skipped[n.Name]:
		case inline[n.Name]:
			w.element(n)
		default:
			w.newline()
			w.element(n)
			w.newline()
		}
	}
}

func (w *pageWalk) element(n *dom.Node) {
	if n.Is("img") && w.link != nil {
		alt, _ := n.Attr("alt")
		w.said = append(append(w.said, ' '), alt...)
		if !w.doc.Style(n, dom.Light).Hidden {
			w.link.seen, w.link.showsOff = true, true
		}
	}
	address, ok := n.Attr("href")
	switch {
	case linking[n.Name]:
		address = n.Name
	case !ok || !n.Is("a", "area"):
		w.walk(n)
		return
	}
	around, from := w.link, len(w.said)
	here := &mailLink{node: n, address: strings.TrimSpace(address), at: w.b.Len()}
	w.link = here
	w.walk(n)
	const most = 1000 // bytes of its words; one that never ends may be around all of the page
	here.words = strings.Join(strings.Fields(string(w.said[from:min(len(w.said), from+most)])), " ")
	w.links = append(w.links, *here)
	if w.link = around; around != nil {
		around.seen, around.showsOff = around.seen || here.seen, around.showsOff || here.showsOff
	}
}

func (w *pageWalk) newline() {
	if n := w.b.Len(); n > 0 && w.b.String()[n-1] != '\n' {
		w.b.WriteByte('\n')
	}
}

// words takes down a text.
func (w *pageWalk) words(n *dom.Node) {
	words := strings.Join(strings.Fields(strings.Map(withoutFiller, n.Words)), " ")
	style := w.doc.Style(n, dom.Light)
	if words != "" {
		source := w.doc.Tag(n)
		start := len(source) - len(strings.TrimLeftFunc(source, unicode.IsSpace))
		at := issue.Span{Start: n.Start + start, End: n.End}
		if strings.HasPrefix(source[start:], words) {
			at.End = at.Start + len(words)
		}
		w.runs = append(w.runs, pageRun{at, words, style.Hidden})
	}
	if w.link != nil {
		w.said = append(w.said, n.Words...)
	}
	if style.Hidden {
		return
	}
	w.b.WriteString(n.Words)
	if w.link != nil {
		w.link.seen = w.link.seen || words != ""
		w.link.showsOff = w.link.showsOff || words != "" && (!style.Known || dom.Contrast(style.Color, style.Background) >= leastContrast)
	}
}

// leastContrast is what letters have at least that somebody sees without knowing
// that they are there: #eeeeee on white has less. To be read they need 4.5 (WCAG
// 1.4.3), which color.contrast-light asks for.
const leastContrast = 1.2

// withoutFiller drops what nobody sees: joiners, soft hyphens, and the marks
// that preheaders are padded with, which join nothing.
func withoutFiller(r rune) rune {
	if unicode.Is(unicode.Cf, r) || r == '\u034f' || r == '\u2800' || r == '\u3164' {
		return -1
	}
	return r
}

// preheader gives the hidden text at the beginning of the page. It may stand
// behind a short line, such as a link to the web version: inboxes show both.
func (p *mailPage) preheader() (hidden pageRun, ok bool) {
	const short = 100 // characters
	before := 0
	for i, t := range p.runs {
		if t.hidden {
			for _, next := range p.runs[i+1 : min(len(p.runs), i+1+shortestPreheader)] { // it may be in pieces
				if !next.hidden || characters(t.words) >= shortestPreheader {
					break
				}
				t.words += " " + next.words
			}
			return t, true
		}
		if before += len(t.words); before > short {
			break
		}
	}
	return pageRun{}, false
}

// first gives the first text that is seen.
func (p *mailPage) first() (seen pageRun, ok bool) {
	for _, t := range p.runs {
		if !t.hidden {
			return t, true
		}
	}
	return pageRun{}, false
}
