package intake_test

import (
	"strings"
	"testing"

	"galley/internal/intake"
	"galley/internal/issue"
	"galley/internal/markdown"
)

func mustRead(t *testing.T, name, data string, h *issue.House) intake.Result {
	t.Helper()
	r, err := intake.Read(name, []byte(data), h)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestIssueFile(t *testing.T) {
	h := &issue.House{Kinds: []issue.KindStyle{{Name: "interview", Like: "story"}}}
	const file = "<!-- interview -->\nA talk.\n\n<!-- promo; id=k3f9 -->\nCome.\n\n<!-- promo -->\nCome.\n"
	r := mustRead(t, "a.txt", file, h)
	if r.Format != intake.IssueFile {
		t.Fatalf("format %s", r.Format)
	}
	items := r.Issue.Items
	if len(items) != 3 || items[0].Kind != "interview" || items[1].ID != "k3f9" {
		t.Fatalf("%+v", items)
	}
	for _, item := range items {
		if !markdown.ID.MatchString(item.ID) {
			t.Errorf("%q is no id", item.ID)
		}
	}
}

func TestIDs(t *testing.T) {
	const twice = "The Lock\nIt opened.\nWhat’s new: It opened.\n\n\n\nCome and see. Sign up\n\n\n\nCome and see. Sign up\n"
	a, b := mustRead(t, "a.txt", twice, analysis(t)), mustRead(t, "b.txt", twice, analysis(t))
	if len(a.Issue.Items) != 3 {
		t.Fatalf("%+v", a.Issue.Items)
	}
	for i := range a.Issue.Items {
		if a.Issue.Items[i].ID != b.Issue.Items[i].ID {
			t.Error("the same text has other ids the second time")
		}
	}
	if one, two := a.Issue.Items[1].ID, a.Issue.Items[2].ID; len(one) != 4 || len(two) != 5 || two[:4] != one {
		t.Errorf("twins are called %s and %s", one, two)
	}
}

// TestStoryKind: the kind whose labels cover those found best, the first of
// several.
func TestStoryKind(t *testing.T) {
	for labels, want := range map[string]string{
		"What’s new|Why it matters":         "news",
		"What’s new|Key insight":            "research",
		"What’s new|What happened":          "news",
		"WHAT'S NEW|how they work|Results":  "research",
		"What‘s new|What happened|Results":  "news", // one of each: the first kind
		"What’s new|Key insight|Yes, but":   "research",
		"What’s new|We`re thinking|Results": "research",
	} {
		text := "The Lock\n\nIt opened.\n"
		for l := range strings.SplitSeq(labels, "|") {
			text += l + ": It did.\n"
		}
		r := mustRead(t, "a.txt", text, analysis(t))
		if len(r.Issue.Items) != 1 || r.Issue.Items[0].Story != want {
			t.Errorf("%s: %+v, want %s", labels, r.Issue.Items, want)
		}
		if got := strings.Count(r.Issue.Items[0].Copy, ":** "); got != 1+strings.Count(labels, "|") {
			t.Errorf("%s: %d labels", labels, got)
		}
	}
}

func TestFormat(t *testing.T) {
	for _, c := range []struct {
		name, text string
		want       intake.Format
	}{
		{"a.txt", "---\ngalley: 1\n---\n", intake.IssueFile},
		{"a.txt", "<!-- letter -->\nHello.", intake.IssueFile},
		{"a.txt", "---\ntitle: x\n---\nHello.", intake.Markdown},
		{"a.txt", "# The lock\n\n# The gauge", intake.Markdown},
		{"a.txt", "Go to [a](https://a.example) and\n[b](https://b.example).", intake.Markdown},
		{"a.txt", "# 1 in sales", intake.Text},
		{"a.txt", "**One** star", intake.Text},
		{"a.txt", "# The lock\n• **one**\n• two", intake.Text},
		{"A.MD", "Hello.", intake.Markdown},
		{"a.md", "• Hello.", intake.Text},
		{"a.markdown", "• Hello **all**.", intake.Markdown},
		{`C:\a.b\c`, "Hello.", intake.Text},
	} {
		if r := mustRead(t, c.name, c.text, nil); r.Format != c.want {
			t.Errorf("%s %q: %s, want %s", c.name, c.text, r.Format, c.want)
		}
	}
}

// TestFrontMatter: Galley's own keys keep their meaning, a title is no subject,
// and what cannot be read is not lost.
func TestFrontMatter(t *testing.T) {
	r := mustRead(t, "a.md", "---\ntitle: The lock\nsubject: It opened\n---\nHello.\n", nil)
	if r.Issue.Subject != "It opened" || len(r.Issue.More) != 1 || r.Issue.More[0].Key != "title" {
		t.Errorf("%+v", r.Issue)
	}
	r = mustRead(t, "a.md", "---\ntitle: The lock\n---\nHello.\n", nil)
	if r.Issue.Subject != "" {
		t.Error("a subject was invented")
	}
	r = mustRead(t, "a.md", "---\nsocial: {twitter: tidewater}\n---\nHello.\n", nil)
	if first := r.Issue.Items[0]; first.Story != intake.Unplaced || !strings.Contains(first.Copy, "twitter") {
		t.Errorf("lost: %+v", r.Issue)
	}
	r = mustRead(t, "a.md", "---\n\nA line, and no front matter.\n\n---\n", nil)
	if len(r.Issue.Items) != 1 || !strings.Contains(r.Issue.Items[0].Copy, "no front matter") {
		t.Errorf("%+v", r.Issue)
	}
}

// TestSpaces: French keeps the no-break spaces that it sets.
func TestSpaces(t *testing.T) {
	r := mustRead(t, "a.txt", "Bonjour,\nOui\u00a0! «\u00a0Non\u202f» et\u00a0puis\u00a0 rien\t\there. \u00a0", nil)
	const want = "Bonjour,\n\nOui\u00a0! «\u00a0Non\u202f» et puis rien here."
	if got := r.Issue.Items[0].Copy; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	const notes = "text\n0: 3 no-break spaces became plain spaces.\n0: 2 runs of several spaces became one space each.\n"
	if got := notesOf(r); got != notes {
		t.Errorf("%q, want %q", got, notes)
	}
}

// TestPictureNames: a file's name stays the name of the picture.
func TestPictureNames(t *testing.T) {
	for _, name := range []string{"lock.png", "IMG_2041.jpg", "the lock (2).png", "pictures/lock.webp", "a&amp;b.gif", `pictures\lock.png`, "_a_b_.png", "[a](b.png", "Größe.jpeg"} {
		r := mustRead(t, "a.txt", name+"\n", nil)
		p := markdown.New(nil).Read(issue.KindLetter, r.Issue.Items[0].Copy).Pictures
		if len(p) != 1 || p[0].Name != name || p[0].Alt != name {
			t.Errorf("%q became %+v (%s)", name, p, r.Issue.Items[0].Copy)
		}
	}
}
