package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/dgraph-io/badger/v4"

	"galley/internal/issue"
	"galley/internal/store"
)

const (
	groupSave = "durable save of 20 KB"
	groupOpen = "open with 10,000 drafts"
	groupList = "the list of 10,000 drafts"

	whoFile20 = "file, fsync, rename"
	whoBadger = "badger, bare"

	drafts = 10_000
	saves  = 50 // of a turn
)

// storing compares a save with what a plain file costs, and the start on a full
// store with Badger's own.
func storing(ctx context.Context, o options, report *report, progress io.Writer) (err error) {
	_, _ = fmt.Fprintln(progress, "the store")
	// Next to the program: /tmp may be memory, where nothing is synced.
	dir, err := os.MkdirTemp(o.work, "store-")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	if err := saving(ctx, o, dir, report); err != nil {
		return err
	}
	return opening(ctx, o, dir, report)
}

func saving(ctx context.Context, o options, dir string, report *report) (err error) {
	s, err := store.Open(ctx, filepath.Join(dir, "saves"))
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.Close()) }() //nolint:contextcheck // closing a store is not cut short
	text := strings.Repeat("An editor writes words. ", 850)
	if err := s.Keep(issue.Batch{Issues: []issue.KeptIssue{{ID: "i1", Publication: "weekly", Made: time.Now()}}}); err != nil {
		return err
	}
	ours := func(n int) error {
		return s.Keep(issue.Batch{Items: []issue.Working{{Issue: "i1", ID: fmt.Sprint("item", n%40), Copy: fmt.Sprint(n) + text}}})
	}
	file := func(n int) error {
		return replaced(filepath.Join(dir, "x"), filepath.Join(dir, fmt.Sprint("item", n%40)), fmt.Sprint(n)+text)
	}
	var took [2][]float64
	for n := range o.rounds * saves {
		for i, save := range []func(int) error{ours, file} {
			began := time.Now()
			if err := save(n); err != nil {
				return err
			}
			took[i] = append(took[i], float64(time.Since(began).Nanoseconds())/1e6)
		}
	}
	for i, who := range []string{whoGalley, whoFile20} {
		report.Rows = append(report.Rows, (&runner{name: who}).row(groupSave, "", took[i]))
	}
	return nil
}

// replaced is how a careful program saves a file.
func replaced(unfinished, name, text string) error {
	f, err := os.Create(unfinished)
	if err != nil {
		return err
	}
	_, wrote := f.WriteString(text)
	if err := errors.Join(wrote, f.Sync(), f.Close()); err != nil {
		return err
	}
	return os.Rename(unfinished, name)
}

func opening(ctx context.Context, o options, dir string, report *report) error {
	full, bare := filepath.Join(dir, "full"), filepath.Join(dir, "bare")
	if err := fillBoth(ctx, full, bare); err != nil {
		return err
	}
	var took [3][]float64
	for range o.rounds {
		began := time.Now()
		s, err := store.Open(ctx, full)
		if err != nil {
			return err
		}
		opened := time.Now()
		list, err := s.Issues("weekly")
		listed := time.Now()
		if err = errors.Join(err, s.Close()); err != nil || len(list) != drafts { //nolint:contextcheck // closing a store is not cut short
			return fmt.Errorf("%d drafts are listed: %w", len(list), err)
		}
		again := time.Now()
		db, err := badger.Open(bareOptions(bare))
		there := time.Now()
		if err != nil {
			return err
		}
		if err := db.Close(); err != nil {
			return err
		}
		for i, d := range []time.Duration{opened.Sub(began), there.Sub(again), listed.Sub(opened)} {
			took[i] = append(took[i], float64(d.Nanoseconds())/1e6)
		}
	}
	for i, r := range []struct{ group, who string }{{groupOpen, whoGalley}, {groupOpen, whoBadger}, {groupList, whoGalley}} {
		report.Rows = append(report.Rows, (&runner{name: r.who}).row(r.group, "", took[i]))
	}
	return nil
}

// bareOptions are Badger's own, but for its log and for writes that are synced.
func bareOptions(dir string) badger.Options {
	return badger.DefaultOptions(dir).WithLogger(nil).WithSyncWrites(true)
}

// fillBoth puts drafts of 2 KB into Galley's store and into a bare Badger.
func fillBoth(ctx context.Context, full, bare string) error {
	s, err := store.Open(ctx, full)
	if err != nil {
		return err
	}
	db, err := badger.Open(bareOptions(bare))
	if err != nil {
		return errors.Join(err, s.Close()) //nolint:contextcheck // closing a store is not cut short
	}
	err = fillDrafts(s, db)
	return errors.Join(err, s.Close(), db.Close()) //nolint:contextcheck // closing a store is not cut short
}

func fillDrafts(s *store.Store, db *badger.DB) error {
	text := strings.Repeat("words ", 333)
	const head = "---\nsubject: A subject of usual length\n---\n"
	for at := 0; at < drafts; at += 250 {
		var batch issue.Batch
		txn := db.NewTransaction(true)
		for n := at; n < at+250; n++ {
			id := fmt.Sprint("issue", n)
			batch.Issues = append(batch.Issues, issue.KeptIssue{ID: id, Publication: "weekly", Head: head, Made: time.Unix(int64(n), 0)})
			batch.Items = append(batch.Items, issue.Working{Issue: id, ID: "aaaa", Copy: text})
			if err := errors.Join(txn.Set([]byte("head/"+id), []byte(head)), txn.Set([]byte("copy/"+id), []byte(text))); err != nil {
				return err
			}
		}
		if err := errors.Join(s.Keep(batch), txn.Commit()); err != nil {
			return err
		}
	}
	return nil
}

// slow gives the value that 99 of 100 stay below.
func (r row) slow() float64 {
	sorted := append([]float64(nil), r.taken...)
	slices.Sort(sorted)
	return sorted[len(sorted)*99/100]
}

func (r *report) judgeStore(add func(what, workload string, is, most float64)) {
	ours, ok := r.look(groupSave, "", whoGalley)
	if !ok {
		return
	}
	file := r.find(groupSave, "", whoFile20)
	add("durable save: file, fsync, rename", "p50", ours.Median/file.Median, 0.8)
	add("durable save: file, fsync, rename", "p99", ours.slow()/file.slow(), 1.5)
	add("open with 10,000 drafts: bare badger", "", r.find(groupOpen, "", whoGalley).ratio(r.find(groupOpen, "", whoBadger)), 2)
	add("the list of 10,000 drafts: 200 ms", "", r.find(groupList, "", whoGalley).Median/200, 1)
}
