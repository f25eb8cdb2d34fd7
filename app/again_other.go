//go:build !linux

package app

import (
	"context"
	"os"
	"os/exec"
)

// startAgain starts the program beside this one, which ends now. The store is
// closed by then.
func startAgain(program string, args []string) error {
	cmd := exec.CommandContext(context.Background(), program, args...) //nolint:gosec // G204: it is this program
	cmd.Stdout, cmd.Stderr = os.Stdout, os.Stderr
	return cmd.Start()
}
