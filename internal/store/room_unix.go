//go:build linux || darwin

package store

import "syscall"

// freeSpace gives the bytes that are left for us on the disk of a folder.
func freeSpace(dir string) (free uint64, known bool) {
	var fs syscall.Statfs_t
	if err := syscall.Statfs(dir, &fs); err != nil {
		return 0, false
	}
	return fs.Bavail * uint64(fs.Bsize), true
}
