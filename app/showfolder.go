package app

import (
	"os"
	"os/exec"
	"runtime"
	"time"

	"galley/internal/fault"
)

// openerPatience is how long the system may take to say that it opened nothing:
// some openers end at once, some with the file manager.
const openerPatience = 2 * time.Second

// showFolder opens a folder in the system's file manager.
func showFolder(dir string) error {
	if info, err := os.Stat(dir); err != nil || !info.IsDir() {
		return fault.Wrap(err, fault.NotFound, dir+" is not there any more.", "Perhaps it was moved or renamed.")
	}
	program := map[string]string{"windows": "explorer", "darwin": "open"}[runtime.GOOS]
	if program == "" {
		program = "xdg-open"
	}
	return launch(program, dir, openerPatience)
}

// launch starts the program on the folder, and believes that it works when it has
// not failed by then.
func launch(program, dir string, patience time.Duration) error {
	failed := func(err error) error {
		return fault.Wrap(err, fault.NotFound, "No file manager opened.", "The folder is "+dir)
	}
	//nolint:gosec,noctx // G204: the program is one of three, and the folder was just looked at; it outlives the call
	cmd := exec.Command(program, dir)
	if err := cmd.Start(); err != nil {
		return failed(err)
	}
	ended := make(chan error, 1)
	go func() { ended <- cmd.Wait() }() // or it stays behind as a zombie
	select {
	case err := <-ended:
		if err != nil && runtime.GOOS != "windows" { // Explorer ends with 1 when all is well
			return failed(err)
		}
	case <-time.After(patience):
	}
	return nil
}
