//go:build !dev && !headless

package app

// answered is for the tests of the desks: see answer_dev.go.
func answered() (paths []string, ok bool) { return nil, false }
