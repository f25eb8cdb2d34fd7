package desk

import (
	"path/filepath"
	"strings"
	"testing"

	"galley/internal/store"
)

// BenchmarkTakeBack merges a review file of the sample issue in which every item was
// changed with one in which every item was changed too.
func BenchmarkTakeBack(b *testing.B) {
	desks := []*Desk{}
	for _, name := range []string{"Mira Sand", "Ines Vale"} {
		s, err := store.Open(b.Context(), b.TempDir())
		if err != nil {
			b.Fatal(err)
		}
		d := &Desk{Store: s, Author: name}
		b.Cleanup(func() { _ = d.Close() })
		desks = append(desks, d)
	}
	writer, editor := desks[0], desks[1]
	card, err := writer.OpenSample(b.Context())
	if err != nil {
		b.Fatal(err)
	}
	dir := b.TempDir()
	exchange := func(from, to *Desk, round string) {
		made, err := from.WriteReviewFile(b.Context(), card.ID, nil, "", filepath.Join(dir, round))
		if err != nil {
			b.Fatal(err)
		}
		b.StartTimer()
		if _, err := to.TakeReviewFile(b.Context(), made.Path); err != nil {
			b.Fatal(err)
		}
		b.StopTimer()
	}
	b.StopTimer()
	exchange(writer, editor, "first")
	if err := editor.TakePart(card.ID); err != nil {
		b.Fatal(err)
	}
	for n := range b.N {
		for i, d := range desks {
			view, err := d.OpenDraft(b.Context(), card.ID)
			if err != nil {
				b.Fatal(err)
			}
			for _, c := range view.Copies {
				blocks := strings.Split(c.Copy, "\n\n")
				blocks[(n*2+i)%len(blocks)] += " And a word."
				if _, err := d.Retype(card.ID, c.ID, strings.Join(blocks, "\n\n")); err != nil {
					b.Fatal(err)
				}
			}
		}
		exchange(editor, writer, "back")
	}
}
