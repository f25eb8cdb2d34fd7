package issue

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"
)

var noon = time.Date(2026, 11, 26, 12, 0, 0, 0, time.UTC)

// manyMoments is a year of work with a clock that jumps.
func manyMoments(random *rand.Rand) []Moment {
	at := noon.Add(-400 * 24 * time.Hour)
	var list []Moment
	for seq := range 1 + random.IntN(300) {
		at = at.Add(time.Duration(random.ExpFloat64() * float64(30*time.Hour)))
		switch random.IntN(40) {
		case 0:
			at = at.Add(-24 * time.Hour)
		case 1:
			at = at.Add(40 * 24 * time.Hour)
		}
		list = append(list, Moment{ID: fmt.Sprint(seq), Time: at, Seq: uint64(seq / 2), Held: random.IntN(20) == 0})
	}
	random.Shuffle(len(list), func(i, j int) { list[i], list[j] = list[j], list[i] })
	return list
}

// What has to stay does, whatever the clocks say; what went has one after it
// that stands for it; and thinning again takes nothing more.
func TestThin(t *testing.T) {
	for seed := range uint64(500) {
		random := rand.New(rand.NewPCG(seed, 7))
		all := manyMoments(random)
		now := noon.Add([]time.Duration{0, -24 * time.Hour, 10 * 365 * 24 * time.Hour}[seed%3])
		gone := map[string]bool{}
		for _, id := range Thin(all, now) {
			gone[id] = true
		}
		kept := slices.DeleteFunc(slices.Clone(all), func(m Moment) bool { return gone[m.ID] })
		if len(kept)+len(gone) != len(all) || len(kept) == 0 {
			t.Fatalf("seed %d: %d kept, %d gone of %d", seed, len(kept), len(gone), len(all))
		}
		for _, m := range all {
			if gone[m.ID] {
				wentRightly(t, m, kept, now)
			}
		}
		if again := Thin(kept, now); len(again) > 0 {
			t.Errorf("seed %d: thinned again, %d more go", seed, len(again))
		}
	}
}

func wentRightly(t *testing.T, m Moment, kept []Moment, now time.Time) {
	t.Helper()
	age := now.Sub(m.Time)
	step := time.Hour
	if age >= 7*24*time.Hour {
		step = 24 * time.Hour
	}
	newer := func(k Moment) bool { return k.Seq > m.Seq || k.Seq == m.Seq && !k.Time.Before(m.Time) }
	stands := func(k Moment) bool {
		return newer(k) && k.Time.UTC().Truncate(step).Equal(m.Time.UTC().Truncate(step))
	}
	if m.Held || age < 24*time.Hour || !slices.ContainsFunc(kept, stands) || !slices.ContainsFunc(kept, newer) {
		t.Errorf("%+v went at %v", m, now)
	}
	if !slices.ContainsFunc(kept, func(k Moment) bool { return !newer(k) }) {
		t.Errorf("%+v was the first one", m)
	}
}

// A clock that is ahead when it thins, or was when they were cut.
func TestThinByTheRule(t *testing.T) {
	at := func(seq int, ago time.Duration) Moment {
		return Moment{ID: fmt.Sprint(seq), Seq: uint64(seq), Time: noon.Add(-ago)}
	}
	const hour, day = time.Hour, 24 * time.Hour
	list := []Moment{
		at(1, 30*day+2*hour), at(2, 30*day+hour), at(3, 30*day), // of a day: the first one and the last
		at(4, 2*day+2*time.Minute), at(5, 2*day+time.Minute), at(6, 2*day), // 6 is in the next hour
		at(7, 3*time.Minute), at(8, 2*time.Minute), at(9, -9*day), at(10, -9*day-time.Minute),
	}
	if got := Thin(list, noon); !slices.Equal(got, []string{"4", "2"}) {
		t.Errorf("went %v", got)
	}
	list[1].Held = true
	if got := Thin(list, noon); !slices.Equal(got, []string{"4"}) {
		t.Errorf("with a mark went %v", got)
	}
	if got := Thin(list[:1], noon.Add(10*365*day)); got != nil {
		t.Errorf("the only one went: %v", got)
	}
}
