package desk

import (
	"strings"
	"testing"

	"galley/internal/fault"
	"galley/internal/issue"
)

// A simulation is of the page that is shown: the same blocks by the same names,
// and the pictures where the page finds them.
func TestSimulate(t *testing.T) {
	d, view := writingDesk(t)
	for _, name := range []string{"outlook-windows", "gmail", "gmail-other-account", "forced-dark"} {
		got, err := d.Simulate(t.Context(), view.Issue, name)
		if err != nil || got.Date < "2025" || len(got.Notes) == 0 {
			t.Fatalf("%s: %q of %s, %v", name, got.Notes, got.Date, err)
		}
		for _, item := range view.Page.Items {
			for _, b := range item.Blocks {
				if want := `data-pos="` + item.ID + "/" + b.Key + `"`; !strings.Contains(got.HTML, want) {
					t.Errorf("%s has no %s", name, want)
				}
			}
		}
		if was, is := strings.Count(view.Page.HTML, ` src="/media/`), strings.Count(got.HTML, ` src="/media/`); was != is {
			t.Errorf("%s: %d pictures of %d", name, is, was)
		}
		t.Logf("%s: %s", name, strings.Join(got.Notes, " "))
	}
	if _, err := d.Simulate(t.Context(), view.Issue, "pine"); err == nil || fault.Of(err).Code != fault.NotFound {
		t.Errorf("a simulation of no program: %v", err)
	}
	if _, err := d.Simulate(t.Context(), "none", "gmail"); err == nil {
		t.Error("a simulation of no issue")
	}
}

// The line that says where Gmail cuts stands at the very block with which the
// HTML reaches the limit, from the byte on at which preflight says so.
func TestClipLine(t *testing.T) {
	d, view := writingDesk(t)
	item := view.Copies[1]
	grown := func(bytes int) (size Size, html string) {
		t.Helper()
		copy := item.Copy + "\n\n" + strings.Repeat("Water rises twice a day, and nobody says so. ", bytes/45)
		copy += strings.Repeat("x", bytes%45)
		if _, err := d.Retype(view.Issue, item.ID, copy); err != nil {
			t.Fatal(err)
		}
		page, err := d.Page(t.Context(), view.Issue)
		if err != nil || page.Problem != "" {
			t.Fatal(err, page.Problem)
		}
		return page.Size, exported(t, d, view.Issue)
	}
	size, _ := grown(1000)
	for _, over := range []int{-1, 0, 1, 20_000} {
		size, html := grown(1000 + issue.ClipBytes - size.Bytes + over)
		if size.Bytes != issue.ClipBytes+over || len(html) != size.Bytes {
			t.Fatalf("the page has %d bytes and the export %d, want %d", size.Bytes, len(html), issue.ClipBytes+over)
		}
		if clipped := size.ClipAt != ""; clipped != (over >= 0) {
			t.Errorf("%d bytes: clipped at %q", size.Bytes, size.ClipAt)
		}
		if over < 20_000 {
			continue
		}
		page, err := d.Page(t.Context(), view.Issue)
		if err != nil {
			t.Fatal(err)
		}
		start := strings.Index(page.HTML, `data-pos="`+page.Size.ClipAt+`"`)
		words := []rune(strings.TrimSpace(stripped(page.HTML[start:])))[:160]
		at := strings.Index(html, string(words))
		if end := at + strings.Index(html[at:], "</p>"); at < 0 || at >= issue.ClipBytes || end < issue.ClipBytes {
			t.Errorf("the line is at %q, which is at %d to %d", string(words), at, end)
		}
	}
}

// stripped gives the words behind the first tag.
func stripped(html string) string {
	_, words, _ := strings.Cut(html, ">")
	return words
}
