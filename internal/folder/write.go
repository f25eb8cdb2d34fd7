package folder

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"syscall"

	"galley/internal/fault"
)

// File is one file to write: a local name with forward slashes, and its bytes.
type File struct {
	Name string
	Data []byte
	Load func() ([]byte, error) // gives the bytes when they are wanted, in place of Data; its error is for people
	Fill func(io.Writer) error  // writes them one after the other, in place of both: what is more than memory should hold
}

// Write writes one file through a temporary name, synced and renamed. Without
// force it refuses to replace a file that is there.
func Write(ctx context.Context, path string, data []byte, force bool) error {
	dir, name := filepath.Split(path)
	if dir == "" {
		dir = "."
	}
	if !force {
		if err := refuse(path); err != nil {
			return err
		}
	}
	return Replace(ctx, dir, []File{{Name: name, Data: data}})
}

// refuse says no to a path that holds something.
func refuse(path string) error {
	if _, err := os.Lstat(path); err == nil {
		return fault.New(fault.Exists, fmt.Sprintf("%s is there already.", path), "Choose another name, or replace it with --force.")
	}
	return nil
}

// Replace writes all files into dir, or none, as [Held.Replace] does.
func Replace(ctx context.Context, dir string, files []File) error {
	if err := replaceable(dir, files); err != nil {
		return err
	}
	h, err := Hold(ctx, dir)
	if err != nil {
		return err
	}
	defer h.Release()
	return h.Replace(ctx, files)
}

// Replace writes all files into the folder, or none: everything is written and
// synced beside its place first, and only then renamed, in order. What stands
// at their names is replaced. Folders are made as needed and removed again on
// failure.
func (h *Held) Replace(ctx context.Context, files []File) (err error) {
	if err := replaceable(h.dir, files); err != nil {
		return err
	}
	left := h.Leftovers()
	var fresh []string // folders that were made, outermost first; removed on failure
	staging, err := os.MkdirTemp(h.dir, ".galley-")
	if err != nil {
		return words(err, h.dir, "write")
	}
	defer func() {
		_ = os.RemoveAll(staging)
		for i := len(fresh) - 1; i >= 0 && err != nil; i-- {
			_ = os.Remove(fresh[i]) // only if empty
		}
	}()
	if err := stage(ctx, staging, h.dir, files); err != nil {
		return err
	}
	for _, f := range files {
		made, err := makeFolder(filepath.Dir(filepath.Join(h.dir, filepath.FromSlash(f.Name))))
		fresh = append(fresh, made...)
		if err != nil {
			return err
		}
	}
	if ctx.Err() != nil {
		return cancelled()
	}
	if err := place(staging, h.dir, files); err != nil {
		return err
	}
	h.used = true
	for _, dir := range h.changed(fresh, files) {
		syncFolder(dir)
	}
	for _, dir := range left {
		_ = os.RemoveAll(dir)
	}
	return nil
}

// stage writes the files under temporary names, a few at a time: most of the
// time is the disk's. Who might read a file that stands at a name already may
// read the new one, and nobody else.
func stage(ctx context.Context, staging, dir string, files []File) error {
	errs := make([]error, len(files))
	var wait sync.WaitGroup
	gate := make(chan struct{}, 4)
	for i, f := range files {
		wait.Go(func() {
			gate <- struct{}{}
			defer func() { <-gate }()
			if ctx.Err() != nil {
				errs[i] = cancelled()
				return
			}
			errs[i] = f.stage(staged(staging, i, f), filepath.Join(dir, filepath.FromSlash(f.Name)))
		})
	}
	wait.Wait()
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

func (f *File) stage(path, to string) error {
	data := f.Data
	if f.Load != nil {
		var err error
		if data, err = f.Load(); err != nil {
			return err
		}
	}
	var mode os.FileMode // zero for the system's usual one
	if info, err := os.Lstat(to); err == nil && info.Mode().IsRegular() {
		mode = info.Mode().Perm()
	}
	fill := f.Fill
	if fill == nil {
		fill = func(w io.Writer) error {
			_, err := w.Write(data)
			return err
		}
	}
	err := writeSynced(path, fill, mode)
	var said *fault.Error
	var system syscall.Errno
	switch {
	case err == nil:
		return nil
	case errors.As(err, &said) && !errors.As(err, &system):
		return said // it is about what was to be written
	}
	return words(err, to, "write")
}

func writeSynced(path string, fill func(io.Writer) error, mode os.FileMode) error {
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return err
	}
	if mode != 0 {
		err = f.Chmod(mode)
	}
	if err == nil {
		err = fill(f)
	}
	if err == nil {
		err = f.Sync()
	}
	if e := f.Close(); err == nil {
		err = e
	}
	return err
}

// changed lists the folders in which names are new once files are in their
// places, each folder once. A rename is safe only when the folder is that it
// happened in, and a folder that was made only when the one above it is.
func (h *Held) changed(fresh []string, files []File) []string {
	var list []string
	add := func(dir string) {
		if !slices.Contains(list, dir) {
			list = append(list, dir)
		}
	}
	for _, f := range files {
		add(filepath.Dir(filepath.Join(h.dir, filepath.FromSlash(f.Name))))
	}
	for _, made := range slices.Concat(h.made, fresh) {
		add(filepath.Dir(made))
	}
	return list
}

// syncFolder makes the names in a folder last through a power cut where the
// system can.
func syncFolder(dir string) {
	if d, err := os.Open(dir); err == nil {
		_ = d.Sync()
		_ = d.Close()
	}
}

func cancelled() error {
	return fault.New(fault.Cancelled, "Stopped.", "Nothing was written.")
}

// makeFolder makes dir and what is missing above it, and names what it made.
func makeFolder(dir string) (made []string, err error) {
	for at := filepath.Clean(dir); ; at = filepath.Dir(at) {
		info, err := os.Stat(at)
		if err == nil && !info.IsDir() {
			return nil, fault.New(fault.BadInput, fmt.Sprintf("%s is a file, not a folder.", at), "Choose another folder.")
		}
		if err == nil {
			break
		}
		if !os.IsNotExist(err) {
			return nil, words(err, at, "write")
		}
		made = append([]string{at}, made...)
		if filepath.Dir(at) == at {
			break
		}
	}
	if err := os.MkdirAll(dir, 0o755); os.IsExist(err) { // there, and os.Stat above saw nothing
		return made, fault.Wrap(err, fault.BadInput, fmt.Sprintf("%s is a link that leads nowhere.", dir), "Choose another folder.")
	} else if err != nil {
		return made, words(err, dir, "write")
	}
	return made, nil
}

// Same reports whether the file at a local name in dir holds just these bytes.
func Same(dir, name string, data []byte) bool {
	have, err := Read(filepath.Join(dir, filepath.FromSlash(name)), MaxPicture)
	return err == nil && bytes.Equal(have, data)
}

// Exists reports whether anything stands at a local name in dir.
func Exists(dir, name string) bool {
	_, err := os.Lstat(filepath.Join(dir, filepath.FromSlash(name)))
	return err == nil
}

// Remove removes a file at a local name in dir, and its folder when that is
// empty then. What cannot be removed stays.
func Remove(dir, name string) {
	local := filepath.FromSlash(name)
	if !filepath.IsLocal(local) {
		return
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return
	}
	defer func() { _ = root.Close() }()
	if root.Remove(local) == nil && filepath.Dir(local) != "." {
		_ = root.Remove(filepath.Dir(local))
	}
}
