package preflight

import (
	"fmt"
	"net/url"
	"path"
	"strings"
	"unicode"

	"galley/internal/dom"
	"galley/internal/issue"
)

// images: pictures as mail programs take them. Img.alt-missing, img.alt-filename
// and img.src-scheme see in an issue what alt.missing, alt.file-name and
// picture.home see in its copy.
var images = []mailCheck{
	{check{"img.alt-missing", issue.SeverityError, onPage(imageAlt)}, true},
	{check{"img.alt-filename", issue.SeverityWarning, onPage(imageAltName)}, true},
	{check{"img.width", issue.SeverityWarning, onPage(imageWidth)}, false},
	{check{"img.format", issue.SeverityError, onPage(imageFormat)}, false},
	{check{"img.data-uri", issue.SeverityError, onPage(imageData)}, false},
	{check{"img.src-scheme", issue.SeverityError, onPage(imageScheme)}, true},
	{check{"img.cid-orphan", issue.SeverityError, onPage(imageOrphan)}, false},
	{check{"img.only", issue.SeverityWarning, onPage(imageOnly)}, false},
}

// imageAlt finds pictures without an alt text (WCAG 1.1.1). An empty one says
// that the picture only decorates, and is right; so is one that is hidden, or a
// dot that counts readers, which the sending service put there.
func imageAlt(r *round, d *dom.Document) {
	for n := range d.Elements("img") {
		_, has := n.Attr("alt")
		role, _ := n.Attr("role")
		aria, _ := n.Attr("aria-label")
		hidden, _ := n.Attr("aria-hidden")
		if has || role == "presentation" || role == "none" || strings.TrimSpace(aria) != "" || hidden == "true" || pageDot(n) || !pageSeen(d, n) {
			continue
		}
		r.tag(d, n, "This picture has no alt text, so a screen reader reads out its file’s name: say what it shows, or write alt=\"\" where it only decorates.")
	}
}

func imageAltName(r *round, d *dom.Document) {
	for n := range d.Elements("img") {
		if alt, _ := n.Attr("alt"); fileName(alt) {
			r.tag(d, n, "This alt text is the name of a file or a layer: say what the picture shows.")
		}
	}
}

// imageWidth finds pictures whose width only a style says (or nothing): Word,
// which is Outlook for Windows, goes by the attribute and else by the file.
// What Word does not get to see is let be.
func imageWidth(r *round, d *dom.Document) {
	others, end := notForWord(d), 0
	for n := range d.Elements("img") {
		for len(others) > 0 && others[0].Start <= n.Start {
			end, others = max(end, others[0].End), others[1:]
		}
		if width, ok := n.Attr("width"); n.Start < end || ok && strings.TrimSpace(width) != "" || pageDot(n) || !pageSeen(d, n) {
			continue
		}
		r.tag(d, n, "This picture has no width of its own, and Outlook for Windows shows it as large as its file is: give it the attribute width, in pixels.")
	}
}

// notForWord gives the parts of a page that are for all but Word, in order.
func notForWord(d *dom.Document) []issue.Span {
	var list []issue.Span
	for _, c := range d.Conditionals() {
		if !c.Hidden && strings.Contains(c.Test, "!mso") {
			list = append(list, c.Content)
		}
	}
	return list
}

// shownNowhere are formats of pictures that Outlook for Windows or Gmail does not
// show (caniemail: image-webp, image-avif, image-svg), and those that no browser
// does.
var shownNowhere = map[string]string{
	".webp": "WebP", ".avif": "AVIF", ".svg": "SVG", ".svgz": "SVG", ".heic": "HEIC", ".heif": "HEIF",
	".jxl": "JPEG XL", ".tif": "TIFF", ".tiff": "TIFF", ".psd": "Photoshop’s own",
}

// imageFormat goes by the name of the file, and of a picture in the message by
// its type. A source element with another picture for those who can is in order.
func imageFormat(r *round, d *dom.Document) {
	for n := range d.Elements("img") {
		src := pageSource(n)
		ending := ""
		if u, err := url.Parse(src); err == nil && u.Scheme != "data" && u.Scheme != "cid" {
			ending = strings.ToLower(path.Ext(u.Path))
		}
		if part, ok := r.enclosed(src); ok {
			_, kind, _ := strings.Cut(part, "/")
			ending = "." + strings.TrimSuffix(kind, "+xml")
		}
		if format := shownNowhere[ending]; format != "" {
			r.tag(d, n, fmt.Sprintf("This picture is %s, which several mail programs do not show: make it a PNG, a JPEG or a GIF.", format))
		}
	}
}

// enclosed gives the type of the part of the message that a cid: address names.
func (r *round) enclosed(src string) (kind string, ok bool) {
	id, isCID := pageCID(src)
	if !isCID || r.in.Message == nil {
		return "", false
	}
	part, ok := r.in.Message.Mail.ByCID(id)
	return part.Type, ok
}

// pageCID gives the Content-ID that an address names (RFC 2392).
func pageCID(src string) (id string, ok bool) {
	if len(src) < 4 || !strings.EqualFold(src[:4], "cid:") {
		return "", false
	}
	id, err := url.PathUnescape(src[4:])
	return id, err == nil
}

// pageSource gives the address of a picture.
func pageSource(n *dom.Node) string {
	src, _ := n.Attr("src")
	return strings.TrimSpace(src)
}

func pageScheme(address string) string {
	name, _, found := strings.Cut(strings.Map(func(c rune) rune {
		if unicode.IsSpace(c) || unicode.IsControl(c) { // browsers drop them (WHATWG URL, 4.4)
			return -1
		}
		return unicode.ToLower(c)
	}, address[:min(len(address), 64)]), ":")
	if !found || name == "" || strings.Trim(name, "abcdefghijklmnopqrstuvwxyz0123456789+-.") != "" {
		return ""
	}
	return name
}

func imageData(r *round, d *dom.Document) {
	for n := range d.Elements("img") {
		if pageScheme(pageSource(n)) == "data" {
			r.tag(d, n, "This picture is written into the page itself, and Gmail shows no such pictures: put its file on the web, or into the message.")
		}
	}
}

// imageScheme finds pictures that no reader gets: files of somebody’s computer
// and addresses without a host. One over http is blocked or warned of in
// programs that are secure themselves. What the sending service fills in is let
// be, and so is what a base element may complete.
func imageScheme(r *round, d *dom.Document) {
	based := d.First("base") != nil
	for n := range d.Elements("img") {
		src := pageSource(n)
		if _, many := n.Attr("srcset"); src == "" && many || pageTemplated(src) {
			continue
		}
		switch name := pageScheme(src); {
		case src == "":
			r.tag(d, n, "This picture has no address, so nobody sees it: give it one, or take it out.")
		case name == "https" || name == "cid" || name == "data":
		case name == "http":
			r.tag(d, n, "This picture comes over http, and mail programs that read over https block it: use its https address.")
		case name == "file" || len(name) == 1 || pageLocalPath(src):
			r.tag(d, n, "This picture is a file on somebody’s own computer, which no reader gets: put it on the web and use that address.")
		case name == "" && (!based || strings.HasPrefix(src, "//")):
			r.tag(d, n, "The address of this picture is relative, and an email has no site that it could be relative to: begin it with https://.")
		case name != "":
			r.tag(d, n, fmt.Sprintf("Mail programs show no pictures from addresses that begin with “%s:”: use https.", name))
		}
	}
}

// pageTemplated reports whether the sending service fills something in: its merge
// tags, and what looks like one that nobody here knows.
func pageTemplated(address string) bool {
	address = strings.TrimSpace(address)
	return len(issue.TagsIn(address)) > 0 || strings.ContainsAny(address, "{}|<>") || address != "" && strings.ContainsAny(address[:1], "[%$")
}

// pageLocalPath reports whether an address is a path of a computer.
func pageLocalPath(address string) bool {
	for _, root := range []string{"/users/", "/home/", "/volumes/", "/tmp/", "/var/folders/", `\\`} {
		if strings.HasPrefix(strings.ToLower(address), root) {
			return true
		}
	}
	return false
}

// imageOrphan finds pictures that should be in the message and are not. Without
// the message nobody can say.
func imageOrphan(r *round, d *dom.Document) {
	if r.in.Message == nil {
		return
	}
	for n := range d.Elements() {
		for _, name := range []string{"src", "background"} {
			value, _ := n.Attr(name)
			id, ok := pageCID(strings.TrimSpace(value))
			if !ok {
				continue
			}
			if _, there := r.in.Message.Mail.ByCID(id); !there {
				r.tag(d, n, "This picture should be inside the message, and no part of it has that Content-ID, so readers see a gap: put it in, or correct the name.")
			}
		}
	}
}

// pageDot reports whether a picture is no larger than a point: it spaces, or it
// counts who opens the mail.
func pageDot(n *dom.Node) bool {
	const most = 2 // pixels
	w, okW := pixelsOf(n, "width")
	h, okH := pixelsOf(n, "height")
	return okW && okH && w <= most && h <= most
}
