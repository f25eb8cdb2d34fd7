package desk

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"galley/internal/change"
	"galley/internal/fault"
	"galley/internal/issue"
	"galley/internal/reviewfile"
)

// What is said in a file that no Galley made is told as if somebody had said it at
// a desk: with ids of its own, on words that are there, by names of one line.
func TestStrangeNotesAreTaken(t *testing.T) {
	d := deskOf(t, "Mira Sand")
	path := reviewFileOf(t, func(f *reviewfile.File) {
		f.Issue.Sidecar = `{"galley":1,"people":{"\u202eEve\u0007":"E\u001b[31m"},"items":{"first1":{
			"comments":[
				{"id":"c","who":"\u202eEve\n","time":"9999-12-31T23:59:59-12:00","text":"<script>alert(1)</script>\u001b[31m","replies":[{"id":"r","text":"a"},{"id":"r","text":"b"},{"id":"c","text":"x"}]},
				{"id":"c","who":"` + strings.Repeat("N", 100<<10) + `","text":"b","anchor":{"at":9223372036854775807,"words":"cheap"}},
				{"id":"","text":"c","anchor":{"at":-9223372036854775808,"words":"gone"}}],
			"suggestions":[
				{"id":"c","new":"<!-- story id=zz -->\r\n\u0000","anchor":{"at":0,"words":"Whelks"}},
				{"id":"s","new":"x","anchor":{"at":9223372036854775807,"words":"Whelks","lost":true}}],
			"steps":[{"state":"none","who":"\u200bEve","time":"9999-01-01T00:00:00Z"}]}}}`
	})
	takenIn(t, d, path)
	v := reviewOf(t, d, "issue74")
	ids := map[string]bool{}
	for _, c := range v.Comments {
		ids[c.ID] = true
		if strings.ContainsAny(c.Who+c.Text, "\u202e\x1b\n\x07") || len(c.Who) > 4*maxName || c.ID == "" {
			t.Errorf("%+v", c)
		}
		answers := map[string]bool{c.ID: true}
		for _, r := range c.Replies {
			answers[r.ID] = true
		}
		if len(answers) != 1+len(c.Replies) {
			t.Errorf("answers with one id: %+v", c)
		}
	}
	for _, s := range v.Suggestions {
		ids[s.ID] = true
	}
	if len(v.Comments) != 3 || len(v.Suggestions) != 2 || len(ids) != 5 {
		t.Fatalf("%d of %+v, %+v", len(ids), v.Comments, v.Suggestions)
	}
	before := stateOf(t, d, "issue74")
	if got := takenIn(t, d, path); got.Comments != 0 || got.Suggestions != 0 || stateOf(t, d, "issue74") != before {
		t.Errorf("the second time: %+v\n%s", got, differing(before, stateOf(t, d, "issue74")))
	}
	if err := d.TakePart("issue74"); err != nil {
		t.Fatal(err)
	}
	for _, s := range v.Suggestions {
		if _, err := d.Accept("issue74", []string{s.ID}, false); err != nil {
			t.Error(err)
		}
	}
	if got := copyAt(t, d, "issue74", "first1"); !strings.Contains(got, "<!-- story id=zz -->") || !strings.HasSuffix(got, " are cheap.") {
		t.Errorf("%q", got)
	}
	if len(kept(t, d, "issue74").Rundown) != 1 {
		t.Error("a marker that was suggested made an item")
	}
	if _, err := d.Comment("issue74", "first1", 0, -1, -1, "It is kept."); err != nil {
		t.Error(err)
	}
}

// A name is the same here and in a file that comes back, and nobody has one that is
// not seen.
func TestNamesAreSeen(t *testing.T) {
	d := deskOf(t, "Mira Sand")
	for said, want := range map[string]string{"\u202eEve\u2066 Vale": "Eve Vale", " Ada\tB.\n": "Ada B.", "مد": "مد", "क्\u200dष": "क्\u200dष", "A\x1b[31m": "A [31m"} {
		me, err := d.SetMe(said, "")
		if err != nil || me.Name != want || personName(me.Name) != me.Name {
			t.Errorf("%q: %q, %v", said, me.Name, err)
		}
	}
	for _, none := range []string{"\u200b\u200b", "\u202e", " "} {
		if me, err := d.SetMe(none, ""); err == nil {
			t.Errorf("%q is a name: %q", none, me.Name)
		}
	}
}

// Thousands of notes on words that are nowhere are taken in time: the search for
// them has an end, and what was not found is said to be gone.
func TestNotesOnNothingAreBounded(t *testing.T) {
	d := deskOf(t, "Mira Sand")
	const notes = 2_000
	path := reviewFileOf(t, func(f *reviewfile.File) {
		f.Items[0].Copy = strings.Repeat("Whelks and eels are cheap in the harbour today. ", 4_000)
		r := issue.Record{}
		for i := range notes {
			a := issue.Anchor{Start: -i << 20, Words: fmt.Sprintf("harbour tomorrow %d are cheap in the sea", i), Before: "Whelks and eels are", After: " today. Whelks"}
			r.Comments = append(r.Comments, issue.Comment{ID: fmt.Sprint("c", i), Text: "?", Who: "Eve", Anchor: &a})
		}
		text, err := (&issue.Sidecar{Items: map[string]issue.Record{"first1": r}}).Bytes()
		if err != nil {
			t.Fatal(err)
		}
		f.Issue.Sidecar = string(text)
	})
	if got := takenIn(t, d, path); got.Comments != notes {
		t.Errorf("%+v", got)
	}
	for _, c := range reviewOf(t, d, "issue74").Comments {
		if !c.Lost {
			t.Fatalf("on wrong words: %+v", c)
		}
	}
	left := -1
	a := issue.Anchor{Words: "tide comes in late", Before: "the "}
	if a.SettleWithin("So the tide came in late.", &left); !a.Lost {
		t.Errorf("it was searched for: %+v", a)
	}
}

// As many suggestions as there may be are accepted in one change, each its
// author’s, and of two about the same words one stays.
func TestManyAreAcceptedAtOnce(t *testing.T) {
	d, view := writingDesk(t)
	if _, err := d.SetMe("Mira", ""); err != nil {
		t.Fatal(err)
	}
	c := firstStory(t, &view)
	var b strings.Builder
	for i := range maxSuggested {
		fmt.Fprintf(&b, "w%d 🌊. ", i)
	}
	echo, err := d.Retype(view.Issue, c.ID, b.String())
	if err != nil {
		t.Fatal(err)
	}
	copy := d.drafts[view.Issue].texts[c.ID].Copy
	var edits []SuggestedEdit
	var ids []string
	for i := range maxSuggested {
		before, _, _ := strings.Cut(copy, fmt.Sprintf("w%d ", i))
		at := change.Units(before)
		edits = append(edits, SuggestedEdit{ID: fmt.Sprint("s", i), Start: at, End: at + 1, Insert: "W"})
		ids = append(ids, fmt.Sprint("s", i))
	}
	for name, wrong := range map[string][]SuggestedEdit{
		"a half of a character": {{ID: "x", Start: 0, End: 4, Insert: "x"}},
		"turned round":          {{ID: "x", Start: 2, End: 1}},
		"in another":            {{ID: "x", Start: 0, End: 3}, {ID: "y", Start: 2, End: 6}},
		"behind the end":        {{ID: "x", Start: 0, End: 1 << 40}},
		"before the beginning":  {{ID: "x", Start: -1, End: 2}},
		"too much":              {{ID: "x", Start: 0, End: 0, Insert: strings.Repeat("x", maxSuggestedBytes+1)}},
		"too many":              append(edits[:len(edits):len(edits)], SuggestedEdit{ID: "x", Start: change.Units(copy), End: change.Units(copy)}),
	} {
		if _, err := d.Suggest(view.Issue, c.ID, echo.Version, wrong); err == nil {
			t.Errorf("%s: taken", name)
		}
	}
	if s, err := d.Suggest(view.Issue, c.ID, echo.Version, edits); err != nil || s.Stale {
		t.Fatal(s, err)
	}
	if _, err := d.SetMe("Ada", ""); err != nil {
		t.Fatal(err)
	}
	if _, err := d.Suggest(view.Issue, c.ID, echo.Version, []SuggestedEdit{{ID: "same", Start: 0, End: 2, Insert: "V"}, {ID: "place", Start: 3, End: 3, Insert: "x"}}); err != nil {
		t.Fatal(err)
	}
	did, err := d.Accept(view.Issue, append(append([]string{"place"}, ids...), "same"), false)
	if err != nil || len(did.Items) != 1 || len(did.Gone) != 1 || did.Gone[0] != "same" {
		t.Fatalf("%v %v", did.Gone, err)
	}
	want := strings.Replace(strings.ReplaceAll(copy, "w", "W"), "W0 ", "W0 x", 1)
	if did.Items[0].Copy != want || did.Items[0].Echo.Version != echo.Version+1 {
		t.Errorf("version %d, %.60q\nwant %.60q", did.Items[0].Echo.Version, did.Items[0].Copy, want)
	}
	runs, err := d.Authors(view.Issue, c.ID, echo.Version+1)
	if err != nil || len(runs) == 0 {
		t.Fatal(err)
	}
	for _, r := range runs {
		if (r.Who == "Ada") != (r.Start == 3 && r.End == 4) {
			t.Errorf("%+v", r)
		}
	}
	if v := reviewOf(t, d, view.Issue); len(v.Suggestions) != 1 || v.Suggestions[0].ID != "same" {
		t.Errorf("%+v", v.Suggestions)
	}
}

// When there is no room for more, suggestions are refused before anything is lost,
// what is there can be answered and typing goes on.
func TestNoRoomForMoreNotes(t *testing.T) {
	d, view := writingDesk(t)
	c := firstStory(t, &view)
	dr, err := d.turn(view.Issue)
	if err != nil {
		t.Fatal(err)
	}
	err = dr.changeBeside(func(s *issue.Sidecar) error {
		return onRecord(s, c.ID, func(r *issue.Record) error {
			for i := range 350 {
				r.Comments = append(r.Comments, issue.Comment{ID: fmt.Sprint("c", i), Text: strings.Repeat("x", maxComment), Who: "Ada", Time: time.Now()})
			}
			return nil
		})
	})
	dr.done()
	if err != nil {
		t.Fatal(err)
	}
	big := []SuggestedEdit{{ID: "one", Insert: strings.Repeat("y", maxSuggestedBytes)}}
	_, err = d.Suggest(view.Issue, c.ID, c.Version, big)
	if f := fault.Of(err); f == nil || f.Code != fault.BadInput || f.Hint == "" {
		t.Fatal(err)
	}
	small := []SuggestedEdit{{ID: "one", Insert: "y"}}
	if _, err := d.Suggest(view.Issue, c.ID, c.Version, small); err != nil {
		t.Fatal(err)
	}
	refused := 0
	for range 60 {
		if _, err := d.Comment(view.Issue, c.ID, c.Version, -1, -1, strings.Repeat("z", maxComment)); err != nil {
			refused++
		}
	}
	if refused == 0 {
		t.Error("there was always room")
	}
	if err := d.Resolve(view.Issue, c.ID, "c1", true); err != nil {
		t.Error(err)
	}
	if _, err := d.Retype(view.Issue, c.ID, c.Copy+" More."); err != nil {
		t.Error(err)
	}
	if _, err := issue.ReadSidecar(Sidecar, []byte(kept(t, d, view.Issue).Sidecar)); err != nil {
		t.Error(err)
	}
	if v := reviewOf(t, d, view.Issue); len(v.Suggestions) != 1 || len(v.Comments) < 350 {
		t.Errorf("%d suggestions, %d comments", len(v.Suggestions), len(v.Comments))
	}
}
