package desk

import (
	"context"

	"galley/internal/store"
)

// RebuildStore makes the store of a data folder anew of a mirror; the usual one
// when none is named. The store that is there is put aside. All of it happens, or
// nothing.
func (d *Desk) RebuildStore(ctx context.Context, dataDir, mirrorDir string, progress func(Rebuilt)) (out Rebuilt, aside string, err error) {
	if mirrorDir == "" {
		mirrorDir = MirrorPlace(dataDir, store.MirrorFolder(dataDir))
	}
	release, err := store.Hold(dataDir)
	if err != nil {
		return out, "", err
	}
	defer release()
	made := store.Beside(dataDir)
	s, err := store.Open(ctx, made)
	if err != nil {
		return out, "", err
	}
	builder := &Desk{Store: s, Author: d.Author, Now: d.Now}
	out, err = builder.RebuildFromMirror(ctx, mirrorDir, progress)
	if closed := builder.Close(); err == nil { //nolint:contextcheck // it is closed whoever stops it
		err = closed
	}
	if err != nil {
		return out, "", err
	}
	if out.Issues == 0 && out.Publications == 0 {
		return out, "", emptyMirror(mirrorDir)
	}
	aside, err = store.Replace(dataDir, made, "before-rebuild", d.now())
	return out, aside, err
}
