package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"slices"
)

const (
	groupDrafts = "three drafts stream in (page in Chromium)"

	whoFirst     = "first word: sent → painted"
	whoIdle      = "change → patch, nothing else happens"
	whoStreaming = "change → patch, while they stream"

	thoughts = 200 // changes of each kind
)

// drafting measures what a model's help costs at the desk: how soon its first word is
// there, and what a key costs while three drafts are written, fifty words a second each.
func drafting(ctx context.Context, _ options, report *report, progress io.Writer) error {
	_, _ = fmt.Fprintln(progress, "drafts of a model")
	dir, err := os.MkdirTemp("", "galley-bench-")
	if err != nil {
		return err
	}
	defer func() { _ = os.RemoveAll(dir) }()
	if err := fillStore(ctx, dir, 1); err != nil {
		return err
	}
	//nolint:gosec // G204: our own script
	cmd := exec.CommandContext(ctx, "xvfb-run", "-a", "-s", "-screen 0 1440x900x24 -nolisten tcp", "dbus-run-session", "--",
		"node", "build/desks/thinking.bench.mjs", dir, fmt.Sprint(thoughts))
	cmd.Env = append(os.Environ(), "LIBGL_ALWAYS_SOFTWARE=1")
	cmd.Stderr = os.Stderr
	out, err := cmd.Output()
	if err != nil {
		return fmt.Errorf("thinking.bench.mjs: %w", err)
	}
	var taken struct{ First, Idle, Streaming []float64 }
	lines := bytes.Split(bytes.TrimSpace(out), []byte("\n"))
	if err := json.Unmarshal(lines[len(lines)-1], &taken); err != nil {
		return err
	}
	report.Rows = append(report.Rows,
		(&runner{name: whoFirst}).row(groupDrafts, "sample", taken.First),
		(&runner{name: whoIdle}).row(groupDrafts, "sample", taken.Idle),
		(&runner{name: whoStreaming}).row(groupDrafts, "sample", taken.Streaming))
	return nil
}

func (r *report) judgeDrafts(add func(what, workload string, is, most float64)) {
	first, ok := r.look(groupDrafts, "sample", whoFirst)
	if !ok {
		return
	}
	all := slices.Sorted(slices.Values(first.taken))
	add("a draft's first word: the slowest, of 50 ms", "sample", all[len(all)-1]/50, 1)
	all = slices.Sorted(slices.Values(r.find(groupDrafts, "sample", whoStreaming).taken))
	add("change → patch while drafts stream: p99 of a frame of 16.7 ms", "sample", all[len(all)*99/100]/frame, 1)
}
