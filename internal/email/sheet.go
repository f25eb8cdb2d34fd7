package email

import (
	"bytes"
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/util"

	"galley/internal/issue"
	"galley/internal/markdown"
)

// filler follows the preheader so that the inbox does not show the first
// words of the mail after it: 80 pairs of a joiner and a no-break space.
var filler = strings.Repeat("\u034f\u00a0", 80)

// head writes everything above the first item.
func (p *press) head(b *bytes.Buffer) {
	l, c, lang, dir := p.look, p.look.Light, escape(p.Lang()), p.Dir()
	fmt.Fprintf(b, `<!doctype html>
<html lang="%s" dir="%s" xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<meta name="format-detection" content="telephone=no, date=no, address=no, email=no, url=no">
<title>%s</title>
<!--[if mso]><noscript><xml><o:OfficeDocumentSettings><o:AllowPNG/><o:PixelsPerInch>96</o:PixelsPerInch></o:OfficeDocumentSettings></xml></noscript><![endif]-->
<style>%s</style>
</head>
<body class="p" bgcolor="%s" style="margin:0;padding:0;background-color:%s">
`, lang, dir, p.tagged(p.title()), l.css, c.Page, c.Page)
	fmt.Fprintf(b, `<div role="article" aria-roledescription="email" aria-label="%s" lang="%s" dir="%s">`+"\n", escape(p.title()), lang, dir)
	if p.Issue.Preheader != "" {
		fmt.Fprintf(b, `<div style="display:none;max-height:0;overflow:hidden;mso-hide:all">%s%s</div>`+"\n", p.tagged(p.Issue.Preheader), filler)
	}
	// The outer table's fixed layout makes the sheet's max-width count where
	// media queries are dropped. WebKit takes no max-width in per cent on a
	// fixed table, so it is the width that is in per cent; Word ignores
	// max-width and has the ghost table.
	fmt.Fprintf(b, `<table class="p" role="presentation" cellpadding="0" cellspacing="0" width="100%%" bgcolor="%s" style="table-layout:fixed;background-color:%s"><tr><td align="center">
<!--[if mso]><table role="presentation" cellpadding="0" cellspacing="0" width="%d" align="center"><tr><td><![endif]-->
<table class="s" role="presentation" cellpadding="0" cellspacing="0" width="%d" align="center" bgcolor="%s" dir="%s" style="table-layout:fixed;width:100%%;max-width:%dpx;background-color:%s;text-align:%s;word-wrap:break-word">
`, c.Page, c.Page, l.Width, l.Width, c.Sheet, dir, l.Width, c.Sheet, l.start)
	p.topLine(b)
	p.masthead(b)
}

func (p *press) title() string {
	if p.Issue.Subject != "" && p.Publication.Name != "" {
		return p.Publication.Name + ": " + p.Issue.Subject
	}
	return p.Title()
}

// topLine shows the preheader, and the web version to whoever needs it at once.
func (p *press) topLine(b *bytes.Buffer) {
	web := p.Fill(issue.SlotWebVersion, "").Kind
	hasWeb := (web == issue.SlotURL || web == issue.SlotElement) && p.House.Parts.WebVersion != ""
	if p.Issue.Preheader == "" && !hasWeb {
		return
	}
	style := font(p.look.Sans, 13, 18, p.look.Light.Quiet)
	b.WriteString(`<tr><td class="g" style="padding:12px 40px"><table role="presentation" cellpadding="0" cellspacing="0" width="100%"><tr>` + "\n")
	fmt.Fprintf(b, `<td class="q c d" align="%s" style="%s">%s</td>`+"\n", p.look.start, style, p.tagged(p.Issue.Preheader))
	if hasWeb {
		fmt.Fprintf(b, `<td class="q c" align="%s" style="%s;white-space:nowrap">%s%s%s</td>`+"\n", p.look.end, style,
			token(tokenLink, issue.SlotWebVersion, ""), escape(p.House.Parts.WebVersion), token(tokenEnd, "", ""))
	}
	b.WriteString("</tr></table></td></tr>\n")
}

// masthead is the one h1: the publication's name, or its picture. One that
// leaves no room beside it has the dateline below.
func (p *press) masthead(b *bytes.Buffer) {
	c := p.look.Light
	name, wide := p.mastheadHTML()
	fmt.Fprintf(b, `<tr><td class="g h" style="padding:20px 40px 18px;border-top:3px solid %s">`, c.Accent)
	between, place := "", fmt.Sprintf(`align="%s" valign="bottom" style="padding:0 0 6px;`, p.look.end)
	if wide {
		b.WriteString(`<table role="presentation" cellpadding="0" cellspacing="0" width="100%" style="table-layout:fixed"><tr>` + "\n")
		between, place = "</tr><tr>", fmt.Sprintf(`align="%s" style="padding:6px 0 0;`, p.look.start)
	} else {
		b.WriteString(`<table role="presentation" cellpadding="0" cellspacing="0" width="100%"><tr>` + "\n")
	}
	fmt.Fprintf(b, `<td class="c" align="%s"><h1 class="a" style="margin:0;%s;font-weight:bold;letter-spacing:-0.5px">%s</h1></td>`+"\n",
		p.look.start, font(p.look.Serif, 38, 44, c.Accent), name)
	if line := p.Dateline(); line != "" {
		fmt.Fprintf(b, `%s<td class="q c" %s%s">%s</td>`+"\n", between, place, font(p.look.Sans, 13, 18, c.Quiet), escape(line))
	}
	fmt.Fprintf(b, `</tr></table></td></tr>
<tr><td class="r" height="1" style="height:1px;line-height:1px;font-size:1px;border-top:1px solid %s">&nbsp;</td></tr>
`, c.Rule)
}

// What leaves no room beside it: a word of more letters in the masthead's
// size, which a telephone could not show beside the dateline, or a picture of
// more than this many pixels.
const (
	longName    = 12
	widePicture = 360
)

// mastheadHTML gives what stands in the masthead, and whether it is wide.
func (p *press) mastheadHTML() (html string, wide bool) {
	words := p.Title()
	if copy := strings.TrimSpace(p.Publication.Masthead); copy != "" {
		doc := p.dialect.ParseFor(p.Edition, copy)
		picture := firstPicture(doc.Root)
		if picture == nil {
			words = strings.TrimSpace(markdown.PlainText(doc.Root, doc.Source))
			return escape(words), longestWord(words) > longName
		}
		of := markdown.PictureOf(picture, doc.Source)
		if of.Alt != "" {
			words = of.Alt // a heading without words is no heading
		}
		if placed, ok := p.Pictures[of.Name]; ok {
			return fmt.Sprintf(`<img src="%s" alt="%s" width="%d" height="%d" style="display:block;max-width:100%%;height:auto;border:0">`,
				escape(placed.Src), escape(words), placed.Width, placed.Height), placed.Width > widePicture
		}
	}
	return escape(words), longestWord(words) > longName
}

func firstPicture(root ast.Node) (picture *ast.Image) {
	_ = ast.Walk(root, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if i, ok := n.(*ast.Image); ok && entering && picture == nil {
			picture = i
		}
		return ast.WalkContinue, nil
	})
	return picture
}

func longestWord(s string) int {
	longest := 0
	for word := range strings.FieldsSeq(s) {
		longest = max(longest, utf8.RuneCountInString(word))
	}
	return longest
}

// foot writes everything below the last item.
func (p *press) foot(b *bytes.Buffer) {
	if len(p.Publication.Social) > 0 {
		p.social(b)
	}
	b.WriteString("</table>\n<!--[if mso]></td></tr></table><![endif]-->\n</td></tr></table>\n</div>\n</body>\n</html>\n")
}

// social lists the publication's other places as words: an icon would be a
// picture to load, to describe and to break.
func (p *press) social(b *bytes.Buffer) {
	var links []string
	for _, s := range p.Publication.Social {
		if url, ok := p.LinkURL(s.URL); ok && s.Name != "" {
			links = append(links, fmt.Sprintf(`<a href="%s" style="%s">%s</a>`, escape(string(util.URLEscape([]byte(url), false))), p.look.link, escape(s.Name)))
		}
	}
	if len(links) > 0 {
		fmt.Fprintf(b, `<tr><td class="g f q" bgcolor="%s" style="padding:0 40px 28px;%s">%s</td></tr>`+"\n",
			p.look.Light.Foot, p.look.small, strings.Join(links, " · "))
	}
}
