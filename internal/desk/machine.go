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
	for _, a := range left {
		now = append(now, dr.machineText(was, t.Copy[a.Start:a.End], string(a.How)))
	}
	standing := len(now)
	for _, m := range was[max(0, len(was)-mostAway):] {
		// What is away may come back, from a revision for one; what was changed is another stretch now.
		away := !strings.Contains(t.Copy, m.Words) || !issue.IsStretch(m.Words)
		if away && !slices.ContainsFunc(now[:standing], func(one issue.MachineText) bool { return one.Words == m.Words || isChanged(m.Words, one.Words) }) {
			now = append(now, m)
		}
	}
	same := func(a, b issue.MachineText) bool { return a.Words == b.Words && a.Model == b.Model }
	if slices.EqualFunc(was, now, same) {
		return
	}
	r := dr.record(t.ID)
	r.Machine = now
	dr.withRecord(t.ID, &r)
}

// mostAway is how many stretches that are not in the copy an item remembers.
const mostAway = 20

// isChanged reports whether words are others after a change somewhere in them.
func isChanged(before, after string) bool {
	n := min(len(before), len(after))
	front := 0
	for front < n && before[front] == after[front] {
		front++
	}
	back := 0
	for back < n-front && before[len(before)-1-back] == after[len(after)-1-back] {
		back++
	}
	return 2*(front+back) >= len(before)
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

// machineTexts lists what of a copy a model wrote and nobody confirmed.
func (d *Desk) machineTexts(runs []issue.Run, copy string) (list []issue.MachineText) {
	for _, a := range issue.Unconfirmed(runs, copy) {
		list = append(list, issue.MachineText{Words: copy[a.Start:a.End], Model: string(a.How), Date: d.now().Format(time.DateOnly)})
	}
	return list
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
	dr.confirmed, dr.confirmedFields = map[string]confirmation{}, nil
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
		fields := dr.sidecar().Machine
		err = dr.changeBeside(func(s *issue.Sidecar) error { s.Machine = nil; return nil })
		if err == nil {
			dr.confirmedFields = fields
			is := dr.open.Edition.Issue
			for _, m := range fields {
				if m.Words == is.Subject || m.Words == is.Preheader {
					n++
				}
			}
		}
	}
	if n == 0 && err == nil {
		return 0, fault.New(fault.NotFound, "Nothing here is a model’s and unconfirmed.", "Somebody has changed or confirmed it meanwhile.")
	}
	dr.save.soon()
	return n, err
}

// confirmation is what an item was before its last confirmation.
type confirmation struct {
	version int
	by      []issue.Run
}

// UnconfirmMachine takes the last confirmation back: of an item whose copy is still as it
// was then, or of the subject and preheader where item is empty.
func (d *Desk) UnconfirmMachine(id string) error {
	dr, err := d.turn(id)
	if err != nil {
		return err
	}
	defer dr.done()
	if err := dr.mayWrite(); err != nil {
		return err
	}
	done := 0
	for item, was := range dr.confirmed {
		if t := dr.texts[item]; t != nil && t.version == was.version {
			t.By, t.saved = was.by, -1
			dr.markMachine(t)
			done++
		}
	}
	fields := dr.confirmedFields
	dr.confirmed, dr.confirmedFields = nil, nil
	if len(fields) > 0 {
		done++
		err = dr.changeBeside(func(s *issue.Sidecar) error { s.Machine = append(s.Machine, fields...); return nil })
	}
	if done == 0 && err == nil {
		return fault.New(fault.Mismatch, "The words have changed since they were confirmed.", "Change them as you like: they are yours.")
	}
	dr.save.soon()
	return err
}

// confirm confirms what stands in a stretch of a copy, or reaches into it.
func (dr *draft) confirm(t *text, in issue.Span) (n int) {
	who, before := dr.desk.who(), t.By
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
		dr.confirmed[t.ID] = confirmation{t.version, before}
		t.saved = -1 // who wrote it is kept with all of it
		dr.markMachine(t)
	}
	return n
}
