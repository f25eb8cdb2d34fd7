package desk

import (
	"errors"
	"image/color"
	"maps"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"galley/internal/change"
	"galley/internal/fault"
	"galley/internal/issue"
	"galley/internal/reviewfile"
)

// What both changed differently, and is no words, is said in a sentence with both.
func TestConflictsAreSaid(t *testing.T) {
	writer, editor, id, first, second := play(t)
	picture, err := writer.AddPicture(t.Context(), id, "wall.png", pngOf(t, color.RGBA{1, 1, 1, 255}))
	if err != nil {
		t.Fatal(err)
	}
	retyped(t, writer, id, first, "Nobody", "![A wall]("+picture.Name+")\n\nNobody")
	takenIn(t, editor, sent(t, writer, id, ""))
	if err := editor.TakePart(id); err != nil {
		t.Fatal(err)
	}
	rundown := orderAt(t, writer, id)
	third, fourth, fifth := rundown[3], rundown[4], rundown[5]
	for i, d := range []*Desk{writer, editor} {
		name := []string{"mine", "theirs"}[i]
		card := draftOf(t, d, id).Card
		card.Subject = "Subject of " + name
		if err := setCard(d, id, card); err != nil {
			t.Fatal(err)
		}
		if _, err := d.MoveItem(id, second, []int{0, 7}[i]); err != nil {
			t.Fatal(err)
		}
		if _, err := d.SetKind(id, first, []string{issue.KindNote, issue.KindPromo}[i], ""); err != nil {
			t.Fatal(err)
		}
		hash, err := d.Store.KeepPicture(pngOf(t, color.RGBA{uint8(9 + i), 9, 9, 255}))
		if err != nil {
			t.Fatal(err)
		}
		dr, err := d.turn(id)
		if err != nil {
			t.Fatal(err)
		}
		dr.kept.Pictures = maps.Clone(dr.kept.Pictures)
		dr.knowPicture(picture.Name, hash)
		dr.done()
	}
	for _, c := range []struct {
		removes, changes *Desk
		item             string
	}{{writer, editor, third}, {editor, writer, fourth}} {
		if _, err := c.changes.Retype(id, c.item, copyAt(t, c.changes, id, c.item)+"\n\nAnd more."); err != nil {
			t.Fatal(err)
		}
		if _, err := c.removes.RemoveItem(id, c.item); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := editor.RemoveItem(id, fifth); err != nil {
		t.Fatal(err)
	}

	path := sent(t, editor, id, "")
	got := takenIn(t, writer, path)
	var said []string
	for _, c := range reviewOf(t, writer, id).Comments {
		if c.Who != "Ines Vale" || !c.Open {
			t.Errorf("%+v", c)
		}
		said = append(said, c.Item+": "+c.Text)
	}
	all := strings.Join(said, "\n")
	for _, want := range []string{
		": Both changed the subject: here it is “Subject of mine”, and Ines Vale has “Subject of theirs”.",
		first + ": Both changed the kind: here it is “note”, and Ines Vale has “promo”.",
		second + ": This item was moved by both: here it stands first, and Ines Vale put it behind “",
		third + ": This item was taken out here, and Ines Vale changed it: it is back.",
		fourth + ": Ines Vale took this item out, and it was changed here: it stays.",
		": Both put another picture in the place of “wall.png”: the copy has the one from here, and the one of Ines Vale is kept as “wall-2.png”.",
	} {
		if !strings.Contains(all, want) {
			t.Errorf("it is not said that\n%s\nbut\n%s", want, all)
		}
	}
	if got.Conflicts != 6 || got.Comments != 0 || len(got.Notes) != 1 || !strings.Contains(got.Notes[0], "took “") {
		t.Errorf("%+v", got)
	}
	if order := orderAt(t, writer, id); !slices.Contains(order, third) || !slices.Contains(order, fourth) || slices.Contains(order, fifth) || order[0] != second {
		t.Errorf("the order is %v", order)
	}
	before := stateOf(t, writer, id)
	if takenIn(t, writer, path); stateOf(t, writer, id) != before {
		t.Error("the second time changed it:\n" + differing(before, stateOf(t, writer, id)))
	}
	if back := takenIn(t, editor, sent(t, writer, id, "")); back.Conflicts != 0 || shownState(t, writer, id) != shownState(t, editor, id) {
		t.Errorf("%+v\n%s", back, differing(shownState(t, writer, id), shownState(t, editor, id)))
	}
}

// A suggestion that its author goes on with has the new words on their place; one
// that he takes back is gone.
func TestSuggestionsGoOn(t *testing.T) {
	writer, editor, id, first, second := play(t)
	takenIn(t, editor, sent(t, writer, id, ""))
	suggestion(t, editor, id, second, "cheap", "dear")
	suggestion(t, editor, id, first, "old", "low")
	takenIn(t, writer, sent(t, editor, id, ""))
	retyped(t, writer, id, second, "# Whelks", "# Whelks and clams")
	v := reviewOf(t, editor, id)
	for _, s := range v.Suggestions {
		edits := []SuggestedEdit{}
		if s.Item == second { // “cheap this” → “dear, this”
			edits = append(edits, SuggestedEdit{ID: s.ID, Start: s.Start, End: s.End + 5, Insert: "dear, this"})
		}
		if _, err := editor.Suggest(id, s.Item, v.Versions[s.Item], edits); err != nil {
			t.Fatal(err)
		}
	}
	takenIn(t, writer, sent(t, editor, id, ""))
	got := reviewOf(t, writer, id).Suggestions
	if len(got) != 1 || got[0].Old != "cheap this" || got[0].New != "dear, this" || got[0].Lost {
		t.Fatalf("%+v", got)
	}
	if _, err := writer.Accept(id, []string{got[0].ID}, false); err != nil {
		t.Fatal(err)
	}
	if copy := copyAt(t, writer, id, second); !strings.Contains(copy, "Whelks are dear, this week") {
		t.Errorf("%q", copy)
	}
}

// A waiver that was taken back does not come back with somebody's file.
func TestWhatWasTakenBackStaysSo(t *testing.T) {
	writer, editor, id, first, _ := play(t)
	if err := writer.Waive(id, first, "style.oxford", "night", "", "It is so."); err != nil {
		t.Fatal(err)
	}
	takenIn(t, editor, sent(t, writer, id, ""))
	comment(t, editor, id, first, "Nobody", "Who?")
	path := sent(t, editor, id, "")
	if err := writer.Unwaive(id, first, "style.oxford", "night", ""); err != nil {
		t.Fatal(err)
	}
	if got := takenIn(t, writer, path); got.Comments != 1 || strings.Contains(kept(t, writer, id).Sidecar, "It is so.") {
		t.Errorf("%+v\n%s", got, kept(t, writer, id).Sidecar)
	}
	if err := writer.flushed(id); err != nil {
		t.Fatal(err)
	}
	takenIn(t, editor, sent(t, writer, id, ""))
	if strings.Contains(kept(t, editor, id).Sidecar, "It is so.") {
		t.Error("the editor still has it")
	}
}

// A kind of item that the house style here has not stays as it came, and goes back so.
func TestKindsOfAnotherHouse(t *testing.T) {
	d := deskOf(t, "Mira Sand")
	file := func(copy string) string {
		return reviewFileOf(t, func(f *reviewfile.File) { f.Items[0].Kind, f.Items[0].Copy = "tide-table", copy })
	}
	takenIn(t, d, file("High water at six."))
	v := draftOf(t, d, "issue74")
	if v.Copies[0].Copy != "High water at six." || v.Rundown[0].Kind != "tide-table" {
		t.Errorf("%+v", v.Rundown)
	}
	if err := d.TakePart("issue74"); err != nil {
		t.Fatal(err)
	}
	retyped(t, d, "issue74", "first1", "six", "seven")
	if got := takenIn(t, deskOf(t, "Ines Vale"), sent(t, d, "issue74", "")); got.Issue.Items != 1 {
		t.Errorf("%+v", got)
	}
	if items, err := d.Store.Items("issue74"); err != nil || items["first1"].Kind != "tide-table" {
		t.Errorf("%+v, %v", items, err)
	}
}

// fullDisk is a store that cannot keep anything.
type fullDisk struct {
	Store
	full atomic.Bool
}

func (s *fullDisk) Keep(b issue.Batch) error {
	if s.full.Load() && (len(b.Snapshots) == 0 || len(b.Items) > 0) { // the snapshot before the merge has room
		return fault.Wrap(errors.New("no space"), fault.Full, "The disk is full.", "Make room.")
	}
	return s.Store.Keep(b)
}

// What could not be kept is kept later, all together; nobody's words are lost.
func TestMergeOnAFullDisk(t *testing.T) {
	writer, editor, id, first, second := play(t)
	takenIn(t, editor, sent(t, writer, id, ""))
	if err := editor.TakePart(id); err != nil {
		t.Fatal(err)
	}
	retyped(t, editor, id, first, "old", "low")
	retyped(t, editor, id, second, "cheap", "dear")
	path := sent(t, editor, id, "")
	retyped(t, writer, id, first, "old", "tall")
	disk, _ := writer.Store.(*fullDisk)
	if err := writer.flushed(id); err != nil {
		t.Fatal(err)
	}
	disk.full.Store(true)
	if _, err := writer.TakeReviewFile(t.Context(), path); fault.Of(err) == nil || fault.Of(err).Code != fault.Full {
		t.Fatalf("it is said: %v", err)
	}
	retyped(t, writer, id, first, "Monday", "Tuesday") // somebody writes on
	disk.full.Store(false)
	got := takenIn(t, writer, path)
	if text := copyAt(t, writer, id, first); !strings.Contains(text, "tall") || !strings.Contains(text, "Tuesday") {
		t.Errorf("%q; %+v", text, got)
	}
	v := reviewOf(t, writer, id)
	if !strings.Contains(copyAt(t, writer, id, second), "dear") || len(v.Suggestions) != 1 || v.Suggestions[0].New != "low" {
		t.Errorf("%+v", v.Suggestions)
	}
	before := stateOf(t, writer, id)
	if takenIn(t, writer, path); stateOf(t, writer, id) != before {
		t.Error("once more changed it:\n" + differing(before, stateOf(t, writer, id)))
	}
}

// Whoever types while a file comes in loses nothing.
func TestTypingWhileAFileComesIn(t *testing.T) {
	writer, editor, id, first, second := play(t)
	takenIn(t, editor, sent(t, writer, id, ""))
	if err := editor.TakePart(id); err != nil {
		t.Fatal(err)
	}
	typed := 0
	for round := range 4 {
		retyped(t, editor, id, second, "# ", "# Ines"+strings.Repeat("i", round)+" ")
		path := sent(t, editor, id, "")
		var wait sync.WaitGroup
		stop := make(chan struct{})
		wait.Go(func() {
			for {
				select {
				case <-stop:
					return
				default:
				}
				for _, c := range draftOf(t, writer, id).Copies {
					if c.ID != first {
						continue
					}
					size := len(c.Copy)
					echo, err := writer.Type(Typed{Issue: id, Item: first, Base: c.Version, Length: size + 2, Changes: insert(size, size, " k")})
					if err != nil {
						t.Error(err)
					} else if !echo.Stale {
						typed++
					}
				}
			}
		})
		takenIn(t, writer, path)
		close(stop)
		wait.Wait()
	}
	if got := strings.Count(copyAt(t, writer, id, first), " k"); got != typed || typed == 0 {
		t.Errorf("%d letters were typed, and %d are there", typed, got)
	}
	if !strings.Contains(copyAt(t, writer, id, second), "Inesiii Inesii Inesi Ines Whelks") {
		t.Errorf("%q", copyAt(t, writer, id, second))
	}
}

// Whoever was typing when a file came in posts a copy without what came. Both are
// there then, and the page is told.
func TestTypedWithoutSeeingWhatCame(t *testing.T) {
	writer, editor, id, first, _ := play(t)
	takenIn(t, editor, sent(t, writer, id, ""))
	if err := editor.TakePart(id); err != nil {
		t.Fatal(err)
	}
	retyped(t, editor, id, first, "on Monday", "on Tuesday")
	retyped(t, editor, id, first, "old", "low")
	path := sent(t, editor, id, "")
	known := copyAt(t, writer, id, first)
	heard := hearing(writer)
	takenIn(t, writer, path)
	waitFor(t, heard, 5*time.Second, func(h Heard) bool {
		return h.Outside != nil && h.Outside.Kind == OutsideCame && h.Outside.Issue == id
	})
	typed := strings.Replace(strings.Replace(known, "old", "tall", 1), "Nobody", "Nobody at all", 1)
	for range 2 { // it posts the same until it knows
		if _, err := writer.Retype(id, first, typed); err != nil {
			t.Fatal(err)
		}
	}
	if got := copyAt(t, writer, id, first); !strings.Contains(got, "Tuesday") || !strings.Contains(got, "Nobody at all") || !strings.Contains(got, "tall harbour") {
		t.Errorf("%q", got)
	}
	if v := reviewOf(t, writer, id).Suggestions; len(v) != 1 || v[0].Old != "tall" || v[0].New != "low" || v[0].Who != "Ines Vale" || !v[0].Both {
		t.Errorf("%+v", v)
	}
	// What is typed on in the same words is its own, and nobody else suggests it.
	if _, err := writer.Retype(id, first, strings.Replace(typed, "tall", "taller", 1)); err != nil {
		t.Fatal(err)
	}
	if v := reviewOf(t, writer, id).Suggestions; len(v) != 1 || v[0].New != "low" {
		t.Errorf("%+v", v)
	}
	draftOf(t, writer, id) // now it knows
	if _, err := writer.Retype(id, first, "All anew."); err != nil || copyAt(t, writer, id, first) != "All anew." {
		t.Errorf("%q, %v", copyAt(t, writer, id, first), err)
	}
}

// What came may be as long as what was there: then changes of the page's copy would
// fit on it, and at rest its copy would take the place of what came.
func TestTypedOnWhatIsAsLong(t *testing.T) {
	writer, editor, id, first, _ := play(t)
	takenIn(t, editor, sent(t, writer, id, ""))
	if err := editor.TakePart(id); err != nil {
		t.Fatal(err)
	}
	retyped(t, editor, id, first, "old", "low")
	path := sent(t, editor, id, "")
	known := copyAt(t, writer, id, first)
	takenIn(t, writer, path)
	echo, err := writer.Retype(id, first, known+"!")
	if err != nil {
		t.Fatal(err)
	}
	length := change.Units(known + "!")
	echo, err = writer.Type(Typed{Issue: id, Item: first, Base: echo.Version, Length: length + 1, Changes: insert(length, length, "!")})
	if err != nil || !echo.Stale {
		t.Fatalf("%+v, %v", echo, err)
	}
	if _, err := writer.Retype(id, first, known+"!!"); err != nil {
		t.Fatal(err)
	}
	want := strings.Replace(known, "old", "low", 1) + "!!"
	if got := copyAt(t, writer, id, first); got != want {
		t.Fatalf("%q, not %q", got, want)
	}
	view := draftOf(t, writer, id)
	at := slices.IndexFunc(view.Copies, func(c CopyView) bool { return c.ID == first })
	length = change.Units(want)
	echo, err = writer.Type(Typed{Issue: id, Item: first, Base: view.Copies[at].Version, Length: length + 1, Changes: insert(length, length, "?")})
	if err != nil || echo.Stale {
		t.Errorf("once it knows: %+v, %v", echo, err)
	}
}
