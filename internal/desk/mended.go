package desk

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"strings"

	"galley/internal/fault"
	"galley/internal/folder"
	"galley/internal/issue"
)

// MendedView says to the writer what was wrong with the store and what was done,
// once, when the window opens.
type MendedView struct {
	Message string `json:"message"` // one sentence
	Hint    string `json:"hint"`
	Whole   bool   `json:"whole"` // nothing is missing
	Aside   bool   `json:"aside"` // there are damaged files to be looked at
}

// MendFromMirror takes the text from its folder when the store holds nothing at
// all: nothing was left of a damaged one, or it is new, as on a computer to which
// somebody took the folder along. An older state that somebody wanted is left as
// it is. It comes before anything is written there.
func (d *Desk) MendFromMirror(ctx context.Context, usual string) {
	if all, err := d.Store.Publications(); err != nil || len(all) > 0 || d.Store.RestoredAt() > 0 {
		return
	}
	dir := MirrorPlace(d.Store.Dir(), usual)
	if within(patience, func() error { return isTree(dir) }) != nil {
		return // it is not there, or on a drive that does not answer
	}
	out, err := d.RebuildFromMirror(ctx, dir, nil) // what could not be read stays where it is
	if out.Issues == 0 {
		return
	}
	if d.Mended == nil {
		d.Mended = &issue.Mended{Found: dir, Whole: err == nil && len(out.Problems) == 0}
	}
	d.Mended.Mirror = out.Issues
}

// isTree says why a folder cannot be gone through.
func isTree(dir string) error {
	if !folder.Exists(filepath.Dir(dir), filepath.Base(dir)) {
		return fs.ErrNotExist // to open it would make it
	}
	tree, err := folder.OpenTree(dir)
	if err != nil {
		return err
	}
	_, err = tree.Folders(".")
	return errors.Join(err, tree.Close())
}

// mendedView is nil when nothing was wrong.
func (d *Desk) mendedView() *MendedView {
	m := d.Mended
	if m == nil {
		return nil
	}
	v := &MendedView{Message: done(m), Hint: d.hinted(m), Whole: m.Whole, Aside: m.Aside != "" && !m.Gone}
	if m.Found == "" {
		v.Message = fmt.Sprintf("Galley’s store was damaged (%s) and %s.", m.Why, v.Message)
	}
	return v
}

// done says what is there now.
func done(m *issue.Mended) string {
	issues := issue.Counted(m.Mirror, "issue", "issues")
	switch {
	case m.Found != "":
		return fmt.Sprintf("Galley found %s in %s and brought them in.", issues, m.Found)
	case m.Whole:
		return "has been repaired: nothing was lost"
	case !m.Backup.IsZero() && m.Read > 0:
		return fmt.Sprintf("was rebuilt from the backup of %s and what could still be read", at(m))
	case !m.Backup.IsZero():
		return fmt.Sprintf("was rebuilt from the backup of %s", at(m))
	case m.Mirror > 0:
		return fmt.Sprintf("was rebuilt from the folder with your text, which has %s", issues)
	case m.Read > 0:
		return "was rebuilt from what could still be read, for there was no backup"
	}
	return "is empty now, for nothing in it could be read and there was no backup"
}

func at(m *issue.Mended) string { return m.Backup.Local().Format("2 January, 15:04") }

func (d *Desk) hinted(m *issue.Mended) string {
	var hints []string
	if n := len(m.Missing); n > 0 {
		hints = append(hints, fmt.Sprintf("The text of %s could not be read and is no longer in the rundown.", issue.Counted(n, "item", "items")))
	}
	switch {
	case m.Whole:
	case m.Found != "":
		hints = append(hints, "Not all of it could be taken in; the files are untouched.")
	case d.mirror != nil && !m.Backup.IsZero():
		hints = append(hints, "What is newer in the folder with your text comes in by itself. Look through what you wrote last.")
	default:
		hints = append(hints, "Look through what you wrote last.")
	}
	if m.Aside != "" && !m.Gone {
		hints = append(hints, "The damaged files are untouched, in a folder of their own.")
	}
	return strings.Join(hints, " ")
}

// AsideDir gives the folder in which the damaged store stands.
func (d *Desk) AsideDir() (string, error) {
	if !d.hasStore() || d.Mended == nil || d.Mended.Aside == "" {
		return "", fault.New(fault.NotFound, "No store was put aside at this start.", "The folder aside in Galley’s data folder has those of earlier ones.")
	}
	return d.Mended.Aside, nil
}
