package issue

import (
	"cmp"
	"slices"
	"strings"
	"time"
)

// How long revisions stay: all of a day, then one an hour for a week, then one
// a day for ever.
const (
	allKept    = 24 * time.Hour
	hourlyKept = 7 * 24 * time.Hour

	// leap is how long ago the newest one may be. With a longer pause the clock may
	// have been set ahead: ages are reckoned from that one then, and what was
	// written last stays as it is.
	leap = 31 * 24 * time.Hour
)

// Moment is what thinning asks of a revision.
type Moment struct {
	ID   string
	Time time.Time
	Seq  uint64
	Held bool // it is marked, or the working text names it

	Author string
}

// Thin names those of an item's revisions that need not be kept. The first and
// the newest one always are, and what is held. What is newer is told by Seq. A
// clock may have been ahead, so a time to come counts as now: of such revisions
// all are kept until their time has passed.
func Thin(all []Moment, now time.Time) (ids []string) {
	all = slices.Clone(all)
	slices.SortFunc(all, func(a, b Moment) int {
		return cmp.Or(cmp.Compare(b.Seq, a.Seq), b.Time.Compare(a.Time), strings.Compare(a.ID, b.ID))
	})
	if len(all) > 0 && now.Sub(all[0].Time) > leap {
		now = all[0].Time
	}
	taken := map[time.Time]bool{} // hours, and days of the older ones
	for i := range all {
		m := &all[i]
		if strings.HasPrefix(m.Author, Outside) { // it may be the only place in which that text is
			continue
		}
		age := now.Sub(m.Time)
		if age < allKept {
			continue
		}
		span := m.Time.UTC().Truncate(time.Hour)
		if age >= hourlyKept {
			span = dayOf(m.Time)
		}
		if !taken[span] || m.Held || i == 0 || i == len(all)-1 {
			taken[span] = true
			continue
		}
		ids = append(ids, m.ID)
	}
	return ids
}

// dayOf gives noon and a bit, which is no hour's beginning: days and hours stand
// in one map.
func dayOf(t time.Time) time.Time {
	return t.UTC().Truncate(24 * time.Hour).Add(12*time.Hour + time.Minute)
}
