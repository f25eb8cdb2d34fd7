package email

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/net/html"
	"golang.org/x/tools/txtar"

	"galley/internal/house"
	"galley/internal/issue"
	"galley/internal/markdown"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// edition gives an edition of the issue file's text by a profile, in the
// house style analysis, with a picture for every name that does not begin with
// “missing”.
func edition(t testing.TB, text, profile string) *issue.Edition {
	t.Helper()
	is, _, err := markdown.Read("issue.md", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	h, err := house.Load("analysis")
	if err != nil {
		t.Fatal(err)
	}
	p, err := house.Profile(h, profile)
	if err != nil {
		t.Fatal(err)
	}
	e := &issue.Edition{Issue: is, House: h, Profile: p, Pictures: map[string]issue.Placed{}}
	e.Publication = issue.Publication{
		Name: "Tidewater", Address: "4 Quay Road, Port Ellery", WebURL: "https://a.example/74?a=1&b=2", UnsubscribeURL: "https://a.example/leave?x=1&y=2",
	}.Over(is.Own)
	markdown.New(h).ReadItems(h, is.Items)
	for i := range is.Items {
		for _, pic := range is.Items[i].Reading.Pictures {
			if pic.Name != "" && !strings.HasPrefix(pic.Name, "missing") {
				e.Pictures[pic.Name] = issue.Placed{Src: "https://cdn.example/" + pic.Name + "?a=1&b=2", Width: 520, Height: 260}
			}
		}
	}
	return e
}

// body cuts the head off: it is the same in every golden file.
func body(page []byte) []byte {
	_, after, _ := bytes.Cut(page, []byte("</head>\n"))
	return after
}

// TestGolden shows the whole body for small issues. Every one is read back and
// compared with its copy as well.
func TestGolden(t *testing.T) {
	paths, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(paths) == 0 {
		t.Fatal("no golden files", err)
	}
	for _, path := range paths {
		t.Run(strings.TrimSuffix(filepath.Base(path), ".txtar"), func(t *testing.T) {
			archive, err := txtar.ParseFile(path)
			if err != nil {
				t.Fatal(err)
			}
			e := edition(t, string(archive.Files[0].Data), strings.TrimSpace(string(archive.Comment)))
			page := Render(e)
			if _, err := Prove(e, page); err != nil {
				t.Error(err)
			}
			wholesome(t, page)
			if bytes.Contains(page, []byte("%!")) { // no golden copy has it
				t.Error("a format verb went wrong")
			}
			got := txtar.Format(&txtar.Archive{Comment: archive.Comment, Files: []txtar.File{archive.Files[0], {Name: "body.html", Data: body(page)}}})
			if *update {
				if err := os.WriteFile(path, got, 0o644); err != nil {
					t.Fatal(err)
				}
			} else if !bytes.Equal(got, txtar.Format(archive)) {
				t.Errorf("differs from %s (run with -update and look):\n%s", path, got)
			}
		})
	}
}

var styleWithURL = regexp.MustCompile(`(?i)(expression\s*\(|url\s*\(|@import)`)

// wholesome holds what is true of every email, whatever its copy: well-formed,
// nothing live, no address but the allowed ones, every layout table with its
// role, no format verb gone wrong.
func wholesome(t testing.TB, page []byte) {
	t.Helper()
	if bytes.ContainsAny(page, "\x00\x02\x03\x1f") {
		t.Error("a slot's token was left in the page")
	}
	var open []string
	z := html.NewTokenizer(bytes.NewReader(page))
	for {
		kind := z.Next()
		if kind == html.ErrorToken {
			break
		}
		raw := string(z.Raw())
		token := z.Token()
		switch kind {
		case html.StartTagToken, html.SelfClosingTagToken:
			harmless(t, raw, &token)
			if !void[token.Data] && token.Data != "meta" && kind != html.SelfClosingTagToken {
				open = append(open, token.Data)
			}
		case html.EndTagToken:
			if len(open) == 0 || open[len(open)-1] != token.Data {
				t.Fatalf("</%s> closes %v", token.Data, open)
			}
			open = open[:len(open)-1]
		}
	}
	if len(open) > 0 {
		t.Errorf("never closed: %v", open)
	}
}

var allowed = map[string]bool{
	"html": true, "head": true, "meta": true, "title": true, "style": true, "body": true, "div": true, "table": true, "tbody": true, "thead": true,
	"tr": true, "td": true, "th": true, "h1": true, "h2": true, "h3": true, "h4": true, "h5": true, "h6": true, "p": true, "a": true, "img": true,
	"strong": true, "em": true, "del": true, "code": true, "pre": true, "ul": true, "ol": true, "li": true, "blockquote": true, "hr": true, "br": true,
	"i": true, "span": true, "unsubscribe": true, "webversion": true,
}

func harmless(t testing.TB, raw string, token *html.Token) {
	t.Helper()
	if !allowed[token.Data] {
		t.Errorf("an element that no email needs: %s", raw)
	}
	layout := token.Data == "table"
	for _, a := range token.Attr {
		if strings.HasPrefix(a.Key, "on") {
			t.Errorf("a handler: %s", raw)
		}
		switch a.Key {
		case "href":
			merge := strings.HasPrefix(a.Val, "{{") || strings.HasPrefix(a.Val, "*|") || strings.HasPrefix(a.Val, "{$")
			if _, ok := issue.SafeURL(a.Val); !ok && !merge {
				t.Errorf("an address that may not leave the desk: %s", raw)
			}
		case "src":
			if !strings.HasPrefix(a.Val, "https://cdn.example/") {
				t.Errorf("a picture from elsewhere: %s", raw)
			}
		case "style":
			if styleWithURL.MatchString(a.Val) {
				t.Errorf("a style that loads something: %s", raw)
			}
		case "role", "class":
			layout = layout && a.Key != "role"
		}
	}
	if layout && !strings.Contains(raw, `border-collapse:collapse"`) {
		t.Errorf("a layout table without its role: %s", raw)
	}
}

// TestMergeTags sends every slot through every profile: among words and, for
// url entries, in an href, the provider's syntax arrives as it is.
func TestMergeTags(t *testing.T) {
	shipped, err := house.Profiles()
	if err != nil {
		t.Fatal(err)
	}
	const copy = "<!-- letter -->\nDear {{first_name|friend}}, {{unsubscribe}} | {{web_version}} | {{address}}\n\n" +
		"[leave now]({{unsubscribe}}) · [see online]({{web_version}})\n"
	for _, profile := range shipped {
		t.Run(profile.Name, func(t *testing.T) {
			e := edition(t, copy, profile.Name)
			page := string(Render(e))
			if _, err := Prove(e, []byte(page)); err != nil {
				t.Error(err)
			}
			for name, slot := range profile.Slots {
				fallback := ""
				if name == issue.SlotFirstName {
					fallback = "friend"
				}
				f := e.Fill(name, fallback)
				value := f.Value
				if f.Plain {
					value = escape(value)
				}
				switch f.Kind {
				case issue.SlotNone:
					continue
				case issue.SlotURL:
					if !strings.Contains(page, `href="`+value+`"`) && name != issue.SlotAddress {
						t.Errorf("%s: no href with %s", name, value)
					}
				case issue.SlotElement:
					opening, _, _ := strings.Cut(value, "{words}")
					if !strings.Contains(page, opening+"leave now<") && !strings.Contains(page, opening+"see online<") {
						t.Errorf("%s: no %s around its words", name, opening)
					}
					continue
				}
				if !strings.Contains(page, value) {
					t.Errorf("%s (%s): %q is not in the page", name, slot.Kind, value)
				}
			}
		})
	}
}

// TestFrame holds the three things that html/template would have broken: merge
// tags in href, Outlook's comments, quoted font stacks.
func TestFrame(t *testing.T) {
	page := string(Render(edition(t, "<!-- letter -->\n[x]({{unsubscribe}})\n", "mailchimp")))
	for _, want := range []string{
		`href="*|UNSUB|*"`, "<!--[if mso]><noscript><xml><o:OfficeDocumentSettings>", `<!--[if mso]></td></tr></table><![endif]-->`,
		"'Times New Roman'", `width="600"`, `lang="en" dir="ltr"`, `<meta name="supported-color-schemes" content="light dark">`,
	} {
		if !strings.Contains(page, want) {
			t.Errorf("the page lacks %s", want)
		}
	}
	if style := page[strings.Index(page, "<style>"):strings.Index(page, "</style>")]; len(style) > 16<<10 {
		t.Errorf("the style element has %d bytes", len(style))
	}
}

// TestSameBytes renders twice, through a warm cache and a cold one.
func TestSameBytes(t *testing.T) {
	text, err := os.ReadFile("../desk/sample/issue.md")
	if err != nil {
		t.Fatal(err)
	}
	e := edition(t, string(text), "none")
	var r Renderer
	first, second, third := r.Render(e), r.Render(e), Render(e)
	if !bytes.Equal(first, second) || !bytes.Equal(first, third) {
		t.Error("the same edition gave different bytes")
	}
	if len(first) > 60<<10 {
		t.Errorf("the sample issue has %d bytes", len(first))
	}
	e.Issue.Items[1].Copy += "\n\nOne more paragraph."
	if bytes.Equal(r.Render(e), first) {
		t.Error("a changed item was taken from the cache")
	}
	e.Publication.Dir = "rtl"
	if bytes.Contains(r.Render(e), []byte("margin:0 0 16px 24px")) {
		t.Error("another direction was taken from the cache")
	}
}

// TestReaddress holds that new addresses give the page that rendering gives.
func TestReaddress(t *testing.T) {
	const copy = "<!-- letter -->\n![ src=\"a.png\"](a.png \" src='x' — \")\n\nIn ` src=\"b\"` ![b](b.png) and [![c](a.png)](https://a.example/?src=%22)\n"
	e := edition(t, copy, "mailchimp")
	page := Render(e)
	sources := map[string]string{}
	for name, p := range e.Pictures {
		sources[p.Src] = "cid:" + name + "&<"
		p.Src = sources[p.Src]
		e.Pictures[name] = p
	}
	if got := Readdress(page, sources); len(sources) != 2 || !bytes.Equal(got, Render(e)) {
		t.Errorf("%d pictures:\n%s", len(sources), got)
	}
}

// TestProveFinds damages a finished page in every way that the proof is for.
func TestProveFinds(t *testing.T) {
	e := edition(t, "<!-- story: news -->\n# One\n![Alt](a.png \"Caption\")\n\nStand.\n\n**Label:** Words [link](https://a.example/) end.\n", "none")
	page := string(Render(e))
	if _, err := Prove(e, []byte(page)); err != nil {
		t.Fatal(err)
	}
	for from, to := range map[string]string{
		"Words ": "", "Label": "Lable", `href="https://a.example/"`: `href="https://b.example/"`, `alt="Alt"`: `alt="Altered"`,
		"Caption": "Captions", "Stand.": "Stand. Twice.", "end.": "end",
	} {
		damaged := strings.Replace(page, from, to, 1)
		if damaged == page {
			t.Fatalf("nothing to damage: %s", from)
		}
		if _, err := Prove(e, []byte(damaged)); err == nil {
			t.Errorf("%q became %q and nobody noticed", from, to)
		}
	}
}

// FuzzRender renders any issue: nothing live, well-formed, and the proof holds.
func FuzzRender(f *testing.F) {
	paths, _ := filepath.Glob("testdata/*.txtar")
	for _, path := range paths {
		archive, err := txtar.ParseFile(path)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(archive.Files[0].Data), "none")
		f.Add(string(archive.Files[0].Data), "campaign-monitor")
	}
	f.Add("<!-- letter -->\nInline ![](missing.png) word, [![](missing.png \"caption\")](https://a.example/) ![a](b.png \"c\") d.\n\n[![x](y.png \"A — B\")](https://a.example/)\n\n## \n\n[](https://a.example/) [a <https://b.example> c](https://d.example/)\n", "none")
	f.Fuzz(func(t *testing.T, text, profile string) {
		if _, _, err := markdown.Read("x", []byte(text)); err != nil || len(text) > 1<<16 {
			return
		}
		if profile != "mailchimp" && profile != "campaign-monitor" && profile != "kit" {
			profile = "none"
		}
		e := edition(t, text, profile)
		page := Render(e)
		if _, err := Prove(e, page); err != nil {
			t.Fatal(err)
		}
		wholesome(t, page)
	})
}

func BenchmarkRender(b *testing.B) {
	text, err := os.ReadFile("../desk/sample/issue.md")
	if err != nil {
		b.Fatal(err)
	}
	e := edition(b, string(text), "none")
	b.Run("whole", func(b *testing.B) {
		for b.Loop() {
			Render(e)
		}
	})
	b.Run("one item changed", func(b *testing.B) {
		var r Renderer
		copy := e.Issue.Items[2].Copy
		for i := 0; b.Loop(); i++ {
			e.Issue.Items[2].Copy = copy + strconv.Itoa(i)
			r.Render(e)
		}
	})
}
