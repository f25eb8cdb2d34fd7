package desk

import (
	"sync"
	"testing"

	"galley/internal/fault"
)

// Whoever types, judges, simulates, spells and waives at a time comes to no
// harm: run with -race, this holds that what they share is locked.
func TestPreflightTogether(t *testing.T) {
	d, view := writingDesk(t)
	id, item, text := view.Issue, view.Copies[0].ID, view.Copies[0].Copy
	var all sync.WaitGroup
	again := func(do func(round int) error) {
		all.Go(func() {
			for round := range 8 {
				if err := do(round); err != nil && fault.Of(err).Code != fault.Cancelled {
					t.Errorf("round %d: %v", round, err)
				}
			}
		})
	}
	again(func(round int) error {
		_, err := d.Retype(id, item, text+"\n\nIda Voss of TideWatch.\n\n"[:round+4])
		return err
	})
	again(func(int) error { _, err := d.Flight(t.Context(), id); return err })
	again(func(round int) error { _, err := d.CheckItem(id, item, round); return err })
	again(func(int) error { _, err := d.Simulate(t.Context(), id, "gmail"); return err })
	again(func(int) error { _, err := d.Lexicon(id); return err })
	again(func(int) error { return d.Waive(id, item, "link.target", "#", "", "It is meant.") })
	again(func(int) error { return d.Unwaive(id, item, "link.target", "#", "") })
	all.Wait()
}
