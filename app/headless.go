//go:build headless

package app

import (
	"context"
	"io"

	"galley/internal/fault"
)

// Open has no window to show.
func Open(context.Context, Desk, Asked, string, []byte, io.Writer) error {
	return fault.New(fault.NotFound, "This Galley has no window.", "galley --help lists its commands.")
}
