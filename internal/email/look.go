package email

import (
	"fmt"
	"strings"

	"galley/internal/issue"
)

// look is the theme as inline styles and a style element. Sizes are CSS pixels.
type look struct {
	issue.Theme
	rtl        bool
	css        string // of the style element
	start, end string

	letter, story, panel, small   string // of table cells
	p, li, list                   string
	h2, h2small, h3               string
	standfirst, caption, label    string
	aside                         string
	link, linkStrong              string
	quote, pre, code, rule        string
	cell, headCell, picture, lost string
}

const padding = issue.SheetPadding

const mono = "Menlo, Consolas, 'Courier New', monospace"

func newLook(t issue.Theme, rtl bool) *look {
	l := &look{Theme: t, rtl: rtl, start: "left", end: "right"}
	if rtl {
		l.start, l.end = "right", "left"
	}
	c := t.Light
	l.letter = font(t.Serif, 17, 27, c.Ink)
	l.story = l.letter
	l.panel = font(t.Sans, 15, 23, c.Ink)
	l.small = font(t.Sans, 13, 20, c.Quiet)
	l.p = "margin:0 0 16px"
	l.li = "margin:0 0 8px"
	l.list = "margin:0 0 16px 24px;padding:0"
	if rtl {
		l.list = "margin:0 24px 16px 0;padding:0"
	}
	l.h2 = "margin:0 0 8px;" + font(t.Serif, 27, 33, c.Accent) + ";font-weight:bold"
	l.h2small = "margin:0 0 8px;" + font(t.Sans, 17, 24, c.Accent) + ";font-weight:bold"
	l.h3 = "margin:24px 0 8px;" + font(t.Serif, 20, 27, c.Accent) + ";font-weight:bold"
	l.standfirst = "margin:0 0 16px;font-size:18px;line-height:28px;color:" + c.Quiet
	l.aside = font(t.Sans, 13, 19, c.Quiet)
	l.caption = "margin:8px 0 0;" + l.aside
	l.label = "color:" + c.Accent
	l.link = "color:" + c.Link
	l.linkStrong = "color:" + c.Link + ";font-weight:bold"
	l.quote = fmt.Sprintf("margin:0 0 16px;padding:0;padding-%s:16px;border-%s:2px solid %s", l.start, l.start, c.Rule)
	l.pre = "margin:0 0 16px;font-family:" + mono + ";font-size:14px;line-height:21px;white-space:pre-wrap;word-wrap:break-word"
	l.code = "font-family:" + mono + ";font-size:0.9em"
	l.rule = "margin:24px 0;border:0;border-top:1px solid " + c.Rule
	l.cell = fmt.Sprintf("padding:6px 8px;border-bottom:1px solid %s;%s", c.Rule, font(t.Sans, 14, 20, c.Ink))
	l.headCell = fmt.Sprintf("padding:6px 8px;border-bottom:2px solid %s;%s;font-weight:bold", c.Rule, font(t.Sans, 14, 20, c.Ink))
	l.picture = "display:block;width:100%%;max-width:%dpx;height:auto;border:0;border-radius:3px"
	l.lost = fmt.Sprintf("padding:28px 16px;border:1px dashed %s;%s", c.Quiet, font(t.Sans, 14, 20, c.Quiet))
	l.css = l.styleElement()
	return l
}

func font(family string, size, line int, colour string) string {
	return fmt.Sprintf("font-family:%s;font-size:%dpx;line-height:%dpx;color:%s", family, size, line, colour)
}

// styleElement gives what stands in the style element: resets, the phone and dark mode. The mail stands
// without it. Outlook.com and the Outlook apps rewrite colours themselves and
// mark what they touched with data-ogsc and data-ogsb; the rules stand for
// them again (caniemail: css-at-media-prefers-color-scheme).
func (l *look) styleElement() string {
	d := l.Dark
	dark := []struct{ selector, property, value string }{
		{".p", "background-color", d.Page},
		{".s", "background-color", d.Sheet},
		{".n", "background-color", d.Panel},
		{".f", "background-color", d.Foot},
		{".t", "color", d.Ink},
		{".q", "color", d.Quiet},
		{".a", "color", d.Accent},
		{"a", "color", d.Link},
		{".r", "border-color", d.Rule},
		{".k", "border-color", d.Mark},
		{".h", "border-color", d.Accent},
	}
	var media, outlook strings.Builder
	for _, rule := range dark {
		declaration := fmt.Sprintf("{%s:%s!important}", rule.property, rule.value)
		media.WriteString(rule.selector + declaration)
		mark := "[data-ogsc] "
		if rule.property == "background-color" {
			mark = "[data-ogsb] "
		}
		outlook.WriteString(mark + rule.selector + declaration)
	}
	return ":root{color-scheme:light dark;supported-color-schemes:light dark}" +
		"body{margin:0;padding:0;-webkit-text-size-adjust:100%;text-size-adjust:100%}" +
		"table{border-collapse:collapse;mso-table-lspace:0;mso-table-rspace:0}" +
		"img{-ms-interpolation-mode:bicubic}" +
		"@media (max-width:480px){" +
		fmt.Sprintf(".i,.g{padding-left:20px!important;padding-right:20px!important}.b{padding-left:16px!important;padding-right:16px!important}"+
			".c{display:block!important;width:auto!important;padding-top:0!important;text-align:%s!important}.d{display:none!important}"+
			".w{word-break:break-word!important}"+
			"h1{font-size:34px!important;line-height:40px!important}h2{font-size:25px!important;line-height:31px!important}.b h2{font-size:17px!important;line-height:24px!important}", l.start) +
		"}" +
		"@media (prefers-color-scheme:dark){body{background-color:" + d.Page + "!important}" + media.String() + "}" +
		outlook.String()
}
