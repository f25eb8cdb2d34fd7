package main

import (
	"bytes"
	"fmt"
	"html"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"
)

// template writes the issue in MJML: a section for each item, a component for
// each block, because that is where MJML's fonts, colours and spaces go.
// Sparing puts all the words of an item into one component instead, which is
// the least that MJML can be asked for; its paragraphs then have the mail
// program's looks.
func (w *workload) template(sparing bool) (string, error) {
	e := w.edition
	c := e.House.Theme.Light
	var b strings.Builder
	fmt.Fprintf(&b, `<mjml lang="en"><mj-head><mj-title>%s</mj-title><mj-preview>%s</mj-preview>
<mj-attributes><mj-all font-family="%s" color="%s"/><mj-text font-size="17px" line-height="27px" padding="0 0 16px"/>
<mj-class name="headline" font-size="27px" line-height="33px" color="%s" font-weight="bold" padding="0 0 8px"/>
<mj-section padding="0 40px 24px"/><mj-column padding="0"/><mj-image padding="0 0 16px" border-radius="3px"/></mj-attributes>
<mj-style>a{color:%s}@media (prefers-color-scheme:dark){.sheet{background-color:%s!important}}</mj-style></mj-head>
<mj-body width="600px" background-color="%s">
`, html.EscapeString(e.Title()), html.EscapeString(e.Issue.Preheader), html.EscapeString(e.House.Theme.Serif), c.Ink, c.Accent, c.Link, e.House.Theme.Dark.Sheet, c.Page)
	copies := make([]string, 0, len(e.Issue.Items)+1)
	for _, item := range e.Issue.Items {
		copies = append(copies, item.Copy)
	}
	for _, copy := range append(copies, e.Footer()) {
		fmt.Fprintf(&b, `<mj-section css-class="sheet" background-color="%s"><mj-column>`+"\n", c.Sheet)
		if err := w.section(&b, []byte(copy), sparing); err != nil {
			return "", err
		}
		b.WriteString("</mj-column></mj-section>\n")
	}
	b.WriteString("</mj-body></mjml>\n")
	return b.String(), nil
}

// section writes the components of one item.
func (w *workload) section(b *strings.Builder, source []byte, sparing bool) error {
	root := bare.Parser().Parse(text.NewReader(source))
	open := false
	for n := root.FirstChild(); n != nil; n = n.NextSibling() {
		picture, isPicture := n.FirstChild().(*ast.Image)
		var words bytes.Buffer
		if err := bare.Renderer().Render(&words, source, n); err != nil {
			return err
		}
		switch {
		case isPicture:
			closeText(b, &open)
			name := string(picture.Destination)
			fmt.Fprintf(b, `<mj-image src="%s" alt="%s" width="520px"/>`+"\n", w.edition.Pictures[name].Src, html.EscapeString(w.alt(name)))
		case n.Kind() == ast.KindHeading:
			closeText(b, &open)
			fmt.Fprintf(b, `<mj-text mj-class="headline">%s</mj-text>`+"\n", words.Bytes())
		default:
			if !open {
				b.WriteString("<mj-text>")
				open = true
			}
			b.Write(words.Bytes())
			if !sparing {
				closeText(b, &open)
			}
		}
	}
	closeText(b, &open)
	return nil
}

func closeText(b *strings.Builder, open *bool) {
	if *open {
		b.WriteString("</mj-text>\n")
		*open = false
	}
}

// alt gives the alt text of a picture of the issue.
func (w *workload) alt(name string) string {
	for _, item := range w.edition.Issue.Items {
		for _, p := range item.Reading.Pictures {
			if p.Name == name {
				return p.Alt
			}
		}
	}
	return ""
}
