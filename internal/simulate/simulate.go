// Package simulate shows a finished email as a mail program would show it: as
// far as is known, and no further.
//
// A simulation is the email's own HTML with that taken away, or changed, which
// the program is known to drop or change: by the answers of package clients
// (caniemail), and by behaviour that its makers or many testers documented;
// each file names its source. What remains is laid out by the window's own web
// view, which is not Word and not Gmail. So a simulation finds what a program
// drops and never proves that a thing looks right there; it is called a
// simulation wherever it is shown, and says what it changed.
//
// The promise: nothing lives in a simulated page. No script, no handler, no
// form, no frame and no address but of a link or a picture, also where a
// conditional comment is opened that had them inside; at most [MaxBytes] are
// read, in time that grows with them alone.
package simulate

import (
	"bytes"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"galley/internal/clients"
	"galley/internal/fault"
)

// MaxBytes is how much of a page is simulated; an email has at most as much.
const MaxBytes = 4 << 20

// Kind is a simulation that can be asked for.
type Kind struct {
	Name  string // outlook-windows
	Title string // Outlook for Windows
}

// The names of the simulations.
const (
	Outlook    = "outlook-windows"     // the versions that set their mail with Word, the oldest of them that still receives mail: 2016
	Gmail      = "gmail"               // in a browser
	GmailOther = "gmail-other-account" // the app, with an account of another provider
	ForcedDark = "forced-dark"         // a program that turns every colour over, as Gmail for iPhone does
)

// Kinds lists the simulations in the order in which they are offered.
func Kinds() []Kind {
	return []Kind{
		{Outlook, "Outlook for Windows"},
		{Gmail, "Gmail"},
		{GmailOther, "Gmail’s app with another provider’s account"},
		{ForcedDark, "Forced dark"},
	}
}

// Page gives an email as a mail program would show it, and what that changed:
// sentences, the weightiest first. An unknown name changes nothing but what is
// alive. The error is a *[fault.Error], of a page that no web parser takes.
func Page(page []byte, name string) (simulated []byte, notes []string, err error) {
	if len(page) > MaxBytes {
		page = page[:MaxBytes]
	}
	s := &simulation{name: name, notes: newNotes()}
	page = conditionals(page, name == Outlook, s.notes)
	// Without scripts noscript has its content, as in a mail program.
	root, err := html.ParseWithOptions(bytes.NewReader(page), html.ParseOptionEnableScripting(false))
	if err != nil { // the parser stops at 512 elements in one another
		return nil, nil, fault.Wrap(err, fault.BadInput, "This email is nested too deeply to be simulated.", "Take lists and quotations out of one another.")
	}
	still(root)
	switch name {
	case Outlook:
		s.drops = s.dropsOf(clients.OutlookWindows)
		s.outlook(root)
	case Gmail:
		s.drops = s.dropsOf(clients.Gmail)
		s.gmail(root)
	case GmailOther:
		s.drops = s.dropsOf("gmail-ios")
		s.gmail(root)
	case ForcedDark:
		s.dark(root)
	}
	still(root) // what was made of the page is held to the same
	var b bytes.Buffer
	if err := html.Render(&b, root); err != nil {
		return nil, nil, fault.Wrap(err, fault.Internal, "The simulation could not be written.", "Please report it.")
	}
	return b.Bytes(), s.notes.list(), nil
}

// simulation is one run.
type simulation struct {
	name  string
	notes *notes
	drops func(clients.Feature) bool
}

// each calls f for every element below a node. F may change the element and
// what is in it; when it gives false the element is taken out with all of that.
func each(n *html.Node, f func(*html.Node) bool) {
	for c := n.FirstChild; c != nil; {
		next := c.NextSibling
		if c.Type == html.ElementNode && !f(c) {
			n.RemoveChild(c)
			c = next
			continue
		}
		each(c, f)
		c = next
	}
}

func attr(n *html.Node, name string) string {
	for i := range n.Attr {
		if n.Attr[i].Key == name && n.Attr[i].Namespace == "" {
			return n.Attr[i].Val
		}
	}
	return ""
}

// set gives an attribute a value; an empty one takes it away.
func set(n *html.Node, name, value string) {
	for i := range n.Attr {
		if n.Attr[i].Key == name {
			if value == "" {
				n.Attr = append(n.Attr[:i:i], n.Attr[i+1:]...)
			} else {
				n.Attr[i].Val = value
			}
			return
		}
	}
	if value != "" {
		n.Attr = append(n.Attr, html.Attribute{Key: name, Val: value})
	}
}

// words gives the text directly inside an element.
func words(n *html.Node) string {
	var b strings.Builder
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type == html.TextNode {
			b.WriteString(c.Data)
		}
	}
	return b.String()
}

// setWords puts a text in the place of everything inside an element.
func setWords(n *html.Node, text string) {
	for n.FirstChild != nil {
		n.RemoveChild(n.FirstChild)
	}
	if text != "" {
		n.AppendChild(&html.Node{Type: html.TextNode, Data: text})
	}
}

// unwrap puts what is in an element in its place.
func unwrap(n *html.Node) {
	for c := n.FirstChild; c != nil; c = n.FirstChild {
		n.RemoveChild(c)
		n.Parent.InsertBefore(c, n)
	}
}

// first gives the first element of a kind; nil when there is none.
func first(n *html.Node, kind atom.Atom) *html.Node {
	for c := range n.Descendants() {
		if c.Type == html.ElementNode && c.DataAtom == kind {
			return c
		}
	}
	return nil
}

// addSheet puts a style sheet at the beginning of the head: before the email's
// own, as a program's own rules are.
func addSheet(root *html.Node, css string) {
	if head := first(root, atom.Head); head != nil {
		sheet := &html.Node{Type: html.ElementNode, Data: "style", DataAtom: atom.Style}
		setWords(sheet, css)
		head.InsertBefore(sheet, head.FirstChild)
	}
}
