package store

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"syscall"

	"galley/internal/fault"
)

// said turns an error of the system's, or of the database's, into a sentence.
// The database keeps the words of its causes and not the causes.
func said(err error, place string) error {
	var f *fault.Error
	if err == nil || errors.As(err, &f) {
		return err
	}
	is := func(cause error) bool { return errors.Is(err, cause) || strings.Contains(err.Error(), cause.Error()) }
	switch {
	case is(syscall.ENOSPC), is(syscall.EDQUOT):
		return fault.Wrap(err, fault.Full, fmt.Sprintf("The disk is full: nothing more can be saved in %s.", place),
			"Make room and try again; what was saved before is untouched.")
	case is(fs.ErrPermission), is(syscall.EACCES), is(syscall.EPERM):
		return fault.Wrap(err, fault.Denied, fmt.Sprintf("Galley may not write in %s.", place),
			"Give yourself the right to write in that folder, or choose another one.")
	case is(syscall.EROFS):
		return fault.Wrap(err, fault.Denied, fmt.Sprintf("%s is on a disk that can only be read.", place), "Choose another folder.")
	case is(syscall.ENOTDIR), is(fs.ErrExist):
		return fault.Wrap(err, fault.BadInput, fmt.Sprintf("%s cannot be a folder: a part of its path is a file.", place), "Choose another folder.")
	}
	return fault.Wrap(err, fault.Internal, fmt.Sprintf("The store in %s met something it did not expect: %v.", place, err),
		"What was saved before is untouched; please report it.")
}

// damaged names a record that cannot be read as it was written.
func damaged(key string, cause error) error {
	return fault.Wrap(cause, fault.Mismatch, fmt.Sprintf("The store does not give back %s as it was saved: %v.", called(key), cause),
		"Copy Galley's data folder to a safe place before you go on, and take this piece from a backup.")
}

func missing(key string) error {
	return fault.New(fault.NotFound, fmt.Sprintf("The store has no %s.", strings.TrimPrefix(called(key), "the ")), "Go back to the Library: it lists what is there.")
}

func tooMuch(size int) error {
	return fault.New(fault.BadInput, fmt.Sprintf("This is too much to save in one step: %.1f MB.", float64(size)/(1<<20)),
		"Divide it into several issues; nothing of it was saved yet.")
}

func cancelled(ctx context.Context) error {
	return fault.Wrap(context.Cause(ctx), fault.Cancelled, "Stopped.", "Nothing was opened.")
}
