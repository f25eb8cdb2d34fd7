//go:build !unix

package store

// claim has nothing to do where a file that somebody has open cannot be
// removed: an empty file of another Galley's stays by itself.
func claim(string) (release func(), free bool) { return func() {}, true }
