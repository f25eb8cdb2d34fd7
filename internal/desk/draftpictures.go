package desk

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"maps"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"galley/internal/change"
	"galley/internal/fault"
	"galley/internal/folder"
	"galley/internal/issue"
	"galley/internal/picture"
)

// lookForPictures prepares what the copy names now and did not before. Most
// pictures were prepared when they were added; one whose name was typed, or
// came with an item of another issue, is prepared here.
func (dr *draft) lookForPictures(item *issue.Item) {
	p := &dr.open.pictures
	for i := range item.Reading.Pictures {
		name := item.Reading.Pictures[i].Name
		if _, known := p.state[name]; known || name == "" || strings.Contains(name, "://") {
			continue
		}
		dr.forgetPictures()
		dr.takePicture(name, dr.desk.prepare(dr.source(), name, dr.open.Edition.House.Theme.Inner()))
	}
}

// forgetPictures lets go of what no copy names any more: of a name that was
// typed each letter's, and pictures that would count against the most that an
// issue may have.
func (dr *draft) forgetPictures() {
	p := &dr.open.pictures
	names := dr.open.pictureNames()
	p.order = slices.DeleteFunc(p.order, func(name string) bool {
		if slices.Contains(names, name) {
			return false
		}
		p.drop(name)
		return true
	})
}

// takePicture shows a picture, as it was prepared, by its name.
func (dr *draft) takePicture(name string, one prepared) {
	p := &dr.open.pictures
	if _, known := p.state[name]; !known {
		p.order = append(p.order, name)
	}
	p.drop(name)
	p.add(name, one)
	dr.page.shown, dr.page.exported = dr.placedAgain(dr.page.shown, atMedia), dr.placedAgain(dr.page.exported, dr.open.home)
}

// placedAgain gives an edition of the page with the pictures that there are now.
func (dr *draft) placedAgain(e *issue.Edition, src func(*picture.Picture) string) *issue.Edition {
	if e == nil {
		return nil
	}
	return dr.open.placed(src)
}

func (dr *draft) pictureView(name string) PictureView {
	p := &dr.open.pictures
	v := PictureView{Name: name, Why: p.state[name].Why}
	if one, ok := p.ready[name]; ok {
		v.Media, v.Width, v.Height = atMedia(&one), one.Width, one.Height
	}
	return v
}

// AddPicture takes a picture into an issue. What is no picture, or would not go
// into an email, is refused in words; the same bytes keep the name that they
// have. Whoever only reads an issue may add one, too, to suggest it.
func (d *Desk) AddPicture(ctx context.Context, id, file string, data []byte) (added PictureAdded, err error) {
	dr, err := d.lock(id) //nolint:contextcheck // whoever waits for it or not, an issue is opened whole
	if err != nil {
		return PictureAdded{}, err
	}
	sum := sha256.Sum256(data)
	hash := hex.EncodeToString(sum[:])
	name := dr.nameFor(file, hash)
	width := dr.open.Edition.House.Theme.Inner()
	dr.mu.Unlock() // to make it fit takes up to half a second, and somebody types
	one, err := d.prepareNew(name, hash, data, width)
	if err == nil && ctx.Err() != nil {
		err = fault.New(fault.Cancelled, "Stopped.", "Nothing was added.")
	}
	if err != nil {
		return PictureAdded{}, err
	}
	if _, err := d.Store.KeepPicture(data); err != nil {
		return PictureAdded{}, err
	}
	if dr, err = d.turn(id); err != nil { //nolint:contextcheck // as above
		return PictureAdded{}, err
	}
	defer dr.done()
	if free := dr.nameFor(file, hash); free != name {
		name = free // another picture came by this name meanwhile
		one = d.prepare(dr.source(), name, width)
	}
	dr.knowPicture(name, hash)
	dr.takePicture(name, one) // its name may have stood in the copy before it was there
	if err := dr.save.write(nil); err != nil {
		return PictureAdded{}, err
	}
	added = PictureAdded{Name: name, Media: dr.pictureView(name).Media, Notes: some(one.state.Changes)}
	return added, dr.open.pictures.tooMuch()
}

// knowPicture puts a picture among those of the issue.
func (dr *draft) knowPicture(name, hash string) {
	if dr.kept.Pictures == nil {
		dr.kept.Pictures = map[string]string{}
	}
	dr.kept.Pictures[name] = hash
	dr.save.issue = true
}

// nameFor gives a picture the name that the copy will use: pictures/fax.png,
// with a number where another picture has it. In an issue that is only read here
// it is none that the copy has: a picture that its writer lacks would be in it.
func (dr *draft) nameFor(file, hash string) string {
	taken := dr.kept.Pictures
	if dr.kept.Guest {
		taken = map[string]string{}
		for _, name := range dr.open.pictureNames() {
			taken[name] = "named" // no hash: it is nobody's yet
		}
		maps.Copy(taken, dr.kept.Pictures)
	}
	return freeName(taken, fileName(file), hash)
}

func freeName(taken map[string]string, file, hash string) string {
	for name, had := range taken {
		if had == hash {
			return name
		}
	}
	isTaken := func(name string) bool { return taken[name] != "" }
	if name := pictureFolder + file; !isTaken(name) {
		return name
	}
	return issue.FreeName(pictureFolder+file, isTaken)
}

// fileName makes a file's name one that Markdown, the web and every file system
// take as it is: small letters, digits and hyphens.
func fileName(name string) string {
	name = strings.ToLower(path.Base(filepath.ToSlash(change.Clean(name))))
	ext := path.Ext(name)
	clean := func(s string) string {
		s = strings.Map(func(r rune) rune {
			if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || r == '-' || r == '_' {
				return r
			}
			return '-'
		}, s)
		for strings.Contains(s, "--") {
			s = strings.ReplaceAll(s, "--", "-")
		}
		return strings.Trim(s, "-")
	}
	stem := clean(strings.TrimSuffix(name, ext))
	if len(stem) > 60 {
		stem = strings.Trim(stem[:60], "-")
	}
	if stem == "" {
		stem = "picture"
	}
	if ext = clean(ext); ext != "" {
		ext = "." + ext
	}
	return stem + ext
}

// AddPictureFiles takes pictures into an issue from where they lie. The first
// that is none stops it; those before it are in.
func (d *Desk) AddPictureFiles(ctx context.Context, id string, paths []string) ([]PictureAdded, error) {
	added := []PictureAdded{}
	for _, path := range paths {
		if ctx.Err() != nil {
			return added, fault.New(fault.Cancelled, "Stopped.", "")
		}
		data, err := folder.Read(path, folder.MaxPicture)
		if err != nil {
			return added, err
		}
		one, err := d.AddPicture(ctx, id, filepath.Base(path), data)
		if err != nil {
			return added, err
		}
		added = append(added, one)
	}
	return added, nil
}
