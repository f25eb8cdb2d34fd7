package main

import (
	"bytes"
	"strings"
	"testing"
)

// TestPeersGetTheSameCopy: whoever is compared sets the same pictures, bullets
// and links as Galley.
func TestPeersGetTheSameCopy(t *testing.T) {
	w, err := sample(t.Context(), 2)
	if err != nil {
		t.Fatal(err)
	}
	ours, _ := w.render()
	page, err := w.page()
	if err != nil {
		t.Fatal(err)
	}
	premailed, err := w.premailed()
	if err != nil {
		t.Fatal(err)
	}
	for _, peer := range []struct{ name, html string }{{"goldmark", page}, {"premailer", string(premailed)}, {"mjml", w.mustTemplate(t, false)}, {"mjml, sparing", w.mustTemplate(t, true)}} {
		for of, tags := range map[string][]string{"bullets": {"<li"}, "pictures": {"<img ", "<mj-image src="}} {
			got := 0
			for _, tag := range tags {
				got += strings.Count(peer.html, tag)
			}
			if want := bytes.Count(ours, []byte(tags[0])); got != want || want == 0 {
				t.Errorf("%s sets %d %s, Galley %d", peer.name, got, of, want)
			}
		}
		// Galley's top line has a link more, and its social links are two.
		if got, want := strings.Count(peer.html, "<a href="), bytes.Count(ours, []byte("<a href=")); got < want-3 || got > want {
			t.Errorf("%s sets %d links, Galley %d", peer.name, got, want)
		}
	}
}

func (w *workload) mustTemplate(t *testing.T, sparing bool) string {
	t.Helper()
	template, err := w.template(sparing)
	if err != nil {
		t.Fatal(err)
	}
	return template
}

// TestNoTwoItemsAreAlike: a repeated issue cannot be answered from memory.
func TestNoTwoItemsAreAlike(t *testing.T) {
	w, err := sample(t.Context(), 10)
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	for _, item := range w.edition.Issue.Items {
		if seen[item.Copy] {
			t.Fatalf("twice: %.60s", item.Copy)
		}
		seen[item.Copy] = true
	}
}

func TestMedianAndRatio(t *testing.T) {
	for _, c := range []struct {
		sorted []float64
		want   float64
	}{{[]float64{3}, 3}, {[]float64{1, 2, 9}, 2}, {[]float64{1, 2, 4, 9}, 3}} {
		if got := median(c.sorted); got != c.want {
			t.Errorf("median(%v) is %v, want %v", c.sorted, got, c.want)
		}
	}
	// Twice as slow throughout, on a machine that was ten times slower once.
	slow, quick := row{taken: []float64{2, 20, 2}}, row{taken: []float64{1, 10, 1}}
	if got := slow.ratio(quick); got != 2 {
		t.Errorf("the ratio is %v, want 2", got)
	}
}
