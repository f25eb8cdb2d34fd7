//go:build unix

package store

import (
	"os"
	"syscall"
	"time"
)

// claim takes the lock that Badger takes, until release. Free is false when
// somebody has it. A folder that cannot be opened or locked counts as free:
// Badger says what is wrong with it.
func claim(dir string) (release func(), free bool) {
	d, err := os.Open(dir)
	if err != nil {
		return func() {}, true
	}
	for until := time.Now().Add(lockPatience); ; time.Sleep(lockPatience / 20) {
		err = syscall.Flock(int(d.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
		if err != syscall.EWOULDBLOCK || time.Now().After(until) { //nolint:errorlint // Flock gives the number itself
			break
		}
	}
	if err == syscall.EWOULDBLOCK { //nolint:errorlint // Flock gives the number itself
		_ = d.Close()
		return nil, false
	}
	return func() { _ = d.Close() }, true // the lock goes with it
}
