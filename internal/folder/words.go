package folder

import (
	"errors"
	"fmt"
	"io/fs"
	"syscall"

	"galley/internal/fault"
)

// inside turns an error of os.Root into a sentence. What is no error of the
// system's is os.Root's own refusal: a symbolic link leads out of the folder.
func inside(err error, name string) error {
	var system syscall.Errno
	if !errors.As(err, &system) && !errors.Is(err, fs.ErrNotExist) {
		return outside(err, name)
	}
	return words(err, name, "read")
}

func outside(cause error, name string) error {
	return fault.Wrap(cause, fault.BadInput, fmt.Sprintf("“%s” is outside the issue's folder.", name),
		"Copy the file beside the issue and name it there.")
}

func tooLarge(path string, size, limit int64) error {
	return fault.New(fault.BadInput, fmt.Sprintf("%s is too large: %d MB, and Galley reads up to %d MB.", path, (size+1<<20-1)>>20, limit>>20),
		"Split it or make it smaller first.")
}

// words turns a system's error into a sentence. Doing is read or written.
func words(err error, path, doing string) error {
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return fault.Wrap(err, fault.NotFound, fmt.Sprintf("%s is not there.", path), "Check its name and folder.")
	case errors.Is(err, fs.ErrPermission):
		return fault.Wrap(err, fault.Denied, fmt.Sprintf("%s may not be %s.", path, past(doing)), "Change its permissions or choose another place.")
	case errors.Is(err, syscall.ENOSPC), errors.Is(err, syscall.EDQUOT):
		return fault.Wrap(err, fault.Full, fmt.Sprintf("The disk is full: %s was not written.", path), "Make room and try again; what was there is untouched.")
	case errors.Is(err, syscall.EROFS):
		return fault.Wrap(err, fault.Denied, fmt.Sprintf("%s is on a disk that can only be read.", path), "Choose another place.")
	case errors.Is(err, syscall.ENOTDIR):
		return fault.Wrap(err, fault.BadInput, fmt.Sprintf("%s is not in a folder.", path), "A part of its path is a file; choose another place.")
	case errors.Is(err, syscall.ELOOP):
		return fault.Wrap(err, fault.BadInput, fmt.Sprintf("%s is a link that leads in a circle.", path), "Name the file itself.")
	case errors.Is(err, syscall.EXDEV):
		return fault.Wrap(err, fault.BadInput, fmt.Sprintf("%s is on another disk than its folder.", path), "Choose another folder.")
	case errors.Is(err, fs.ErrExist):
		return fault.Wrap(err, fault.BadInput, fmt.Sprintf("%s is in the way.", path), "Choose another place, or move it away.")
	case errors.Is(err, syscall.ENAMETOOLONG):
		return fault.Wrap(err, fault.BadInput, "The file's name is too long for this disk.", "Choose a shorter one.")
	}
	return fault.Wrap(err, fault.Internal, fmt.Sprintf("%s could not be %s.", path, past(doing)), "Try again, or choose another place.")
}

func past(doing string) string {
	if doing == "write" {
		return "written"
	}
	return "read"
}
