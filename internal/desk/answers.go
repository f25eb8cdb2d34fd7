package desk

import (
	"cmp"
	"encoding/json"
	"maps"
	"slices"
	"time"

	"galley/internal/issue"
	"galley/internal/linkcheck"
)

// What addresses answered is kept as one setting, for all issues together: the
// same pages are linked again and again. Addresses may hold what opens a door, a
// link to a shared page for one, and where they ended may as well; so they are
// kept where the issues are and nowhere else, and no longer than they are true.

const (
	keptLinks   = "links"        // the setting
	mostAnswers = 2000           // that are kept, the newest
	answersSize = 512 << 10      // bytes of them, as JSON
	stillTrue   = 24 * time.Hour // after which an answer says nothing about today
)

// answers gives what is kept, by the address that was asked for; what cannot be
// read can be asked again.
func (d *Desk) answers() map[string]linkcheck.Answer {
	all := map[string]linkcheck.Answer{}
	text, err := d.Store.Setting(keptLinks)
	if err != nil || text == "" {
		return all
	}
	var list []linkcheck.Answer
	if json.Unmarshal([]byte(text), &list) != nil {
		return all
	}
	now := d.now()
	for _, a := range list {
		if !a.Checked.After(now) { // a clock was put back; it would stay the newest for ever
			all[a.URL] = a
		}
	}
	return all
}

// linkAnswers gives what an issue's links answered within the last day, by the
// links as they stand in it.
func (d *Desk) linkAnswers(o *Open) map[string]linkcheck.Answer {
	all := d.answers()
	if len(all) == 0 {
		return nil
	}
	now := d.now()
	reached := map[string]linkcheck.Answer{}
	for _, raw := range o.addresses() {
		if a, ok := all[linkcheck.Address(raw)]; ok && now.Sub(a.Checked) < stillTrue {
			reached[raw] = a
		}
	}
	return reached
}

// keepAnswers keeps what was answered with what is kept already and still true.
func (d *Desk) keepAnswers(answers map[string]linkcheck.Answer) error {
	d.answered.Lock()
	defer d.answered.Unlock()
	all, before := d.answers(), d.answers()
	for _, a := range answers {
		if a.Asked() {
			all[a.URL] = a
		}
	}
	now := d.now()
	maps.DeleteFunc(all, func(_ string, a linkcheck.Answer) bool { return now.Sub(a.Checked) >= stillTrue })
	if maps.Equal(all, before) {
		return nil
	}
	list := slices.SortedFunc(maps.Values(all), func(a, b linkcheck.Answer) int {
		return cmp.Or(b.Checked.Compare(a.Checked), cmp.Compare(a.URL, b.URL))
	})
	text, err := encodeAnswers(list)
	if err != nil {
		return err
	}
	return d.Store.Keep(issue.Batch{Settings: map[string]string{keptLinks: text}})
}

// encodeAnswers writes as many answers as there is room for, the first ones.
func encodeAnswers(list []linkcheck.Answer) (string, error) {
	kept, size := []json.RawMessage{}, 0
	for i := range list[:min(len(list), mostAnswers)] {
		one, err := json.Marshal(&list[i])
		if err != nil {
			return "", err
		}
		if size += len(one) + 1; size > answersSize {
			break
		}
		kept = append(kept, one)
	}
	text, err := json.Marshal(kept)
	return string(text), err
}
