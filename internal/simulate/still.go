package simulate

import (
	"strings"

	"golang.org/x/net/html"
)

// gone are elements that go with all that is in them: what runs, what loads,
// what is drawn by other rules than HTML's (in which a parser's second reading
// may differ from its first), and text that is no text.
var gone = names("script iframe frame frameset object embed applet base link svg math template xmp noembed noframes plaintext " +
	"textarea audio video source track param portal fencedframe select datalist dialog canvas xml")

// through are elements of which the inside stays.
var through = names("form button fieldset noscript map picture slot")

func names(list string) map[string]bool {
	m := map[string]bool{}
	for name := range strings.FieldsSeq(list) {
		m[name] = true
	}
	return m
}

// addresses are the attributes that name something to go to or to load.
var addresses = names("href src background poster cite longdesc action formaction data ping manifest xlink:href srcset usemap lowsrc dynsrc")

// still takes everything out of a page that does something.
func still(root *html.Node) {
	var inside []*html.Node
	each(root, func(n *html.Node) bool {
		if n.Namespace != "" || gone[n.Data] || n.Data == "input" || n.Data == "meta" && attr(n, "http-equiv") != "" {
			return false
		}
		n.Attr = kept(n)
		if n.Data == "style" {
			text := words(n)
			if harmful(text) {
				text = ""
			}
			setWords(n, strings.ReplaceAll(strings.ReplaceAll(text, "<!--", ""), "</", ""))
		}
		if through[n.Data] {
			inside = append(inside, n)
		}
		return true
	})
	for _, n := range inside {
		unwrap(n)
		n.Parent.RemoveChild(n)
	}
	comments(root)
}

// comments takes them out: a comment is where two parsers agree least.
func comments(n *html.Node) {
	for c := n.FirstChild; c != nil; {
		next := c.NextSibling
		if c.Type == html.CommentNode {
			n.RemoveChild(c)
		} else {
			comments(c)
		}
		c = next
	}
}

// kept gives the attributes of an element that do nothing by themselves.
func kept(n *html.Node) []html.Attribute {
	var list []html.Attribute
	for _, a := range n.Attr {
		switch name := strings.ToLower(a.Key); {
		case strings.HasPrefix(name, "on"), name == "srcdoc", name == "is", name == "autofocus", name == "contenteditable":
		case addresses[name] && !harmless(name, a.Val):
		case name == "style" && harmful(a.Val):
		case a.Namespace != "":
		case strings.ContainsAny(a.Key, "<>\"'=/` \t\r\n\f"): // no name that a parser gives back as it was
		default:
			list = append(list, a)
		}
	}
	return list
}

// harmless reports whether an address can be shown: of a link or a picture.
func harmless(name, address string) bool {
	address = strings.ToLower(strings.Map(func(c rune) rune {
		if c <= ' ' || c == 0x7f {
			return -1 // as browsers do before they look at the scheme
		}
		return c
	}, address))
	scheme, _, has := strings.Cut(address, ":")
	if !has || strings.ContainsAny(scheme, "/?#") {
		return name == "href" || name == "src" || name == "background"
	}
	switch scheme {
	case "https", "http", "cid":
		return name == "href" || name == "src" || name == "background"
	case "mailto", "tel":
		return name == "href"
	case "data":
		return name == "src" && strings.HasPrefix(address, "data:image/") && !strings.HasPrefix(address, "data:image/svg")
	}
	return false
}

// harmful reports whether a style has what browsers once ran. Escapes are read
// as CSS reads them, so that none hides it.
func harmful(css string) bool {
	css = strings.ToLower(unescaped(css))
	css = strings.Join(strings.Fields(uncommented(css)), "")
	for _, what := range []string{"javascript:", "vbscript:", "expression(", "-moz-binding", "behavior:", "behaviour:", "data:text", "data:image/svg"} {
		if strings.Contains(css, what) {
			return true
		}
	}
	return false
}

// unescaped resolves the escapes of CSS: \6a avascript.
func unescaped(css string) string {
	if !strings.Contains(css, `\`) {
		return css
	}
	var b strings.Builder
	for i := 0; i < len(css); i++ {
		if css[i] != '\\' {
			b.WriteByte(css[i])
			continue
		}
		code, digits := rune(0), 0
		for digits < 6 && i+1 < len(css) {
			d := strings.IndexByte("0123456789abcdef", css[i+1]|0x20)
			if d < 0 {
				break
			}
			code, digits, i = code*16+rune(d), digits+1, i+1
		}
		if digits > 0 {
			b.WriteRune(code)
			if i+1 < len(css) && (css[i+1] == ' ' || css[i+1] == '\n') {
				i++
			}
		}
	}
	return b.String()
}
