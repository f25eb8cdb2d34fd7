package store

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"galley/internal/issue"
)

// each measures a save of about 20 KB and reports the middle and the slow end.
func each(b *testing.B, save func(n int, text string)) {
	text := strings.Repeat("An editor writes words. ", 850)
	var took []time.Duration
	for n := 0; b.Loop(); n++ {
		began := time.Now()
		save(n, fmt.Sprint(n)+text)
		took = append(took, time.Since(began))
	}
	slices.Sort(took)
	b.ReportMetric(float64(took[len(took)/2].Microseconds()), "µs-p50")
	b.ReportMetric(float64(took[len(took)*99/100].Microseconds()), "µs-p99")
}

// BenchmarkKeep20KB is an item of 20 KB, saved as it is while it is typed.
func BenchmarkKeep20KB(b *testing.B) {
	s := open(b, b.TempDir())
	each(b, func(n int, text string) {
		keep(b, s, issue.Batch{Items: []issue.Working{{Issue: "i1", ID: fmt.Sprint("item", n%40), Copy: text}}})
	})
}

// BenchmarkFileSync20KB is what a plain file costs: written, synced, renamed.
func BenchmarkFileSync20KB(b *testing.B) {
	s := open(b, b.TempDir())
	each(b, func(n int, text string) {
		name := filepath.Join(s.dir, fmt.Sprint("item", n%40))
		if err := s.fill(unfinishedDir+"/x", []byte(text), true); err != nil {
			b.Fatal(err)
		}
		if err := os.Rename(filepath.Join(s.dir, unfinishedDir, "x"), name); err != nil {
			b.Fatal(err)
		}
	})
}

// BenchmarkOpen is the start on 10,000 drafts of 2 KB, and BenchmarkIssues the
// Library's list of them.
func BenchmarkOpen(b *testing.B) {
	dir := b.TempDir()
	thousands(b, dir)
	for b.Loop() {
		s, err := Open(b.Context(), dir)
		if err != nil {
			b.Fatal(err)
		}
		b.StopTimer()
		_ = s.Close()
		b.StartTimer()
	}
}

func BenchmarkIssues(b *testing.B) {
	dir := b.TempDir()
	thousands(b, dir)
	s := open(b, dir)
	for b.Loop() {
		if list, err := s.Issues("weekly"); err != nil || len(list) != 10_000 {
			b.Fatal(len(list), err)
		}
	}
}

func thousands(b *testing.B, dir string) {
	s := open(b, dir)
	for at := 0; at < 10_000; at += 250 {
		var batch issue.Batch
		for n := at; n < at+250; n++ {
			id := fmt.Sprint("issue", n)
			batch.Issues = append(batch.Issues, issue.KeptIssue{ID: id, Publication: "weekly", Head: "---\nsubject: A subject of usual length\n---\n", Made: time.Unix(int64(n), 0)})
			batch.Items = append(batch.Items, issue.Working{Issue: id, ID: "aaaa", Copy: strings.Repeat("words ", 333)})
		}
		keep(b, s, batch)
	}
	if err := s.Close(); err != nil {
		b.Fatal(err)
	}
}

// BenchmarkSince asks for what came last, after 10,000 revisions of 4 KB; the first
// time of all, which puts an old store's in order, is measured by itself.
func BenchmarkSince(b *testing.B) {
	s := open(b, b.TempDir())
	text := strings.Repeat("words ", 666)
	for at := 0; at < 10_000; at += 250 {
		var batch issue.Batch
		for n := at; n < at+250; n++ {
			batch.Revisions = append(batch.Revisions, revisionOf(fmt.Sprint("item", n%400), fmt.Sprint(n)+text, day(1)))
		}
		keep(b, s, batch)
	}
	began := time.Now()
	since(b, s, s.Saves(), 100)
	first := time.Since(began)
	for b.Loop() {
		if c := since(b, s, s.Saves()-1, 1000); len(c.Revisions) != 250 {
			b.Fatal(len(c.Revisions))
		}
	}
	b.ReportMetric(float64(first.Milliseconds()), "ms-first")
}
