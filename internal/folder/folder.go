// Package folder is an issue as files: it reads what belongs to an issue from
// the folder it stands in, and writes exports so that a reader never sees half
// a file.
//
// Everything that is read is bounded and must be a regular file. Names that an
// issue mentions (pictures, its house style) are opened through os.Root, so
// that neither “..” nor a symbolic link leads out of the issue's folder.
//
// The promise: a write that fails for whatever reason leaves what was there,
// and nothing else.
package folder

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"slices"

	"golang.org/x/text/unicode/norm"

	"galley/internal/fault"
)

// Limits for what is read, in bytes. Text may be more than markdown takes, so
// that its sentence, which knows what to do, is the one that people read.
const (
	MaxText    = 8 << 20
	MaxPicture = 32 << 20
	MaxMail    = 32 << 20 // that was made elsewhere; servers stop at 25 to 50 MB
)

// maxAbove is how many folders above an issue are searched for house.toml.
const maxAbove = 32

// Issue is an issue file and what lies around it.
type Issue struct {
	path string // absolute
	root *os.Root
}

// Open opens the folder of an issue file. Close it.
func Open(path string) (*Issue, error) {
	if path == "" { // which filepath.Abs takes for the folder we are in
		return nil, fault.New(fault.BadInput, "No file was named.", "Give its name.")
	}
	abs, err := filepath.Abs(path)
	if err != nil {
		return nil, words(err, path, "read")
	}
	info, err := os.Stat(abs)
	if err != nil {
		return nil, words(err, path, "read")
	}
	if err := regular(info, path); err != nil {
		return nil, err
	}
	root, err := os.OpenRoot(filepath.Dir(abs))
	if err != nil {
		return nil, words(err, filepath.Dir(path), "read")
	}
	return &Issue{path: abs, root: root}, nil
}

// Close closes the folder.
func (f *Issue) Close() error { return f.root.Close() }

// Text gives the issue file's name and bytes.
func (f *Issue) Text() (name string, data []byte, err error) {
	name = filepath.Base(f.path)
	data, err = Read(f.path, MaxText)
	return name, data, err
}

// Beside reads a file by a name that the issue mentions: relative, inside the
// issue's folder. Other programs write the same name in other ways, so where
// there is no such file one of another spelling is read (see spellings). A file
// that is not there gives an error of code NotFound.
func (f *Issue) Beside(name string) ([]byte, error) { return inAnySpelling(f.root, name) }

// inAnySpelling reads a file by its name, or by another spelling of it.
func inAnySpelling(root *os.Root, name string) ([]byte, error) {
	data, err := beside(root, name)
	for _, other := range spellings(name) {
		if found := fault.Of(err); found == nil || found.Code != fault.NotFound {
			break
		}
		if again, e := beside(root, other); e == nil {
			return again, nil
		}
	}
	return data, err
}

// spellings gives the other ways in which a name may be written: without percent
// signs (RFC 3986, 2.1), and with its accents in one character or in two (UAX
// #15), as some disks have it.
func spellings(name string) []string {
	var list []string
	for _, form := range []string{name, unescaped(name)} {
		for _, spelling := range []string{form, norm.NFC.String(form), norm.NFD.String(form)} {
			if spelling != name && !slices.Contains(list, spelling) {
				list = append(list, spelling)
			}
		}
	}
	return list
}

func unescaped(name string) string {
	if plain, err := url.PathUnescape(name); err == nil {
		return plain
	}
	return name
}

// Beside reads a file by a name that an issue in dir could mention, as
// [Issue.Beside] would.
func Beside(dir, name string) ([]byte, error) {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, words(err, dir, "read")
	}
	defer func() { _ = root.Close() }()
	return inAnySpelling(root, name)
}

func beside(root *os.Root, name string) ([]byte, error) {
	local := filepath.FromSlash(name)
	if !filepath.IsLocal(local) {
		return nil, outside(nil, name)
	}
	info, err := root.Stat(local) // before opening: opening a pipe would wait for its other end
	if err != nil {
		return nil, inside(err, name)
	}
	if err := regular(info, name); err != nil {
		return nil, err
	}
	file, err := root.Open(local)
	if err != nil {
		return nil, inside(err, name)
	}
	defer func() { _ = file.Close() }()
	return readAll(file, name, MaxPicture)
}

// Above reads the nearest file of that name beside the issue or in a folder
// above it. Found is empty when there is none.
func (f *Issue) Above(name string) (found string, data []byte, err error) {
	return Above(filepath.Dir(f.path), name)
}

// Above reads the nearest file of that name in dir or in a folder above it, as
// [Issue.Above] would for an issue in dir, which need not be there yet.
func Above(dir, name string) (found string, data []byte, err error) {
	at, err := filepath.Abs(dir)
	if err != nil {
		return "", nil, words(err, dir, "read")
	}
	for range maxAbove {
		path := filepath.Join(at, name)
		if info, err := os.Stat(path); err == nil && info.Mode().IsRegular() {
			data, err := Read(path, MaxText)
			return path, data, err
		}
		up := filepath.Dir(at)
		if up == at {
			break
		}
		at = up
	}
	return "", nil, nil
}

// Read reads a whole regular file of at most limit bytes.
func Read(path string, limit int64) ([]byte, error) {
	info, err := os.Stat(path) // before opening: opening a pipe would wait for its other end
	if err != nil {
		return nil, words(err, path, "read")
	}
	if err := regular(info, path); err != nil {
		return nil, err
	}
	file, err := os.Open(path)
	if err != nil {
		return nil, words(err, path, "read")
	}
	defer func() { _ = file.Close() }()
	return readAll(file, path, limit)
}

// OpenFile opens a regular file, to be read where and as far as its reader likes,
// and gives its size. Close it.
func OpenFile(path string) (file *os.File, size int64, err error) {
	info, err := os.Stat(path) // before opening, as in Read
	if err != nil {
		return nil, 0, words(err, path, "read")
	}
	if err := regular(info, path); err != nil {
		return nil, 0, err
	}
	if file, err = os.Open(path); err != nil {
		return nil, 0, words(err, path, "read")
	}
	if info, err = file.Stat(); err == nil {
		err = regular(info, path)
	}
	if err != nil {
		_ = file.Close() // it was only opened
		return nil, 0, err
	}
	return file, info.Size(), nil
}

func readAll(file *os.File, path string, limit int64) ([]byte, error) {
	info, err := file.Stat()
	if err != nil {
		return nil, words(err, path, "read")
	}
	if err := regular(info, path); err != nil {
		return nil, err
	}
	if info.Size() > limit {
		return nil, tooLarge(path, info.Size(), limit)
	}
	data := make([]byte, 0, info.Size()+1)
	r := io.LimitReader(file, limit+1)
	for {
		if len(data) == cap(data) {
			data = append(data, 0)[:len(data)]
		}
		n, err := r.Read(data[len(data):cap(data)])
		data = data[:len(data)+n]
		switch {
		case int64(len(data)) > limit: // it grew while it was read
			return nil, tooLarge(path, int64(len(data)), limit)
		case errors.Is(err, io.EOF):
			return data, nil
		case err != nil:
			return nil, words(err, path, "read")
		}
	}
}

func regular(info fs.FileInfo, path string) error {
	switch {
	case info.IsDir():
		return fault.New(fault.BadInput, fmt.Sprintf("%s is a folder, not a file.", path), "Name the file inside it.")
	case !info.Mode().IsRegular():
		return fault.New(fault.BadInput, fmt.Sprintf("%s is no regular file.", path), "Save it as a file first.")
	}
	return nil
}
