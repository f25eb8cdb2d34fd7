package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"galley/internal/change"
	"galley/internal/desk"
	"galley/internal/issue"
	"galley/internal/store"
)

// An actor is a child of the torture that does one thing, again and again, until
// it is killed, and says to its parent where it is:
//
//	key N NANOSECONDS   it is about to type N
//	kept N              save N was acknowledged
//	begin, end          it is in the middle of what it is to be killed in
const actorCommand = "actor"

// perKey is the time between two keys: ten a second.
const perKey = 100 * time.Millisecond

func act(args []string) (status int) {
	if len(args) != 2 {
		return 2
	}
	acts := map[string]func(context.Context, string) error{
		"type": typing, "open": openingAndClosing(true), "close": openingAndClosing(false),
		"import": importing, "export": exporting, "backup": backingUp, "compact": compacting, "read": reading, "fill": filling, "refill": refilling,
	}
	run, ok := acts[args[0]]
	if !ok {
		return 2
	}
	err := watched("the actor "+args[0], actorPatience, func() error { return run(context.Background(), args[1]) })
	if err != nil {
		fmt.Fprintln(os.Stderr, "torture: the actor:", args[0], err)
		return 1
	}
	return 0
}

// openDesk opens a data folder as the window does.
func openDesk(ctx context.Context, dir string) (*desk.Desk, *store.Store, error) {
	s, err := store.OpenWith(ctx, dir, self())
	if err != nil {
		return nil, nil, err
	}
	return &desk.Desk{Store: s, Mended: s.Mended}, s, nil
}

// furnish makes a data folder with the sample issue, and gives that issue's id.
func furnish(ctx context.Context, dir string) error {
	d, _, err := openDesk(ctx, dir)
	if err != nil {
		return err
	}
	_, err = d.OpenSample(ctx)
	return errors.Join(err, d.Close())
}

// sample gives the issue of a furnished folder.
func sample(ctx context.Context, d *desk.Desk) (string, error) {
	card, err := d.OpenSample(ctx)
	return card.ID, err
}

// typing types numbers at the end of the first item.
func typing(ctx context.Context, dir string) error {
	d, _, err := openDesk(ctx, dir)
	if err != nil {
		return err
	}
	id, err := sample(ctx, d)
	if err != nil {
		return err
	}
	view, err := d.OpenDraft(ctx, id)
	if err != nil {
		return err
	}
	c := view.Copies[0]
	copy, version := c.Copy, c.Version
	for n := lastNumber(copy) + 1; ; n++ {
		words, length := " "+strconv.Itoa(n), change.Units(copy)
		fmt.Println("key", n, time.Now().UnixNano())
		changes := fmt.Sprintf(`[%d,[0,%q]]`, length, words)
		echo, err := d.Type(desk.Typed{Issue: id, Item: c.ID, Base: version, Length: length + len(words), Changes: changes})
		if err != nil || echo.Stale {
			return fmt.Errorf("stale: %v, %w", echo.Stale, err)
		}
		copy, version = copy+words, echo.Version
		time.Sleep(perKey)
	}
}

// lastNumber gives the number at the end of copy; 0 for none.
func lastNumber(copy string) int {
	n, _ := strconv.Atoi(copy[strings.LastIndexByte(copy, ' ')+1:])
	return n
}

// numbered is a save that says its number in an item of its own.
func numbered(n int) issue.Batch {
	return issue.Batch{
		Publications: []issue.KeptPublication{{ID: "numbers"}},
		Issues:       []issue.KeptIssue{{ID: "numbers", Publication: "numbers", Rundown: []string{"n"}}},
		Items:        []issue.Working{{Issue: "numbers", ID: "n", Kind: "note", Copy: fmt.Sprintf("%s %d", strings.Repeat("words ", 2000), n)}},
	}
}

// count saves the next number, and says it.
func count(s *store.Store) error {
	w, _ := s.Item("numbers", "n") // there is none at first
	n := lastNumber(w.Copy) + 1
	if err := s.Keep(numbered(n)); err != nil {
		return err
	}
	fmt.Println("kept", n)
	return nil
}

// during says that its work has begun, and that it came to its end.
func during(work func() error) error {
	fmt.Println("begin")
	err := work()
	fmt.Println("end")
	return err
}

// openingAndClosing is killed in the one or in the other.
func openingAndClosing(inOpen bool) func(context.Context, string) error {
	return func(ctx context.Context, dir string) error {
		for {
			var s *store.Store
			opened := func() (err error) { s, err = store.OpenWith(ctx, dir, self()); return err }
			closed := func() error { return s.Close() }
			if inOpen {
				inner := opened
				opened = func() error { return during(inner) }
			} else {
				inner := closed
				closed = func() error { return during(inner) }
			}
			if err := opened(); err != nil {
				return err
			}
			if err := count(s); err != nil {
				return err
			}
			if err := closed(); err != nil {
				return err
			}
		}
	}
}

// counting opens a desk, and then saves a number and does its work by turns.
func counting(ctx context.Context, dir string, work func(*desk.Desk, *store.Store) error) error {
	d, s, err := openDesk(ctx, dir)
	if err != nil {
		return err
	}
	for {
		if err := count(s); err != nil {
			return err
		}
		if err := during(func() error { return work(d, s) }); err != nil {
			return err
		}
	}
}

func importing(ctx context.Context, dir string) error {
	name, text, err := (desk.SampleSource{}).Text()
	if err != nil {
		return err
	}
	return counting(ctx, dir, func(d *desk.Desk, _ *store.Store) error {
		_, err := d.TakeInText(ctx, "", name, text)
		return err
	})
}

// outDir is where an actor exports to.
func outDir(dir string) string { return dir + "-out" }

func exporting(ctx context.Context, dir string) error {
	return counting(ctx, dir, func(d *desk.Desk, _ *store.Store) error {
		id, err := sample(ctx, d)
		if err == nil {
			_, err = d.ExportIssue(ctx, id, "", outDir(dir))
		}
		return err
	})
}

func backingUp(ctx context.Context, dir string) error {
	return counting(ctx, dir, func(_ *desk.Desk, s *store.Store) error {
		_, err := s.Backup(ctx, nil)
		if err == nil {
			err = s.Retain()
		}
		return err
	})
}

func compacting(ctx context.Context, dir string) error {
	for {
		s, err := store.OpenWith(ctx, dir, self())
		if err != nil {
			return err
		}
		for range 20 {
			if err := count(s); err != nil {
				return err
			}
		}
		if err := s.Close(); err != nil {
			return err
		}
		if err := during(func() error { _, _, err := store.Compact(ctx, dir, self()); return err }); err != nil {
			return err
		}
	}
}

// lane is a data folder of its own.
func lane(dir string, n int) string { return filepath.Join(dir, fmt.Sprint("lane", n)) }
