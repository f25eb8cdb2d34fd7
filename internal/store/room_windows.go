package store

import (
	"syscall"
	"unsafe"
)

// freeSpace gives the bytes that are left for us on the disk of a folder.
func freeSpace(dir string) (free uint64, known bool) {
	name, err := syscall.UTF16PtrFromString(dir)
	if err != nil {
		return 0, false
	}
	ask := syscall.NewLazyDLL("kernel32.dll").NewProc("GetDiskFreeSpaceExW")
	if ask.Find() != nil {
		return 0, false
	}
	//nolint:gosec // the system's call takes addresses
	ok, _, _ := ask.Call(uintptr(unsafe.Pointer(name)), uintptr(unsafe.Pointer(&free)), 0, 0)
	return free, ok != 0
}
