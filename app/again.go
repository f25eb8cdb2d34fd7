package app

import (
	"os"
	"slices"
	"strconv"
	"strings"

	"galley/internal/fault"
)

// Again is how [Open] ends when the page had stopped: everything is saved, and
// Galley is to be started again once the store is closed.
type Again struct {
	times int // in the last minutes, with this one
}

func (Again) Error() string { return "The page had stopped." }

// Start starts Galley again with the arguments that it had.
func (a Again) Start(args []string) error {
	program, err := os.Executable()
	if err == nil {
		args = slices.DeleteFunc(slices.Clone(args), func(arg string) bool { return strings.HasPrefix(arg, resumeArg) })
		err = startAgain(program, append(args, resumeArg+strconv.Itoa(a.times)))
	}
	if err != nil {
		return fault.Wrap(err, fault.Internal, "The page had stopped, and Galley could not start itself again.", "Start it; everything is saved.")
	}
	return nil
}
