package preflight_test

import (
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"galley/internal/house"
	"galley/internal/issue"
	"galley/internal/markdown"
	"galley/internal/preflight"
)

// clean is an issue with everything in it and nothing wrong.
const clean = `---
number: 74
date: 2026-11-25
---

<!-- letter; id=aaaa -->
Dear {{first_name|friends}},

The tide is in, and the café’s clock says so: see [the tables](https://tidewater.example/tables).

<!-- story: news; id=bbbb -->
# The Gauge That Listened

![A buoy in the fog](pictures/buoy.jpg "Off Pier 4 — Harbour office")

A harbour gauge picked up what the satellites missed.

**What’s new:** The agency read the gauge again and found the second tide in it.

**How they work:** They listen.

- One
- Two

**Deep water, too:** It rose there.

**Why it matters:** Boats wait for it.

**We’re thinking:** So do we.

<!-- promo; id=cccc -->
A course on tides begins in May. [Enrol now](https://tidewater.example/course)

<!-- jobs; id=dddd -->
**Keeper:** Keep the light. [Apply](mailto:jobs@tidewater.example)

<!-- footer; id=eeee -->
{{address}}

[Unsubscribe]({{unsubscribe}}) · [Read on the web]({{web_version}})
`

func TestCleanIssue(t *testing.T) {
	for _, f := range preflight.Check(input(t, "clean.md", []byte(clean), setup{})) {
		t.Errorf("%s: %s", f.Check, described(&f))
	}
}

func TestNothingAtAll(t *testing.T) {
	in := preflight.Input{Edition: &issue.Edition{Issue: &issue.Issue{}}}
	var checks []string
	for _, f := range preflight.Check(in) {
		checks = append(checks, f.Check)
	}
	want := []string{"issue.empty", "footer.address", "footer.unsubscribe", "footer.web-version", "envelope.subject", "envelope.preheader", "envelope.from"}
	if !slices.Equal(checks, want) {
		t.Errorf("found %v, want %v", checks, want)
	}
}

func TestOrder(t *testing.T) {
	file := "<!-- footer -->\nBye. <!-- x -->\n\n<!-- letter -->\n[b]() [a]() *|B|* *|AA|*\n\n![]()\n"
	found := preflight.Check(input(t, "order.md", []byte(file), setup{}))
	for i := 1; i < len(found); i++ {
		a, b := &found[i-1], &found[i]
		if a.Item > b.Item || a.Item == b.Item && (a.Line > b.Line || a.Line == b.Line && a.Column > b.Column) {
			t.Errorf("%s %d:%d:%d stands before %s %d:%d:%d", a.Check, a.Item, a.Line, a.Column, b.Check, b.Item, b.Line, b.Column)
		}
	}
	if len(found) < 6 {
		t.Errorf("only %d findings", len(found))
	}
}

func TestHouseDecides(t *testing.T) {
	file := []byte("---\nsubject: \"RE: " + strings.Repeat("x", 70) + "\"\n---\n\n<!-- letter -->\n![image](a.jpg)\n")
	for _, c := range []struct {
		name string
		is   issue.Severity
		want []issue.Severity
	}{
		{"envelope.subject", "", []issue.Severity{"warning", "warning"}},
		{"envelope.subject", "error", []issue.Severity{"error", "error"}},
		{"envelope.subject", "off", nil},
		{"alt.file-name", "", []issue.Severity{"error"}},
		{"alt.file-name", "query", []issue.Severity{"query"}},
	} {
		checks := map[string]issue.Severity{}
		if c.is != "" {
			checks[c.name] = c.is
		}
		var got []issue.Severity
		for _, f := range preflight.Check(input(t, "house.md", file, setup{Checks: checks})) {
			if f.Check == c.name {
				got = append(got, f.Severity)
			}
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s %q: %v, want %v", c.name, c.is, got, c.want)
		}
	}
}

func TestWaivers(t *testing.T) {
	file := []byte("<!-- letter; id=aaaa -->\n![image](a.jpg)\n\n<!-- letter; id=bbbb -->\n![image](a.jpg) ![photo](b.jpg)\n")
	in := input(t, "waived.md", file, setup{})
	all := preflight.Check(in)
	if len(all) != 3 {
		t.Fatalf("%d findings, want 3", len(all))
	}
	for _, c := range []struct {
		name   string
		waiver issue.Waiver
		open   int
	}{
		{"for one item", issue.Waiver{Check: "alt.file-name", Words: "image", Item: "bbbb"}, 2},
		{"for the issue", issue.Waiver{Check: "alt.file-name", Words: "image"}, 1},
		{"for other words", issue.Waiver{Check: "alt.file-name", Words: "Image"}, 3},
		{"for another check", issue.Waiver{Check: "alt.long", Words: "image"}, 3},
		{"for another item", issue.Waiver{Check: "alt.file-name", Words: "image", Item: "cccc"}, 3},
	} {
		open, waived := preflight.Split(in.Edition.Issue, all, []issue.Waiver{c.waiver})
		if len(open) != c.open || len(open)+len(waived) != 3 {
			t.Errorf("%s: %d open and %d waived, want %d open", c.name, len(open), len(waived), c.open)
		}
	}
}

// TestNames holds that a house style can name every check, and that the names
// are PREFLIGHT's kind of names.
func TestNames(t *testing.T) {
	names := preflight.Names()
	if len(names) < 35 {
		t.Errorf("only %d checks", len(names))
	}
	seen := map[string]bool{}
	var style strings.Builder
	style.WriteString("galley = 1\nname = \"x\"\n[checks]\n")
	for _, name := range names {
		if seen[name] {
			t.Errorf("%s stands in the catalogue twice", name)
		}
		seen[name] = true
		fmt.Fprintf(&style, "%q = \"off\"\n", name)
	}
	if _, err := house.Read("house.toml", []byte(style.String())); err != nil {
		t.Error(err)
	}
	files, err := os.ReadDir("testdata")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		if name, ok := strings.CutSuffix(f.Name(), ".txtar"); ok && !seen[name] {
			t.Errorf("testdata has cases for %s, which is no check", name)
		}
	}
}

// TestAlone holds that no check leans on another: with all the others off it
// finds the same.
func TestAlone(t *testing.T) {
	file := []byte("<!-- story: news -->\n## Head\n\n![image](a.jpg)\n\n**Whats new:** *|X|* [a]() <b>\n\n**Results:** <!-- x -->\n\n- a\n")
	whole := preflight.Check(input(t, "alone.md", file, setup{}))
	for _, name := range preflight.Names() {
		others := map[string]issue.Severity{}
		for _, other := range preflight.Names() {
			if other != name {
				others[other] = issue.SeverityOff
			}
		}
		alone := preflight.Check(input(t, "alone.md", file, setup{Checks: others}))
		want := 0
		for _, f := range whole {
			if f.Check == name {
				want++
			}
		}
		if len(alone) != want {
			t.Errorf("%s alone finds %d, with the others %d", name, len(alone), want)
		}
	}
}

// TestMany holds that hostile copy makes no long list; a check that takes more
// than the copy's length would not come to an end here.
func TestMany(t *testing.T) {
	const n = 4_000
	for name, copy := range map[string]string{
		"links":      strings.Repeat("[a]() ", n),
		"tags":       strings.Repeat("*|FNAME|* {{x y}} ", n),
		"open tags":  strings.Repeat("{{x {% if [[a *|A", n),
		"comments":   strings.Repeat("<!-- x -->\n\n", n),
		"open marks": strings.Repeat("{>> {++ {~~ {== `` ``` ", n),
		"labels":     strings.Repeat("**Whats new:** x\n\n", n),
		"backticks":  strings.Repeat("` `` ``` ```` ", n),
		"numbers":    strings.Repeat("12 Quay Street, Tidewater 40213\n", n),
		"one word":   strings.Repeat("a", n*40),
		"html":       strings.Repeat("<b>x</b> ", n),
		"names":      strings.Repeat("we saw Dall-E, DALL·E, Ada Byron, Ada Biron. ", n),
		"dates":      strings.Repeat("Apply by Monday 3 March 2020 between 1 May 2019 and ", n),
		"keys":       strings.Repeat("eyJaaaaaaaa.eyJ https://a:bb9c@ sk-a /Users/x/ -----BEGIN PRIVATE KEY-----\n", n),
		"figures":    strings.Repeat("1,224 faxes. 1,242 faxes. ", n),
		"hosts":      strings.Repeat("[bank.com](http://a.example/) [here](#) ", n),
	} {
		for _, kind := range []string{"story: news", "footer"} {
			t.Run(name+" in a "+kind, func(t *testing.T) {
				in := input(t, "many.md", []byte("<!-- "+kind+" -->\n"+copy), setup{})
				found := preflight.Check(in)
				count := map[string]int{}
				for _, f := range found {
					if count[f.Check]++; count[f.Check] > 251 {
						t.Fatalf("more than 251 findings of %s", f.Check)
					}
				}
				data, err := json.Marshal(found)
				if err != nil || len(data) > 4<<20 {
					t.Errorf("%d bytes of JSON, error %v", len(data), err)
				}
			})
		}
	}
}

// FuzzCheck holds what verify says of whatever copy.
func FuzzCheck(f *testing.F) {
	f.Add(clean)
	f.Add("<!-- story: news -->\n## a\n**Whats new:** `x` ![](a) [b](javascript:x) <b> {{x y}} *|A|* <!-- x\n-->")
	f.Add("<!-- letter -->\nread a that (wc 5)\n\n[ANNA: x?] <-- pls ~~a~~ Ã©â€™ Â back.Ortega,and b. b. (31w) **a:**b XX% asdf January.s to the. lorem ipsum ï»¿ ‚Äô")
	f.Add("---\nlang: es\nsubject: DRAFT\n---\n<!-- letter -->\n«Os pongo más?» que que! \"a\" « b » ¿¡?! Yahoo! a [x?]")
	f.Add("<!-- footer -->\n12 Quay St, Tidewater 40213\n12 Quay St, Tidewater 40213\n\u0301é…。 [here](x)")
	h, err := house.Load(house.Default)
	if err != nil {
		f.Fatal(err)
	}
	profiles, err := house.Profiles()
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, text string) {
		is, _, err := markdown.Read("fuzz.md", []byte(text))
		if err != nil {
			return
		}
		decoded, _, err := markdown.Decode("fuzz.md", []byte(text))
		if err != nil {
			return
		}
		markdown.New(h).ReadItems(h, is.Items)
		e := &issue.Edition{Issue: is, House: h, Publication: newsroom.Over(is.Own)}
		for _, found := range preflight.Check(preflight.Input{Edition: e, Profiles: profiles}) {
			verify(t, is, []byte(decoded), &found)
		}
	})
}

// BenchmarkCheck judges an issue of the usual size: 19 KB in nine items.
func BenchmarkCheck(b *testing.B) {
	front, rest, _ := strings.Cut(clean, "<!-- story")
	story, end, _ := strings.Cut(rest, "<!-- promo")
	story = "<!-- story" + strings.Replace(story, "found the second tide in it.", strings.Repeat("found the second tide in it, which (nobody) had seen before. ", 58), 1)
	file := front + strings.Repeat(story, 5) + "<!-- promo" + end
	in := input(b, "bench.md", []byte(file), setup{})
	b.SetBytes(int64(len(file)))
	b.ReportMetric(float64(len(file)), "bytes/issue")
	for b.Loop() {
		preflight.Check(in)
	}
}
