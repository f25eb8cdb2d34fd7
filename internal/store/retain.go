package store

import (
	"path"
	"slices"
	"time"
)

const (
	// atLeast is how many of the newest backups stay whatever the clock says.
	atLeast = 12

	// timesLive bounds all backups together, in multiples of the live data, and
	// leastKept is where that bound begins: a store of a few letters may have
	// more backups of it than three.
	timesLive = 3
	leastKept = 8 << 20

	// leap is the longest pause between two backups that is believed: with a
	// longer one, or one backwards, the clock was set, and no time went by.
	leap = 31 * 24 * time.Hour
)

// Retain takes away the backups that are not worth their room any more: kept are
// all of the last hour, one an hour for a day, one a day for two weeks, one a
// week for a quarter, and the newest dozen; never is the last full one taken, nor
// one that another is built on.
func (s *Store) Retain() error {
	s.backing.Lock()
	defer s.backing.Unlock()
	done, err := s.use()
	if err != nil {
		return err
	}
	defer done()
	list, err := Backups(s.dir)
	if err != nil {
		return err
	}
	for _, b := range outlived(list) {
		if err := s.root.Remove(path.Join(backupsDir, b.Name)); err != nil {
			return said(err, s.dir)
		}
	}
	return nil
}

// outlived says which backups of a list, the newest first, may go. Ages are
// reckoned from one backup to the next and not from now, since a clock that was
// set ten years ahead would let them all be old.
func outlived(list []Backup) (gone []Backup) {
	keep := make([]bool, len(list))
	seen := map[slot]bool{}
	var age time.Duration
	good := 0    // that can be restored
	stretch := 0 // between two jumps of the clock
	for i, b := range list {
		if i > 0 {
			pause := list[i-1].Time.Sub(b.Time)
			if pause < 0 || pause > leap {
				stretch++
			} else {
				age += pause
			}
		}
		where, wanted := slotOf(age, b.Time, stretch)
		if b.Problem == nil {
			good++
		}
		keep[i] = b.Problem == nil && good <= atLeast || wanted && (where.of == 0 || !seen[where])
		seen[where] = true
	}
	fit(list, keep)
	for i := range list {
		if !keep[i] {
			gone = append(gone, list[i])
		}
	}
	return gone
}

// slot is an hour, a day or a week, of which the newest backup is kept. They are
// the calendar's: those that went along with the age would be emptied by it.
type slot struct {
	of      time.Duration
	number  int64
	stretch int
}

func slotOf(age time.Duration, t time.Time, stretch int) (s slot, wanted bool) {
	const day = 24 * time.Hour
	var of time.Duration
	switch {
	case age <= time.Hour:
		return slot{stretch: stretch}, true
	case age <= day:
		of = time.Hour
	case age <= 14*day:
		of = day
	case age <= 91*day:
		of = 7 * day
	default:
		return slot{of: -1}, false
	}
	return slot{of, t.Unix() / int64(of/time.Second), stretch}, true
}

// fit keeps what is needed, and has the oldest go while all are too much.
func fit(list []Backup, keep []bool) {
	full := slices.IndexFunc(list, func(b Backup) bool { return b.Full && b.Problem == nil })
	total, limit := int64(0), int64(leastKept)
	needed := map[string]int{} // full ones, by how many are built on them
	if full >= 0 {
		keep[full] = true
		limit = max(limit, timesLive*list[full].Live)
	}
	for i, b := range list {
		if keep[i] && !b.Full {
			needed[b.Base]++
		}
	}
	for i, b := range list {
		keep[i] = keep[i] || b.Full && needed[b.Name] > 0
		if keep[i] && b.Problem == nil {
			total += b.Size
		}
	}
	for again := true; again && total > limit; { // a full one comes free when the last that is built on it goes
		again = false
		for i := len(list) - 1; i > 0 && total > limit; i-- {
			b := list[i]
			if !keep[i] || i == full || b.Full && needed[b.Name] > 0 {
				continue
			}
			keep[i], again = false, true
			if b.Problem == nil {
				total -= b.Size
			}
			if !b.Full {
				needed[b.Base]--
			}
		}
	}
}
