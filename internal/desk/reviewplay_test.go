package desk

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"galley/internal/issue"
	"galley/internal/reviewfile"
	"galley/internal/store"
)

// deskOf gives a desk over a store of its own, with somebody at it.
func deskOf(t *testing.T, name string) *Desk {
	t.Helper()
	s, err := store.Open(t.Context(), t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	d := &Desk{Store: &fullDisk{Store: s}, Author: name} // with room, until a test says otherwise
	t.Cleanup(func() {
		if err := d.Close(); err != nil {
			t.Error(err)
		}
	})
	return d
}

// sent makes a review file.
func sent(t *testing.T, d *Desk, id, note string, only ...string) string {
	t.Helper()
	made, err := d.WriteReviewFile(t.Context(), id, only, note, filepath.Join(t.TempDir(), "issue"))
	if err != nil {
		t.Fatal(err)
	}
	return made.Path
}

func takenIn(t *testing.T, d *Desk, path string) ReviewFileTaken {
	t.Helper()
	taken, err := d.TakeReviewFile(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	return taken
}

func draftOf(t *testing.T, d *Desk, id string) DraftView {
	t.Helper()
	v, err := d.OpenDraft(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// retyped has somebody change words of an item at a desk.
func retyped(t *testing.T, d *Desk, id, item, old, words string) {
	t.Helper()
	copy := copyAt(t, d, id, item)
	if !strings.Contains(copy, old) {
		t.Fatalf("%q is not in %q", old, copy)
	}
	if _, err := d.Retype(id, item, strings.Replace(copy, old, words, 1)); err != nil {
		t.Fatal(err)
	}
}

func copyAt(t *testing.T, d *Desk, id, item string) string {
	t.Helper()
	dr, err := d.lock(id)
	if err != nil {
		t.Fatal(err)
	}
	defer dr.mu.Unlock()
	if dr.texts[item] == nil {
		t.Fatalf("there is no item %s", item)
	}
	return dr.texts[item].Copy
}

func orderAt(t *testing.T, d *Desk, id string) []string {
	t.Helper()
	return kept(t, d, id).Rundown
}

// stateOf is all that a desk has of an issue, to be compared.
func stateOf(t *testing.T, d *Desk, id string) string {
	t.Helper()
	if err := d.flushed(id); err != nil {
		t.Fatal(err)
	}
	k := kept(t, d, id)
	var b strings.Builder
	b.WriteString(strings.Join(k.Rundown, " ") + "\n" + k.Head + "\n" + k.Sidecar + "\n")
	items, err := d.Store.Items(id)
	if err != nil {
		t.Fatal(err)
	}
	for _, item := range k.Rundown {
		w := items[item]
		b.WriteString(item + " " + w.Kind + " " + w.Story + " " + string(w.State) + "\n" + w.Copy + "\n")
	}
	for _, name := range pictureNames(k.Pictures) {
		b.WriteString(name + " " + k.Pictures[name] + "\n")
	}
	return b.String()
}

const (
	firstCopyOfPlay  = "# The tide turns\n\nThe old harbour wall fell in the night. Nobody was hurt.\n\nThe council meets on Monday."
	secondCopyOfPlay = "# Whelks\n\nWhelks are cheap this week, and they are good.\n\nAsk at the quay."
)

// play begins an issue of two items at the writer's desk.
func play(t *testing.T) (writer, editor *Desk, id, first, second string) {
	t.Helper()
	writer, editor = deskOf(t, "Mira Sand"), deskOf(t, "Ines Vale")
	card, err := writer.OpenSample(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	items := draftOf(t, writer, card.ID).Copies
	first, second = items[1].ID, items[2].ID
	for item, copy := range map[string]string{first: firstCopyOfPlay, second: secondCopyOfPlay} {
		if _, err := writer.Retype(card.ID, item, copy); err != nil {
			t.Fatal(err)
		}
	}
	return writer, editor, card.ID, first, second
}

// comment says something about words of an item.
func comment(t *testing.T, d *Desk, id, item, words, text string) string {
	t.Helper()
	copy := copyAt(t, d, id, item)
	at := strings.Index(copy, words)
	if at < 0 {
		t.Fatalf("%q is not in %q", words, copy)
	}
	start := len([]rune(copy[:at])) // of test copy without anything beyond the first plane
	note, err := d.Comment(id, item, reviewOf(t, d, id).Versions[item], start, start+len([]rune(words)), text)
	if err != nil {
		t.Fatal(err)
	}
	return note
}

func suggestion(t *testing.T, d *Desk, id, item, words, other string) {
	t.Helper()
	copy := copyAt(t, d, id, item)
	before, _, _ := strings.Cut(copy, words)
	start := len([]rune(before))
	edits := []SuggestedEdit{}
	for _, s := range reviewOf(t, d, id).Suggestions {
		if s.Item == item && s.Mine && !s.Both {
			edits = append(edits, SuggestedEdit{ID: s.ID, Start: s.Start, End: s.End, Insert: s.New})
		}
	}
	edits = append(edits, SuggestedEdit{ID: newID(), Start: start, End: start + len([]rune(words)), Insert: other})
	slices.SortFunc(edits, func(a, b SuggestedEdit) int { return a.Start - b.Start })
	got, err := d.Suggest(id, item, reviewOf(t, d, id).Versions[item], edits)
	if err != nil || got.Stale {
		t.Fatal(got, err)
	}
}

func TestThePlayOfTwoDesks(t *testing.T) {
	writer, editor, id, first, second := play(t)
	c := comment(t, writer, id, first, "Nobody was hurt", "Is that so?")
	path := sent(t, writer, id, "Please look at the second item.")

	// The editor has the issue, and may only read it.
	taken := takenIn(t, editor, path)
	if !taken.New || !taken.Guest || taken.By != "Mira Sand" || taken.Note != "Please look at the second item." || taken.Issue.ID != id || !taken.Issue.Guest || taken.Issue.From != "Mira Sand" {
		t.Fatalf("%+v", taken)
	}
	if a, b := stateOf(t, writer, id), stateOf(t, editor, id); a != b {
		t.Fatalf("the editor has\n%s\nand not\n%s", b, a)
	}
	if _, err := editor.Retype(id, first, "Mine."); err == nil {
		t.Error("a guest's copy was changed")
	}
	if got, want := exported(t, editor, id), exported(t, writer, id); got != want {
		t.Error("the email is another one at the editor's desk")
	}

	// The editor comments, answers, suggests; takes part, moves an item and changes words.
	if err := editor.Reply(id, first, c, "I asked the warden."); err != nil {
		t.Fatal(err)
	}
	comment(t, editor, id, second, "at the quay", "Which one?")
	suggestion(t, editor, id, second, "cheap", "dear")
	suggestion(t, editor, id, second, "good", "fresh")
	if err := editor.TakePart(id); err != nil {
		t.Fatal(err)
	}
	retyped(t, editor, id, first, "old harbour wall", "tall harbour wall")
	retyped(t, editor, id, first, "on Monday", "on Tuesday")
	if _, err := editor.MoveItem(id, second, 0); err != nil {
		t.Fatal(err)
	}
	back := sent(t, editor, id, "")

	// The writer typed on meanwhile, into the same words too.
	retyped(t, writer, id, first, "old harbour wall", "low harbour wall")
	retyped(t, writer, id, first, "in the night", "at night")
	retyped(t, writer, id, second, "Ask at the quay.", "Ask at the quay, early.")
	took := takenIn(t, writer, back)
	if took.New || took.Guest || !took.Moved || took.Conflicts != 1 || took.Comments != 2 || took.Suggestions != 2 || len(took.Items) != 1 {
		t.Errorf("%+v", took)
	}
	if got := orderAt(t, writer, id)[0]; got != second {
		t.Errorf("first stands %s", got)
	}
	if got, want := copyAt(t, writer, id, first), "# The tide turns\n\nThe low harbour wall fell at night. Nobody was hurt.\n\nThe council meets on Tuesday."; got != want {
		t.Errorf("merged: %q", got)
	}
	v := reviewOf(t, writer, id)
	said := map[string]bool{}
	for _, s := range v.Suggestions {
		said[s.Old+"→"+s.New] = s.Both
		if s.Who != "Ines Vale" || s.Lost {
			t.Errorf("%+v", s)
		}
	}
	if len(said) != 3 || !said["low→tall"] {
		t.Errorf("suggested: %v", said)
	}
	if len(v.Comments) != 2 || v.Comments[0].Lost || v.Comments[1].Lost {
		t.Errorf("%+v", v.Comments)
	}
	authors, err := writer.Authors(id, first, v.Versions[first])
	if err != nil || !slices.ContainsFunc(authors, func(r AuthorRun) bool { return r.Who == "Ines Vale" }) {
		t.Errorf("who wrote it: %+v, %v", authors, err)
	}

	// The same file a second time changes nothing.
	before, snapshots, revisions := stateOf(t, writer, id), snapshotsOf(t, writer, id), revisionsOf(t, writer, id, first)
	again := takenIn(t, writer, back)
	if again.Moved || again.Conflicts != 0 || again.Comments != 0 || again.Suggestions != 0 || len(again.Items) != 0 {
		t.Errorf("%+v", again)
	}
	if after := stateOf(t, writer, id); after != before {
		t.Errorf("the second time made it\n%s\nof\n%s", after, before)
	}
	if len(snapshotsOf(t, writer, id)) != len(snapshots) || len(revisionsOf(t, writer, id, first)) != len(revisions) {
		t.Error("the second time left revisions or snapshots")
	}
	if !slices.ContainsFunc(snapshots, func(g issue.Snapshot) bool { return g.Why == issue.WhyMerged }) {
		t.Error("there is no snapshot from before the merge")
	}

	// The writer accepts one, stets the others, and sends it once more; nothing comes back.
	var accept, stet []string
	for _, s := range v.Suggestions {
		if s.Both {
			accept = append(accept, s.ID)
		} else {
			stet = append(stet, s.ID)
		}
	}
	if _, err := writer.Accept(id, accept, false); err != nil {
		t.Fatal(err)
	}
	if err := writer.Stet(id, stet); err != nil {
		t.Fatal(err)
	}
	third := takenIn(t, editor, sent(t, writer, id, "Better?"))
	if third.Conflicts != 0 || third.New || third.Guest {
		t.Errorf("%+v", third)
	}
	if a, b := stateOf(t, writer, id), stateOf(t, editor, id); a != b {
		t.Errorf("in the end they have different things:\n%s\n%s", differing(a, b), b)
	}
	if n := len(reviewOf(t, editor, id).Suggestions); n != 0 {
		t.Errorf("%d suggestions came back", n)
	}

	// The editor signs; a comma of the writer reopens that item alone.
	if _, err := editor.SetAllStates(id, "ready", ""); err != nil {
		t.Fatal(err)
	}
	if got := takenIn(t, writer, sent(t, editor, id, "")); len(got.Items) > 0 || got.Conflicts > 0 {
		t.Errorf("%+v", got)
	}
	v = reviewOf(t, writer, id)
	for _, item := range v.Items {
		if item.Read && (item.State != issue.StateReady || item.Stale || item.Signer != "Ines Vale") {
			t.Errorf("%+v", item)
		}
	}
	retyped(t, writer, id, second, "quay, early", "quay early")
	for _, item := range reviewOf(t, writer, id).Items {
		if item.Read && (item.State != issue.StateReady) != (item.ID == second) {
			t.Errorf("after a comma: %+v", item)
		}
	}
}

// fileState gives the words of a review file, in the copy and beside it.
func fileState(t *testing.T, path string) string {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	r, err := reviewfile.Open(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	return r.File.Text + r.File.Issue.Sidecar
}
