package clients

import (
	"slices"
	"strings"
	"testing"
)

// TestData holds that all of the data can be read: every answer has a version
// and a level, and every note that it names is there or has no words.
func TestData(t *testing.T) {
	d := known()
	if len(d.Features) < 290 || len(d.Clients) < 15 {
		t.Fatalf("only %d features of %d clients", len(d.Features), len(d.Clients))
	}
	if Updated().Year() < 2025 {
		t.Errorf("the data are of %v", Updated())
	}
	for _, r := range d.Features {
		for client, answers := range r.Support {
			if Title(client) == "" {
				t.Errorf("%s: %s is not named", r.Slug, client)
			}
			for _, one := range answers {
				fields := strings.Fields(one)
				if len(fields) < 2 || !slices.Contains([]string{"y", "n", "a", "u"}, fields[1]) {
					t.Errorf("%s in %s: %q is no answer", r.Slug, client, one)
				}
				_, note := r.answer(one)
				if strings.Contains(note, "](") || strings.Contains(note, "`") {
					t.Errorf("%s in %s: the note is Markdown: %s", r.Slug, client, note)
				}
			}
		}
	}
	for _, c := range slices.Concat(d.Clients, Usual()) {
		if c.Name == "" || c.Title == "" || c.Title != Title(c.Name) {
			t.Errorf("a client without a name: %+v", c)
		}
	}
	for _, in := range inValue {
		if _, ok := has(in.slug); !ok {
			t.Errorf("%s has no feature %s", in.part, in.slug)
		}
	}
	for _, names := range []map[string]string{shared, elements, attributes} {
		for name, slug := range names {
			if _, ok := has(slug); !ok {
				t.Errorf("%s has no feature %s", name, slug)
			}
		}
	}
}

func TestSupport(t *testing.T) {
	for _, c := range []struct {
		client string
		of     Feature
		level  Level
		note   string // part of it
	}{
		{OutlookWindows, "css-display-flex", No, ""},
		{OutlookWindows, "css-max-width", Partly, "Only works on <table>"},
		{OutlookWindows, "css-padding", Partly, "Only supported on table cells."},
		{OutlookCom, "css-display-flex", Yes, ""},
		{Gmail, "css-position", No, ""},
		{Gmail, "html-style", Partly, "inside the <body>"},
		{AppleMail, "css-border-radius", Yes, ""},
		{"samsung", "css-at-media", Partly, ""},
		{"pine", "css-display-flex", Unknown, ""},
		{Gmail, "css-no-such-thing", Unknown, ""},
	} {
		if level, note := Support(c.client, c.of); level != c.level || !strings.Contains(note, c.note) {
			t.Errorf("%s in %s: %v, %q", c.of, c.client, level, note)
		}
	}
	if level, _ := SupportIn(OutlookWindows, "2016", "css-max-width"); level != No {
		t.Errorf("max-width in Outlook 2016: %v", level)
	}
	if level, _ := SupportIn(OutlookWindows, "1997", "css-max-width"); level != Unknown {
		t.Errorf("max-width in Outlook 97: %v", level)
	}
}

func join(list []Feature) string {
	var names []string
	for _, f := range list {
		names = append(names, string(f))
	}
	return strings.Join(names, " ")
}

func TestDeclaration(t *testing.T) {
	for _, c := range []struct{ name, value, want string }{
		{"display", "flex", "css-display-flex"},
		{"display", "inline-flex !important", "css-display-flex"},
		{"display", "block", "css-display"},
		{"DISPLAY", " None ", "css-display-none"},
		{"padding-left", "4px", "css-padding"},
		{"color", "#fff", ""},
		{"color", "var(--ink)", "css-variables"},
		{"--ink", "#111", "css-variables"},
		{"width", "calc(100% - 4px)", "css-width css-unit-calc"},
		{"width", "min(100%, 600px)", "css-width css-function-min"},
		{"width", "min-content", "css-width"},
		{"color", "oklch(40% 0.2 30)", "css-modern-color"},
		{"background", "linear-gradient(#fff, #000)", "css-background css-linear-gradient"},
		{"border-top-left-radius", "4px", "css-border-radius"},
		{"border-top", "0", "css-border"},
		{"border-inline-start", "0", ""},
		{"flex-direction", "row", ""},
		{"flex-direction", "column", "css-flex-direction"},
		{"mso-hide", "all", ""},
		{"", "", ""},
	} {
		if got := join(Declaration(c.name, c.value)); got != c.want {
			t.Errorf("%s:%s needs %q, want %q", c.name, c.value, got, c.want)
		}
	}
}

func TestSelectorsAndRules(t *testing.T) {
	for in, want := range map[string]string{
		"td":                  "css-selector-type",
		"a:hover":             "css-selector-type css-pseudo-class-hover",
		".a .b":               "css-selector-class css-selector-descendant",
		"p > a":               "css-selector-type css-selector-child",
		"tr:nth-child(2n) td": "css-selector-type css-pseudo-class-nth-child css-selector-descendant",
		"[data-ogsc] .q":      "css-selector-attribute css-selector-descendant css-selector-class",
		"h1, h2":              "css-selector-type css-selector-grouping",
		"p::before":           "css-selector-type css-pseudo-element-before",
		"u + #body":           "css-selector-type css-selector-adjacent-sibling css-selector-id",
		"[a=":                 "css-selector-attribute",
		":":                   "",
		"td\n\ta":             "css-selector-type css-selector-descendant",

		"a" + strings.Repeat(" ", 4<<20) + "b": "css-selector-type css-selector-descendant", // minutes, if each space were looked at from its own place
	} {
		if got := join(Selector(in)); got != want {
			t.Errorf("%s needs %q, want %q", in, got, want)
		}
	}
	for in, want := range map[string]string{
		"@media (max-width:480px)":            "css-at-media",
		"@media(prefers-color-scheme:dark)":   "css-at-media css-at-media-prefers-color-scheme",
		"@font-face":                          "css-at-font-face",
		"@import url(x.css)":                  "css-at-import",
		"@supports (display:grid)":            "css-at-supports",
		"@media screen and (orientation: any": "css-at-media css-at-media-orientation",
		"@namespace":                          "",
		"@media\n(prefers-color-scheme:dark)": "css-at-media css-at-media-prefers-color-scheme",
	} {
		if got := join(AtRule(in)); got != want {
			t.Errorf("%s needs %q, want %q", in, got, want)
		}
	}
}

func TestMarkup(t *testing.T) {
	for in, want := range map[string]Feature{"h3": "html-h1-h6", "video": "html-video", "article": "html-semantics", "input-checkbox": "html-input-checkbox", "width": "", "b": ""} {
		if got, _ := Element(in); got != want {
			t.Errorf("<%s> is %q, want %q", in, got, want)
		}
	}
	for in, want := range map[string]Feature{"background": "html-background", "bgcolor": "", "table": ""} {
		if got, _ := Attribute(in); got != want {
			t.Errorf("%s= is %q, want %q", in, got, want)
		}
	}
	if f, ok := Image("JPEG"); !ok || f.Title() == "" {
		t.Errorf("jpeg is %q", f)
	}
}

func FuzzLookups(f *testing.F) {
	f.Add("display", "flex")
	f.Add("a:not(", "[:::(")
	f.Fuzz(func(t *testing.T, name, value string) {
		for _, list := range [][]Feature{Declaration(name, value), Selector(name), AtRule(value)} {
			for i, one := range list {
				if _, ok := has(string(one)); !ok || slices.Contains(list[:i], one) {
					t.Errorf("%q is unknown or named twice", one)
				}
			}
		}
	})
}
