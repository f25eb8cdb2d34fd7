package desk

import (
	"galley/internal/fault"
)

// mayWrite refuses to change an issue that came in a review file, and is only read
// here: what is said beside its copy can be sent back, its copy is its writer's.
func (dr *draft) mayWrite() error {
	if !dr.kept.Guest {
		return nil
	}
	return fault.New(fault.Denied, "This issue is only read here.", "Suggest edits and comment; or press “Edit it here”, and what you change goes back with the rest.")
}

// TakePart lets an issue that came in a review file be edited here.
func (d *Desk) TakePart(id string) error {
	dr, err := d.turn(id)
	if err != nil {
		return err
	}
	defer dr.done()
	if !dr.kept.Guest {
		return nil
	}
	dr.kept.Guest, dr.save.issue = false, true
	if err := dr.save.write(nil); err != nil {
		dr.kept.Guest = true
		return err
	}
	return nil
}
