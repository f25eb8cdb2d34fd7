package desk

import (
	"slices"
	"time"

	"galley/internal/fault"
	"galley/internal/issue"
)

// maxReason is how long the reason of a waiver may be, in bytes. It is a
// sentence, not a story.
const maxReason = 2000

// Waive accepts a finding, with the reason: for those words in that context of
// that item, or of the issue where item is empty. It travels with the issue.
func (d *Desk) Waive(id, item, check, words, context, reason string) error {
	reason = oneLine(reason)
	switch {
	case reason == "":
		return fault.New(fault.BadInput, "A waiver wants a reason.", "Say in a few words why this is all right.")
	case check == issue.MachineCheck:
		return fault.New(fault.BadInput, "What a model wrote is not waived.", "Read it, and confirm it or change it.")
	case len(reason) > maxReason:
		return fault.New(fault.BadInput, "This reason is too long.", "Say it in a sentence or two.")
	}
	if words == "" {
		context = "" // something is missing, whatever stands beside the gap
	}
	w := issue.Waiver{Check: check, Words: words, Context: context, Reason: reason, Who: d.who(), Date: d.now().Format(time.DateOnly)}
	return d.setWaivers(id, item, func(list []issue.Waiver) []issue.Waiver {
		return append(without(list, check, words, context), w)
	})
}

// Unwaive takes a waiver back.
func (d *Desk) Unwaive(id, item, check, words, context string) error {
	return d.setWaivers(id, item, func(list []issue.Waiver) []issue.Waiver { return without(list, check, words, context) })
}

// without leaves out what covers a finding; without a context, all that are of
// those words.
func without(list []issue.Waiver, check, words, context string) []issue.Waiver {
	f := issue.Finding{Check: check, Words: words, Context: context}
	return slices.DeleteFunc(slices.Clone(list), func(w issue.Waiver) bool {
		if context == "" {
			w.Context = ""
		}
		return w.Covers(&f, w.Item)
	})
}

// setWaivers changes the waivers of an item, or of the issue where item is
// empty. Everything else that the sidecar says stays as it is.
func (d *Desk) setWaivers(id, item string, change func([]issue.Waiver) []issue.Waiver) error {
	dr, err := d.turn(id)
	if err != nil {
		return err
	}
	defer dr.done()
	if item != "" && !slices.Contains(dr.kept.Rundown, item) {
		return fault.New(fault.NotFound, "This item is not in the issue any more.", "Perhaps it was removed or moved; undo puts it back.")
	}
	return dr.changeBeside(func(s *issue.Sidecar) error {
		if item == "" {
			s.Waivers = change(s.Waivers)
			return nil
		}
		return onRecord(s, item, func(r *issue.Record) error { r.Waivers = change(r.Waivers); return nil })
	})
}
