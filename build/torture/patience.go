package main

import (
	"fmt"
	"os"
	"runtime/pprof"
	"time"
)

// How long a part may take, and an actor, before it is thought to hang. Both are
// far above what either takes on a slow machine.
const (
	partPatience  = 6 * time.Minute
	actorPatience = 3 * time.Minute
)

// watched does work, and ends this process with all its stacks when that does not
// come to an end: who waits for ever learns nothing.
func watched(what string, limit time.Duration, work func() error) error {
	late := time.AfterFunc(limit, func() {
		fmt.Fprintf(os.Stderr, "torture: %s hangs: after %v it is here:\n", what, limit)
		_ = pprof.Lookup("goroutine").WriteTo(os.Stderr, 2)
		os.Exit(3)
	})
	defer late.Stop()
	return work()
}
