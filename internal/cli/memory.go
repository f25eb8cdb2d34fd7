package cli

import (
	"os"
	"runtime/debug"
)

// A command lives for some hundredths of a second and a few megabytes: sweeping
// them up again and again would take a third of its time. So the collector
// waits for five times what is in use instead of twice, until there is really
// much of it; a large import then stays lower than it would without a limit.
const (
	collectPercent = 400
	memoryLimit    = 128 << 20
)

// collectLess sets the collector for a short life. What the environment says
// about either stands.
func collectLess() {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(collectPercent)
	}
	if os.Getenv("GOMEMLIMIT") == "" {
		debug.SetMemoryLimit(memoryLimit)
	}
}
