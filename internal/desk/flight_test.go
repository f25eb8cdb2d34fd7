package desk

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf16"

	"galley/internal/issue"
)

// stretch gives a stretch of a text by its UTF-16 units, as the page counts.
func stretch(text string, start, end int) string {
	return string(utf16.Decode(utf16.Encode([]rune(text))[start:end]))
}

// applied makes the edits of a fix, the last one first.
func applied(text string, edits []FlightEdit) string {
	units := utf16.Encode([]rune(text))
	for _, e := range slices.Backward(edits) {
		units = slices.Concat(units[:e.Start], utf16.Encode([]rune(e.Insert)), units[e.End:])
	}
	return string(utf16.Decode(units))
}

func findingOf(list []FlightFinding, check string) *FlightFinding {
	i := slices.IndexFunc(list, func(f FlightFinding) bool { return f.Check == check })
	if i < 0 {
		return nil
	}
	return &list[i]
}

// withMistakes gives a desk whose first story has two mistakes, behind blank
// lines and characters of two units.
func withMistakes(t *testing.T) (d *Desk, id, item, copy string, version int) {
	t.Helper()
	d, view := writingDesk(t)
	c := view.Copies[1]
	copy = "\n\n" + strings.Replace(c.Copy, "\n\n", "\n\n😀 Read [the survey](#) and [the table](www.tidewater.example/t).\n\n", 1)
	echo, err := d.Retype(view.Issue, c.ID, copy)
	if err != nil {
		t.Fatal(err)
	}
	return d, view.Issue, c.ID, copy, echo.Version
}

func TestFlightPlacesFindings(t *testing.T) {
	d, id, item, copy, version := withMistakes(t)
	whole, err := d.Flight(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	open, err := d.CheckItem(id, item, version)
	if err != nil {
		t.Fatal(err)
	}
	for name, list := range map[string][]FlightFinding{"the issue": whole.Findings, "the item": open} {
		list = slices.DeleteFunc(slices.Clone(list), func(f FlightFinding) bool { return f.Check != "link.target" })
		if len(list) != 2 {
			t.Fatalf("%s: %d findings, want 2: %+v", name, len(list), list)
		}
		for _, f := range list {
			if got := stretch(copy, f.Start, f.End); got != f.Words || f.ItemID != item {
				t.Errorf("%s: %q stands where %q should, in %s", name, got, f.Words, f.ItemID)
			}
		}
		fix := list[1].Fix
		if fix == nil {
			t.Fatalf("%s: the address that lacks its https:// has no fix", name)
		}
		if got := applied(copy, fix.Edits); got != strings.Replace(copy, "](www.", "](https://www.", 1) {
			t.Errorf("%s: fixed it reads %q", name, got)
		}
	}
	if whole.Errors < 2 || len(whole.Checks) < 30 || whole.Size.Bytes == 0 {
		t.Errorf("%d errors, %d checks, %d bytes", whole.Errors, len(whole.Checks), whole.Size.Bytes)
	}
	if stale, err := d.CheckItem(id, item, version-1); err != nil || len(stale) != 0 {
		t.Errorf("of another version it says %+v, %v", stale, err)
	}
}

// A waiver holds in the window and in the file that the issue is written to,
// until it is taken back; it wants a reason.
func TestWaive(t *testing.T) {
	d, id, item, _, _ := withMistakes(t)
	d.Author = "Ada"
	if err := d.Waive(id, item, "link.target", "#", "", " \n "); err == nil {
		t.Error("a waiver without a reason was taken")
	}
	if err := d.Waive(id, "nosuchitem", "link.target", "#", "", "It is meant."); err == nil {
		t.Error("a waiver for an item that is not there was taken")
	}
	if err := d.Waive(id, item, "link.target", "#", "", "It is filled in by the sending service."); err != nil {
		t.Fatal(err)
	}
	f, err := d.Flight(t.Context(), id)
	if err != nil || len(f.Waived) != 1 {
		t.Fatalf("%d findings are waived, %v", len(f.Waived), err)
	}
	if w := f.Waived[0]; w.Words != "#" || w.Who != "Ada" || w.Reason != "It is filled in by the sending service." || w.Date == "" || w.Whole {
		t.Errorf("the waiver reads %+v", w)
	}
	if j, err := d.Judge(t.Context(), id, ""); err != nil || j.Waived != 1 {
		t.Errorf("the Send desk is told of %d waivers, %v", j.Waived, err)
	}
	if open := findingOf(f.Findings, "link.target"); open == nil || open.Words == "#" {
		t.Errorf("open is %+v", open)
	}
	k := kept(t, d, id)
	s, err := issue.ReadSidecar(Sidecar, []byte(k.Sidecar))
	if err != nil || len(s.AllWaivers()) != 1 || s.AllWaivers()[0].Item != item {
		t.Errorf("kept is %s, %v", k.Sidecar, err)
	}
	// Once more is the same waiver with another reason.
	if err := d.Waive(id, item, "link.target", "#", "", "Another reason."); err != nil {
		t.Fatal(err)
	}
	if f, err = d.Flight(t.Context(), id); err != nil || len(f.Waived) != 1 || f.Waived[0].Reason != "Another reason." {
		t.Errorf("given twice: %+v, %v", f.Waived, err)
	}
	if err := d.Unwaive(id, item, "link.target", "#", ""); err != nil {
		t.Fatal(err)
	}
	if f, err = d.Flight(t.Context(), id); err != nil || len(f.Waived) != 0 {
		t.Errorf("taken back: %+v, %v", f.Waived, err)
	}
	if k := kept(t, d, id); k.Sidecar != "" {
		t.Errorf("left is %s", k.Sidecar)
	}
}

// The same words in another sentence are another finding.
func TestAWaiverIsOfItsSentence(t *testing.T) {
	d, id, item, copy, _ := withMistakes(t)
	f, err := d.Flight(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	first := findingOf(f.Findings, "link.target")
	if err := d.Waive(id, item, first.Check, first.Words, first.Context, "It is filled in."); err != nil {
		t.Fatal(err)
	}
	if _, err := d.Retype(id, item, copy+"\n\nRead [the others](#) as well."); err != nil {
		t.Fatal(err)
	}
	if f, err = d.Flight(t.Context(), id); err != nil || len(f.Waived) != 1 {
		t.Fatalf("%d findings are waived, %v", len(f.Waived), err)
	}
	again := slices.IndexFunc(f.Findings, func(g FlightFinding) bool { return g.Check == first.Check && g.Words == first.Words })
	if again < 0 || f.Findings[again].Context == first.Context {
		t.Errorf("what was typed later is waived, too: %+v", f.Findings)
	}
	if err := d.Unwaive(id, item, first.Check, first.Words, first.Context); err != nil {
		t.Fatal(err)
	}
	if f, err = d.Flight(t.Context(), id); err != nil || len(f.Waived) != 0 {
		t.Errorf("taken back: %+v, %v", f.Waived, err)
	}
}

// An issue is a proof until every error is fixed or waived.
func TestTheGate(t *testing.T) {
	d, id, item, _, _ := withMistakes(t)
	proof := func() bool {
		t.Helper()
		card, err := d.ExportIssue(t.Context(), id, "", t.TempDir())
		if err != nil {
			t.Fatal(err)
		}
		return card.Proof
	}
	if !proof() {
		t.Fatal("with open errors the export is no proof")
	}
	f, err := d.Flight(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	for _, finding := range f.Findings {
		if finding.Severity == issue.SeverityError {
			if err := d.Waive(id, finding.ItemID, finding.Check, finding.Words, finding.Context, "It is meant so here."); err != nil {
				t.Fatal(err)
			}
		}
	}
	if proof() {
		t.Error("with every error waived the export is a proof")
	}
	if err := d.Unwaive(id, item, "link.target", "#", ""); err != nil {
		t.Fatal(err)
	}
	if !proof() {
		t.Error("with a waiver taken back the export is no proof")
	}
}
