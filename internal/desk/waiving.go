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
	case len(reason) > maxReason:
		return fault.New(fault.BadInput, "This reason is too long.", "Say it in a sentence or two.")
	}
	if words == "" {
		context = "" // something is missing, whatever stands beside the gap
	}
	w := issue.Waiver{Check: check, Words: words, Context: context, Reason: reason, Who: d.Author, Date: d.now().Format(time.DateOnly)}
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
	s, err := issue.ReadSidecar(Sidecar, []byte(dr.kept.Sidecar))
	if err != nil {
		return err // of a newer Galley, perhaps: it is not written over
	}
	changeWaivers(s, item, change)
	text, err := s.Bytes()
	if err != nil {
		return err
	}
	if _, err := issue.ReadSidecar(Sidecar, text); err != nil { // more than is ever read again
		return fault.New(fault.BadInput, "This issue has more waivers than Galley keeps.", "Take back some that you need no more.")
	}
	before, was := dr.kept.Sidecar, dr.open.sidecar
	dr.kept.Sidecar, dr.open.sidecar = bareSidecar(string(text)), s
	dr.save.issue = true
	if err := dr.save.write(nil); err != nil {
		dr.kept.Sidecar, dr.open.sidecar = before, was
		return err
	}
	return nil
}

// changeWaivers changes those of an item in a sidecar, or of the issue where item
// is empty. An item of which nothing is left to say has no record.
func changeWaivers(s *issue.Sidecar, item string, change func([]issue.Waiver) []issue.Waiver) {
	if item == "" {
		s.Waivers = change(s.Waivers)
		return
	}
	if s.Items == nil {
		s.Items = map[string]issue.Record{}
	}
	record := s.Items[item]
	record.Waivers = change(record.Waivers)
	s.Items[item] = record
	if record.IsZero() {
		delete(s.Items, item)
	}
}
