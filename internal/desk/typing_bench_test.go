package desk

import (
	"fmt"
	"strings"
	"testing"

	"galley/internal/change"
	"galley/internal/store"
)

// BenchmarkType is a key in an item of an issue: what stands between the page's
// change and the patch for it.
func BenchmarkType(b *testing.B) {
	for _, c := range []struct {
		name       string
		items, kib int // of the issue, and of the item that is typed into
	}{{"sample", 1, 0}, {"10 times", 10, 0}, {"30 times", 30, 0}, {"item of 150 KB", 1, 150}} {
		b.Run(c.name, func(b *testing.B) {
			s, err := store.Open(b.Context(), b.TempDir())
			if err != nil {
				b.Fatal(err)
			}
			d := &Desk{Store: s}
			defer func() { _ = d.Close() }()
			_, text, _ := SampleSource{}.Text()
			head, body, _ := strings.Cut(string(text), "\n<!--")
			body = "\n<!--" + body
			all := head
			for n := range c.items {
				all += strings.ReplaceAll(body, "id=", fmt.Sprintf("id=%c%c", 'a'+n%26, 'a'+n/26))
			}
			in, err := d.bring("", loose{"issue.md", []byte(all)})
			if err != nil {
				b.Fatal(err)
			}
			view, err := d.OpenDraft(b.Context(), in.Issue.ID)
			if err != nil || view.Page.Problem != "" {
				b.Fatal(view.Page.Problem, err)
			}
			item := view.Copies[1]
			copy, version := item.Copy, 0
			if c.kib > 0 {
				for len(copy) < c.kib<<10 {
					copy += "\n\n" + item.Copy
				}
				echo, err := d.Retype(view.Issue, item.ID, copy)
				if err != nil {
					b.Fatal(err)
				}
				version = echo.Version
			}
			at := change.Units(copy) / 2
			b.ReportAllocs()
			b.ResetTimer()
			for b.Loop() {
				length := change.Units(copy)
				n, _ := change.Bytes(copy, at)
				copy = copy[:n] + "x" + copy[n:]
				echo, err := d.Type(Typed{Issue: view.Issue, Item: item.ID, Base: version, Length: length + 1, Changes: insert(length, at, "x")})
				if err != nil || echo.Stale || echo.Patch.Stale {
					b.Fatal(echo.Stale, echo.Patch.Stale, err)
				}
				version = echo.Version
			}
		})
	}
}
