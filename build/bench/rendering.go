package main

import (
	"context"
	"fmt"

	"galley/internal/email"
)

// The groups of rows, and who is in them.
const (
	groupRender  = "issue → email HTML"
	groupItem    = "one item changed, render again"
	groupProcess = "as a process"

	whoGalley    = "galley"
	whoFile      = "galley, from the file on"
	whoGoldmark  = "goldmark + GFM, bare"
	whoPremailer = "goldmark + go-premailer"
	whoJuice     = "juice"
	whoMJML      = "mjml"
	whoSparing   = "mjml, one text an item"
	whoBare      = "galley, no pictures"
)

// rendering compares the ways from copy to HTML inside a process.
func rendering(ctx context.Context, o options, repeat int, report *report) error {
	w, err := sample(ctx, repeat)
	if err != nil {
		return err
	}
	name := "sample"
	if repeat > 1 {
		name = fmt.Sprintf("×%d", repeat)
	}
	nodes, err := w.nodePeers(ctx, o, name)
	defer stopAll(nodes)
	if err != nil {
		return err
	}
	item := w.again()
	runners := []*runner{
		times(whoGalley, w.render),
		times(whoGoldmark, w.goldmark),
		item,
		times(whoFile, w.readAndRender),
		times(whoPremailer, w.premailed),
	}
	for _, n := range nodes {
		runners = append(runners, &runner{name: n.name, run: n.worker.run, bytes: func() int { return n.worker.bytes }})
	}
	taken, err := turns(o.rounds, runners)
	if err != nil {
		return err
	}
	for i, r := range runners {
		group := groupRender
		if r == item {
			group = groupItem
		}
		report.Rows = append(report.Rows, r.row(group, name, taken[i]))
	}
	return nil
}

// again renders with everything remembered but one item, which is another
// every time: what a key typed in the window costs.
func (w *workload) again() *runner {
	edition, is := *w.edition, *w.edition.Issue
	is.Items = append(is.Items[:0:0], is.Items...)
	edition.Issue = &is
	item := &is.Items[1] // a story
	copy := item.Copy
	typed := 0
	var warm email.Renderer
	warm.Render(&edition)
	return times(whoGalley, func() ([]byte, error) {
		typed++
		item.Copy = fmt.Sprintf("%s %d", copy, typed)
		return warm.Render(&edition), nil
	})
}

type nodePeer struct {
	name   string
	worker *worker
}

func stopAll(peers []nodePeer) {
	for _, p := range peers {
		p.worker.stop()
	}
}

// nodePeers starts what runs in Node. Those that were started are given even
// with an error.
func (w *workload) nodePeers(ctx context.Context, o options, name string) (peers []nodePeer, err error) {
	page, err := w.page()
	if err != nil {
		return nil, err
	}
	template, err := w.template(false)
	if err != nil {
		return nil, err
	}
	sparing, err := w.template(true)
	if err != nil {
		return nil, err
	}
	for _, p := range []struct{ name, engine, file, input string }{
		{whoJuice, "juice", "page.html", page},
		{whoMJML, "mjml", "template.mjml", template},
		{whoSparing, "mjml", "sparing.mjml", sparing},
	} {
		worker, err := startWorker(ctx, o, p.engine, name+"-"+p.file, p.input)
		if err != nil {
			return peers, err
		}
		peers = append(peers, nodePeer{p.name, worker})
	}
	return peers, nil
}
