//go:build unix

package store

import (
	"io/fs"
	"syscall"
)

// onDisk is the room that a file takes: Badger makes its logs larger than what is
// in them.
func onDisk(info fs.FileInfo) int64 {
	if stat, ok := info.Sys().(*syscall.Stat_t); ok {
		return stat.Blocks * 512
	}
	return info.Size()
}
