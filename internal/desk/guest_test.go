package desk

import (
	"image/color"
	"strings"
	"testing"
)

// Whoever only reads an issue may suggest a picture, and its writer gets it. It takes
// no name that the copy has already: a picture that is missing there stays missing.
func TestGuestSuggestsAPicture(t *testing.T) {
	writer, editor, id, first, _ := play(t)
	retyped(t, writer, id, first, "The old harbour", "![Boat](pictures/boat.png)\n\nThe old harbour")
	takenIn(t, editor, sent(t, writer, id, ""))
	before := hashAt(t, editor, id, first)
	added, err := editor.AddPicture(t.Context(), id, "boat.png", pngOf(t, color.RGBA{9, 9, 9, 255}))
	if err != nil {
		t.Fatal(err)
	}
	if after := hashAt(t, editor, id, first); added.Name == "pictures/boat.png" || after != before {
		t.Errorf("%q, and the copy is another: %v", added.Name, after != before)
	}
	version := draftOf(t, editor, id).Copies[0].Version
	edit := SuggestedEdit{ID: "one", Insert: "![A boat](" + added.Name + ")\n\n"}
	if s, err := editor.Suggest(id, first, version, []SuggestedEdit{edit}); err != nil || s.Stale {
		t.Fatalf("%+v, %v", s, err)
	}
	if got := takenIn(t, writer, sent(t, editor, id, "")); got.Suggestions != 1 {
		t.Fatalf("%+v", got)
	}
	if a, err := writer.Accept(id, []string{"one"}, false); err != nil || len(a.Gone) > 0 || !strings.Contains(copyAt(t, writer, id, first), added.Name) {
		t.Errorf("%+v, %v", a, err)
	}
	pictures := kept(t, writer, id).Pictures
	if data, err := writer.Store.Picture(pictures[added.Name]); err != nil || len(data) == 0 {
		t.Errorf("the writer has no %s: %v", added.Name, err)
	}
}

// hashAt gives the content hash of an item as it is now.
func hashAt(t *testing.T, d *Desk, id, item string) string {
	t.Helper()
	dr, err := d.lock(id)
	if err != nil {
		t.Fatal(err)
	}
	defer dr.mu.Unlock()
	return dr.contentHash(dr.texts[item])
}
