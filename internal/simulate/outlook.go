package simulate

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"galley/internal/clients"
)

// Outlook for Windows sets mail with Word. What Word does not know is
// caniemail's; beyond that this file goes by its notes: padding is for table
// cells (css-padding), width and height are for tables and cells (css-width),
// margin is not for body and span and has no auto and no negative value
// (css-margin), display is none or nothing (css-display), a background is a
// colour (css-background), a picture has the size of its attributes
// (html-width), and a font that was loaded is Times New Roman with all that
// stands behind it in the list (css-at-font-face).

// unsized are elements whose width and height Word does not read.
var unsized = names("body span div p img a")

// calledOf says what the elements are called whose sizes and margins Word does
// not read.
var calledOf = map[string]string{
	"body": "the page", "span": "a few words (span)", "div": "boxes (div)", "p": "paragraphs", "img": "pictures", "a": "links",
}

// outlook drops and changes what Word does.
func (s *simulation) outlook(root *html.Node) {
	loaded := map[string]bool{}
	each(root, func(n *html.Node) bool {
		if n.Data == "style" {
			for _, r := range rulesOf(words(n), 0) {
				if strings.HasPrefix(strings.ToLower(r.prelude), "@font-face") {
					loaded[family(r.has)] = true
				}
			}
		}
		return true
	})
	s.sheets(root, func(selector string) func(declaration) (string, bool) {
		return s.word(subject(selector), loaded)
	})
	restyle(root, func(n *html.Node, list []declaration) []declaration {
		list = s.declared(list, s.word(n.Data, loaded))
		for _, d := range list {
			if d.name == "mso-hide" && strings.EqualFold(d.value, "all") { // Word’s own way to show nothing
				return append(list, declaration{"display", "none"})
			}
		}
		return list
	})
	s.vml(root)
	s.wordPictures(root)
	s.semantics(root)
	// Word’s own: the letters of what has none, and a list that is indented by
	// its margin, not by a padding.
	addSheet(root, `body{font-family:"Times New Roman",serif}ul,ol{margin-left:40px;padding:0}`)
}

// subject gives the element that a rule is for; empty when it does not say.
func subject(selector string) string {
	words := strings.FieldsFunc(selector, func(c rune) bool { return strings.ContainsRune(" >+~", c) })
	if len(words) == 0 || strings.Contains(selector, ",") {
		return ""
	}
	last := strings.ToLower(words[len(words)-1])
	if i := strings.IndexAny(last, ".#:["); i >= 0 {
		last = last[:i]
	}
	return last
}

// word gives what Word does with a declaration on an element; an empty name is
// an element that a rule does not name, and there the declaration stays.
func (s *simulation) word(element string, loaded map[string]bool) func(declaration) (string, bool) {
	return func(d declaration) (string, bool) {
		value, mark := important(d.value)
		if element == "" {
			return d.value, true
		}
		switch {
		case strings.HasPrefix(d.name, "padding") && element != "td" && element != "th":
			return s.unlessZero(value, "Space inside anything but a table’s cells is ignored (padding)")
		case (d.name == "width" || d.name == "height") && unsized[element]:
			return s.unlessZero(value, "The "+d.name+" of "+calledOf[element]+" in the style is ignored")
		case strings.HasPrefix(d.name, "margin"):
			return s.margin(element, value, mark)
		case strings.HasPrefix(d.name, "background"):
			return s.background(d)
		case d.name == "font-family" && loaded[familyName(parts(value, ",")[0])]:
			s.notes.add("A web font becomes Times New Roman")
			return `"Times New Roman"` + mark, true
		}
		return d.value, true
	}
}

// unlessZero drops a value, and says so where it made a difference.
func (s *simulation) unlessZero(value, sentence string) (string, bool) {
	if strings.Trim(value, "0px %") != "" {
		s.notes.add(sentence)
	}
	return "", false
}

func (s *simulation) margin(element, value, mark string) (string, bool) {
	if element == "body" || element == "span" {
		return s.unlessZero(value, "Space around "+calledOf[element]+" is ignored (margin)")
	}
	sides := strings.Fields(value)
	for i, side := range sides {
		if side == "auto" || strings.HasPrefix(side, "-") {
			s.notes.add("Margins that centre something or pull it closer are ignored")
			sides[i] = "0"
		}
	}
	return strings.Join(sides, " ") + mark, true
}

// background keeps a colour alone.
func (s *simulation) background(d declaration) (string, bool) {
	if d.name == "background-color" {
		return d.value, true
	}
	value, mark := important(d.value)
	layers := parts(value, " ")
	for _, part := range layers {
		if _, isColour := parseColour(part); isColour {
			if len(layers) > 1 {
				s.notes.add("Of a background only the colour is shown")
			}
			return part + mark, true
		}
	}
	s.notes.add("A background picture is not shown")
	return "", false
}

// family gives the name that an @font-face rule declares.
func family(list []declaration) string {
	for _, d := range list {
		if d.name == "font-family" {
			return familyName(d.value)
		}
	}
	return ""
}

func familyName(s string) string { return strings.ToLower(strings.Trim(strings.TrimSpace(s), `"'`)) }

// wordPictures gives pictures the size that their attributes say.
func (s *simulation) wordPictures(root *html.Node) {
	each(root, func(n *html.Node) bool {
		if n.DataAtom != atom.Img {
			return true
		}
		if width := attr(n, "width"); width == "" {
			s.notes.weigh("A picture without a width of its own (width=\"…\") is shown in full size, however large")
		}
		return true
	})
}

// semantics makes a div of the elements that Word does not know: they are
// dropped, and what is in them stays (caniemail: html-semantics).
func (s *simulation) semantics(root *html.Node) {
	each(root, func(n *html.Node) bool {
		if f, ok := clients.Element(n.Data); ok && string(f) == "html-semantics" && s.drops(f) {
			s.notes.add("<" + n.Data + "> is a <div>")
			n.Data, n.DataAtom = "div", atom.Div
		}
		return true
	})
}

// vml shows Word's drawings as boxes: a rectangle with its colour and its
// picture. Other shapes, and Office's own elements, are not drawn.
func (s *simulation) vml(root *html.Node) {
	var inside []*html.Node
	each(root, func(n *html.Node) bool {
		prefix, name, ok := strings.Cut(n.Data, ":")
		if !ok || prefix != "v" && prefix != "o" && prefix != "w" {
			return true
		}
		switch n.Data {
		case "v:rect", "v:roundrect":
			s.notes.add("A drawing of Word’s is shown as a box")
			s.box(n)
		case "v:textbox":
			inside = append(inside, n)
		default:
			if name != "fill" && n.FirstChild != nil {
				inside = append(inside, n) // an empty tag of these holds what follows it, in HTML
				return true
			}
			return n.FirstChild != nil
		}
		return true
	})
	for _, n := range inside {
		unwrap(n)
		n.Parent.RemoveChild(n)
	}
}

// box makes a div of a rectangle.
func (s *simulation) box(n *html.Node) {
	var style []declaration
	if fill := attr(n, "fillcolor"); fill != "" && attr(n, "fill") != "false" && attr(n, "fill") != "f" {
		if _, ok := parseColour(fill); ok {
			style = append(style, declaration{"background-color", fill})
		}
	}
	for _, d := range declarations(attr(n, "style")) {
		if d.name == "width" || d.name == "height" {
			style = append(style, d)
		}
	}
	n.Data, n.DataAtom, n.Attr = "div", atom.Div, nil
	set(n, "style", styled(style))
}
