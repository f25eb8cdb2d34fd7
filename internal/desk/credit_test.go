package desk

import (
	"strings"
	"testing"

	"galley/internal/issue"
)

// shares gives how many UTF-16 units of an item came in which way, through whom.
func shares(t *testing.T, d *Desk, id, item string) map[string]int {
	t.Helper()
	dr, err := d.lock(id)
	if err != nil {
		t.Fatal(err)
	}
	version := dr.texts[item].version
	dr.mu.Unlock()
	runs, err := d.Authors(id, item, version)
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]int{}
	for _, r := range runs {
		all[r.Who+" "+r.How] += r.End - r.Start
	}
	return all
}

func TestImportedWordsAreKnown(t *testing.T) {
	d, view := writingDesk(t)
	in, err := d.TakeInText(t.Context(), view.Publication, "tide.md", []byte("Dear friends,\n\nthe tide 🌊 came.\n"))
	if err != nil {
		t.Fatal(err)
	}
	came, err := d.OpenDraft(t.Context(), in.Issue.ID)
	if err != nil {
		t.Fatal(err)
	}
	c := came.Copies[0]
	units := len([]rune(c.Copy)) + 1
	if got := shares(t, d, came.Issue, c.ID); len(got) != 1 || got["Mira imported"] != units {
		t.Errorf("%d units: %v", units, got)
	}
	if _, err := d.Retype(came.Issue, c.ID, c.Copy+" Slowly."); err != nil {
		t.Fatal(err)
	}
	if got := shares(t, d, came.Issue, c.ID); got["Mira imported"] != units || got["Mira typed"] != len(" Slowly.") {
		t.Errorf("typed behind it: %v", got)
	}
	begun, err := d.BeginIssue(t.Context(), view.Publication, NewIssue{Number: "9"})
	if err != nil {
		t.Fatal(err)
	}
	fresh, err := d.OpenDraft(t.Context(), begun.ID)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range fresh.Copies {
		if got := shares(t, d, begun.ID, c.ID); len(got) != 0 {
			t.Errorf("what a house begins with is nobody’s: %v", got)
		}
	}
}

func TestAWholeCopyTellsWhatWasPasted(t *testing.T) {
	d, view := writingDesk(t)
	c := firstStory(t, &view)
	begins := len("xx")
	if _, err := d.Retype(view.Issue, c.ID, "xx🌊pasted"+c.Copy, Origin{From: begins, To: begins + 8, How: issue.HowPasted}); err != nil {
		t.Fatal(err)
	}
	if got := shares(t, d, view.Issue, c.ID); got["Mira pasted"] != 8 || got["Mira typed"] != 2 {
		t.Errorf("%v", got)
	}
	// It is posted once more, as when the two sides disagree: nobody loses a word by that.
	if _, err := d.Retype(view.Issue, c.ID, "xx🌊pasted"+c.Copy); err != nil {
		t.Fatal(err)
	}
	if got := shares(t, d, view.Issue, c.ID); got["Mira pasted"] != 8 || got["Mira typed"] != 2 {
		t.Errorf("posted again: %v", got)
	}
}

func TestARestoredRevisionIsThePersons(t *testing.T) {
	d, view := writingDesk(t)
	in, err := d.TakeInText(t.Context(), view.Publication, "tide.md", []byte("Dear friends,\n\nthe tide came twice.\n"))
	if err != nil {
		t.Fatal(err)
	}
	came, err := d.OpenDraft(t.Context(), in.Issue.ID)
	if err != nil {
		t.Fatal(err)
	}
	c := came.Copies[0]
	if _, err := d.Retype(came.Issue, c.ID, strings.Replace(c.Copy, " twice", "", 1)); err != nil {
		t.Fatal(err)
	}
	history, err := d.Store.Revisions(came.Issue, c.ID)
	if err != nil || len(history) == 0 {
		t.Fatal(history, err)
	}
	if _, err := d.RestoreRevision(came.Issue, c.ID, history[len(history)-1].ID); err != nil {
		t.Fatal(err)
	}
	got := shares(t, d, came.Issue, c.ID)
	if got["Mira typed"] != len(" twice") || got["Mira imported"] != len([]rune(c.Copy))-len(" twice") {
		t.Errorf("%v", got)
	}
}

func TestWordsFromOutsideAreKnown(t *testing.T) {
	t.Parallel()
	r := newMirrorRoom(t)
	line := firstLine(r.view.Copies[1].Copy)
	r.typeInto(1, line+" here"+strings.TrimPrefix(r.view.Copies[1].Copy, line))
	r.eventually("the file has it", func() bool { return r.has(line + " here") })
	r.settled()
	r.outside(line+" here", line+" here, and there")
	r.eventually("the desk has it", func() bool { return strings.HasPrefix(r.copy(1), line+" here, and there") })
	got := shares(r.T, r.desk, r.view.Issue, r.view.Copies[1].ID)
	if got[" outside"] != len(", and there") || got[r.desk.who()+" typed"] != len(" here") {
		t.Errorf("%v", got)
	}
}

func TestAnItemFromOutsideIsKnownAsThat(t *testing.T) {
	t.Parallel()
	r := newMirrorRoom(t)
	const words = "# From elsewhere\n\nThe tide 🌊 came by another road."
	last := strings.TrimRight(r.text(), "\n")
	r.outside(last, last+"\n\n<!-- story -->\n\n"+words)
	id := ""
	r.eventually("the desk has it", func() bool {
		view, err := r.desk.OpenDraft(r.Context(), r.view.Issue)
		if err != nil {
			return false
		}
		for _, c := range view.Copies {
			if strings.HasPrefix(c.Copy, "# From elsewhere") {
				id = c.ID
			}
		}
		return id != ""
	})
	got := shares(r.T, r.desk, r.view.Issue, id)
	if len(got) != 1 || got[" outside"] != len([]rune(words))+1 {
		t.Errorf("%v", got)
	}
}
