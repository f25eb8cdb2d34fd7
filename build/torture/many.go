package main

import (
	"bufio"
	"context"
	"crypto/rand"
	"encoding/base64"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"time"

	"galley/internal/issue"
	"galley/internal/store"
)

// Promised of 10,000 drafts of 20 KB (an issue has ten), and of a gigabyte of
// pictures beside them.
const (
	openPromised = 2 * time.Second
	listPromised = 200 * time.Millisecond
	ramPromised  = 250 // MB, the Go process alone
	ramPictures  = 150 // MB more
)

// many fills a store, and has a process of its own open it, list it and read it.
func many(ctx context.Context, o options, dir string) ([]row, error) {
	drafts, pictures := 10_000, 1000
	if o.short {
		drafts, pictures = 1000, 100
	}
	began := time.Now()
	if err := fill(ctx, dir, drafts); err != nil {
		return nil, err
	}
	plain, err := measured(ctx, dir)
	if err != nil {
		return nil, err
	}
	first := row{
		what: fmt.Sprintf("%d drafts of 20 KB", drafts), promised: "open ≤ 2 s, list ≤ 200 ms, ≤ 250 MB",
		found: fmt.Sprintf("open %v, list %v, %d MB", plain.open, plain.list, plain.ram), took: time.Since(began),
	}
	if plain.open > openPromised || plain.list > listPromised || plain.ram > ramPromised {
		first.failed = append(first.failed, "that is more than was promised")
	}
	began = time.Now()
	if err := addPictures(ctx, dir, pictures); err != nil {
		return []row{first}, err
	}
	with, err := measured(ctx, dir)
	second := row{
		what: fmt.Sprintf("and %d MB of pictures", pictures), promised: "≤ 150 MB more",
		found: fmt.Sprintf("open %v, %+d MB", with.open, with.ram-plain.ram), took: time.Since(began),
	}
	if with.ram-plain.ram > ramPictures {
		second.failed = append(second.failed, "that is more than was promised")
	}
	return []row{first, second}, err
}

func fill(ctx context.Context, dir string, drafts int) (err error) {
	s, err := store.Open(ctx, dir)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	if err := s.Keep(issue.Batch{Publications: []issue.KeptPublication{{ID: "weekly"}}}); err != nil {
		return err
	}
	noise := make([]byte, 7<<10) // a third of each text is as hard to pack as text can be
	for n := 0; n < drafts && ctx.Err() == nil; n += 10 {
		id := fmt.Sprint("issue", n)
		b := issue.Batch{Issues: []issue.KeptIssue{{ID: id, Publication: "weekly", Head: "---\nsubject: An issue\n---\n"}}}
		for k := range 10 {
			_, _ = rand.Read(noise) // it never fails
			copy := strings.Repeat("An editor writes words. ", 450) + base64.StdEncoding.EncodeToString(noise)
			item := fmt.Sprint("item", k)
			b.Items = append(b.Items, issue.Working{Issue: id, ID: item, Kind: issue.KindNote, Copy: copy})
			b.Issues[0].Rundown = append(b.Issues[0].Rundown, item)
		}
		if err := s.Keep(b); err != nil {
			return err
		}
	}
	return ctx.Err()
}

func addPictures(ctx context.Context, dir string, count int) (err error) {
	s, err := store.Open(ctx, dir)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	data := make([]byte, 1<<20)
	for n := 0; n < count && ctx.Err() == nil; n++ {
		_, _ = rand.Read(data) // it never fails
		if _, err := s.KeepPicture(data); err != nil {
			return err
		}
	}
	return ctx.Err()
}

// measure is what a reader found.
type measure struct {
	open, list time.Duration
	ram        int // MB, resident, when everything was listed and an issue read
}

// measured has an actor read the store.
func measured(ctx context.Context, dir string) (m measure, err error) {
	cmd := exec.CommandContext(ctx, self()[0], actorCommand, "read", dir)
	cmd.Stderr = os.Stderr
	text, err := cmd.Output()
	if err != nil {
		return m, err
	}
	var open, list int64
	_, err = fmt.Sscanf(string(text), "read %d %d %d", &open, &list, &m.ram)
	m.open, m.list = time.Duration(open).Round(time.Millisecond), time.Duration(list).Round(time.Millisecond)
	return m, err
}

// reading opens a store as the window does, lists everything and reads an issue.
func reading(ctx context.Context, dir string) error {
	began := time.Now()
	d, s, err := openDesk(ctx, dir)
	if err != nil {
		return err
	}
	open := time.Since(began)
	began = time.Now()
	shelf, err := d.Shelf(ctx)
	if err != nil {
		return err
	}
	list := time.Since(began)
	if len(shelf.Publications) != 1 || len(shelf.Publications[0].Issues) == 0 {
		return errors.New("the shelf is empty")
	}
	if _, err := s.Items(shelf.Publications[0].Issues[0].ID); err != nil {
		return err
	}
	fmt.Println("read", open.Nanoseconds(), list.Nanoseconds(), resident())
	return d.Close()
}

// resident gives this process's memory in MB; 0 where the system does not say.
func resident() int {
	f, err := os.Open("/proc/self/status")
	if err != nil {
		return 0
	}
	defer func() { _ = f.Close() }()
	for lines := bufio.NewScanner(f); lines.Scan(); {
		if rest, ok := strings.CutPrefix(lines.Text(), "VmRSS:"); ok {
			kb, _ := strconv.Atoi(strings.Fields(rest)[0])
			return kb >> 10
		}
	}
	return 0
}
