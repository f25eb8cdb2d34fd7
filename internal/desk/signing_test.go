package desk

import (
	"slices"
	"strings"
	"testing"

	"galley/internal/change"
	"galley/internal/fault"
	"galley/internal/issue"
)

// signedDesk has every item of the sample signed off by Ada, and the issue.
func signedDesk(t *testing.T) (*Desk, DraftView) {
	t.Helper()
	d, view := writingDesk(t)
	if _, err := d.SetMe("Ada Byron", ""); err != nil {
		t.Fatal(err)
	}
	if err := d.SignIssue(view.Issue); fault.Of(err).Code != fault.Mismatch {
		t.Fatalf("items come first: %v", err)
	}
	if _, err := d.SetAllStates(view.Issue, string(issue.StateReady), "Fine."); err != nil {
		t.Fatal(err)
	}
	if err := d.SignIssue(view.Issue); err != nil {
		t.Fatal(err)
	}
	return d, view
}

func TestSignOff(t *testing.T) {
	d, view := signedDesk(t)
	v := reviewOf(t, d, view.Issue)
	if !v.Issue.Ready || v.Issue.Signer != "Ada Byron" || v.Issue.Left != 0 {
		t.Fatalf("%+v", v.Issue)
	}
	c := firstStory(t, &view)
	length := change.Units(c.Copy)
	echo, err := d.Type(Typed{Issue: view.Issue, Item: c.ID, Base: c.Version, Length: length + 1, Changes: insert(length, length, ",")})
	if err != nil || echo.Item.State != issue.StateDrafting {
		t.Fatal(echo.Item.State, err)
	}
	v = reviewOf(t, d, view.Issue)
	stale := 0
	for _, item := range v.Items {
		if item.Stale {
			stale++
		}
		if item.ID == c.ID && (!item.Stale || !item.Auto || item.Signer != "Ada Byron") {
			t.Errorf("one comma: %+v", item)
		}
	}
	if stale != 1 || v.Issue.Ready || v.Issue.Left != 1 {
		t.Errorf("one comma reopens one item: %d, %+v", stale, v.Issue)
	}
	flight, err := d.Flight(t.Context(), view.Issue)
	if err != nil || !slices.ContainsFunc(flight.Findings, func(f FlightFinding) bool { return f.Check == "signoff.stale" && f.ItemID == c.ID }) {
		t.Errorf("preflight knows: %v", err)
	}
	// Taken back, it is what was signed.
	if _, err := d.Retype(view.Issue, c.ID, c.Copy); err != nil {
		t.Fatal(err)
	}
	if err := d.flushed(view.Issue); err != nil {
		t.Fatal(err)
	}
	if v = reviewOf(t, d, view.Issue); !v.Issue.Ready {
		t.Errorf("the comma is gone: %+v", v.Issue)
	}
}

func TestFrameIsSigned(t *testing.T) {
	d, view := signedDesk(t)
	if _, err := d.MoveItem(view.Issue, view.Rundown[0].ID, 2); err != nil {
		t.Fatal(err)
	}
	card := view.Card
	card.Subject = "Another subject"
	if _, err := d.SetCard(t.Context(), view.Issue, card); err != nil {
		t.Fatal(err)
	}
	v := reviewOf(t, d, view.Issue)
	if v.Issue.Ready || !slices.Equal(v.Issue.Changed, []string{"order", "subject"}) || v.Issue.Left != 0 {
		t.Errorf("%+v", v.Issue)
	}
	flight, err := d.Flight(t.Context(), view.Issue)
	if err != nil || !slices.ContainsFunc(flight.Findings, func(f FlightFinding) bool {
		return f.Check == "signoff.stale" && f.Item == 0 && f.Words == "order, subject"
	}) {
		t.Errorf("preflight knows: %v", err)
	}
}

func TestReceiptNamesWhoSigned(t *testing.T) {
	d, view := signedDesk(t)
	printed, err := d.PrintIssue(t.Context(), view.Issue, "")
	if err != nil {
		t.Fatal(err)
	}
	if s := printed.Receipt.Signed; s == nil || s.Who != "Ada Byron" || !s.Current {
		t.Errorf("the issue: %+v", s)
	}
	for _, item := range printed.Receipt.Items {
		if d.isFooterOf(t, view.Issue, item.ID) {
			continue
		}
		if item.Signed == nil || item.Signed.Who != "Ada Byron" || !item.Signed.Current {
			t.Errorf("%s: %+v", item.Headline, item.Signed)
		}
	}
}

func (d *Desk) isFooterOf(t *testing.T, id, item string) bool {
	t.Helper()
	dr, err := d.lock(id)
	if err != nil {
		t.Fatal(err)
	}
	defer dr.mu.Unlock()
	return !dr.isRead(dr.texts[item])
}

func TestAllItemsGoOnAndBack(t *testing.T) {
	d, view := writingDesk(t)
	ready := view.Rundown[1].ID
	for _, step := range []struct{ state, note string }{{"in-review", "Please."}, {"drafting", "Back to you."}} {
		if step.state == "drafting" {
			if _, err := d.SetState(view.Issue, ready, "ready", ""); err != nil {
				t.Fatal(err)
			}
		}
		if _, err := d.SetAllStates(view.Issue, step.state, step.note); err != nil {
			t.Fatal(err)
		}
		for _, item := range reviewOf(t, d, view.Issue).Items {
			want := issue.State(step.state)
			if item.ID == ready && step.state == "drafting" {
				want = issue.StateReady
			}
			if item.Read && (item.State != want || item.Note != step.note && want != issue.StateReady) {
				t.Errorf("%s: %+v", step.state, item)
			}
		}
	}
	if _, err := d.SetAllStates(view.Issue, "done", ""); fault.Of(err).Code != fault.BadInput {
		t.Error(err)
	}
}

func TestStepsSayWhoAndWhen(t *testing.T) {
	d, view := writingDesk(t)
	c := firstStory(t, &view)
	if _, err := d.SetState(view.Issue, c.ID, "in-review", " Please look at the end. "); err != nil {
		t.Fatal(err)
	}
	v := reviewOf(t, d, view.Issue)
	i := slices.IndexFunc(v.Items, func(item ReviewItem) bool { return item.ID == c.ID })
	if one := v.Items[i]; one.Who != "Mira" || one.Note != "Please look at the end." || one.Time.IsZero() || one.State != issue.StateReview {
		t.Errorf("%+v", one)
	}
	marks, err := d.Store.Marks(view.Issue, c.ID)
	if err != nil || !slices.ContainsFunc(marks, func(m issue.Mark) bool { return m.Why == issue.WhyReview && m.Who == "Mira" }) {
		t.Errorf("what was sent can be looked back to: %+v %v", marks, err)
	}
}

// TestSwappedPicture has other bytes under the name that a signed item's copy has,
// whatever road they came by.
func TestSwappedPicture(t *testing.T) {
	d, view := signedDesk(t)
	c := firstStory(t, &view)
	dr, err := d.turn(view.Issue)
	if err != nil {
		t.Fatal(err)
	}
	item := dr.texts[c.ID]
	r := dr.dialect.Read(issue.KindStory, c.Copy)
	if len(r.Pictures) == 0 {
		t.Fatal("the story has no picture")
	}
	var other string
	for name, hash := range dr.kept.Pictures {
		if name != r.Pictures[0].Name {
			other = hash
		}
	}
	dr.kept.Pictures[r.Pictures[0].Name] = other
	dr.save.issue = true
	dr.load(t.Context())
	state := item.State
	dr.done()
	if state != issue.StateDrafting {
		t.Errorf("it is %s", state)
	}
	for _, one := range reviewOf(t, d, view.Issue).Items {
		if one.Stale != (one.ID == c.ID) {
			t.Errorf("%s: stale %v", one.ID, one.Stale)
		}
	}
}

// What is typed while a sign-off is written nobody has read: it is not signed with
// the rest.
func TestTypedWhileItIsSigned(t *testing.T) {
	d, s, view, _ := slowDesk(t)
	c := firstStory(t, &view)
	if _, err := d.Retype(view.Issue, c.ID, c.Copy+"\n\nAnd more."); err != nil {
		t.Fatal(err)
	}
	typing := func() {
		if _, err := d.Retype(view.Issue, c.ID, c.Copy+"\n\nAnd more, and a slip."); err != nil {
			t.Error(err)
		}
	}
	s.during.Store(&typing)
	if _, err := d.SetState(view.Issue, c.ID, string(issue.StateReady), ""); err == nil || fault.Of(err).Code != fault.Mismatch {
		t.Fatalf("signed: %v", err)
	}
	for _, item := range reviewOf(t, d, view.Issue).Items {
		if item.ID == c.ID && (item.State == issue.StateReady || item.Signer != "") {
			t.Errorf("%+v", item)
		}
	}
	if _, err := d.SetState(view.Issue, c.ID, string(issue.StateReady), ""); err != nil {
		t.Errorf("once more: %v", err)
	}
}

func TestStatesThatAreRefused(t *testing.T) {
	d, view := writingDesk(t)
	long := strings.Repeat("x", maxNote+1)
	item := view.Rundown[0].ID
	for name, set := range map[string]func(state, note string) error{
		"one": func(state, note string) error { _, err := d.SetState(view.Issue, item, state, note); return err },
		"all": func(state, note string) error { _, err := d.SetAllStates(view.Issue, state, note); return err },
	} {
		for _, ask := range [][2]string{{"done", ""}, {"in-review", long}} {
			if err := set(ask[0], ask[1]); err == nil || fault.Of(err).Code != fault.BadInput {
				t.Errorf("%s: %q is taken: %v", name, ask[0], err)
			}
		}
	}
}
