//go:build !headless && !linux

package app

// pageGone says nothing here: the pings notice it.
func pageGone() <-chan struct{} { return nil }

// killPage leaves the page's process to the system, which ends it with ours.
func killPage() {}
