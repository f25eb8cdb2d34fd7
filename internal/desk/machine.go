package desk

import (
	"slices"
	"strings"
	"time"

	"galley/internal/fault"
	"galley/internal/issue"
)

// What a model wrote is known by range, as who wrote what is (issue.Run). What of it
// nobody has confirmed stands in the item's record as well (issue.MachineText), from
// where preflight has it, the mirror, and other desks: the runs are what is so, and
// the record follows them.

// markMachine brings an item's record up to its runs. Where none of these is a model's
// the record stays as it is: what it says of words that are not there is true again when
// they come back.
func (dr *draft) markMachine(t *text) {
	if !slices.ContainsFunc(t.By, func(r issue.Run) bool { _, _, is := r.How.Model(); return is }) {
		return // as with nearly every key
	}
	was := dr.record(t.ID).Machine
	left := issue.Unconfirmed(t.By, t.Copy)
	var now []issue.MachineText
	for _, m := range was {
		if !issue.IsStretch(m.Words) { // of another program: the runs know nothing of it
			now = append(now, m)
		}
	}
	for _, a := range left {
		now = append(now, dr.machineText(was, t.Copy[a.Start:a.End], string(a.How)))
	}
	same := func(a, b issue.MachineText) bool { return a.Words == b.Words && a.Model == b.Model }
	if slices.EqualFunc(was, now, same) {
		return
	}
	r := dr.record(t.ID)
	r.Machine = now
	dr.withRecord(t.ID, &r)
}

// machineText says that a model wrote words: since when, another entry may know.
func (dr *draft) machineText(known []issue.MachineText, words, model string) issue.MachineText {
	m := issue.MachineText{Words: words, Model: model, Date: dr.desk.now().Format(time.DateOnly)}
	for i := range known {
		if known[i].Model == model {
			m.Date = known[i].Date
		}
		if known[i].Model == model && known[i].Words == words {
			return known[i]
		}
	}
	return m
}

// settleMachine has the runs know what a record that came from elsewhere says of a
// model's words, and brings all records up to them.
func (dr *draft) settleMachine() {
	for _, id := range dr.kept.Rundown {
		t := dr.texts[id]
		if t == nil {
			continue
		}
		for _, m := range dr.record(id).Machine {
			at := strings.Index(t.Copy, m.Words)
			if !issue.IsStretch(m.Words) || at < 0 {
				continue
			}
			span := issue.Span{Start: at, End: at + len(m.Words)}
			known := slices.ContainsFunc(issue.RunsIn(t.By, span), func(a issue.Authored) bool {
				_, _, is := a.How.Model()
				return is
			})
			if !known {
				t.By = issue.Recredit(t.By, t.Copy, "", issue.HowModel+issue.How(m.Model), span)
			}
		}
		dr.markMachine(t)
	}
}

// ConfirmMachine says that this desk's person read what a model wrote and lets it
// stand: what of an item's copy is at the place, in UTF-16 units of the version that
// the page knows; all of the item where start is below zero. Where item is empty it is
// the subject and the preheader, and with start below zero all of the issue. It gives
// how many stretches.
func (d *Desk) ConfirmMachine(id, item string, version, start, end int) (n int, err error) {
	dr, err := d.turn(id)
	if err != nil {
		return 0, err
	}
	defer dr.done()
	if err := dr.mayWrite(); err != nil {
		return 0, err
	}
	if err := dr.unreadBeside(); err != nil {
		return 0, err
	}
	items := []string{item}
	if item == "" {
		items = nil
		if start < 0 {
			items = dr.kept.Rundown
		}
	}
	for _, id := range items {
		t, _, err := dr.item(id)
		if err != nil {
			return n, err
		}
		span := issue.Span{End: len(t.Copy)}
		if item != "" && start >= 0 {
			if span, err = t.span(version, start, end); err != nil {
				return n, err
			}
		}
		n += dr.confirm(t, span)
	}
	if item == "" && len(dr.sidecar().Machine) > 0 {
		err = dr.changeBeside(func(s *issue.Sidecar) error {
			n += len(s.Machine)
			s.Machine = nil
			return nil
		})
	}
	if n == 0 && err == nil {
		return 0, fault.New(fault.NotFound, "Nothing here is a model’s and unconfirmed.", "Somebody has changed or confirmed it meanwhile.")
	}
	dr.save.soon()
	return n, err
}

// confirm confirms what stands in a stretch of a copy, or reaches into it.
func (dr *draft) confirm(t *text, in issue.Span) (n int) {
	who := dr.desk.who()
	for _, a := range issue.Unconfirmed(t.By, t.Copy) {
		if a.Start > in.End || a.End < in.Start {
			continue
		}
		n++
		at := 0
		for _, r := range slices.Clone(t.By) {
			span := issue.Span{Start: max(at, a.Start), End: min(at+r.Bytes, a.End)}
			if name, confirmed, is := r.How.Model(); is && !confirmed {
				t.By = issue.Recredit(t.By, t.Copy, who, issue.HowConfirmed+issue.How(name), span)
			}
			at += r.Bytes
		}
	}
	if n > 0 {
		t.saved = -1 // who wrote it is kept with all of it
		dr.markMachine(t)
	}
	return n
}
