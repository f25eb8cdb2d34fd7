package desk

import (
	"fmt"
	"slices"

	"galley/internal/fault"
	"galley/internal/issue"
)

// stepped is what an item was before the last step that somebody took with it, or
// the issue before it was signed.
type stepped struct {
	state    issue.State
	signed   *issue.SignOff
	step     issue.Step // the one that was taken
	snapshot string     // of the issue's sign-off
}

// remember keeps what the last step can be taken back to, as long as the issue is
// open.
func (dr *draft) remember(item string, was stepped) {
	if dr.stepped == nil {
		dr.stepped = map[string]stepped{}
	}
	dr.stepped[item] = was
}

// Unstep takes back the last step of an item, or the issue's sign-off when item is
// empty: it is as far as it was, signed by whoever had signed it then, and the step
// is told no more. When something came of it since, it stays.
func (d *Desk) Unstep(id, item string) (RundownView, error) {
	dr, err := d.turn(id)
	if err != nil {
		return RundownView{}, err
	}
	defer dr.done()
	if err := dr.unstep([]string{item}); err != nil {
		return RundownView{}, err
	}
	return dr.rundownView(item), nil
}

// unstep does so with several. It is the caller's turn.
func (dr *draft) unstep(items []string) error {
	now := map[string]issue.State{}
	err := dr.changeBeside(func(s *issue.Sidecar) error {
		for _, item := range items {
			was, ok := dr.stepped[item]
			if item == "" {
				if !ok || s.Signed == nil || s.Signed.Snapshot != was.snapshot {
					return wentOn("The issue")
				}
				s.Signed = was.signed
				continue
			}
			t, _, err := dr.item(item)
			if err != nil {
				return err
			}
			steps := s.Items[item].Steps
			if !ok || len(steps) == 0 || !isStep(&steps[len(steps)-1], &was.step) {
				return wentOn("“" + dr.nameOf(t) + "”")
			}
			now[item] = t.State
			t.State, t.saved = was.state, -1
			_ = onRecord(s, item, func(r *issue.Record) error {
				r.Steps, r.Signed = slices.Clone(steps[:len(steps)-1]), was.signed
				return nil
			})
		}
		return nil
	})
	if err != nil {
		for item, state := range now {
			dr.texts[item].State = state
		}
		return err
	}
	for _, item := range items {
		delete(dr.stepped, item)
	}
	return nil
}

func isStep(a, b *issue.Step) bool {
	return a.State == b.State && a.Who == b.Who && a.Time.Equal(b.Time) && a.Auto == b.Auto
}

func wentOn(what string) error {
	return fault.New(fault.Mismatch, fmt.Sprintf("%s has gone on since.", what), "Nothing was taken back; the rundown has its state.")
}
