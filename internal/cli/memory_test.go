package cli

import (
	"runtime/debug"
	"testing"
)

// TestCollectLess holds that a command has a collector of its own, and that
// who says something else in the environment has the last word.
func TestCollectLess(t *testing.T) {
	percent, limit := debug.SetGCPercent(100), debug.SetMemoryLimit(-1)
	t.Cleanup(func() {
		debug.SetGCPercent(percent)
		debug.SetMemoryLimit(limit)
	})
	const ownPercent, ownLimit = 100, 1 << 30 // as the runtime read them from the environment
	for _, c := range []struct {
		gogc, gomemlimit string
		percent          int
		limit            int64
	}{
		{"", "", collectPercent, memoryLimit},
		{"100", "", ownPercent, memoryLimit},
		{"", "1GiB", collectPercent, ownLimit},
		{"100", "1GiB", ownPercent, ownLimit},
	} {
		t.Setenv("GOGC", c.gogc)
		t.Setenv("GOMEMLIMIT", c.gomemlimit)
		debug.SetGCPercent(ownPercent)
		debug.SetMemoryLimit(ownLimit)
		if status, _, stderr := galley(t, "version"); status != 0 {
			t.Fatal(stderr)
		}
		if got := debug.SetMemoryLimit(-1); got != c.limit {
			t.Errorf("GOGC=%q GOMEMLIMIT=%q: a limit of %d bytes, want %d", c.gogc, c.gomemlimit, got, c.limit)
		}
		if got := debug.SetGCPercent(ownPercent); got != c.percent {
			t.Errorf("GOGC=%q GOMEMLIMIT=%q: %d per cent, want %d", c.gogc, c.gomemlimit, got, c.percent)
		}
	}
}
