package email

import (
	"bytes"
	"fmt"
	"slices"
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
// every word, link and alt text with the copy, item by item and in order; only
// a picture near the beginning may stand above the blocks before it. The two sides
// share the copy's syntax tree, and nothing of what makes HTML of it. A
// difference is an error of code Mismatch that names the first one.
func Prove(e *issue.Edition, page []byte) (Proof, error) {
	printed := readBack(page)
	wanted := wanted(e)
	var proof Proof
	if len(printed) != len(wanted) {
		return proof, mismatch("the email has %d items and the issue %d", len(printed), len(wanted))
	}
	for i, blocks := range wanted {
		name, want := fmt.Sprintf("item %d", i+1), together(blocks)
		err := want.compare(name, &printed[i])
		for lead := 1; err != nil && lead < min(len(blocks), beforeLead); lead++ {
			if len(blocks[lead].alts) == 0 {
				continue
			}
			moved := together(slices.Concat(blocks[lead:lead+1], blocks[:lead], blocks[lead+1:]))
			if moved.compare(name, &printed[i]) == nil {
				err = nil
			}
		}
		if err != nil {
			return proof, err
		}
		proof.Words += len(want.words)
		proof.Links += len(want.links)
		proof.Pictures += len(want.alts)
	}
	return proof, nil
}

func together(blocks []content) (all content) {
	for i := range blocks {
		all.words = append(all.words, blocks[i].words...)
		all.links = append(all.links, blocks[i].links...)
		all.alts = append(all.alts, blocks[i].alts...)
	}
	return all
}

// beforeLead is how many of a story's blocks its first picture may be among.
const beforeLead = 4

func (c *content) compare(item string, printed *content) error {
	if err := compare(item+", word", c.words, printed.words); err != nil {
		return err
	}
	if err := compare(item+", link", c.links, printed.links); err != nil {
		return err
	}
	return compare(item+", picture", c.alts, printed.alts)
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
	var r reader
	z := html.NewTokenizer(bytes.NewReader(page))
	for {
		switch z.Next() {
		case html.ErrorToken:
			return r.items
		case html.TextToken:
			r.words(z.Text())
		case html.StartTagToken, html.SelfClosingTagToken:
			name, _ := z.TagName()
			class, href, alt := attributes(z)
			r.open(string(name), class, href, alt)
		case html.EndTagToken:
			name, _ := z.TagName()
			r.close(string(name))
		}
	}
}

// reader reads a page as somebody would who knows nothing of Galley but this:
// an item is a cell of class i, what is of class x are Galley's own words, and
// among those an i element holds the alt text of a picture that is missing.
type reader struct {
	items  []content
	text   strings.Builder
	depth  int  // of cells since the item's own
	hidden int  // of elements since one of class x
	alt    bool // the words at hand are an alt text
}

func (r *reader) words(text []byte) {
	switch {
	case r.depth == 0:
	case r.hidden == 0:
		r.text.Write(text)
	case r.alt:
		alts := r.items[len(r.items)-1].alts
		alts[len(alts)-1] += string(text)
	}
}

func (r *reader) open(tag, class, href, alt string) {
	if r.depth == 0 {
		if tag == "td" && hasClass(class, "i") {
			r.depth = 1
			r.items = append(r.items, content{})
		}
		return
	}
	item := &r.items[len(r.items)-1]
	switch {
	case tag == "td" || tag == "th":
		r.depth++
	case tag == "a" && r.hidden == 0:
		item.links = append(item.links, href)
	case tag == "img":
		item.alts = append(item.alts, oneLine(alt))
	case tag == "i" && r.hidden > 0:
		item.alts, r.alt = append(item.alts, ""), true
	}
	if r.hidden > 0 && !void[tag] {
		r.hidden++
	} else if hasClass(class, "x") {
		r.hidden = 1
	}
	if blockTag[tag] {
		r.text.WriteByte('\n')
	}
}

func (r *reader) close(tag string) {
	if r.depth == 0 {
		return
	}
	item := &r.items[len(r.items)-1]
	if r.hidden > 0 {
		r.hidden--
	}
	if tag == "i" && r.alt {
		r.alt = false
		item.alts[len(item.alts)-1] = oneLine(item.alts[len(item.alts)-1])
	}
	if blockTag[tag] {
		r.text.WriteByte('\n')
	}
	if tag == "td" || tag == "th" {
		if r.depth--; r.depth == 0 {
			item.words = strings.Fields(r.text.String())
			r.text.Reset()
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
