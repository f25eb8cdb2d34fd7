// Torture does to Galley's store what a year of bad days does, and prints what
// was lost, in a table: kill −9 in the middle of everything that writes, damaged
// files, a full disk, ten thousand drafts, and a data folder of which only the
// mirror is left.
//
// It is Galley's own desk and store on real files, in processes of their own, in
// temporary folders; nothing else is touched, and no network is used. -short does
// a tenth of it.
//
// The promise: a row says what was promised and what was found, and any row
// that found less makes the exit status 1.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"strings"
	"time"

	"galley/internal/store"
)

func main() {
	if len(os.Args) > 1 {
		switch os.Args[1] {
		case store.ChildCommand:
			os.Exit(store.Child(os.Args[2:], os.Stdout))
		case actorCommand:
			os.Exit(act(os.Args[2:]))
		}
	}
	var o options
	flag.BoolVar(&o.short, "short", false, "a tenth of it, in a minute")
	flag.StringVar(&o.work, "work", "", "a folder on a real disk to work in; the system's temporary one without it")
	flag.StringVar(&o.only, "only", "", "one part alone: kills, damages, full, many, mirror or soak")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	sound, err := run(ctx, o)
	stop()
	switch {
	case err != nil:
		fmt.Fprintln(os.Stderr, "torture:", err)
		os.Exit(2)
	case !sound:
		os.Exit(1)
	}
}

type options struct {
	short bool
	work  string
	only  string // empty for everything
}

// times gives how often something is done.
func (o *options) times(long int) int {
	if o.short {
		return max(long/12, 2)
	}
	return long
}

// row is a line of the table.
type row struct {
	what, promised, found string
	failed                []string // what went wrong, each in a sentence; empty when the promise holds
	took                  time.Duration
}

func run(ctx context.Context, o options) (sound bool, err error) {
	dir, err := os.MkdirTemp(o.work, "galley-torture-")
	if err != nil {
		return false, err
	}
	defer func() { _ = os.RemoveAll(dir) }()
	parts := []struct {
		name string
		run  func(context.Context, options, string) ([]row, error)
	}{{"kills", kills}, {"damages", damages}, {"full", full}, {"many", many}, {"mirror", mirrorOnly}}
	sound = true
	head()
	for _, p := range parts {
		if o.only != "" && o.only != p.name {
			continue
		}
		at := filepath.Join(dir, p.name)
		if err := os.Mkdir(at, 0o700); err != nil {
			return false, err
		}
		var rows []row
		err := watched(p.name, partPatience, func() (err error) { rows, err = p.run(ctx, o, at); return err })
		for i := range rows {
			rows[i].print()
			sound = sound && len(rows[i].failed) == 0
		}
		if err == nil {
			err = ctx.Err()
		}
		if err != nil {
			return false, fmt.Errorf("%s: %w", p.name, err)
		}
		if err := os.RemoveAll(at); err != nil {
			return false, err
		}
	}
	return sound, nil
}

const form = "%-2s %-42s %-66s %-52s %6s\n"

func head() {
	fmt.Printf(form, "", "what", "promised", "found", "took")
}

func (r *row) print() {
	mark := "✓"
	if len(r.failed) > 0 {
		mark = "✗"
	}
	fmt.Printf(form, mark, r.what, r.promised, r.found, r.took.Round(time.Second))
	for i, why := range r.failed {
		if i == 10 {
			fmt.Printf("     … and %d more\n", len(r.failed)-i)
			break
		}
		fmt.Printf("     %s\n", strings.ReplaceAll(why, "\n", " "))
	}
}

// self is this program, as the one whose child looks into damaged databases.
func self() []string {
	name, err := os.Executable()
	if err != nil {
		return nil
	}
	return []string{name}
}
