package desk

import (
	"testing"

	"galley/internal/issue"
)

// Taking back the last waiver of an item leaves what else is known of it: who
// signed it, and what a model wrote into it.
func TestUnwaiveLeavesTheRest(t *testing.T) {
	d, id, item, _, _ := withMistakes(t)
	sidecar := `{"galley": 1, "items": {"` + item + `": {"signed": {"hash": "ab", "who": "Ada", "date": "2026-11-25"},` +
		`"machine": [{"words": "Read", "model": "m", "date": "2026-11-25"}]}}}`
	dr, err := d.turn(id)
	if err != nil {
		t.Fatal(err)
	}
	dr.kept.Sidecar = sidecar
	dr.load(t.Context())
	dr.done()
	if err := d.Waive(id, item, "link.target", "#", "", "It is meant."); err != nil {
		t.Fatal(err)
	}
	if err := d.Unwaive(id, item, "link.target", "#", ""); err != nil {
		t.Fatal(err)
	}
	s, err := issue.ReadSidecar(Sidecar, []byte(kept(t, d, id).Sidecar))
	if err != nil {
		t.Fatal(err)
	}
	if r := s.Items[item]; len(r.Waivers) != 0 || r.Signed == nil || r.Signed.Who != "Ada" || len(r.Machine) != 1 {
		t.Errorf("left is %+v", r)
	}
}
