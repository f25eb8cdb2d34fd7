//go:build dev && !headless

package app

import (
	"os"
	"strings"
)

// answered gives the answer to the next file dialog, when there is one: the
// paths in the file that GALLEY_ANSWER names, which is gone afterwards. Only the
// program that the tests of the desks drive has this: no test can press a
// button in a dialog of the system.
func answered() (paths []string, ok bool) {
	file := os.Getenv("GALLEY_ANSWER")
	if file == "" {
		return nil, false
	}
	data, err := os.ReadFile(file) //nolint:gosec // G304: whoever starts the program says where
	if err != nil || os.Remove(file) != nil {
		return nil, false
	}
	return strings.Fields(string(data)), true
}
