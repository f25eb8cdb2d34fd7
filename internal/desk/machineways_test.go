package desk

import (
	"slices"
	"strings"
	"testing"
	"time"

	"galley/internal/issue"
)

// The ways by which a model's words would be nobody's: each of them was tried.
func TestNoWayAround(t *testing.T) {
	const a = "Robots will soon write every letter that anybody reads."
	put := func(d *Desk, id, item, offer, text string) {
		use(t, d, ThoughtUse{Issue: id, Item: item, Offer: offer, Draft: text, Text: text, Model: "tide-1"})
	}
	t.Run("the next issue is begun like it", func(t *testing.T) {
		d, id, item := modelOf(t, "")
		put(d, id, item, "closer", a)
		shelf, err := d.Shelf(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		card, err := d.BeginIssue(t.Context(), shelf.Publications[0].ID, NewIssue{From: id})
		if err != nil {
			t.Fatal(err)
		}
		if words := unconfirmed(t, d, card.ID); !slices.Equal(words, []string{a}) { // before anybody opens it
			t.Errorf("%q", words)
		}
		draftOf(t, d, card.ID)
		if words := unconfirmed(t, d, card.ID); !slices.Equal(words, []string{a}) {
			t.Errorf("%q", words)
		}
	})
	t.Run("a part of it is pasted with something else", func(t *testing.T) {
		d, id, item := modelOf(t, "")
		put(d, id, item, "closer", a+" Nobody asked the readers about it.")
		other := draftOf(t, d, id).Copies[2].ID
		retyped(t, d, id, other, "\n\n", "\n\n**Mine:** "+a+"\n\n")
		typedOver(t, d, id, item, a+" Nobody asked the readers about it.", "I wrote this.")
		if words := unconfirmed(t, d, id); len(words) != 1 || !strings.Contains(words[0], "will soon write every letter") {
			t.Errorf("%q", words)
		}
	})
	t.Run("one word is a headline, and some scripts have no spaces", func(t *testing.T) {
		d, id, item := modelOf(t, "")
		for _, text := range []string{"Tides", "机器人会写信"} {
			put(d, id, item, "headline", text)
			if words := unconfirmed(t, d, id); !slices.Equal(words, []string{text}) {
				t.Errorf("%q", words)
			}
		}
	})
	t.Run("it is cut while another one stands, and pasted in another session", func(t *testing.T) {
		d, id, item := modelOf(t, "")
		put(d, id, item, "why", "Another stretch of a model stands here.")
		put(d, id, item, "closer", a)
		typedOver(t, d, id, item, a, "")
		if err := d.Flush(time.Minute); err != nil {
			t.Fatal(err)
		}
		again := &Desk{Store: d.Store, Author: "Ines Vale"}
		draftOf(t, again, id)
		if _, err := again.Retype(id, item, copyAt(t, again, id, item)+a); err != nil {
			t.Fatal(err)
		}
		if words := unconfirmed(t, again, id); !slices.Contains(words, a) {
			t.Errorf("%q", words)
		}
	})
	t.Run("a person's edit is accepted with it", func(t *testing.T) {
		d, id, item := modelOf(t, "")
		dr, err := d.turn(id)
		if err != nil {
			t.Fatal(err)
		}
		copy := dr.texts[item].Copy
		at := func(words string) issue.Anchor {
			from := strings.Index(copy, words)
			return issue.AnchorAt(copy, issue.Span{Start: from, End: from + len(words)})
		}
		err = dr.changeBeside(func(s *issue.Sidecar) error {
			return onRecord(s, item, func(r *issue.Record) error {
				r.Suggestions = []issue.Suggestion{
					{ID: "p", Anchor: at("nearly as good"), New: "almost as good", Who: "Ann"},
					{ID: "m", Anchor: at("Sea level is a slow story"), New: "Robots will soon write every letter", Who: "Ann", Model: "tide-1"},
				}
				return nil
			})
		})
		dr.done()
		if err != nil {
			t.Fatal(err)
		}
		if _, err := d.Accept(id, []string{"p", "m"}, false); err != nil {
			t.Fatal(err)
		}
		if words := unconfirmed(t, d, id); !slices.Equal(words, []string{"Robots will soon write every letter"}) {
			t.Errorf("%q", words)
		}
	})
	t.Run("it is waived", func(t *testing.T) {
		d, id, item := modelOf(t, "")
		put(d, id, item, "closer", a)
		if err := d.Waive(id, item, "machine.unconfirmed", a, "", "It is fine."); err == nil {
			t.Error("a waiver was taken")
		}
		dr, err := d.turn(id)
		if err != nil {
			t.Fatal(err)
		}
		err = dr.changeBeside(func(s *issue.Sidecar) error { // by hand, in its file
			s.Waivers = append(s.Waivers, issue.Waiver{Check: "machine.unconfirmed", Words: a, Reason: "It is fine.", Who: "Ann"})
			return nil
		})
		dr.done()
		if words := unconfirmed(t, d, id); err != nil || !slices.Equal(words, []string{a}) {
			t.Errorf("%q, %v", words, err)
		}
	})
	t.Run("another subject is used between", func(t *testing.T) {
		d, id, item := modelOf(t, "")
		put(d, id, item, "subject", "First one")
		put(d, id, item, "subject", "Second one")
		if _, err := d.SetCard(t.Context(), id, Card{Number: "74", Date: "2026-11-25", Subject: "First one"}); err != nil {
			t.Fatal(err)
		}
		if words := unconfirmed(t, d, id); !slices.Contains(words, "First one") {
			t.Errorf("%q", words)
		}
	})
}

// A confirmation can be taken back as long as the words are what they were.
func TestUnconfirm(t *testing.T) {
	d, id, item := modelOf(t, "")
	use(t, d, ThoughtUse{Issue: id, Item: item, Offer: "closer", Text: "An ear is an ear.", Model: "tide-1"})
	use(t, d, ThoughtUse{Issue: id, Item: item, Offer: "subject", Text: "Two ears", Model: "tide-1"})
	if n, err := d.ConfirmMachine(id, "", 0, -1, 0); err != nil || n != 2 {
		t.Fatal(n, err)
	}
	if err := d.UnconfirmMachine(id); err != nil {
		t.Fatal(err)
	}
	if words := unconfirmed(t, d, id); len(words) != 2 {
		t.Errorf("%q", words)
	}
	if _, err := d.ConfirmMachine(id, item, versionOf(t, d, id, item), -1, 0); err != nil {
		t.Fatal(err)
	}
	retyped(t, d, id, item, "An ear is an ear.", "An ear is not an eye.")
	if err := d.UnconfirmMachine(id); err == nil {
		t.Error("of other words")
	}
}

// Words go where they belong, whatever the copy looks like.
func TestStrangePlaces(t *testing.T) {
	d, id, item := modelOf(t, "")
	for copy, want := range map[string]string{
		"First line of a paragraph\nthat goes on here.":   "S.\n\nFirst line of a paragraph\nthat goes on here.",
		"**What’s new:** a line\nand on":                  "S.\n\n**What’s new:** a line\nand on",
		"Title of it\n===========\n\n**What’s new:** It.": "Title of it\n===========\n\nS.\n\n**What’s new:** It.",
		"# Tide\n**What’s new:** It.":                     "# Tide\n\nS.\n\n**What’s new:** It.",
	} {
		if _, err := d.Retype(id, item, copy); err != nil {
			t.Fatal(err)
		}
		use(t, d, ThoughtUse{Issue: id, Item: item, Offer: "standfirst", Text: "S.", Model: "tide-1"})
		if got := copyAt(t, d, id, item); got != want {
			t.Errorf("%q becomes %q, want %q", copy, got, want)
		}
	}
	for copy, want := range map[string]string{
		"# T\n\n![a [b](c) d](pictures/p.png)\n\nIt.": "# T\n\n![S.](pictures/p.png)\n\nIt.",
		"# T\n\n![](pictures/p.png)":                  "# T\n\n![S.](pictures/p.png)",
	} {
		if _, err := d.Retype(id, item, copy); err != nil {
			t.Fatal(err)
		}
		use(t, d, ThoughtUse{Issue: id, Item: item, Offer: "alt", Text: "S.", Model: "tide-1"})
		if got := copyAt(t, d, id, item); got != want {
			t.Errorf("%q becomes %q, want %q", copy, got, want)
		}
	}
	if _, err := d.Retype(id, item, "# T\n\n**What’s new:** It.\n\n**We’re thinking:** "); err != nil {
		t.Fatal(err)
	}
	use(t, d, ThoughtUse{Issue: id, Item: item, Offer: "closer", Text: "S.", Model: "tide-1"})
	if got := copyAt(t, d, id, item); !strings.HasSuffix(got, "**We’re thinking:** S.") {
		t.Errorf("%q", got)
	}
}
