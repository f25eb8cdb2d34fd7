//go:build headless

package app

import (
	"context"
	"io"

	"galley/internal/fault"
)

// Wanted reports whether args ask for the window: never here, as none is
// built in.
func Wanted([]string) bool { return false }

// Open has no window to show.
func Open(context.Context, Desk, []byte, io.Writer) error {
	return fault.New(fault.NotFound, "This Galley has no window.", "galley --help lists its commands.")
}
