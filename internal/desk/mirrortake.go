package desk

import "galley/internal/fault"

// TakeOutside makes the text of a revision that was kept beside an item's the
// item's own. What was there before is in its history.
func (d *Desk) TakeOutside(id, item, revision string) error {
	dr, err := d.turn(id)
	if err != nil {
		return err
	}
	defer dr.done()
	t, i, err := dr.item(item)
	if err != nil {
		return err
	}
	r, err := d.Store.Revision(id, item, revision)
	if err != nil {
		return err
	}
	if i >= len(dr.open.Edition.Issue.Items) {
		return fault.New(fault.Busy, "This issue cannot be changed now.", "Try again in a moment.")
	}
	if err := dr.cut(func(other *text) bool { return other == t }); err != nil {
		return err
	}
	dr.write(t, i, r.Copy)
	if err := dr.save.write(nil); err != nil {
		return err
	}
	dr.desk.tell(Heard{Outside: &Outside{Kind: OutsideCame, Issue: id}})
	return nil
}
