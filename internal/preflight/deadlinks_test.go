package preflight_test

import (
	"slices"
	"testing"

	"galley/internal/issue"
	"galley/internal/preflight"
)

func TestAsked(t *testing.T) {
	in := input(t, "asked.md", []byte("<!-- letter -->\n[a](https://a.example/1) [b](mailto:a@b.example) [c](#x) [d]({{unsubscribe}}) [e](HTTP://a.example/2) [f](https://a.example/1) [g]() [h](javascript:x)\n\n"+
		"<!-- footer -->\n[i](https://a.example/3) [j](*|ARCHIVE|*)\n"), setup{})
	in.Edition.Publication.Social = []issue.Link{{Name: "Mastodon", URL: "https://mastodon.example/@tide"}}
	want := []string{"https://a.example/1", "HTTP://a.example/2", "https://a.example/3", "https://mastodon.example/@tide"}
	if got := preflight.Asked(in); !slices.Equal(got, want) {
		t.Errorf("asked %q, want %q", got, want)
	}
	if got := preflight.Asked(preflight.Input{}); len(got) > 0 {
		t.Errorf("of nothing, asked %q", got)
	}
}
