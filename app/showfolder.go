package app

import (
	"os"
	"os/exec"
	"runtime"

	"galley/internal/fault"
)

// showFolder opens a folder in the system's file manager and does not wait for
// it.
func showFolder(dir string) error {
	if info, err := os.Stat(dir); err != nil || !info.IsDir() {
		return fault.Wrap(err, fault.NotFound, dir+" is not there any more.", "Perhaps it was moved or renamed.")
	}
	program := map[string]string{"windows": "explorer", "darwin": "open"}[runtime.GOOS]
	if program == "" {
		program = "xdg-open"
	}
	//nolint:gosec,noctx // G204: the program is one of three, and the folder was just looked at; it outlives the call
	cmd := exec.Command(program, dir)
	if err := cmd.Start(); err != nil {
		return fault.Wrap(err, fault.NotFound, "No file manager opened.", "The folder is "+dir)
	}
	go func() { _ = cmd.Wait() }() // or it stays behind as a zombie
	return nil
}
