//go:build headless

package main

import "context"

// openWindow has none to open: what opens the window, and WebKit with it, is not
// linked into the terminal program.
func openWindow(context.Context, []string) (status int, opened bool) { return 0, false }
