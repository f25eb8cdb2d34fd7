// Bench measures Galley beside what people would use in its place, and prints
// how each goal of the house is met: a table, and bench.json for programs.
//
// Machines differ and are busy with other things, so nothing here is a figure
// to compare with another day's. Everything that is compared runs in turns in
// one run (A B C A B C …), each turn long enough to measure, and a goal is a
// ratio: that of two turns next to each other, the median of all such pairs.
//
// The promise: a peer is given the same copy and never more work than the task
// needs (workload.go says what each is given), and a goal that is missed is
// printed as missed.
package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
)

func main() {
	var o options
	flag.StringVar(&o.program, "program", "build/bin/galley-headless", "the terminal program")
	flag.StringVar(&o.node, "node", "build/bench", "the folder with the peers' packages")
	flag.StringVar(&o.work, "work", "build/bench/out", "a folder to work in; bench.json is written there")
	flag.IntVar(&o.rounds, "rounds", 11, "how many turns each gets, at least 7")
	flag.StringVar(&o.window, "window", "build/bin/galley", "the window's program")
	flag.StringVar(&o.timing, "timing", "", "the tool that times windows by their pixels")
	flag.StringVar(&o.only, "only", "", "measure one part alone: html, preflight, merge, store, change, thinking or windows")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	err := run(ctx, o, os.Stdout, os.Stderr)
	stop()
	if err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

type options struct {
	program, node, work string
	window, timing      string
	rounds              int
	only                string // empty for everything
}

// run measures everything and prints it; progress goes to progress.
func run(ctx context.Context, o options, out, progress io.Writer) error {
	if o.rounds < 7 {
		return fmt.Errorf("%d rounds: a median wants at least 7", o.rounds)
	}
	var all report
	for _, part := range []struct {
		name    string
		measure func(context.Context, options, *report, io.Writer) error
	}{{"html", inside}, {"preflight", judging}, {"merge", merging}, {"store", storing}, {"change", changing}, {"thinking", drafting}, {"windows", windows}} {
		if o.only != "" && o.only != part.name {
			continue
		}
		if err := part.measure(ctx, o, &all, progress); err != nil {
			return err
		}
	}
	all.judge()
	if err := all.save(o.work); err != nil {
		return err
	}
	return all.print(out)
}

// inside measures the ways from an issue to an email.
func inside(ctx context.Context, o options, report *report, progress io.Writer) error {
	for _, times := range []int{1, 10, 50} {
		_, _ = fmt.Fprintf(progress, "rendering, sample ×%d\n", times)
		if err := rendering(ctx, o, times, report); err != nil {
			return err
		}
	}
	_, _ = fmt.Fprintln(progress, "processes")
	return processes(ctx, o, report)
}
