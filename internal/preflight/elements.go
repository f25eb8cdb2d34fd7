package preflight

import (
	"fmt"
	"slices"
	"strings"

	"galley/internal/dom"
	"galley/internal/issue"
)

// forbidden: what mail programs throw away, or refuse the whole mail for.
var forbidden = []mailCheck{
	{check{"el.forbidden", issue.SeverityError, onPage(forbiddenElement)}, false},
}

// fontHosts serve web fonts. A mail without them shows its second choice, so
// their style sheets are a warning.
var fontHosts = []string{"fonts.googleapis.com", "use.typekit.net", "fonts.bunny.net", "use.fontawesome.com", "cloud.typography.com", "fast.fonts.net", "rsms.me"}

// forbiddenElement finds elements that hold a program, another page, or what
// mail programs do not show (caniemail; OWASP). Data for machines in a script
// element (JSON-LD, which Gmail reads) is in order, and so is a film with a
// picture or a link for those who cannot play it.
func forbiddenElement(r *round, d *dom.Document) {
	for n := range d.Elements() {
		switch n.Name {
		case "script":
			if kind, _ := n.Attr("type"); !strings.EqualFold(strings.TrimSpace(kind), "application/ld+json") {
				r.tag(d, n, "Mail programs run no scripts, and some refuse a mail that has one: take it out.")
			}
		case "iframe", "frame", "frameset", "object", "embed", "applet", "portal":
			r.tag(d, n, fmt.Sprintf("Mail programs throw away this <%s> and what it shows: put a picture in its place, linked to the page.", n.Name))
		case "form":
			r.tag(d, n, "Forms do not work in many mail programs, and others warn of them: link a page with the form.")
		case "video", "audio":
			if !hasFallback(n) {
				r.tag(d, n, fmt.Sprintf("Few mail programs play this <%s>, and for the others there is nothing in it: put a linked picture inside.", n.Name))
			}
		case "svg", "canvas":
			if n.Within("svg") == nil {
				r.tag(d, n, fmt.Sprintf("Mail programs throw away this <%s>: put a PNG in its place.", n.Name))
			}
		case "link":
			r.styleLink(d, n)
		case "meta":
			if equiv, _ := n.Attr("http-equiv"); strings.EqualFold(strings.TrimSpace(equiv), "refresh") {
				r.tag(d, n, "This would lead the reader to another page, and mail programs refuse it: take it out.")
			}
		}
	}
}

func hasFallback(n *dom.Node) bool {
	for at := range n.Below() {
		if at.Is("img", "a", "p") || at.Kind == dom.Text && strings.TrimSpace(at.Words) != "" {
			return true
		}
	}
	return false
}

func (r *round) styleLink(d *dom.Document, n *dom.Node) {
	rel, _ := n.Attr("rel")
	if !slices.Contains(strings.Fields(strings.ToLower(rel)), "stylesheet") {
		return
	}
	href, _ := n.Attr("href")
	if slices.Contains(fontHosts, pageHost(href)) {
		r.tag(d, n, "Most mail programs load no fonts from elsewhere: see that the page looks right in the font that is named next.").warn()
		return
	}
	r.tag(d, n, "Mail programs load no style sheets from elsewhere, so the page would lose its looks: write the styles into the page.")
}
