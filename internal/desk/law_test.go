package desk

import (
	"fmt"
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"galley/internal/email"
	"galley/internal/house"
	"galley/internal/issue"
	"galley/internal/markdown"
	"galley/internal/plain"
)

// scribe writes random copy of every form that the dialect has, in which no
// word stands twice, so that nobody has to read Markdown to know what has to
// come out.
type scribe struct {
	*rand.Rand
	words []string
}

func (s *scribe) word() string {
	s.words = append(s.words, fmt.Sprintf("w%dx", len(s.words)))
	return s.words[len(s.words)-1]
}

func (s *scribe) one(of ...string) string { return of[s.IntN(len(of))] }

func (s *scribe) picture() string {
	return "![" + s.one("", s.word()) + "](" + s.one("there.png", "missing.png") + s.one("", ` "`+s.word()+` — `+s.word()+`"`) + ")"
}

func (s *scribe) inline(depth int) string {
	if depth > 2 {
		return s.word()
	}
	switch s.IntN(12) {
	case 0:
		return "*" + s.line(depth+1) + "*"
	case 1:
		return "**" + s.line(depth+1) + "**"
	case 2:
		return "~~" + s.word() + "~~" + s.one("", s.word())
	case 3:
		return "`" + s.word() + s.one(" &amp; ", `\`, " <b>", " {{") + s.word() + "`"
	case 4:
		return "[" + s.word() + " " + s.line(depth+1) + "](https://a.example/" + s.word() + ")"
	case 5:
		return "[" + s.word() + " " + s.line(depth+1) + "]({{" + s.one("unsubscribe", "web_version") + "}})"
	case 6:
		return s.one("", s.word()) + s.picture() + s.one("", s.word())
	case 7:
		return "[" + s.picture() + "](https://a.example/" + s.word() + ")"
	case 8:
		return s.word() + s.one("  \n", "\\\n", "\n") + s.word()
	case 9:
		return "<https://a.example/" + s.word() + ">"
	case 10:
		return s.one("·", "–", "&", "<b>", `\*`, "_", "\u00a0", "{{address}}", "{{first_name|there}}", "潮汐")
	}
	return s.word()
}

func (s *scribe) line(depth int) string {
	parts := make([]string, 1+s.IntN(4))
	for i := range parts {
		parts[i] = s.inline(depth)
	}
	return strings.Join(parts, " ")
}

func flat(copy string) string {
	return strings.NewReplacer("\\\n", " ", "\n", " ", "|", `\|`).Replace(copy)
}

func (s *scribe) block(depth int) string {
	hung := func(first, rest string) string {
		return first + strings.ReplaceAll(s.blocks(depth+1), "\n", "\n"+rest)
	}
	kind := s.IntN(14)
	if depth > 2 {
		kind = 13
	}
	switch kind {
	case 0, 1:
		return strings.Repeat("#", 1+s.IntN(3)) + " " + flat(s.line(1))
	case 2:
		return hung("> ", "> ")
	case 3:
		return hung("- ", "  ") + "\n" + "- " + s.word()
	case 4:
		return hung("3. ", "   ")
	case 5:
		return "```\n" + s.word() + " <b> {{\n\n  " + s.word() + "\n```"
	case 6, 7:
		row := func(n int) string {
			cells := make([]string, n)
			for i := range cells {
				cells[i] = flat(s.line(1))
			}
			return "| " + strings.Join(cells, " | ") + " |"
		}
		return row(2) + "\n|---|--:|\n" + row(2) + "\n" + row(1+s.IntN(3))
	case 8:
		return "<div>" + s.word() + "</div>"
	case 9:
		return s.one("**What’s new:** ", "**We’re thinking:** ", "**"+s.word()+":** ") + s.line(0)
	case 10:
		return s.picture()
	case 11:
		return "[" + s.picture() + "](https://a.example/" + s.word() + ")"
	case 12:
		return s.one("---", "## ", "[](https://a.example/)", "- ")
	}
	return s.line(0)
}

func (s *scribe) blocks(depth int) string {
	parts := make([]string, 1+s.IntN(3))
	for i := range parts {
		parts[i] = s.block(depth)
	}
	return strings.Join(parts, "\n\n")
}

var written = regexp.MustCompile(`w\d+x`)

// TestEveryWord holds the export's first law on random copy: every word that
// somebody wrote is in the HTML and in the text part, both prove it, no link
// stands in a link and nothing that should say something is empty.
func TestEveryWord(t *testing.T) {
	h, err := house.Load(house.Default)
	if err != nil {
		t.Fatal(err)
	}
	profiles, err := house.Profiles()
	if err != nil {
		t.Fatal(err)
	}
	for seed := range uint64(1000) {
		s := &scribe{Rand: rand.New(rand.NewPCG(seed, 7))}
		copy := s.blocks(0)
		e := &issue.Edition{
			House: h, Profile: profiles[s.IntN(len(profiles))],
			Issue:       &issue.Issue{Items: []issue.Item{{Kind: issue.Kinds[s.IntN(len(issue.Kinds))], Story: "news", Copy: copy}}},
			Publication: issue.Publication{Name: "Tidewater", Address: "1 Quay & Sons", WebURL: "https://web.example/", UnsubscribeURL: "https://leave.example/?a=1&b=2"},
			Pictures:    map[string]issue.Placed{"there.png": {Src: "pictures/there.png", Width: 10, Height: 10}},
		}
		markdown.New(h).ReadItems(h, e.Issue.Items)
		page, text := email.Render(e), plain.Render(e)
		if _, err := email.Prove(e, page); err != nil {
			t.Error(err)
		}
		if err := plain.Prove(e, text); err != nil {
			t.Error(err)
		}
		inText, inPage := written.FindAllString(string(text), -1), written.FindAllString(string(page), -1)
		for _, word := range written.FindAllString(copy, -1) {
			if leftOut(e.Profile.Name, copy) {
				break // with the words of a link that the provider does not have
			}
			if !slices.Contains(inPage, word) {
				t.Errorf("%s is not in the page", word)
			}
			if !slices.Contains(inText, word) && !providersOwn(e.Profile.Name, copy) {
				t.Errorf("%s is not in the text", word)
			}
		}
		doc, err := html.Parse(strings.NewReader(string(page)))
		if err != nil {
			t.Fatal(err)
		}
		soundBelow(t, doc, false)
		if t.Failed() {
			t.Fatalf("seed %d, profile %s:\n%s\n\n%s\n\n%s", seed, e.Profile.Name, copy, page, text)
		}
	}
}

func leftOut(profile, copy string) bool {
	return profile == "kit" && strings.Contains(copy, "{{web_version}}")
}

// providersOwn: the text part has [unsubscribe] in place of a link's words.
func providersOwn(profile, copy string) bool {
	return profile == "campaign-monitor" && strings.Contains(copy, "]({{")
}

// soundBelow looks for links in links, and for headings, links and paragraphs
// with nothing in them.
func soundBelow(t *testing.T, n *html.Node, inLink bool) (says bool) {
	t.Helper()
	link := n.Type == html.ElementNode && n.Data == "a"
	if link && inLink {
		t.Error("a link in a link")
	}
	says = n.Type == html.TextNode && strings.TrimSpace(n.Data) != "" || n.Data == "img"
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		says = soundBelow(t, c, inLink || link) || says
	}
	if n.Type == html.ElementNode && !says && slices.Contains([]string{"a", "p", "h1", "h2", "h3", "h4", "h5", "h6", "em", "strong"}, n.Data) {
		t.Errorf("an empty %s", n.Data)
	}
	return says
}
