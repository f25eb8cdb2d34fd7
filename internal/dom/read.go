package dom

import (
	"bytes"
	"strings"

	"golang.org/x/net/html"

	"galley/internal/issue"
)

// Read reads a page, whole or damaged. Of one that is larger than [MaxBytes], or
// has more parts than any email, the beginning is read.
func Read(page []byte) *Document {
	d := &Document{Source: page, Root: &Node{Kind: Root, place: -1}}
	if len(page) > MaxBytes {
		d.Source, d.Cut = page[:MaxBytes], true
	}
	d.marks = marked(d.Source)
	b := &builder{doc: d, at: d.Root, open: map[string]int{}, early: map[string]burst{}}
	z := html.NewTokenizer(bytes.NewReader(d.Source))
	offset := 0
	for {
		kind := z.Next()
		here := issue.Span{Start: offset, End: offset + len(z.Raw())}
		offset = here.End
		if kind == html.ErrorToken {
			break // the end: reading bytes does not fail
		}
		if len(d.Nodes) >= maxNodes {
			d.Cut = true
			break
		}
		b.token(z, kind, here)
	}
	b.finish()
	return d
}

// token puts one token of the source into the tree.
func (b *builder) token(z *html.Tokenizer, kind html.TokenType, here issue.Span) {
	switch kind {
	case html.TextToken:
		b.text(&Node{Kind: Text, Words: string(z.Text()), Span: here})
	case html.CommentToken:
		b.add(&Node{Kind: Comment, Words: string(z.Text()), Span: here})
	case html.DoctypeToken:
		b.add(&Node{Kind: Doctype, Words: string(z.Text()), Span: here})
		b.standard = b.standard || !b.begun
	case html.StartTagToken, html.SelfClosingTagToken:
		n := element(z, here)
		if n.Name == "noscript" {
			z.NextIsNotRawText() // mail programs run no scripts, so they show it
		}
		b.start(n, kind == html.SelfClosingTagToken)
	case html.EndTagToken:
		name, _ := z.TagName()
		b.end(string(name), here)
	}
}

// How many attributes of an element are kept, and how many of its classes.
const (
	maxAttrs   = 64
	maxClasses = 100
)

func element(z *html.Tokenizer, here issue.Span) *Node {
	name, more := z.TagName()
	n := &Node{Kind: Element, Name: string(name), Span: here}
	for more && len(n.Attrs) < maxAttrs {
		var key, value []byte
		key, value, more = z.TagAttr()
		if _, twice := n.Attr(string(key)); !twice {
			n.Attrs = append(n.Attrs, Attr{string(key), string(value)})
		}
	}
	if class, ok := n.Attr("class"); ok {
		for class := range strings.FieldsSeq(class) {
			if n.classes = append(n.classes, class); len(n.classes) > maxClasses { // the tree takes the one too many away, and says so
				break
			}
		}
	}
	return n
}

// AttrAt gives where in the source the value of an element's attribute stands;
// ok is false where it has none, or where the source spells it with entities,
// so that places inside it mean nothing.
func (d *Document) AttrAt(n *Node, name string) (at issue.Span, ok bool) {
	value, ok := n.Attr(name)
	if !ok {
		return at, false
	}
	tag := d.Tag(n)
	for i := max(1, strings.IndexAny(tag, " \t\r\n\f/>")); i < len(tag); {
		from, end, words := attrFrom(tag, i)
		if strings.EqualFold(tag[from:end], name) {
			return issue.Span{Start: n.Start + words.Start, End: n.Start + words.End}, tag[words.Start:words.End] == value
		}
		i = max(words.End, end, i+1)
	}
	return at, false
}

// attrFrom reads one attribute of a tag from offset i (HTML, 13.2.5.32 and on):
// its name from..end, and the place of its value, without quotes.
func attrFrom(tag string, i int) (from, end int, value issue.Span) {
	const space = " \t\r\n\f"
	skip := func(i int, set string) int {
		for i < len(tag) && strings.IndexByte(set, tag[i]) >= 0 {
			i++
		}
		return i
	}
	until := func(i int, set string) int {
		if n := strings.IndexAny(tag[i:], set); n >= 0 {
			return i + n
		}
		return len(tag)
	}
	from = skip(i, space+"/\"'")
	end = until(min(from+1, len(tag)), space+"/=>")
	at := skip(end, space)
	if at >= len(tag) || tag[at] != '=' {
		return from, end, issue.Span{Start: end, End: end}
	}
	at = skip(at+1, space)
	if at < len(tag) && (tag[at] == '"' || tag[at] == '\'') {
		return from, end, issue.Span{Start: at + 1, End: until(at+1, tag[at:at+1])}
	}
	return from, end, issue.Span{Start: at, End: until(at, space+">")}
}
