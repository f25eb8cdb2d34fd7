package folder

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"time"

	"galley/internal/fault"
)

// MaxFolders is how many names of one folder a [Tree] looks at.
const MaxFolders = 20_000

// Tree is a folder that Galley keeps in step with what it has, and in which
// people and other programs work as well. Names are local, with forward
// slashes; none leads out of it.
type Tree struct {
	dir  string
	root *os.Root
}

// Mark says which state of a file was seen. A clock is in it, so it is compared
// for being the same and never for being later.
type Mark struct {
	Size int64     `json:"size"`
	Time time.Time `json:"time"`
}

// Same reports whether a file was not written between two marks.
func (m Mark) Same(other Mark) bool { return m.Size == other.Size && m.Time.Equal(other.Time) }

// Plant makes a tree's folder with what is missing above it.
func Plant(dir string) error {
	_, err := makeFolder(dir)
	return err
}

// OpenTree opens a tree's folder. One that somebody deleted is made again, but
// nothing above it: on a disk that was taken out there is nothing to be made.
// Close it.
func OpenTree(dir string) (*Tree, error) {
	if err := os.Mkdir(dir, 0o755); err != nil && !errors.Is(err, fs.ErrExist) {
		if info, e := os.Stat(dir); e != nil || !info.IsDir() {
			return nil, words(err, dir, "write")
		}
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, words(err, dir, "read")
	}
	return &Tree{dir: dir, root: root}, nil
}

// Close closes the folder.
func (t *Tree) Close() error { return t.root.Close() }

// Path gives the whole path of a name.
func (t *Tree) Path(name string) string { return filepath.Join(t.dir, filepath.FromSlash(name)) }

// Mark tells the state of a file; there is false when there is none.
func (t *Tree) Mark(name string) (m Mark, there bool) {
	info, err := t.root.Lstat(filepath.FromSlash(name))
	if err != nil || !info.Mode().IsRegular() {
		return Mark{}, false
	}
	return Mark{Size: info.Size(), Time: info.ModTime().UTC()}, true
}

// Read reads a file of at most limit bytes.
func (t *Tree) Read(name string, limit int64) ([]byte, error) {
	local := filepath.FromSlash(name)
	info, err := t.root.Stat(local) // before opening: opening a pipe would wait for its other end
	if err != nil {
		return nil, inside(err, t.Path(name))
	}
	if err := regular(info, t.Path(name)); err != nil {
		return nil, err
	}
	file, err := t.root.Open(local)
	if err != nil {
		return nil, inside(err, t.Path(name))
	}
	defer func() { _ = file.Close() }()
	return readAll(file, t.Path(name), limit)
}

// Folders lists the names of the folders in a folder, without hidden ones.
func (t *Tree) Folders(name string) ([]string, error) {
	d, err := t.root.Open(filepath.FromSlash(name))
	if err != nil {
		return nil, inside(err, t.Path(name))
	}
	defer func() { _ = d.Close() }()
	entries, err := d.ReadDir(MaxFolders)
	var list []string
	for _, e := range entries {
		if e.IsDir() && e.Name()[0] != '.' {
			list = append(list, e.Name())
		}
	}
	if len(entries) == 0 {
		err = nil // io.EOF
	}
	return list, err
}

// Exists reports whether anything stands at a name.
func (t *Tree) Exists(name string) bool {
	_, err := t.root.Lstat(filepath.FromSlash(name))
	return err == nil
}

// Rename gives a file or folder another name. What stands there already stays,
// and that is an error.
func (t *Tree) Rename(from, to string) error {
	if t.Exists(to) {
		return fault.New(fault.Exists, fmt.Sprintf("%s is there already.", t.Path(to)), "Choose another name.")
	}
	if err := t.root.Rename(filepath.FromSlash(from), filepath.FromSlash(to)); err != nil {
		return words(err, t.Path(to), "write")
	}
	return nil
}

// Put puts a file at a name, whole or not at all, with the folders above it;
// one that holds just these bytes is left as it is.
func (t *Tree) Put(name string, data []byte) (Mark, error) {
	if have, err := t.Read(name, int64(len(data))); err == nil && bytes.Equal(have, data) {
		m, _ := t.Mark(name)
		return m, nil
	}
	if err := t.put(name, data); err != nil {
		return Mark{}, words(err, t.Path(name), "write")
	}
	m, _ := t.Mark(name)
	return m, nil
}

// unfinished begins the names of files that are being written. What a killed
// Galley leaves of one, the next one writes over.
const unfinished = ".galley-unfinished-"

func (t *Tree) put(name string, data []byte) error {
	dir := path.Dir(name)
	if err := t.root.MkdirAll(filepath.FromSlash(dir), 0o755); err != nil {
		return err
	}
	if info, err := t.root.Lstat(filepath.FromSlash(name)); err == nil && info.IsDir() {
		return fs.ErrExist
	}
	temporary := filepath.FromSlash(path.Join(dir, unfinished+path.Base(name)))
	f, err := t.root.OpenFile(temporary, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o644)
	if err != nil {
		return err
	}
	if _, err = f.Write(data); err == nil {
		err = f.Sync()
	}
	if e := f.Close(); err == nil {
		err = e
	}
	if err == nil {
		err = t.root.Rename(temporary, filepath.FromSlash(name))
	}
	if err != nil {
		_ = t.root.Remove(temporary)
	}
	return err
}

// Files lists the names of the regular files in a folder.
func (t *Tree) Files(name string) ([]string, error) {
	d, err := t.root.Open(filepath.FromSlash(name))
	if err != nil {
		return nil, inside(err, t.Path(name))
	}
	defer func() { _ = d.Close() }()
	entries, _ := d.ReadDir(MaxFolders)
	var list []string
	for _, e := range entries {
		if e.Type().IsRegular() {
			list = append(list, e.Name())
		}
	}
	return list, nil
}
