package app

import (
	"os"
	"syscall"
)

// startAgain puts the new program into this one's process: whoever waits for
// Galley to end, a shell or a sandbox, goes on waiting. What this one had open,
// the lock of the store and its name on the bus too, goes with it.
func startAgain(program string, args []string) error {
	return syscall.Exec(program, append([]string{program}, args...), os.Environ()) //nolint:gosec // G204: it is this program
}
