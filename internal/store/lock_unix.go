//go:build unix

package store

import (
	"os"
	"path/filepath"
	"syscall"
	"time"
)

// dataLock is the file by whose lock a data folder is one Galley's. Badger's own
// lock is on the database's folder, which a restore and a recovery put aside.
const dataLock = "lock"

// hold takes a data folder's lock, until release. Free is false when somebody
// has it. Where no lock can be had at all Badger says what is wrong.
func hold(dir string) (release func(), free bool) {
	f, err := os.OpenFile(filepath.Join(dir, dataLock), os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return func() {}, true
	}
	return lockOf(f)
}

// claim takes the lock that Badger takes, until release. Free is false when
// somebody has it. A folder that cannot be opened or locked counts as free:
// Badger says what is wrong with it.
func claim(dir string) (release func(), free bool) {
	d, err := os.Open(dir)
	if err != nil {
		return func() {}, true
	}
	return lockOf(d)
}

// lockOf locks an open file or folder, and gives the way to let go of it.
func lockOf(f *os.File) (release func(), free bool) {
	for until := time.Now().Add(lockPatience); ; time.Sleep(lockPatience / 20) {
		err := syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
		if err != syscall.EWOULDBLOCK {
			return func() { _ = f.Close() }, true // the lock goes with it
		}
		if time.Now().After(until) {
			_ = f.Close()
			return nil, false
		}
	}
}
