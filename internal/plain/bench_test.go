package plain_test

import (
	"testing"

	"galley/internal/issue"
	"galley/internal/plain"
)

// BenchmarkRender times the text of an issue of 19 KB, the size of a real one:
// the golden story, repeated.
func BenchmarkRender(b *testing.B) {
	e := whole(b, "mailchimp")
	items, size := e.Issue.Items, 0
	e.Issue.Items = nil
	for size < 19<<10 {
		for _, item := range items {
			if item.Kind != issue.KindFooter && size < 19<<10 {
				e.Issue.Items = append(e.Issue.Items, item)
				size += len(item.Copy)
			}
		}
	}
	b.SetBytes(int64(size))
	b.ReportAllocs()
	for b.Loop() {
		plain.Render(e)
	}
}
