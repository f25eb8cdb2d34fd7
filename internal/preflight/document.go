package preflight

import (
	"bytes"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"galley/internal/dom"
	"galley/internal/issue"
)

// document: the page's head and its frame, which no reader sees and every
// program goes by.
var document = []mailCheck{
	{check{"html.doctype", issue.SeverityError, onPage(pageDoctype)}, false},
	{check{"html.charset", issue.SeverityError, onPage(pageCharset)}, false},
	{check{"html.lang", issue.SeverityError, onPage(pageLang)}, false},
	{check{"html.dir", issue.SeverityError, onPage(pageDir)}, false},
	{check{"html.title", issue.SeverityWarning, onPage(pageTitle)}, false},
	{check{"html.wellformed", issue.SeverityError, onPage(wellformed)}, false},
}

// pageDoctype finds a page without a doctype before its first element
// (caniemail: html-doctype). Which doctype it is, old ones too, is let be:
// programs that keep one put their own in its place.
func pageDoctype(r *round, d *dom.Document) {
	for _, n := range d.Nodes {
		switch n.Kind {
		case dom.Doctype:
			return
		case dom.Element:
			r.unsaid(d, n, "The page does not begin with <!doctype html>, so programs lay it out by the rules of the nineties: put it on the first line.")
			return
		}
	}
}

// htmlCharset is a charset that the message itself declares for its HTML part,
// which then counts, and not the page's (RFC 2045, 5.1).
var htmlCharset = regexp.MustCompile(`(?i)text/html;(?:[^\n]*\r?\n[ \t])?[^\n]{0,200}charset=`)

// pageCharset finds letters beyond ASCII on a page that does not say how they
// are written, or says it wrong. In a message the part's own header says it.
func pageCharset(r *round, d *dom.Document) {
	if bytes.IndexFunc(d.Source, func(c rune) bool { return c >= utf8.RuneSelf }) < 0 {
		return
	}
	meta, charset := declaredCharset(d)
	switch {
	case meta == nil && (r.in.Message == nil || !htmlCharset.Match(r.in.Message.Raw[:min(len(r.in.Message.Raw), 64<<10)])):
		r.unsaid(d, d.First("head"), "The page does not say how its letters are encoded, so accents and dashes can come out as junk: put <meta charset=\"utf-8\"> into its head.")
	case meta != nil && r.in.Message == nil && utf8.Valid(d.Source) && charset != "utf-8" && charset != "utf8":
		r.tag(d, meta, fmt.Sprintf("The page says that its letters are %s, and they are UTF-8, so accents and dashes come out as junk: write utf-8.", pageQuote(charset)))
	}
}

// declaredCharset gives the meta element that names an encoding, and its name in
// lower case.
func declaredCharset(d *dom.Document) (meta *dom.Node, charset string) {
	for n := range d.Elements("meta") {
		if v, ok := n.Attr("charset"); ok && strings.TrimSpace(v) != "" {
			return n, strings.ToLower(strings.TrimSpace(v))
		}
		equiv, _ := n.Attr("http-equiv")
		content, _ := n.Attr("content")
		if _, v, ok := strings.Cut(strings.ToLower(content), "charset="); ok && strings.EqualFold(strings.TrimSpace(equiv), "content-type") {
			return n, strings.Trim(v, " \t\"';")
		}
	}
	return nil, ""
}

// pageWrapping gives what stands around the first words that are seen, from the
// inside out: the elements that hold all of a page are among them.
func pageWrapping(d *dom.Document) []*dom.Node {
	for n := range pageTexts(d, dom.Light) {
		var list []*dom.Node
		for p := n.Parent; p.Kind == dom.Element; p = p.Parent {
			list = append(list, p)
		}
		return list
	}
	return nil
}

// pageLang finds a page that does not say its language. One that says it on an
// element around its words, which is where mail programs keep it, is in order.
func pageLang(r *round, d *dom.Document) {
	around := pageWrapping(d)
	if around == nil {
		return // there is nothing to read
	}
	for _, n := range around {
		lang, ok := n.Attr("lang")
		if !ok {
			lang, ok = n.Attr("xml:lang")
		}
		if lang = strings.TrimSpace(lang); !ok || lang == "" {
			continue
		}
		if !issue.IsLanguage(lang) {
			r.tag(d, n, fmt.Sprintf("“%s” is no code of a language, so screen readers do not know how to speak this: write one like en, de or pt-BR.", pageQuote(lang)))
		}
		return
	}
	at := d.First("html")
	const why = "The page does not say which language it is in, so screen readers may speak it in the wrong one: write lang=\"en\", or what it is, on <html> and on the element around the words."
	if at == nil {
		r.unsaid(d, nil, why)
		return
	}
	r.tag(d, at, why)
}

// pageDir finds a page on which no element around the words says in which
// direction they run. Mail programs take html and body away, with what stands
// on them.
func pageDir(r *round, d *dom.Document) {
	around := pageWrapping(d)
	for _, n := range around {
		dir, ok := n.Attr("dir")
		if dir = strings.ToLower(strings.TrimSpace(dir)); !ok || n.Is("html", "body") {
			continue
		}
		if dir != "ltr" && dir != "rtl" && dir != "auto" {
			r.tag(d, n, fmt.Sprintf("“%s” is no direction, so mail programs take their own: write ltr or rtl.", pageQuote(dir)))
		}
		return
	}
	if len(around) == 0 {
		return
	}
	at := around[0] // the outermost in the body, else the body itself
	for _, n := range around {
		if !n.Is("html", "body") {
			at = n
		}
	}
	r.tag(d, at, "No element around the words says in which direction they run, and mail programs drop what <html> and <body> say: write dir=\"ltr\" or dir=\"rtl\" on this one.")
}

func pageTitle(r *round, d *dom.Document) {
	title := d.First("title")
	if title != nil && title.Within("svg") != nil {
		title = nil
	}
	switch {
	case title == nil:
		r.unsaid(d, d.First("head"), "The page has no title, so a browser tab and a screen reader call it by its address: give it one in its head.")
	case title.First == nil || strings.TrimSpace(title.First.Words) == "":
		r.tag(d, title, "The title of the page is empty, so a browser tab and a screen reader call it by its address: give it one.")
	}
}

// wellformed finds tags that do not close, cross each other, or stand where
// they cannot (html-validate: close-order, element-permitted-content). Ends that
// HTML lets one leave out, as of a paragraph, are no fault, nothing in a
// conditional comment is, and a merge tag between two rows is gone before the
// mail is sent. What everybody mends in the same way is a
// warning: a closing tag of nothing, a paragraph that ends where a block begins.
func wellformed(r *round, d *dom.Document) {
	for _, f := range d.Faults {
		if f.Name == "" && pageOnlyTags(string(d.Source[f.Start:f.End])) {
			continue
		}
		h := r.inPage(d, f.Span, f.Span, faultWhy(f))
		if f.Trouble == dom.Stray || f.Trouble == dom.Misnested && f.Name == "p" {
			h.warn()
		}
	}
}

// pageOnlyTags reports whether words are merge tags and nothing else.
func pageOnlyTags(words string) bool {
	var spans []issue.Span
	for _, t := range issue.TagsIn(words) {
		spans = append(spans, t.Span)
	}
	at := 0
	for _, t := range pageApart(spans) {
		if strings.TrimSpace(words[at:t.Start]) != "" {
			return false
		}
		at = t.End
	}
	return len(spans) > 0 && strings.TrimSpace(words[at:]) == ""
}

// tablePart are what only a table has, tableHome what has them.
var (
	tablePart = strings.Fields("caption colgroup col thead tbody tfoot tr td th")
	tableHome = strings.Fields("table colgroup thead tbody tfoot tr")
)

func faultWhy(f dom.Fault) string {
	f.Name, f.By = pageQuote(f.Name), pageQuote(f.By)
	switch {
	case f.Trouble == dom.Unclosed:
		return fmt.Sprintf("This <%s> is not closed, so each mail program ends it somewhere else: close it with </%[1]s>.", f.Name)
	case f.Trouble == dom.Misnested && !strings.HasPrefix(f.By, "/"):
		return fmt.Sprintf("A <%s> ends where a <%s> begins, so its closing tag comes too late: close it before.", f.Name, f.By)
	case f.Trouble == dom.Misnested:
		return fmt.Sprintf("This <%s> and the <%s> cross each other, so mail programs part them as they like: close first what was opened last.", f.Name, f.By)
	case f.Trouble == dom.Stray:
		return fmt.Sprintf("This closes a <%s> that is not open: take it out, or put back the tag that opened it.", f.Name)
	case f.Name == "":
		return fmt.Sprintf("These words stand in a <%s> and in no cell of it, so mail programs move them before the table: put them into a cell.", f.By)
	case f.Name == "html" || f.Name == "body":
		return fmt.Sprintf("This is a second <%s>, as when one page is pasted into another, and each mail program joins them in its own way: take its frame out.", f.Name)
	case slices.Contains(tablePart, f.Name) && !slices.Contains(tableHome, f.By):
		return fmt.Sprintf("This <%s> stands outside of a table, so mail programs drop it: take it out, or put back the table around it.", f.Name)
	case f.By == "p" || f.By == "a":
		return fmt.Sprintf("A <%s> cannot stand inside of a <%s>, so each mail program parts them somewhere else: close the <%[2]s> before it.", f.Name, f.By)
	}
	return fmt.Sprintf("A <%s> cannot stand directly in a <%s>, so each mail program moves it somewhere else: put it where it belongs.", f.Name, f.By)
}
