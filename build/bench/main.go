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
	flag.BoolVar(&o.only, "windows-only", false, "measure the windows and nothing else")
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
	only                bool
}

// run measures everything and prints it; progress goes to progress.
func run(ctx context.Context, o options, out, progress io.Writer) error {
	if o.rounds < 7 {
		return fmt.Errorf("%d rounds: a median wants at least 7", o.rounds)
	}
	var report report
	if !o.only {
		if err := inside(ctx, o, &report, progress); err != nil {
			return err
		}
	}
	if err := windows(ctx, o, &report, progress); err != nil {
		return err
	}
	report.judge()
	if err := report.save(o.work); err != nil {
		return err
	}
	return report.print(out)
}

// inside measures what needs no window.
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
