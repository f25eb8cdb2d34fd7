package store

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"
)

// made is a history of backups, the newest first: one every so often, by a clock
// that jumps now and then.
func made(random *rand.Rand, count int, every time.Duration, jumps bool) []Backup {
	var list []Backup
	now, base := time.Date(2026, 1, 5, 8, 0, 0, 0, time.UTC), Backup{}
	for n := range count {
		now = now.Add(every/2 + time.Duration(random.Int64N(int64(every))))
		if jumps && random.IntN(50) == 0 {
			now = now.Add([]time.Duration{-24 * time.Hour, 10 * 365 * 24 * time.Hour, -10 * 365 * 24 * time.Hour}[random.IntN(3)])
		}
		b := Backup{Name: fmt.Sprintf("%012d", n), Seq: uint64(n), Time: now, Size: 1000 + random.Int64N(100), Live: 1 << 20, Full: base.Name == "" || now.Sub(base.Time).Abs() >= fullEvery}
		if b.Full {
			b.Size, base = 10_000, b
		} else {
			b.Base = base.Name
		}
		list = append([]Backup{b}, list...)
	}
	return list
}

// What stays after each backup can always be restored, has the newest dozen, and
// fits; with a steady clock it has what was promised.
func TestRetain(t *testing.T) {
	t.Parallel()
	for seed := range uint64(12) {
		random := rand.New(rand.NewPCG(seed, 1))
		jumps := seed%2 == 1
		all := made(random, 1500, []time.Duration{5 * time.Minute, time.Hour, 6 * time.Hour}[seed%3], jumps)
		var have []Backup
		for _, b := range slices.Backward(all) {
			have = append([]Backup{b}, have...)
			gone := outlived(have)
			have = slices.DeleteFunc(have, func(b Backup) bool {
				return slices.ContainsFunc(gone, func(g Backup) bool { return g.Name == b.Name })
			})
		}
		bounded(t, have)
		for i := range min(atLeast, len(all)) {
			if have[i].Name != all[i].Name {
				t.Fatalf("seed %d: the newest dozen is not there", seed)
			}
		}
		if !jumps {
			promised(t, all, have)
		}
	}
}

func bounded(t *testing.T, have []Backup) {
	t.Helper()
	names, total := map[string]bool{}, int64(0)
	for _, b := range have {
		names[b.Name] = b.Full
		total += b.Size
	}
	for _, b := range have {
		if !b.Full && !names[b.Base] {
			t.Fatalf("%s has lost %s", b.Name, b.Base)
		}
	}
	if total > leastKept || len(have) > 250 {
		t.Fatalf("%d backups are %d bytes", len(have), total)
	}
}

// promised: for each hour, day and week of which there was a backup in its time, one is there.
func promised(t *testing.T, all, have []Backup) {
	t.Helper()
	const day = 24 * time.Hour
	for _, rule := range []struct{ until, of time.Duration }{{time.Hour, time.Second}, {day, time.Hour}, {14 * day, day}, {91 * day, 7 * day}} {
		for _, b := range all {
			age := all[0].Time.Sub(b.Time)
			if age > rule.until {
				break
			}
			in := func(o Backup) bool {
				return o.Time.Unix()/int64(rule.of/time.Second) == b.Time.Unix()/int64(rule.of/time.Second)
			}
			if !slices.ContainsFunc(have, in) {
				t.Fatalf("nothing is left of the %v of %v", rule.of, age)
			}
		}
	}
}

// Where the room is less than all of it the oldest go first, and never the last
// full one.
func TestRetainFits(t *testing.T) {
	t.Parallel()
	list := made(rand.New(rand.NewPCG(1, 1)), 30, time.Hour, false)
	for i := range list {
		list[i].Size *= 1000
	}
	full := fullOf(list)
	gone := outlived(list)
	if len(gone) == 0 || len(gone) == len(list) {
		t.Fatalf("%d of %d go", len(gone), len(list))
	}
	for _, b := range gone {
		if b.Name == full.Name || b.Name == list[0].Name {
			t.Errorf("%s goes", b.Name)
		}
	}
}

// A clock that was set takes nothing away.
func TestRetainByNoClock(t *testing.T) {
	t.Parallel()
	list := made(rand.New(rand.NewPCG(3, 1)), 200, 20*time.Minute, false)
	gone := len(outlived(list))
	for _, jump := range []time.Duration{10 * 365 * 24 * time.Hour, -24 * time.Hour} {
		next := Backup{Name: "next", Seq: 1000, Full: true, Size: 1, Time: list[0].Time.Add(jump)}
		if now := len(outlived(append([]Backup{next}, list...))); now > gone+1 { // one leaves the newest dozen
			t.Errorf("after %v %d go, and %d before", jump, now, gone)
		}
	}
}
