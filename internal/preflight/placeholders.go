package preflight

import (
	"iter"
	"slices"
	"strings"

	"galley/internal/dom"
	"galley/internal/issue"
)

// placeholders: what should have been filled in, or never have left. In an
// issue, slot.unknown, left-over.mark and secret.leak see it in the copy.
var placeholders = []mailCheck{
	{check{"merge.unresolved", issue.SeverityError, onPage(pageMergeTags)}, true},
	{check{"text.placeholder", issue.SeverityError, onPage(pagePlaceholder)}, true},
	{check{"leak.secret", issue.SeverityError, onPage(pageSecret)}, true},
}

// pageText is something that is written on a page: a text, or the value of an
// attribute.
type pageText struct {
	node  *dom.Node
	words string // as the source has them
	issue.Span
	code   bool   // it is shown as code
	hidden string // the name of an attribute that nobody reads; empty for what is read or said
}

// read are attributes that are read out or shown, unread those that hold
// addresses.
var (
	pageReadAttrs    = []string{"alt", "title", "aria-label"}
	pageAddressAttrs = []string{"href", "src"}
)

// pageWritings gives the texts of a page, its title, and those attributes, as
// the source has them. What a program reads is not among them.
func pageWritings(d *dom.Document) iter.Seq[pageText] {
	return func(yield func(pageText) bool) {
		for _, n := range d.Nodes {
			switch n.Kind {
			case dom.Text:
				if !n.InPage() && !n.Parent.Is("title") {
					continue
				}
				code := n.Within("code", "pre", "kbd", "samp", "tt", "textarea") != nil
				if !yield(pageText{node: n, words: d.Tag(n), Span: n.Span, code: code}) {
					return
				}
			case dom.Element:
				for _, a := range n.Attrs {
					address := slices.Contains(pageAddressAttrs, a.Name)
					if !address && !slices.Contains(pageReadAttrs, a.Name) {
						continue
					}
					at, ok := d.AttrAt(n, a.Name)
					if !ok {
						at = n.Span // it is spelt with entities
					}
					t := pageText{node: n, words: a.Value, Span: at}
					if address {
						t.hidden = a.Name
					}
					if !yield(t) {
						return
					}
				}
			}
		}
	}
}

// found gives the place in the source of a span of the words.
func (t *pageText) found(at issue.Span) issue.Span {
	if t.End-t.Start != len(t.words) {
		return t.Span
	}
	return issue.Span{Start: t.Start + at.Start, End: t.Start + at.End}
}

// pageMergeTags finds merge tags that the sending service left as they are. Mail
// that was made elsewhere has been sent, or is about to be: what is still a tag
// in it stays one, unless it is the tag of a service that is named. A tag that is
// shown as code is meant to be read.
func pageMergeTags(r *round, d *dom.Document) {
	for t := range pageWritings(d) {
		if t.code {
			continue
		}
		for _, tag := range issue.TagsIn(t.words) {
			if r.own().Has(tag, t.words[tag.Start:tag.End]) {
				continue
			}
			why := "This is a merge tag that nothing filled, so readers see it as it stands: fill it, take it out, or name the service that fills it (--profile)."
			switch {
			case t.hidden == "href":
				why = "The address of this link is a merge tag that nothing filled, so it leads nowhere: fill it, take the link out, or name the service that fills it (--profile)."
			case t.hidden == "src":
				why = "The address of this picture is a merge tag that nothing filled, so nobody sees it: fill it, or take the picture out."
			}
			r.said(d, t.node, t.found(tag.Span), why)
		}
	}
	for n := range d.Elements("unsubscribe", "webversion", "preferences", "forwardtoafriend") {
		if words := d.Tag(n); slices.ContainsFunc(issue.TagsIn(words), func(t issue.Tag) bool { return r.own().Has(t, words) }) {
			continue
		}
		r.tag(d, n, "This is Campaign Monitor’s tag, and nothing filled it: fill it, or take it out.")
	}
}

// pagePlaceholder finds words that stand for others.
func pagePlaceholder(r *round, d *dom.Document) {
	lang := pageLanguage(d)
	for t := range pageWritings(d) {
		if t.hidden != "" || t.code {
			continue
		}
		for _, at := range pageMarks(t.words, lang) {
			r.said(d, t.node, t.found(at), "These words hold a place for others that never came: write them, or take this out.")
		}
		if whole := strings.TrimSpace(t.words); pageUntitled(whole) && (t.node.Kind == dom.Element || t.node.Parent.Is("title", "h1", "h2", "h3", "h4", "td", "p", "a", "div")) {
			at := strings.Index(t.words, whole)
			r.said(d, t.node, t.found(issue.Span{Start: at, End: at + len(whole)}), "A program named this, and nobody else: give it its name.")
		}
	}
}

// pageLanguage gives the language that a page says it is in, lower case, without
// its region.
func pageLanguage(d *dom.Document) string {
	for n := range d.Elements() {
		if lang, ok := n.Attr("lang"); ok && strings.TrimSpace(lang) != "" {
			lang, _, _ = strings.Cut(strings.ToLower(strings.TrimSpace(lang)), "-")
			return lang
		}
	}
	return ""
}

// pageSecret finds keys, paths of somebody's computer and remarks between
// editors, in what is read, in addresses, and in comments, which everybody can
// look at. A picture's and a link's own file: are img.src-scheme's and
// link.scheme's.
func pageSecret(r *round, d *dom.Document) {
	for t := range pageWritings(d) {
		for _, at := range pageKeys(t.words) {
			r.said(d, t.node, t.found(at), "This looks like a key that opens something, and everybody who gets this mail would have it: take it out, and have the key changed.")
		}
		if t.hidden != "" {
			continue
		}
		for _, at := range pageRemarks(t.words) {
			r.said(d, t.node, t.found(at), "This is a remark between editors, and readers see it: settle it, and take it out.")
		}
		if t.code {
			continue // paths in code are meant to be read
		}
		for _, at := range pagePaths(t.words) {
			r.said(d, t.node, t.found(at), "This is a path on somebody’s own computer, which tells readers a name and leads them nowhere: take it out.")
		}
	}
	for _, n := range d.Nodes {
		if n.Kind == dom.Comment {
			r.secretComment(d, n)
		}
	}
}

func (r *round) secretComment(d *dom.Document, n *dom.Node) {
	source := d.Tag(n)
	for _, at := range pageKeys(source) {
		r.said(d, n, issue.Span{Start: n.Start + at.Start, End: n.Start + at.End},
			"This looks like a key that opens something, and comments travel with the mail: take it out, and have the key changed.")
	}
	if pageEditorial(n.Words) {
		r.said(d, n, n.Span, "This comment is a remark between editors, and everybody who looks at the mail’s source reads it: take it out.")
	}
}
