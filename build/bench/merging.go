package main

import (
	"context"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"galley/internal/issue"
)

const (
	groupDiff  = "two versions compared by word"
	groupMerge = "two versions merged, 200 edits each"

	workReal  = "real issue"
	workWords = "5,000 words"
)

// merging measures how long it takes to see what differs in an issue in which 200
// places were edited, and to merge what two people made of one.
func merging(ctx context.Context, o options, report *report, progress io.Writer) error {
	_, _ = fmt.Fprintln(progress, "diff and merge")
	rnd := rand.New(rand.NewPCG(74, 7)) //nolint:gosec // G404: the same edits every time
	texts := map[string]string{}
	w, err := sample(ctx, 1)
	if err != nil {
		return err
	}
	texts["sample"] = string(w.file)
	// A real issue lies beside the project where it is developed; it is no part of it.
	if found, _ := filepath.Glob("../shared/real-issue/*.txt"); len(found) > 0 {
		data, err := os.ReadFile(found[0])
		if err != nil {
			return err
		}
		texts[workReal] = string(data)
	}
	for _, name := range []string{"sample", workReal} {
		old, ok := texts[name]
		if !ok {
			continue
		}
		new := retyped(rnd, old, 200)
		r := times(whoGalley, func() ([]byte, error) { issue.Diff(old, new); return nil, nil })
		if err := report.alone(o, r, groupDiff, name); err != nil {
			return err
		}
	}
	base, err := longIssue(ctx)
	if err != nil {
		return err
	}
	mine, theirs := reworked(rnd, base), reworked(rnd, base)
	r := times(whoGalley, func() ([]byte, error) { issue.Merge(base, mine, theirs); return nil, nil })
	return report.alone(o, r, groupMerge, workWords)
}

// alone measures one that nobody is compared with.
func (r *report) alone(o options, who *runner, group, workload string) error {
	taken, err := turns(o.rounds, []*runner{who})
	if err != nil {
		return err
	}
	r.Rows = append(r.Rows, who.row(group, workload, taken[0]))
	return nil
}

// longIssue is the sample over and over, to 5,000 words.
func longIssue(ctx context.Context) (*issue.Version, error) {
	w, err := sample(ctx, 10)
	if err != nil {
		return nil, err
	}
	is, words := *w.edition.Issue, 0
	for i := range is.Items {
		is.Items[i].ID = fmt.Sprintf("item%d", i)
		if words += issue.CountWords(is.Items[i].Copy); words >= 5000 {
			is.Items = is.Items[:i+1]
			break
		}
	}
	if words < 5000 {
		return nil, fmt.Errorf("%d words are no long issue", words)
	}
	return &issue.Version{Issue: &is}, nil
}

// reworked gives a version with 200 edits in it.
func reworked(rnd *rand.Rand, v *issue.Version) *issue.Version {
	is := *v.Issue
	is.Items = slices.Clone(is.Items)
	for range 200 {
		item := &is.Items[rnd.IntN(len(is.Items))]
		item.Copy = retyped(rnd, item.Copy, 1)
	}
	return &issue.Version{Issue: &is}
}

// retyped gives a text in which words were put in, taken out or exchanged.
func retyped(rnd *rand.Rand, text string, edits int) string {
	words := strings.SplitAfter(text, " ")
	for i := range edits {
		at := rnd.IntN(len(words))
		switch fresh := fmt.Sprintf("word%d ", i); rnd.IntN(3) {
		case 0:
			words[at] = ""
		case 1:
			words[at] = fresh
		default:
			words[at] += fresh
		}
	}
	return strings.Join(words, "")
}

// judgeMerging holds both against their goals, which are milliseconds: a person
// waits for them.
func (r *report) judgeMerging(add func(what, workload string, is, most float64)) {
	for _, workload := range []string{"sample", workReal} {
		if line, ok := r.look(groupDiff, workload, whoGalley); ok {
			add("versions compared by word: ms", workload, line.Median, 10)
		}
	}
	if line, ok := r.look(groupMerge, workWords, whoGalley); ok {
		add("versions merged: ms", workWords, line.Median, 50)
	}
}
