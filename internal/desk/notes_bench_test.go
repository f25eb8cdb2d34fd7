package desk

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"galley/internal/change"
	"galley/internal/issue"
)

// BenchmarkTypeAmongNotes is a key in an item on which much is said.
func BenchmarkTypeAmongNotes(b *testing.B) {
	for _, notes := range []int{0, 200, 5000} {
		b.Run(fmt.Sprint(notes), func(b *testing.B) {
			d, view := writingDesk(b)
			c := firstStory(b, &view)
			var text strings.Builder
			for i := range 5000 {
				fmt.Fprintf(&text, "Word%d stands here. ", i)
				if i%20 == 19 {
					text.WriteString("\n\n")
				}
			}
			copy := text.String()
			echo, err := d.Retype(view.Issue, c.ID, copy)
			if err != nil {
				b.Fatal(err)
			}
			dr, err := d.turn(view.Issue)
			if err != nil {
				b.Fatal(err)
			}
			err = dr.changeBeside(func(s *issue.Sidecar) error {
				return onRecord(s, c.ID, func(r *issue.Record) error {
					for i := range notes {
						at := strings.Index(copy, fmt.Sprintf("Word%d ", i*5000/notes))
						a := issue.AnchorAt(copy, issue.Span{Start: at, End: at + 8})
						r.Comments = append(r.Comments, issue.Comment{ID: newID(), Text: "Is it so?", Who: "Ada", Time: time.Now(), Anchor: &a})
					}
					return nil
				})
			})
			dr.done()
			if err != nil {
				b.Fatal(err)
			}
			version, at := echo.Version, change.Units(copy)/2
			b.ReportAllocs()
			for b.Loop() {
				length := change.Units(copy)
				copy = copy[:at] + "x" + copy[at:]
				echo, err := d.Type(Typed{Issue: view.Issue, Item: c.ID, Base: version, Length: length + 1, Changes: insert(length, at, "x")})
				if err != nil || echo.Stale {
					b.Fatal(err, echo.Stale)
				}
				version = echo.Version
			}
		})
	}
}
