package main

import (
	"runtime"
	"slices"
	"time"
)

// runner is one of those that are compared.
type runner struct {
	name  string
	run   func(n int) (time.Duration, error) // works n times
	bytes func() int                         // of its last result; nil when there is none
}

// times gives a runner for a Go function.
func times(name string, once func() ([]byte, error)) *runner {
	size := 0
	return &runner{name: name, bytes: func() int { return size }, run: func(n int) (time.Duration, error) {
		runtime.GC() // nobody sweeps up after the one before
		began := time.Now()
		for range n {
			out, err := once()
			if err != nil {
				return 0, err
			}
			size = len(out)
		}
		return time.Since(began), nil
	}}
}

// turnTime is how long a turn lasts at least, so that the clock's grain and
// one unlucky moment do not count for much.
const turnTime = 60 * time.Millisecond

// pause is between two turns, so that what a runner's collector or compiler
// still does in the background is over.
const pause = 30 * time.Millisecond

// turns has the runners work in turns and gives the time of one piece of work,
// in milliseconds, for each runner and round.
func turns(rounds int, runners []*runner) ([][]float64, error) {
	each := make([]int, len(runners))
	for i, r := range runners { // warm up, and see how many fill a turn
		for n := 1; ; n *= 2 {
			took, err := r.run(n)
			if err != nil {
				return nil, err
			}
			if each[i] = n; took >= turnTime {
				break
			}
		}
	}
	taken := make([][]float64, len(runners))
	for range rounds {
		for i, r := range runners {
			time.Sleep(pause)
			took, err := r.run(each[i])
			if err != nil {
				return nil, err
			}
			taken[i] = append(taken[i], float64(took.Nanoseconds())/1e6/float64(each[i]))
		}
	}
	return taken, nil
}

// median gives the middle of values that are in order.
func median(sorted []float64) float64 {
	middle := len(sorted) / 2
	if len(sorted)%2 == 1 {
		return sorted[middle]
	}
	return (sorted[middle-1] + sorted[middle]) / 2
}

// row gives a runner's line of the table.
func (r *runner) row(group, workload string, taken []float64) row {
	sorted := slices.Sorted(slices.Values(taken))
	line := row{taken: taken, Group: group, Workload: workload, Who: r.name, N: len(sorted), Min: sorted[0], Median: median(sorted), Max: sorted[len(sorted)-1]}
	if r.bytes != nil {
		line.Bytes = r.bytes()
	}
	return line
}

// ratio gives how a row compares with another, turn by turn: the median of the
// ratios. What slows the machine down for a while slows both.
func (r row) ratio(other row) float64 {
	ratios := make([]float64, len(r.taken))
	for i, ms := range r.taken {
		ratios[i] = ms / other.taken[i]
	}
	slices.Sort(ratios)
	return median(ratios)
}
