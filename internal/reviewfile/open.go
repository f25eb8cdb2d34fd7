package reviewfile

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"io"
	"strings"

	"galley/internal/fault"
	"galley/internal/issue"
)

// Reader is an open review file. All of it but the bytes of the pictures is in
// memory, and was found to be what it says.
type Reader struct {
	File     *File
	pictures map[string]held // by hash
}

// held is an entry, and what the manifest says of it.
type held struct {
	entry *zip.File
	want  listed
}

// Open reads a review file of so many bytes and proves all of it: sizes, hashes,
// ids that follow from what they name, and that its records are about each other.
// The reader has to stay open for [Reader.Picture]. Errors are faults, BadInput
// with a sentence about what is wrong; nothing of such a file is given.
func Open(r io.ReaderAt, size int64) (*Reader, error) {
	list, err := checkEnd(r, size)
	if err != nil {
		return nil, refused(err)
	}
	z, err := zip.NewReader(r, size)
	if err != nil {
		return nil, refused(damaged)
	}
	if err := checkEntries(z.File, list); err != nil {
		return nil, refused(err)
	}
	m, err := readManifest(z.File[0])
	if err != nil {
		return nil, refused(err)
	}
	entries, err := m.match(z.File[1:])
	if err != nil {
		return nil, refused(err)
	}
	o := &Reader{
		File:     &File{Schema: m.Schema, Made: m.Made, By: m.By, Note: m.Note, Only: m.Only.orNone()},
		pictures: map[string]held{},
	}
	if err := o.readTexts(entries); err != nil {
		return nil, refused(err)
	}
	if err := o.File.check(); err != nil {
		return nil, refused(err)
	}
	if err := o.readRest(z.File[1:], entries); err != nil {
		return nil, refused(err)
	}
	return o, nil
}

// readManifest reads the first entry. The version comes first and alone: what a
// newer Galley wrote need not make sense to this one.
func readManifest(e *zip.File) (*manifest, error) {
	from, err := e.Open()
	if err != nil {
		return nil, damaged
	}
	defer func() { _ = from.Close() }() // it was only read
	data, err := io.ReadAll(io.LimitReader(from, limitOf(manifestName)+1))
	if err != nil || int64(len(data)) > limitOf(manifestName) {
		return nil, damaged
	}
	var version struct {
		Galley string `json:"galley"`
		Schema int    `json:"schema"`
	}
	if json.Unmarshal(data, &version) != nil || version.Galley != isReview || version.Schema < 1 {
		return nil, isNone
	}
	if version.Schema > Schema {
		return nil, later(version.Schema)
	}
	m := &manifest{}
	if !bytes.Equal(data, bytes.ToValidUTF8(data, nil)) {
		return nil, notText
	}
	if err := json.Unmarshal(data, m); err != nil {
		return nil, why(err)
	}
	return m, nil
}

// match gives the entries by name. Every one is in the manifest, once, with the
// size that its own header has, and the other way round.
func (m *manifest) match(entries []*zip.File) (map[string]held, error) {
	byName := map[string]*zip.File{}
	for _, e := range entries {
		byName[e.Name] = e
	}
	all := map[string]held{}
	for _, want := range m.Files {
		e := byName[want.Name]
		_, twice := all[want.Name]
		switch {
		case e == nil:
			return nil, flawf("does not hold a file that its list names: %s", shown(want.Name))
		case twice:
			return nil, flawf("lists a file twice: %s", shown(want.Name))
		case !isHash(want.Hash) || want.Bytes < 0 || uint64(want.Bytes) != e.UncompressedSize64:
			return nil, damaged
		}
		all[want.Name] = held{e, want}
	}
	for _, e := range entries {
		if _, ok := all[e.Name]; !ok {
			return nil, flawf("holds a file that its list does not name: %s", shown(e.Name))
		}
	}
	return all, nil
}

// What a record may have, in bytes, so that a list of a few megabytes cannot hide
// one that takes many times that in memory.
const (
	maxItem     = 2 << 20
	maxSnapshot = 1 << 20
)

// readTexts reads what becomes the File. A file without an issue or its items is
// none; the others may be missing.
func (o *Reader) readTexts(all map[string]held) error {
	f := o.File
	var a around
	for _, name := range []string{aroundName, itemsName} {
		if _, ok := all[name]; !ok {
			return flawf("holds no issue: %s is missing", name)
		}
	}
	for _, part := range []struct {
		name string
		take func(*member) error
	}{
		{sidecarName, func(m *member) error { return sidecar(m, &f.Issue.Sidecar) }}, // first: to parse it takes most
		{aroundName, func(m *member) error { return whole(m, &a) }},
		{textName, text(&f.Text)},
		{publicationName, text(&f.Publication.Settings)},
		{houseName, text(&f.Publication.House)},
		{itemsName, func(m *member) error {
			return each(m, maxItem, func(r *item) { f.Items = append(f.Items, r.working(f.Issue.ID)) })
		}},
		{revisionsName, func(m *member) error {
			return each(m, maxItem, func(r *revision) { f.Revisions = append(f.Revisions, r.kept(f.Issue.ID)) })
		}},
		{snapshotsName, func(m *member) error {
			return each(m, maxSnapshot, func(r *snapshot) { f.Snapshots = append(f.Snapshots, r.kept(f.Issue.ID)) })
		}},
	} {
		h, ok := all[part.name]
		if !ok {
			continue
		}
		if err := through(h.entry, h.want, true, part.take); err != nil {
			return err
		}
		if part.name == aroundName {
			f.setAround(&a)
		}
	}
	return nil
}

func text(to *string) func(*member) error {
	return func(m *member) error {
		var b strings.Builder
		b.Grow(int(m.want.Bytes))
		_, err := io.Copy(&b, m)
		*to = b.String()
		return err
	}
}

// sidecar reads the sidecar, and looks whether it can be parsed.
func sidecar(m *member, to *string) error {
	if err := text(to)(m); err != nil {
		return err
	}
	if err := checkSidecar(*to); err != nil {
		return err
	}
	if _, err := issue.ReadSidecar(sidecarName, []byte(*to)); err != nil {
		return fault.Wrap(err, fault.BadInput, "In this review file, "+fault.Of(err).Message, hintSidecar)
	}
	return nil
}

// readRest proves the pictures, and what a newer Galley added, in the order in
// which they stand in the zip; nothing of them stays in memory.
func (o *Reader) readRest(entries []*zip.File, all map[string]held) error {
	for _, e := range entries {
		h := all[e.Name]
		if strings.HasPrefix(e.Name, picturesDir) {
			form := pictureForm.FindStringSubmatch(e.Name)
			if form == nil || form[1] != h.want.Hash {
				return flawf("holds a picture that is not called by its hash: %s", shown(e.Name))
			}
			if _, twice := o.pictures[h.want.Hash]; twice {
				return flawf("holds a picture twice: %s", shown(e.Name))
			}
			o.pictures[h.want.Hash] = h
		} else if isKnown(e.Name) {
			continue
		}
		if err := through(h.entry, h.want, false, func(*member) error { return nil }); err != nil {
			return err
		}
	}
	return nil
}

// Picture gives the bytes of a picture by its hash, and proves them again: the
// file may have changed since. Errors are faults: NotFound for a picture that is
// not in the file, BadInput for one that is not what it was.
func (o *Reader) Picture(hash string) ([]byte, error) {
	h, ok := o.pictures[hash]
	if !ok {
		return nil, fault.New(fault.NotFound, "A picture is not in this review file.", "It was missing where the file was made; ask for it.")
	}
	data := make([]byte, h.want.Bytes)
	err := through(h.entry, h.want, false, func(m *member) error {
		_, err := io.ReadFull(m, data)
		return err
	})
	if err != nil {
		return nil, refused(damaged)
	}
	return data, nil
}

// Has reports whether the bytes of a picture are in the file.
func (o *Reader) Has(hash string) bool {
	_, ok := o.pictures[hash]
	return ok
}
