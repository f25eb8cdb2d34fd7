package intake

import (
	"slices"
	"strings"

	"galley/internal/markdown"
)

// reads reports whether copy is one block of the form that was wanted, says
// the words that were meant, and holds no mark that nobody typed.
func reads(d *markdown.Dialect, f form, copy, label, words, file string) bool {
	doc := d.Parse(copy)
	first := doc.Root.FirstChild()
	if first == nil || first.NextSibling() != nil {
		return false
	}
	if f == asAlt {
		r := doc.Reading("")
		return markdown.PictureParagraph(first, doc.Source) && len(r.Pictures) == 1 &&
			squeeze(r.Pictures[0].Alt) == squeeze(words) && r.Pictures[0].Name == file && r.Pictures[0].Caption == "" && len(r.RawHTML) == 0
	}
	want := seen(words)
	if f == asLabel {
		want = strings.TrimSpace(squeeze(label)) + ": " + want
	}
	return shaped(f, doc) && squeeze(markdown.PlainText(first, doc.Source)) == squeeze(want)
}

// shaped reports whether copy is a single block of that form with nothing in
// it but words, addresses and slots.
func shaped(f form, doc *markdown.Doc) bool {
	n := doc.Root.FirstChild()
	for i, kind := range blockKinds(f) {
		if i > 0 {
			n = n.FirstChild()
		}
		if n == nil || n.Kind().String() != kind || n.NextSibling() != nil {
			return false
		}
	}
	n = n.FirstChild()
	if f == asLabel {
		if n == nil || n.Kind() != markdown.KindLabel {
			return false
		}
		for c := n.FirstChild(); c != nil; c = c.NextSibling() {
			if !isWordsNode(c.Kind().String()) {
				return false
			}
		}
		n = n.NextSibling()
	}
	for ; n != nil; n = n.NextSibling() {
		if !isWordsNode(n.Kind().String()) {
			return false
		}
	}
	return true
}

// blockKinds lists the nodes, from the outside in, that a form is made of.
func blockKinds(f form) []string {
	switch f {
	case asHeadline:
		return []string{"Heading"}
	case asBullet:
		return []string{"List", "ListItem", "TextBlock"}
	}
	return []string{"Paragraph"}
}

func isWordsNode(kind string) bool {
	return slices.Contains([]string{"Text", "String", "AutoLink", markdown.KindSlot.String()}, kind)
}

// seen gives words as a reader of the email would see them: without the
// brackets of an address and without what a slot will fill.
func seen(words string) string {
	if !strings.ContainsAny(words, "<{") {
		return words
	}
	var b strings.Builder
	for i := 0; i < len(words); {
		switch words[i] {
		case '<':
			if n := len(angled().FindString(words[i:])); n > 0 {
				b.WriteString(words[i+1 : i+n-1])
				i += n
				continue
			}
		case '{':
			if n := slotLength(words[i:]); n > 0 {
				i += n
				continue
			}
		}
		b.WriteByte(words[i])
		i++
	}
	return b.String()
}

// squeeze makes one space of every run of white space.
func squeeze(s string) string { return strings.Join(strings.Fields(s), " ") }
