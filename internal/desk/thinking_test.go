package desk

import (
	"encoding/json"
	"fmt"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"galley/internal/change"
	"galley/internal/fault"
	"galley/internal/issue"
	"galley/internal/thinking"
	"galley/internal/thinking/testserver"
)

// quick are limits of a test: nothing that answers reaches them.
var quick = thinking.Limits{Connect: 20 * time.Second, First: 60 * time.Second, Silence: 60 * time.Second, All: 5 * time.Minute, Body: 1 << 20, Pause: time.Millisecond, Patience: time.Second}

// inMemory keeps keys as a keychain does; that of whoever runs the tests is theirs.
// modelOf gives a desk a model that behaves in one of its ways, and the issue of the
// sample with its first story.
func modelOf(t *testing.T, server string) (d *Desk, id, item string) {
	t.Helper()
	d = deskOf(t, "Mira Sand")
	card, err := d.OpenSample(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	d.Limits, d.Secrets = quick, inMemory{}
	if server != "" {
		model := httptest.NewServer(testserver.Handler(server, testserver.Pace{}))
		t.Cleanup(model.Close)
		if _, err := d.SetModel(ModelForm{Address: model.URL + "/v1", Model: "tide-1"}); err != nil {
			t.Fatal(err)
		}
	}
	return d, card.ID, draftOf(t, d, card.ID).Copies[1].ID
}

func versionOf(t *testing.T, d *Desk, id, item string) int {
	t.Helper()
	dr, err := d.lock(id)
	if err != nil {
		t.Fatal(err)
	}
	defer dr.mu.Unlock()
	return dr.texts[item].version
}

func use(t *testing.T, d *Desk, u ThoughtUse) ThoughtUsed {
	t.Helper()
	u.Version = versionOf(t, d, u.Issue, u.Item)
	used, err := d.UseThought(t.Context(), u)
	if err != nil {
		t.Fatal(err)
	}
	return used
}

// typedOver changes words as an editor does: the least stretch, in UTF-16 units.
func typedOver(t *testing.T, d *Desk, id, item, old, words string) {
	t.Helper()
	copy := copyAt(t, d, id, item)
	at := strings.LastIndex(copy, old)
	for old != "" && words != "" && old[0] == words[0] {
		old, words, at = old[1:], words[1:], at+1
	}
	if at < 0 {
		t.Fatalf("%q is not there", old)
	}
	text, _ := json.Marshal(strings.Split(words, "\n"))
	length := change.Units(copy) - change.Units(old) + change.Units(words)
	changes := fmt.Sprintf("[%d,[%d,%s],%d]", change.Units(copy[:at]), change.Units(old), text[1:len(text)-1], change.Units(copy[at+len(old):]))
	changes = strings.NewReplacer("[0,[", "[[", ",0]", "]").Replace(changes)
	echo, err := d.Type(Typed{Issue: id, Item: item, Base: versionOf(t, d, id, item), Changes: changes, Length: length})
	if err != nil || echo.Stale {
		t.Fatalf("%s: %+v, %v", changes, echo.Stale, err)
	}
}

// unconfirmed gives the words of preflight's findings.
func unconfirmed(t *testing.T, d *Desk, id string) (words []string) {
	t.Helper()
	f, err := d.Flight(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	for _, one := range f.Findings {
		if one.Check == "machine.unconfirmed" {
			words = append(words, one.Words)
		}
	}
	return words
}

// Three drafts come in pieces, are weighed against the story, and one of them goes
// into the copy: known as a model's until somebody confirms it.
func TestThink(t *testing.T) {
	d, id, item := modelOf(t, "desk")
	ask := ThoughtAsk{Issue: id, Item: item, Offer: "closer", Count: 3}
	plan, err := d.PlanThought(ask)
	if err != nil || plan.Host == "" || !plan.Local || plan.Words == 0 || plan.Label != "We’re thinking" || plan.Replaces == 0 || !strings.Contains(plan.Request, "tide-1") || plan.Last == "" || plan.Dismissed {
		t.Fatalf("%+v, %v", plan, err)
	}
	var mu sync.Mutex
	heard := map[int]string{}
	all, err := d.Think(t.Context(), ask, func(n int, piece string) {
		mu.Lock()
		defer mu.Unlock()
		heard[n] += piece
	})
	if err != nil || len(all.Drafts) != 3 {
		t.Fatalf("%+v, %v", all, err)
	}
	var made, clean *Thought
	for i := range all.Drafts {
		one := &all.Drafts[i]
		if heard[i] != one.Text || one.Words == 0 || one.Asked != 120 || !one.Whole {
			t.Errorf("%d: heard %q of %+v", i, heard[i], one)
		}
		if one.Text == testserver.Drafts[1] {
			made = one
		} else {
			clean = one
		}
	}
	if made == nil || len(made.Marks) != 3 || clean == nil || len(clean.Marks) != 0 {
		t.Fatalf("%+v", all.Drafts)
	}
	for _, m := range made.Marks {
		if got := made.Text[m.Start:m.End]; got != m.Words { // it is ASCII
			t.Errorf("%q is marked at %q", m.Words, got)
		}
	}
	before := copyAt(t, d, id, item)
	used := use(t, d, ThoughtUse{Issue: id, Item: item, Offer: "closer", Draft: clean.Text, Text: clean.Text, Model: clean.Model})
	after := copyAt(t, d, id, item)
	if len(used.Items) != 1 || used.Items[0].Copy != after || !strings.HasSuffix(after, "**We’re thinking:** "+clean.Text) || strings.Contains(after, "Any couple") {
		t.Fatalf("%q", after)
	}
	if words := unconfirmed(t, d, id); !slices.Equal(words, []string{clean.Text}) {
		t.Errorf("preflight finds %q", words)
	}
	was := before[strings.Index(before, "**We’re thinking:**")+len("**We’re thinking:**"):]
	typedOver(t, d, id, item, " "+clean.Text, was) // undo
	if words := unconfirmed(t, d, id); len(words) != 0 {
		t.Errorf("after undo %q", words)
	}
	typedOver(t, d, id, item, was, " "+clean.Text) // redo: nobody typed this
	if words := unconfirmed(t, d, id); !slices.Equal(words, []string{clean.Text}) {
		t.Errorf("after redo %q", words)
	}
	receipt := machineWords(t, d, id)
	if receipt != issue.CountWords(clean.Text) {
		t.Errorf("the receipt counts %d", receipt)
	}
	v := versionOf(t, d, id, item)
	if n, err := d.ConfirmMachine(id, item, v, 0, change.Units(after)); err != nil || n != 1 {
		t.Errorf("%d, %v", n, err)
	}
	if words := unconfirmed(t, d, id); len(words) != 0 || machineWords(t, d, id) != receipt {
		t.Errorf("after confirming %q, %d", words, machineWords(t, d, id))
	}
	if _, err := d.ConfirmMachine(id, item, v, -1, 0); fault.Of(err).Code != fault.NotFound {
		t.Error(err)
	}
	runs, err := d.Authors(id, item, v)
	if err != nil || !slices.ContainsFunc(runs, func(r AuthorRun) bool {
		return r.How == "confirmed" && r.Model == "tide-1" && r.Who == "Mira Sand"
	}) {
		t.Errorf("%+v, %v", runs, err)
	}
}

func machineWords(t *testing.T, d *Desk, id string) int {
	t.Helper()
	o, _, err := d.finished(t.Context(), id, "")
	if err != nil {
		t.Fatal(err)
	}
	p, err := d.Print(o, d.now())
	if err != nil {
		t.Fatal(err)
	}
	return p.Receipt.Machine
}

// What a person changes of it is theirs, and the rest is not; letter by letter is no
// way around it either.
// Every offer goes to its place, and only there.
// A story without the label gets it, in the house's order; an empty one gets the words.
// What a model wrote does nothing in the copy, whatever it is.
// A tightened passage is suggested, word by word, and is the model's when it is
// accepted.
// Stet is remembered for that text: of a draft, and of the offer.
func TestStet(t *testing.T) {
	d, id, item := modelOf(t, "desk")
	ask := ThoughtAsk{Issue: id, Item: item, Offer: "closer", Count: 3}
	if err := d.StetThought(ask, testserver.Drafts[1], false); err != nil {
		t.Fatal(err)
	}
	if err := d.StetThought(ask, "", false); err != nil {
		t.Fatal(err)
	}
	all, err := d.Think(t.Context(), ask, func(int, string) {})
	if err != nil {
		t.Fatal(err)
	}
	for _, one := range all.Drafts {
		if one.Stetted != (one.Text == testserver.Drafts[1]) {
			t.Errorf("%+v", one)
		}
	}
	if plan, err := d.PlanThought(ask); err != nil || !plan.Dismissed {
		t.Errorf("%+v, %v", plan, err)
	}
	retyped(t, d, id, item, "hydrophone", "hydrophone, or two")
	if plan, err := d.PlanThought(ask); err != nil || plan.Dismissed {
		t.Errorf("of another text: %+v, %v", plan, err)
	}
	for range mostStet + 5 {
		if err := d.StetThought(ask, newID(), false); err != nil {
			t.Fatal(err)
		}
	}
	if n := len(d.stets()); n != mostStet {
		t.Errorf("%d are kept", n)
	}
}

// Whatever a server does, the draft is as it was.
func TestBadServersLeaveTheDraft(t *testing.T) {
	for _, server := range []string{"unauthorized", "web-page", "cut", "empty", "error-200", "echo", "too-long", "three"} {
		d, id, item := modelOf(t, server)
		before := copyAt(t, d, id, item)
		all, err := d.Think(t.Context(), ThoughtAsk{Issue: id, Item: item, Offer: "closer", Count: 3}, func(int, string) {})
		if fails := !slices.Contains([]string{"echo", "too-long", "three"}, server); fails != (err != nil) || fails && fault.Of(err).Hint == "" {
			t.Errorf("%s: %+v, %v", server, all, err)
		}
		if copyAt(t, d, id, item) != before {
			t.Errorf("%s: the copy is another one", server)
		}
	}
}

// The request that is shown is the one that is sent, but for the key.
// A key is one host's: another address does not get it.
// Without a model there are the closers that the publication printed, those of the
// nearest stories first; and a draft that says one of them over again is told of.
