package desk

import (
	"context"
	"encoding/json"
	"path/filepath"
	"strings"
	"time"

	"galley/internal/fault"
	"galley/internal/folder"
)

// MoveMirror puts the folder with the person's text elsewhere. What cannot be
// moved, to another disk, is written there anew, and the old files stay.
func (d *Desk) MoveMirror(_ context.Context, dir string) (MirrorView, error) {
	if _, err := d.Mirror(); err != nil {
		return MirrorView{}, err
	}
	if err := d.notOurs(dir); err != nil {
		return MirrorView{}, err
	}
	dir, err := filepath.Abs(dir)
	if err != nil {
		return MirrorView{}, fault.Wrap(err, fault.NotFound, "This folder cannot be found.", "Choose another one.")
	}
	if err := d.mirror.move(dir); err != nil {
		return MirrorView{}, err
	}
	return d.mirror.state(), nil
}

// movePatience is how long a move waits for a pass that is at work.
const movePatience = 5 * time.Second

func (m *mirror) move(dir string) error {
	for began := time.Now(); !m.working.TryLock(); time.Sleep(mirrorTick / 10) {
		if time.Since(began) > movePatience {
			return fault.New(fault.Busy, m.dir+" does not answer, so nothing was moved.", "Try again when it is there.")
		}
	}
	defer m.working.Unlock()
	if in, err := filepath.Rel(m.dir, dir); err == nil && (in == "." || filepath.IsLocal(in)) {
		return fault.New(fault.BadInput, "This is the folder with your text, or one in it.", "Choose another folder.")
	}
	var err error
	if dir, err = roomy(dir); err != nil {
		return err
	}
	data, err := folder.OpenTree(m.Store.Dir())
	if err != nil {
		return err
	}
	defer func() { _ = data.Close() }()
	place, err := json.Marshal(map[string]string{"dir": dir})
	if err != nil {
		return err
	}
	if _, err := data.Put(placeFile, place); err != nil {
		return err
	}
	moved := m.carry(data, dir)
	m.mu.Lock()
	m.dir, m.pause, m.problem = dir, time.Time{}, nil
	m.caughtUp.Store(false)
	m.mu.Unlock()
	for key, b := range m.bases {
		if p := m.published[key]; moved[p] && p != "" {
			b.Root = dir
			if err := writeBase(data, key, b); err != nil {
				return err
			}
		}
	}
	return nil
}

// roomy gives a folder in which files can be written and that has nothing of
// anybody else's: the one that was chosen, else one of ours in it.
func roomy(dir string) (string, error) {
	if err := folder.Plant(dir); err != nil {
		return "", err
	}
	t, err := folder.OpenTree(dir)
	if err != nil {
		return "", err
	}
	defer func() { _ = t.Close() }()
	names, err := t.Folders(".")
	if err != nil {
		return "", err
	}
	for _, name := range names {
		if !t.Exists(name + "/" + publicationMore) {
			dir = filepath.Join(dir, "Galley")
			if err := folder.Plant(dir); err != nil {
				return "", err
			}
			break
		}
	}
	return dir, folder.Writable(dir)
}

// carry moves the folders of the publications, and names those that it moved.
func (m *mirror) carry(data *folder.Tree, dir string) map[string]bool {
	moved := map[string]bool{}
	for key, id := range m.published {
		if !isPublication(key) || !strings.HasSuffix(key, id) {
			continue
		}
		b := m.base(data, key)
		if b.Root == m.dir && b.Folder != "" && folder.Move(filepath.Join(m.dir, b.Folder), filepath.Join(dir, b.Folder)) == nil {
			moved[id] = true
		}
	}
	return moved
}
