package main

import (
	"context"
	"fmt"
	"io"
	"time"

	"galley/internal/desk"
	"galley/internal/house"
	"galley/internal/markdown"
	"galley/internal/preflight"
)

const (
	groupPreflight = "preflight, all checks"
	groupOpenItem  = "preflight, the open item"
)

// judging measures what preflight takes: on a whole issue with its email, text
// part and message, and on the one item that somebody writes in.
func judging(ctx context.Context, o options, report *report, progress io.Writer) error {
	_, _ = fmt.Fprintln(progress, "preflight")
	in, err := judged(ctx)
	if err != nil {
		return err
	}
	longest := 0
	for i, item := range in.Edition.Issue.Items {
		if len(item.Copy) > len(in.Edition.Issue.Items[longest].Copy) {
			longest = i
		}
	}
	in.Known = preflight.KnownNames(in.Edition) // a desk keeps both from key to key
	one := in
	one.Names = preflight.NamesIn(in.Edition.Issue)
	one.HTML, one.Text, one.Message, one.Only = nil, nil, nil, longest+1
	check := func(in preflight.Input) func() ([]byte, error) {
		return func() ([]byte, error) { preflight.Check(in); return nil, nil }
	}
	runners := []*runner{times(whoGalley, check(in)), times(whoGalley, check(one))}
	taken, err := turns(o.rounds, runners)
	if err != nil {
		return err
	}
	report.Rows = append(report.Rows, runners[0].row(groupPreflight, "sample", taken[0]), runners[1].row(groupOpenItem, "sample", taken[1]))
	return nil
}

// judged gives the sample issue as the desk has it checked.
func judged(ctx context.Context) (preflight.Input, error) {
	d := desk.New()
	open, err := d.Load(ctx, desk.SampleSource{}, "")
	if err != nil {
		return preflight.Input{}, err
	}
	printed, err := d.Print(open, time.Date(2026, 11, 25, 9, 0, 0, 0, time.UTC))
	if err != nil {
		return preflight.Input{}, err
	}
	in, err := preflight.OfMessage(printed.EML)
	if err != nil {
		return preflight.Input{}, err
	}
	in.Edition, in.HTML, in.Pictures = &open.Edition, printed.HTML, map[string]preflight.Picture{}
	for i := range open.Edition.Issue.Items {
		for _, p := range open.Edition.Issue.Items[i].Reading.Pictures {
			in.Pictures[p.Name] = preflight.Picture{Bytes: 100_000}
		}
	}
	if in.Profiles, err = house.Profiles(); err != nil {
		return preflight.Input{}, err
	}
	in.Footer, in.Masthead = markdown.New(open.Edition.House).ReadAround(&open.Edition)
	return in, nil
}

// judgePreflight holds preflight against its goals, which are milliseconds: a
// person waits for it, and no peer does the same.
func (r *report) judgePreflight(add func(what, workload string, is, most float64)) {
	if whole, ok := r.look(groupPreflight, "sample", whoGalley); ok {
		add("preflight, all checks: ms", "sample", whole.Median, 25)
		add("preflight, the open item: ms", "sample", r.find(groupOpenItem, "sample", whoGalley).Median, 3)
	}
}
