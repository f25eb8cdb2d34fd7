package reviewfile

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"hash/crc32"
	"io"
	"io/fs"
	"maps"
	"slices"

	"galley/internal/fault"
	"galley/internal/issue"
)

// Write writes a review file. Picture opens the bytes behind a hash; it is asked
// twice for each, first for its size, so that the manifest can come first, and
// nothing is held in memory. A picture that is not there (fault NotFound,
// fs.ErrNotExist) is left out, and is missing for the reader as it is here. The
// same File and pictures give the same bytes.
//
// Errors are faults: BadInput where it would be larger than anybody reads,
// Mismatch for a picture whose bytes are not what its hash says, Internal for
// records that contradict each other, and whatever picture and w give.
func Write(w io.Writer, f *File, picture func(hash string) (io.ReadCloser, error)) error {
	if err := f.check(); err != nil {
		return notWritten(err)
	}
	if _, err := issue.ReadSidecar(sidecarName, []byte(f.Issue.Sidecar)); err != nil {
		return err
	}
	entries, err := f.texts()
	if err != nil {
		return notWritten(err)
	}
	pictures, err := f.weighPictures(picture)
	if err != nil {
		return notWritten(err)
	}
	entries = append(entries, pictures...)
	first, err := f.manifest(entries)
	if err != nil {
		return notWritten(err)
	}
	entries = slices.Insert(entries, 0, first)
	if err := fits(entries); err != nil {
		return notWritten(err)
	}
	return notWritten(pack(w, entries, picture))
}

// texts gives everything but the manifest and the pictures, in the order in which
// it stands in the file: first what a person would look into.
func (f *File) texts() ([]packed, error) {
	lists := []struct {
		name string
		list func() ([]byte, error)
	}{
		{itemsName, func() ([]byte, error) { return lines(f.Items, itemOf) }},
		{revisionsName, func() ([]byte, error) { return lines(f.Revisions, revisionOf) }},
		{snapshotsName, func() ([]byte, error) { return lines(f.Snapshots, snapshotOf) }},
	}
	head, err := indented(f.around())
	if err != nil {
		return nil, err
	}
	all := []packed{}
	for _, text := range []struct{ name, data string }{
		{textName, f.Text},
		{aroundName, string(head)},
		{sidecarName, f.Issue.Sidecar},
		{publicationName, f.Publication.Settings},
		{houseName, f.Publication.House},
	} {
		if text.data != "" {
			all = append(all, packText(text.name, []byte(text.data)))
		}
	}
	for _, l := range lists {
		data, err := l.list()
		if err != nil {
			return nil, err
		}
		all = append(all, packText(l.name, data))
	}
	for i := range all {
		if e := &all[i]; e.Bytes > limitOf(e.Name) {
			return nil, flawf("has too much in %s: %d KB, and Galley reads up to %d KB there", e.Name, e.Bytes>>10, limitOf(e.Name)>>10)
		}
	}
	return all, nil
}

// lines writes records as a list with a line for each, which tells two of them
// apart in any tool.
func lines[T, R any](records []T, of func(*T) R) ([]byte, error) {
	var b bytes.Buffer
	to := json.NewEncoder(&b)
	to.SetEscapeHTML(false)
	b.WriteString("[\n")
	for i := range records {
		if i > 0 {
			b.WriteString(",")
		}
		if err := to.Encode(of(&records[i])); err != nil {
			return nil, err
		}
	}
	b.WriteString("]\n")
	return b.Bytes(), nil
}

func indented(v any) ([]byte, error) {
	var b bytes.Buffer
	to := json.NewEncoder(&b)
	to.SetEscapeHTML(false)
	to.SetIndent("", "  ")
	err := to.Encode(v)
	return b.Bytes(), err
}

func (f *File) manifest(entries []packed) (packed, error) {
	m := manifest{Galley: isReview, Schema: Schema, Made: f.Made, By: f.By, Note: f.Note, Only: f.Only, Files: few[listed]{}}
	for i := range entries {
		m.Files = append(m.Files, entries[i].listed)
	}
	data, err := indented(m)
	if len(data) > int(limitOf(manifestName)) {
		err = tooMany
	}
	return packText(manifestName, data), err
}

// weighPictures lists the pictures of the issue and of its snapshots by hash, each
// once. They are stored: pictures are packed already.
func (f *File) weighPictures(picture func(string) (io.ReadCloser, error)) ([]packed, error) {
	exts := map[string]string{}
	for _, pictures := range f.allPictures() {
		for _, name := range slices.Sorted(maps.Keys(pictures)) {
			if h := pictures[name]; exts[h] == "" {
				exts[h] = extOf(name)
			}
		}
	}
	all, total := []packed{}, int64(0)
	for _, h := range slices.Sorted(maps.Keys(exts)) {
		sum := crc32.NewIEEE()
		n, err := copyPicture(sum, h, picture)
		switch {
		case isMissing(err):
			continue
		case err != nil:
			return nil, err
		}
		if total += n; total > MaxBytes {
			return nil, tooLarge
		}
		all = append(all, packed{listed: listed{picturesDir + h + "." + exts[h], h, n}, crc: sum.Sum32(), method: zip.Store})
	}
	return all, nil
}

func (f *File) allPictures() []map[string]string {
	all := []map[string]string{f.Issue.Pictures}
	for i := range f.Snapshots {
		all = append(all, f.Snapshots[i].Pictures)
	}
	return all
}

func isMissing(err error) bool {
	var f *fault.Error
	return errors.Is(err, fs.ErrNotExist) || errors.As(err, &f) && f.Code == fault.NotFound
}

// copyPicture copies a picture and looks whether it is the one.
func copyPicture(to io.Writer, h string, picture func(string) (io.ReadCloser, error)) (int64, error) {
	from, err := picture(h)
	if err != nil {
		return 0, err
	}
	defer func() { _ = from.Close() }() // it was only read
	sum := sha256.New()
	n, err := io.Copy(io.MultiWriter(to, sum), io.LimitReader(from, MaxPicture+1))
	switch {
	case err != nil:
		return n, err
	case n > MaxPicture:
		return n, flawf("has too much in a picture: Galley reads up to %d MB", MaxPicture>>20)
	case hex.EncodeToString(sum.Sum(nil)) != h:
		return n, fault.New(fault.Mismatch, "A picture of this issue is damaged: it is not what it was.", "Take it out of the copy and put it in again; no review file was made.")
	}
	return n, nil
}
