package desk

import (
	"path"

	"galley/internal/fault"
	"galley/internal/folder"
	"galley/internal/house"
	"galley/internal/issue"
)

// publicationIn takes a publication's settings and house style as others wrote
// them, where they can be used and were not changed here.
func (m *mirror) publicationIn(tree *folder.Tree, b *mirrorBase, p issue.KeptPublication) (issue.KeptPublication, error) {
	changed, err := m.changedFiles(tree, b, b.Folder)
	if err != nil {
		return p, err
	}
	came := p
	for _, name := range changed {
		if name == publicationMore {
			continue
		}
		at := path.Join(b.Folder, name)
		data, err := tree.Read(at, folder.MaxText)
		if err != nil {
			return p, err
		}
		if b.Texts[name] != settingsOf(&p)[name] {
			m.desk.tell(Heard{Outside: &Outside{Kind: OutsideRefused, Name: name, File: tree.Path(at)}})
			continue
		}
		if err := readable(name, data); err != nil {
			mark, _ := tree.Mark(at)
			if !m.settled(at, mark, patienceWithHalves) {
				return p, errSettling
			}
			f := fault.Of(err)
			m.desk.tell(Heard{Outside: &Outside{Kind: OutsideRefused, Name: name, File: tree.Path(at), Message: f.Message, Hint: f.Hint}})
			continue
		}
		if name == publicationFile {
			came.Settings = string(data)
		} else {
			came.House = string(data)
		}
	}
	if came.Settings == p.Settings && came.House == p.House {
		return p, nil
	}
	return m.desk.takeSettings(came)
}

func readable(name string, data []byte) error {
	if name == publicationFile {
		_, err := house.ReadPublication(name, data)
		return err
	}
	_, err := house.Read(name, data)
	return err
}

// takeSettings keeps settings that came from outside.
func (d *Desk) takeSettings(came issue.KeptPublication) (issue.KeptPublication, error) {
	d.publication.Lock()
	defer d.publication.Unlock()
	p, err := d.Store.Publication(came.ID)
	if err != nil {
		return p, err
	}
	p.Settings, p.House = came.Settings, came.House
	if err := d.setPublication(p); err != nil {
		return p, err
	}
	d.tell(Heard{Outside: &Outside{Kind: OutsideCame}})
	return d.Store.Publication(came.ID)
}
