package desk

import (
	"strings"
	"testing"
	"time"

	"galley/internal/linkcheck"
)

// What earlier issues say counts in this one: how they spell a name, and what
// was left of them in it. Later ones say nothing.
func TestThePastIsKnown(t *testing.T) {
	d, view := writingDesk(t)
	c := view.Copies[0]
	said := strings.Repeat("We met people of TideWatch on the sea wall, and a gauge of TideWatch. ", 3)
	if _, err := d.Retype(view.Issue, c.ID, c.Copy+"\n\n"+said); err != nil {
		t.Fatal(err)
	}
	if err := d.flushed(view.Issue); err != nil {
		t.Fatal(err)
	}
	later := time.Now().Add(time.Minute)
	d.Now = func() time.Time { return later }
	card, err := d.BeginIssue(t.Context(), view.Publication, NewIssue{Number: "75"})
	if err != nil {
		t.Fatal(err)
	}
	now, err := d.OpenDraft(t.Context(), card.ID)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := d.SetCard(t.Context(), card.ID, Card{Number: "75", Date: "2026-12-02", Subject: view.Card.Subject, Preheader: "Something else than last time, and long enough."}); err != nil {
		t.Fatal(err)
	}
	added, err := d.AddItem(card.ID, "letter", "", "")
	if err != nil {
		t.Fatal(err)
	}
	echo, err := d.Retype(card.ID, added.Item, "Dear friends,\n\nLast week we met people of Tidewatch, who have moved on.")
	if err != nil {
		t.Fatal(err)
	}
	f, err := d.Flight(t.Context(), now.Issue)
	if err != nil {
		t.Fatal(err)
	}
	if stale := findingOf(f.Findings, "date.stale"); stale == nil || stale.Words != view.Card.Subject {
		t.Errorf("the subject of the last issue: %+v", stale)
	}
	if name := findingOf(f.Findings, "name.variants"); name == nil || !strings.Contains(name.Words, "Tidewatch") {
		t.Errorf("the name of the last issue: %+v", f.Findings)
	}
	item, err := d.CheckItem(card.ID, added.Item, echo.Version)
	if err != nil || findingOf(item, "name.variants") == nil {
		t.Errorf("while it is written: %+v, %v", item, err)
	}
	before, err := d.Flight(t.Context(), view.Issue)
	if err != nil || findingOf(before.Findings, "date.stale") != nil || findingOf(before.Findings, "name.variants") != nil {
		t.Errorf("a later issue counts in an earlier one: %+v, %v", before.Findings, err)
	}
}

// What an address answered is a finding, in the whole issue and while its item
// is written.
func TestDeadLinks(t *testing.T) {
	d, view, a, now := linkingDesk(t)
	const link = "https://gauges.example/gone"
	c := view.Copies[0]
	echo, err := d.Retype(view.Issue, c.ID, c.Copy+"\n\nSee [the gauges]("+link+").")
	if err != nil {
		t.Fatal(err)
	}
	fine := a.answer
	a.answer = func(raw string) linkcheck.Answer {
		if raw == link {
			return linkcheck.Answer{State: linkcheck.Gone, Status: 404, Checked: *now}
		}
		return fine(raw)
	}
	if err := d.CheckLinks(t.Context(), view.Issue, nil); err != nil {
		t.Fatal(err)
	}
	f, err := d.Flight(t.Context(), view.Issue)
	if err != nil {
		t.Fatal(err)
	}
	if dead := findingOf(f.Findings, "link.dead"); dead == nil || dead.Words != link || f.Links.Dead != 1 || f.Links.Checked != f.Links.Total || f.Links.Oldest == "" {
		t.Errorf("%+v, %+v", dead, f.Links)
	}
	open, err := d.CheckItem(view.Issue, c.ID, echo.Version)
	if err != nil || findingOf(open, "link.dead") == nil {
		t.Errorf("while it is written: %+v, %v", open, err)
	}
}
