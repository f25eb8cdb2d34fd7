package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"time"

	"galley/internal/change"
	"galley/internal/desk"
	"galley/internal/store"
)

const (
	groupChange = "change → program → patch (page in Chromium)"
	groupType   = "the same in Go alone"

	whoCall   = "a bound call of 1 KB"
	whoEditor = "of it the editor's own update"

	changes = 200 // of each kind and workload
	frame   = 1000. / 60
)

// changing measures the part of a key's way that is ours, in a browser that
// steps its clock by a tenth of a millisecond, on the program with its real
// bindings; and what of it is Go's.
func changing(ctx context.Context, _ options, report *report, progress io.Writer) error {
	work, err := os.MkdirTemp("", "galley-bench-")
	if err != nil {
		return err
	}
	defer func() { _ = os.RemoveAll(work) }()
	for _, times := range issueSizes {
		_, _ = fmt.Fprintf(progress, "changes in the page, %s\n", sizeName(times))
		dir := filepath.Join(work, strconv.Itoa(times))
		if err := fillStore(ctx, dir, times); err != nil {
			return err
		}
		if err := typing(ctx, dir, times, report); err != nil {
			return err
		}
		if err := inBrowser(ctx, dir, times, report); err != nil {
			return err
		}
	}
	return nil
}

func inBrowser(ctx context.Context, dir string, times int, report *report) error {
	//nolint:gosec // G204: our own script
	cmd := exec.CommandContext(ctx, "xvfb-run", "-a", "-s", "-screen 0 1440x900x24 -nolisten tcp", "dbus-run-session", "--",
		"node", "build/desks/change.bench.mjs", dir, strconv.Itoa(changes))
	cmd.Env = append(os.Environ(), "LIBGL_ALWAYS_SOFTWARE=1")
	cmd.Stderr = os.Stderr
	out, err := cmd.Output()
	if err != nil {
		return fmt.Errorf("change.bench.mjs: %w", err)
	}
	var taken struct{ Change, Call, Editor []float64 }
	lines := bytes.Split(bytes.TrimSpace(out), []byte("\n"))
	if err := json.Unmarshal(lines[len(lines)-1], &taken); err != nil {
		return err
	}
	report.Rows = append(report.Rows,
		(&runner{name: whoGalley}).row(groupChange, sizeName(times), taken.Change),
		(&runner{name: whoEditor}).row(groupChange, sizeName(times), taken.Editor),
		(&runner{name: whoCall}).row(groupChange, sizeName(times), taken.Call))
	return nil
}

// typing puts letters at the end of the first item.
func typing(ctx context.Context, dir string, times int, report *report) (err error) {
	s, err := store.Open(ctx, dir)
	if err != nil {
		return err
	}
	d := &desk.Desk{Store: s}
	defer func() { err = errors.Join(err, d.Close()) }() //nolint:contextcheck // closing is not cut short
	begin, err := d.Begin(ctx)
	if err != nil {
		return err
	}
	first := begin.Draft.Copies[0]
	length, version := change.Units(first.Copy), first.Version
	var taken []float64
	for range changes {
		t := desk.Typed{Issue: begin.Issue, Item: first.ID, Base: version, Length: length + 1, Changes: fmt.Sprintf(`[%d,[0,"a"]]`, length)}
		began := time.Now()
		echo, err := d.Type(t) //nolint:contextcheck // a key is not cut short
		taken = append(taken, float64(time.Since(began).Nanoseconds())/1e6)
		if err != nil || echo.Stale || echo.Patch.Stale {
			return fmt.Errorf("a change was not taken: %+v, %w", echo.Patch, err)
		}
		length, version = length+1, echo.Version
	}
	report.Rows = append(report.Rows, (&runner{name: whoGalley}).row(groupType, sizeName(times), taken))
	return nil
}

func (r *report) judgeChanges(add func(what, workload string, is, most float64)) {
	for _, times := range issueSizes {
		workload := sizeName(times)
		ours, ok := r.look(groupChange, workload, whoGalley)
		if !ok {
			return
		}
		add("change → patch: a bound call of 1 KB", workload, ours.ratio(r.find(groupChange, workload, whoCall)), 2)
		all := slices.Sorted(slices.Values(ours.taken))
		add("change → patch: p99 of a frame of 16.7 ms", workload, all[len(all)*99/100]/frame, 1)
	}
}
