package svg

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"strings"
	"unicode/utf8"
)

// node is an element.
type node struct {
	name     string
	attr     map[string]string
	children []*node
	text     []byte            // of style elements
	cost     int               // bytes of its attributes, which are read whenever it is drawn
	style    map[string]string // what it says about its looks, style sheets included
}

const namespace = "http://www.w3.org/2000/svg"

// tree is a tree in the making.
type tree struct {
	root  *node
	stack []*node // the elements that are open
	count int
}

// parse reads the tree. Elements of other vocabularies, which drawing programs
// add for themselves, are left out with all that they hold.
func parse(data []byte) (*node, error) {
	dec := xml.NewDecoder(bytes.NewReader(data))
	dec.CharsetReader = charset
	var t tree
	for {
		token, err := dec.Token()
		if errors.Is(err, io.EOF) && t.root != nil {
			return t.root, nil
		}
		if err != nil {
			return nil, brokenXML(err)
		}
		switch token := token.(type) {
		case xml.StartElement:
			if token.Name.Space != "" && token.Name.Space != namespace {
				if err := dec.Skip(); err != nil {
					return nil, brokenXML(err)
				}
				continue
			}
			if err := t.open(newNode(token)); err != nil {
				return nil, err
			}
		case xml.EndElement:
			t.stack = t.stack[:len(t.stack)-1]
		case xml.CharData:
			if n := len(t.stack); n > 0 && t.stack[n-1].name == "style" {
				t.stack[n-1].text = append(t.stack[n-1].text, token...)
			}
		}
	}
}

// open puts an element into its place.
func (t *tree) open(n *node) error {
	if t.count++; t.count > maxNodes || len(t.stack) > maxDepth {
		return errParts
	}
	switch depth := len(t.stack); {
	case depth > 0:
		parent := t.stack[depth-1]
		parent.children = append(parent.children, n)
	case t.root == nil && n.name == "svg":
		t.root = n
	default:
		return &Broken{Why: "it does not begin as an SVG must"}
	}
	t.stack = append(t.stack, n)
	return nil
}

func newNode(t xml.StartElement) *node {
	n := &node{name: t.Name.Local, attr: make(map[string]string, len(t.Attr))}
	for _, a := range t.Attr {
		n.cost += len(a.Value)
		// xlink:href is href by its older name; other foreign attributes are not for us.
		if a.Name.Space == "" || a.Name.Local == "href" && strings.Contains(a.Name.Space, "xlink") {
			if _, set := n.attr[a.Name.Local]; !set || a.Name.Space == "" {
				n.attr[a.Name.Local] = strings.TrimSpace(a.Value)
			}
		}
	}
	return n
}

func brokenXML(err error) error {
	var syntax *xml.SyntaxError
	if errors.Is(err, io.EOF) || errors.As(err, &syntax) && strings.Contains(syntax.Msg, "EOF") {
		return &Broken{Why: "its end is missing", Cause: err}
	}
	return &Broken{Why: "it is not well-formed XML", Cause: err}
}

// charset reads the one old encoding that drawing programs still write: of
// Latin-1 every byte is the code point of its character.
func charset(label string, r io.Reader) (io.Reader, error) {
	switch strings.ToLower(label) {
	case "utf-8", "us-ascii", "ascii":
		return r, nil
	case "iso-8859-1", "latin1", "windows-1252":
		data, err := io.ReadAll(r)
		out := make([]byte, 0, len(data)+len(data)/8)
		for _, b := range data {
			out = utf8.AppendRune(out, rune(b))
		}
		return bytes.NewReader(out), err
	}
	return nil, errors.New("unknown encoding " + label)
}

// viewBox gives the part of its space that the root shows.
func (n *node) viewBox() (b box, ok bool) {
	v, err := numbers(n.attr["viewBox"])
	if err != nil || len(v) != 4 {
		return b, false
	}
	return box{v[0], v[1], v[2], v[3]}, true
}
