package desk

import (
	"slices"
	"strings"
	"testing"
	"time"

	"galley/internal/change"
	"galley/internal/thinking/testserver"
)

func TestMachineThroughEdits(t *testing.T) {
	d, id, item := modelOf(t, "")
	use(t, d, ThoughtUse{Issue: id, Item: item, Offer: "closer", Text: "A patient ear is cheaper than a deep well.", Model: "tide-1"})
	retyped(t, d, id, item, "cheaper", "dearer")
	if words := unconfirmed(t, d, id); !slices.Equal(words, []string{"A patient ear is dearer than a deep well."}) {
		t.Errorf("%q", words)
	}
	const end = "than a deep well."
	for n := len(end); n > 0; n-- { // backspace
		typedOver(t, d, id, item, "dearer "+end[:n], "dearer "+end[:n-1])
	}
	if words := unconfirmed(t, d, id); !slices.Equal(words, []string{"A patient ear is"}) {
		t.Errorf("%q", words)
	}
	typedOver(t, d, id, item, "dearer ", "dearer "+end) // undo, in one step
	if words := unconfirmed(t, d, id); !slices.Equal(words, []string{"A patient ear is dearer than a deep well."}) {
		t.Errorf("%q", words)
	}
	// All of it cut, and put into another item.
	other := draftOf(t, d, id).Copies[2].ID
	retyped(t, d, id, item, "A patient ear is dearer than a deep well.", "")
	retyped(t, d, id, other, "\n\n", "\n\nA patient ear is dearer than a deep well.\n\n")
	if words := unconfirmed(t, d, id); !slices.Equal(words, []string{"A patient ear is dearer than a deep well."}) {
		t.Errorf("%q", words)
	}
	retyped(t, d, id, other, "A patient ear is dearer than a deep well.", "Somebody wrote this by hand.")
	if words := unconfirmed(t, d, id); len(words) != 0 {
		t.Errorf("%q", words)
	}
	// Copied to another place, and taken away where it was.
	use(t, d, ThoughtUse{Issue: id, Item: item, Offer: "closer", Text: "An ear costs less than a well does.", Model: "tide-1"})
	retyped(t, d, id, other, "Somebody wrote this by hand.", "An ear costs less than a well does.")
	retyped(t, d, id, item, "An ear costs less than a well does.", "Mine.")
	if words := unconfirmed(t, d, id); !slices.Equal(words, []string{"An ear costs less than a well does."}) {
		t.Errorf("%q", words)
	}
	retyped(t, d, id, other, "An ear costs less than a well does.", "Somebody wrote this by hand, too.")
	// It is the same after a start.
	use(t, d, ThoughtUse{Issue: id, Item: item, Offer: "closer", Text: "An ear is an ear.", Model: "tide-1"})
	if err := d.Flush(time.Minute); err != nil {
		t.Fatal(err)
	}
	again := &Desk{Store: d.Store, Author: "Ines Vale"}
	if words := unconfirmed(t, again, id); !slices.Equal(words, []string{"An ear is an ear."}) {
		t.Errorf("%q", words)
	}
}

func TestOffers(t *testing.T) {
	d, id, item := modelOf(t, "desk")
	for offer, holds := range map[string]string{
		"headline": "# ", "standfirst": "\n\n", "why": "**Why it matters:** ", "closer": "**We’re thinking:** ", "alt": "![",
	} {
		before := copyAt(t, d, id, item)
		all, err := d.Think(t.Context(), ThoughtAsk{Issue: id, Item: item, Offer: offer, Count: 1}, func(int, string) {})
		if err != nil || len(all.Drafts) != 1 || all.Drafts[0].Problem != "" {
			t.Fatalf("%s: %+v, %v", offer, all, err)
		}
		text := all.Drafts[0].Text
		use(t, d, ThoughtUse{Issue: id, Item: item, Offer: offer, Draft: text, Text: text, Model: "tide-1"})
		after := copyAt(t, d, id, item)
		if !strings.Contains(after, holds+text) || strings.Count(after, "\n\n") != strings.Count(before, "\n\n") {
			t.Errorf("%s:\n%s", offer, after)
		}
		if words := unconfirmed(t, d, id); !slices.Contains(words, text) {
			t.Errorf("%s: %q", offer, words)
		}
	}
	for _, offer := range []string{"subject", "preheader"} {
		all, err := d.Think(t.Context(), ThoughtAsk{Issue: id, Item: item, Offer: offer, Count: 1}, func(int, string) {})
		if err != nil {
			t.Fatal(err)
		}
		text := all.Drafts[0].Text
		used := use(t, d, ThoughtUse{Issue: id, Item: item, Offer: offer, Draft: text, Text: text, Model: "tide-1"})
		if used.Card == nil || !slices.Contains([]string{used.Card.Subject, used.Card.Preheader}, text) || !slices.Contains(unconfirmed(t, d, id), text) {
			t.Errorf("%s: %+v", offer, used.Card)
		}
	}
	if n, err := d.ConfirmMachine(id, "", 0, -1, 0); err != nil || n != 7 {
		t.Errorf("%d, %v", n, err)
	}
	if words := unconfirmed(t, d, id); len(words) > 0 {
		t.Errorf("%q", words)
	}
}

func TestPlaces(t *testing.T) {
	d, id, item := modelOf(t, "")
	for copy, want := range map[string]string{
		"# Tide\n\n**What’s new:** It turns.\n":                                        "# Tide\n\n**What’s new:** It turns.\n\n**Why it matters:** W.\n",
		"# Tide\n\n**What’s new:** It turns.\n\n**We’re thinking:** T.":                "# Tide\n\n**What’s new:** It turns.\n\n**Why it matters:** W.\n\n**We’re thinking:** T.",
		"# Tide\n\n**Why it matters:**\n\n**We’re thinking:** T.":                      "# Tide\n\n**Why it matters:** W.\n\n**We’re thinking:** T.",
		"# Tide\n\n**Why it matters:** Old.\n\n- one\n- two\n\n**We’re thinking:** T.": "# Tide\n\n**Why it matters:** W.\n\n**We’re thinking:** T.",
	} {
		if _, err := d.Retype(id, item, copy); err != nil {
			t.Fatal(err)
		}
		use(t, d, ThoughtUse{Issue: id, Item: item, Offer: "why", Text: "W.", Model: "tide-1"})
		if got := copyAt(t, d, id, item); got != want {
			t.Errorf("%q becomes %q, want %q", copy, got, want)
		}
	}
	for copy, want := range map[string]string{
		"**What’s new:** It turns.": "# H\n\n**What’s new:** It turns.",
		"# Old one\n\nStand.":       "# H\n\nStand.",
	} {
		if _, err := d.Retype(id, item, copy); err != nil {
			t.Fatal(err)
		}
		use(t, d, ThoughtUse{Issue: id, Item: item, Offer: "headline", Text: "H", Model: "tide-1"})
		if got := copyAt(t, d, id, item); got != want {
			t.Errorf("%q becomes %q, want %q", copy, got, want)
		}
	}
	for copy, want := range map[string]string{
		"# Tide\n\n**What’s new:** It turns.":                            "# Tide\n\nS.\n\n**What’s new:** It turns.",
		"# Tide\n\n![A](pictures/pier.jpg)\n\n**What’s new:** It turns.": "# Tide\n\n![A](pictures/pier.jpg)\n\nS.\n\n**What’s new:** It turns.",
		"# Tide\n\nOld stand.\n\n**What’s new:** It turns.":              "# Tide\n\nS.\n\n**What’s new:** It turns.",
	} {
		if _, err := d.Retype(id, item, copy); err != nil {
			t.Fatal(err)
		}
		use(t, d, ThoughtUse{Issue: id, Item: item, Offer: "standfirst", Text: "S.", Model: "tide-1"})
		if got := copyAt(t, d, id, item); got != want {
			t.Errorf("%q becomes %q, want %q", copy, got, want)
		}
	}
}

func TestThoughtIsWords(t *testing.T) {
	d, id, item := modelOf(t, "")
	items := len(draftOf(t, d, id).Rundown)
	for _, text := range []string{"<script>alert(1)</script>", "one\n\n<!-- story -->\n\n# Another item", "![x](http://a.example/p.png) **bold** {{unsubscribe}}", "# No headline"} {
		for _, offer := range []string{"closer", "headline", "standfirst", "alt"} {
			use(t, d, ThoughtUse{Issue: id, Item: item, Offer: offer, Text: text, Model: "tide-1"})
		}
		v := draftOf(t, d, id)
		if n := len(v.Rundown); n != items || strings.Contains(v.Page.HTML, "<script>alert") {
			t.Errorf("%q: %d items", text, n)
		}
	}
}

func TestTighten(t *testing.T) {
	d, id, item := modelOf(t, "desk")
	label := "Why it matters"
	all, err := d.Think(t.Context(), ThoughtAsk{Issue: id, Item: item, Offer: "tighten", Label: label, Count: 1}, func(int, string) {})
	if err != nil || len(all.Drafts) != 1 || !slices.ContainsFunc(all.Drafts[0].Pieces, func(p ThoughtPiece) bool { return p.Kind == "out" }) {
		t.Fatalf("%+v, %v", all, err)
	}
	before, text := copyAt(t, d, id, item), all.Drafts[0].Text
	used := use(t, d, ThoughtUse{Issue: id, Item: item, Offer: "tighten", Label: label, Text: text, Model: "tide-1"})
	if used.Suggested == 0 || copyAt(t, d, id, item) != before {
		t.Fatalf("%+v", used)
	}
	v, err := d.Review(id)
	if err != nil || len(v.Suggestions) != used.Suggested || v.Suggestions[0].Model != "tide-1" {
		t.Fatalf("%+v, %v", v.Suggestions, err)
	}
	var ids []string
	for _, s := range v.Suggestions {
		ids = append(ids, s.ID)
	}
	if _, err := d.Accept(id, ids, false); err != nil || !strings.Contains(copyAt(t, d, id, item), text) {
		t.Errorf("%v: %s", err, copyAt(t, d, id, item))
	}
}

func TestClaims(t *testing.T) {
	for server, want := range map[string]int{"desk": 1, "good": 0} {
		d, id, item := modelOf(t, server)
		all, err := d.Think(t.Context(), ThoughtAsk{Issue: id, Item: item, Offer: "claims", Count: 1}, nil)
		if err != nil || len(all.Claims) != want || len(all.Drafts) != 1 {
			t.Fatalf("%s: %+v, %v", server, all, err)
		}
		if server == "good" { // no list, twice: its words are shown
			if all.Drafts[0].Text != testserver.Words || all.Drafts[0].Asked != 240 && all.Drafts[0].Asked != 0 {
				t.Errorf("%+v", all.Drafts)
			}
			continue
		}
		c, copy := all.Claims[0], copyAt(t, d, id, item)
		start, _ := change.Bytes(copy, c.Start)
		end, _ := change.Bytes(copy, c.End)
		if copy[start:end] != testserver.Claimed {
			t.Errorf("%q", copy[start:end])
		}
	}
}

func TestPastClosers(t *testing.T) {
	d, id, item := modelOf(t, "desk")
	retyped(t, d, id, item, "Any couple could have told the harbour office", testserver.Drafts[0]+" Any couple could have told the harbour office")
	if err := d.Flush(time.Minute); err != nil {
		t.Fatal(err)
	}
	shelf, err := d.Shelf(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	d.Now = func() time.Time { return time.Now().Add(time.Hour) }
	card, err := d.BeginIssue(t.Context(), shelf.Publications[0].ID, NewIssue{Number: "75", Date: "2026-12-02", Subject: "Next"})
	if err != nil {
		t.Fatal(err)
	}
	next := draftOf(t, d, card.ID).Rundown
	at := slices.IndexFunc(next, func(v ItemView) bool { return v.Like == "story" })
	if at < 0 {
		t.Fatalf("%+v", next)
	}
	story := next[at].ID
	if _, err := d.Retype(card.ID, story, "# Locks\n\n**What’s new:** A canal has put the locks and gates of its flight in the care of software, and boats wait for water."); err != nil {
		t.Fatal(err)
	}
	plan, err := d.PlanThought(ThoughtAsk{Issue: card.ID, Item: story, Offer: "closer", Count: 3})
	if err != nil || len(plan.Near) == 0 || len(plan.Near) > nearest || plan.Near[0].Headline != "Gate Expectations" || plan.Near[0].Number != "74" || plan.Past != len(plan.Near) {
		t.Fatalf("%+v, %v", plan.Near, err)
	}
	all, err := d.Think(t.Context(), ThoughtAsk{Issue: card.ID, Item: story, Offer: "closer", Count: 3}, func(int, string) {})
	if err != nil {
		t.Fatal(err)
	}
	for _, one := range all.Drafts {
		if near := one.Near != nil; near != (one.Text == testserver.Drafts[0]) {
			t.Errorf("%q: %+v", one.Text, one.Near)
		}
	}
}
