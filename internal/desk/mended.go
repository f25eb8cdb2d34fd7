package desk

import (
	"context"
	"fmt"
	"strings"

	"galley/internal/fault"
	"galley/internal/issue"
)

// MendedView says to the writer what was wrong with the store and what was done,
// once, when the window opens.
type MendedView struct {
	Message string `json:"message"` // one sentence
	Hint    string `json:"hint"`
	Whole   bool   `json:"whole"` // nothing is missing
}

// MendFromMirror takes the text from its folder when a damaged store left nothing
// at all. It comes before anything is written there.
func (d *Desk) MendFromMirror(ctx context.Context, usual string) {
	if d.Mended == nil || d.Mended.Whole {
		return
	}
	if all, err := d.Store.Publications(); err != nil || len(all) > 0 {
		return
	}
	if out, err := d.RebuildFromMirror(ctx, MirrorPlace(d.Store.Dir(), usual), nil); err == nil {
		d.Mended.Mirror = out.Issues // what could not be read has stayed where it is
	}
}

// mendedView is nil when nothing was wrong.
func (d *Desk) mendedView() *MendedView {
	m := d.Mended
	if m == nil {
		return nil
	}
	return &MendedView{
		Message: fmt.Sprintf("Galley’s store was damaged (%s), and %s.", m.Why, done(m)),
		Hint:    hinted(m),
		Whole:   m.Whole,
	}
}

// done says what is there now.
func done(m *issue.Mended) string {
	switch {
	case m.Whole:
		return "everything that you had saved could be read and is here"
	case !m.Backup.IsZero() && m.Read > 0:
		return fmt.Sprintf("this is the backup of %s with what could still be read since then", at(m))
	case !m.Backup.IsZero():
		return fmt.Sprintf("this is the backup of %s; what was saved after it could not be read", at(m))
	case m.Mirror > 0:
		return fmt.Sprintf("the text of %s was taken from its folder", issue.Counted(m.Mirror, "issue", "issues"))
	case m.Read > 0:
		return "this is what could still be read of it, for there was no backup"
	}
	return "nothing in it could be read, and there was no backup"
}

func at(m *issue.Mended) string { return m.Backup.Local().Format("2 January, 15:04") }

func hinted(m *issue.Mended) string {
	var hints []string
	if n := len(m.Missing); n > 0 {
		hints = append(hints, fmt.Sprintf("The text of %s is in neither, and is not in the rundown any more.", issue.Counted(n, "item", "items")))
	}
	if !m.Whole {
		hints = append(hints, "Look through what you wrote last.")
	}
	return strings.Join(append(hints, "The damaged files are untouched, in a folder of their own."), " ")
}

// AsideDir gives the folder in which the damaged store stands.
func (d *Desk) AsideDir() (string, error) {
	if !d.hasStore() || d.Mended == nil {
		return "", fault.New(fault.NotFound, "No store was put aside at this start.", "The folder aside in Galley’s data folder has those of earlier ones.")
	}
	return d.Mended.Aside, nil
}
