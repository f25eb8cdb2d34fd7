package email

import (
	"bytes"
	"fmt"
	"strings"

	"golang.org/x/net/html"

	"galley/internal/fault"
	"galley/internal/issue"
)

// Proof is what reading the finished HTML back found: how much was compared.
type Proof struct {
	Words    int `json:"words"`
	Links    int `json:"links"`
	Pictures int `json:"pictures"`
}

// content is what a reader gets out of one item.
type content struct {
	words, links, alts []string
}

// Prove parses the finished HTML with a parser of the web's, and compares
// every word, link and alt text with the copy, item by item and in order. The
// two sides share no code but the copy's syntax tree. A difference is an error
// of code Mismatch that names the first one.
func Prove(e *issue.Edition, page []byte) (Proof, error) {
	printed := readBack(page)
	wanted := wanted(e)
	var proof Proof
	if len(printed) != len(wanted) {
		return proof, mismatch("the email has %d items and the issue %d", len(printed), len(wanted))
	}
	for i := range wanted {
		name := fmt.Sprintf("item %d", i+1)
		if err := compare(name+", word", wanted[i].words, printed[i].words); err != nil {
			return proof, err
		}
		if err := compare(name+", link", wanted[i].links, printed[i].links); err != nil {
			return proof, err
		}
		if err := compare(name+", picture", wanted[i].alts, printed[i].alts); err != nil {
			return proof, err
		}
		proof.Words += len(wanted[i].words)
		proof.Links += len(wanted[i].links)
		proof.Pictures += len(wanted[i].alts)
	}
	return proof, nil
}

func mismatch(format string, args ...any) error {
	return fault.New(fault.Mismatch, "The export was stopped, because it does not say what the copy says: "+fmt.Sprintf(format, args...)+".",
		"Nothing was written. This is a mistake in Galley; please report it with the issue file.")
}

func compare(what string, wanted, printed []string) error {
	for i := range max(len(wanted), len(printed)) {
		switch {
		case i >= len(printed):
			return mismatch("%s %d: “%s” is missing", what, i+1, wanted[i])
		case i >= len(wanted):
			return mismatch("%s %d: “%s” was added", what, i+1, printed[i])
		case wanted[i] != printed[i]:
			return mismatch("%s %d: “%s” became “%s”", what, i+1, wanted[i], printed[i])
		}
	}
	return nil
}

// readBack collects what stands in the cells of class i.
func readBack(page []byte) []content {
	var items []content
	var text strings.Builder
	depth, hidden := 0, 0 // of tables' cells since the item's own; of elements since one of class x
	z := html.NewTokenizer(bytes.NewReader(page))
	for {
		switch kind := z.Next(); kind {
		case html.ErrorToken:
			return items
		case html.TextToken:
			if depth > 0 && hidden == 0 {
				text.Write(z.Text())
			}
		case html.StartTagToken, html.SelfClosingTagToken:
			name, _ := z.TagName()
			tag := string(name)
			class, href, alt := attributes(z)
			if depth == 0 {
				if tag == "td" && hasClass(class, "i") {
					depth = 1
					items = append(items, content{})
				}
				continue
			}
			item := &items[len(items)-1]
			switch {
			case tag == "td" || tag == "th":
				depth++
			case tag == "a" && hidden == 0:
				item.links = append(item.links, href)
			case tag == "img":
				item.alts = append(item.alts, oneLine(alt))
			}
			if hidden > 0 && !void[tag] {
				hidden++
			} else if hasClass(class, "x") {
				hidden = 1
			}
			if blockTag[tag] {
				text.WriteByte('\n')
			}
			if hidden > 0 && tag == "i" {
				z.Next()
				item.alts = append(item.alts, oneLine(string(z.Text())))
			}
		case html.EndTagToken:
			name, _ := z.TagName()
			tag := string(name)
			if hidden > 0 {
				hidden--
			}
			if blockTag[tag] {
				text.WriteByte('\n')
			}
			if depth > 0 && (tag == "td" || tag == "th") {
				if depth--; depth == 0 {
					items[len(items)-1].words = strings.Fields(text.String())
					text.Reset()
				}
			}
		}
	}
}

var (
	void     = map[string]bool{"img": true, "br": true, "hr": true}
	blockTag = map[string]bool{
		"p": true, "h2": true, "h3": true, "h4": true, "h5": true, "h6": true, "li": true, "ul": true, "ol": true, "td": true, "th": true,
		"tr": true, "table": true, "div": true, "blockquote": true, "pre": true, "br": true, "hr": true,
	}
)

func attributes(z *html.Tokenizer) (class, href, alt string) {
	for {
		key, value, more := z.TagAttr()
		switch string(key) {
		case "class":
			class = string(value)
		case "href":
			href = string(value)
		case "alt":
			alt = string(value)
		}
		if !more {
			return class, href, alt
		}
	}
}

func hasClass(list, class string) bool {
	for c := range strings.FieldsSeq(list) {
		if c == class {
			return true
		}
	}
	return false
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }
