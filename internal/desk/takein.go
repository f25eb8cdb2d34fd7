package desk

import (
	"context"
	"fmt"
	"path"
	"path/filepath"
	"strings"

	"galley/internal/fault"
	"galley/internal/folder"
	"galley/internal/house"
	"galley/internal/intake"
	"galley/internal/issue"
	"galley/internal/markdown"
)

// TakeIn imports files into a publication, each as an issue. Without a
// publication one is made of what stands beside the first file.
func (d *Desk) TakeIn(ctx context.Context, publication string, paths []string) ([]ImportedIssue, error) {
	all := []ImportedIssue{}
	for _, path := range paths {
		if ctx.Err() != nil {
			return all, fault.New(fault.Cancelled, "Stopped.", "What was imported before that is on the shelf.")
		}
		src, err := folder.Open(path)
		if err != nil {
			return all, err
		}
		one, err := d.bring(publication, src)
		_ = src.Close()
		if err != nil {
			return all, err
		}
		publication = one.Issue.Publication
		all = append(all, one)
	}
	return all, nil
}

// TakeInText imports what was pasted, or came without a place on the disk.
func (d *Desk) TakeInText(_ context.Context, publication, name string, data []byte) (ImportedIssue, error) {
	return d.bring(publication, loose{name, data})
}

// loose is a file with nothing around it.
type loose struct {
	name string
	data []byte
}

func (l loose) Text() (string, []byte, error)               { return l.name, l.data, nil }
func (l loose) Above(string) (string, []byte, error)        { return "", nil, nil }
func (l loose) Beside(name string) (data []byte, err error) { return nil, notBeside(name) }

// bring imports one file with its pictures into a publication, or into a new
// one.
func (d *Desk) bring(publication string, src Source) (ImportedIssue, error) {
	if err := d.needStore(); err != nil {
		return ImportedIssue{}, err
	}
	name, data, err := src.Text()
	if err != nil {
		return ImportedIssue{}, err
	}
	name = filepath.Base(name)
	around := issue.KeptPublication{}
	if publication != "" {
		if around, err = d.Store.Publication(publication); err != nil {
			return ImportedIssue{}, err
		}
	} else if around, err = d.around(src, name, data); err != nil {
		return ImportedIssue{}, err
	}
	h := houseOf(&around)
	result, err := intake.Read(name, data, h)
	if err != nil {
		return ImportedIssue{}, err
	}
	is, notes := result.Issue, noteTexts(result.Notes)
	if is.House != "" && isHouseFile(is.House) {
		if publication != "" {
			notes = append(notes, fmt.Sprintf("The file names the house style “%s”; here it goes by the publication’s.", is.House))
		}
		is.House = ""
	}
	if p, err := house.ReadPublication(publicationFile, []byte(around.Settings)); err == nil {
		is.Own = p.Beyond(is.Own) // or a change in Settings would not reach this issue
	}
	pictures, more, err := d.takePictures(is, h, src)
	if err != nil {
		return ImportedIssue{}, err
	}
	sidecar := ""
	if beside, err := src.Beside(Sidecar); err == nil {
		if _, err := issue.ReadSidecar(Sidecar, beside); err != nil {
			return ImportedIssue{}, err
		}
		sidecar = string(beside)
	}
	dialect := markdown.New(h)
	if marksIn(result.Format, is.Items) {
		critic := d.criticTaker(dialect)
		if sidecar, err = critic.take(sidecar, is.Items); err != nil {
			return ImportedIssue{}, err
		}
		more = append(more, critic.note()...)
	}
	dialect.Format(is)
	kept, err := d.keepIssue(&around, is, pictures, sidecar, issue.StateDrafting, author{d.who(), issue.HowImported}, nil)
	if err != nil {
		return ImportedIssue{}, err
	}
	return ImportedIssue{Issue: issueCard(kept), Notes: append(notes, more...)}, nil
}

func noteTexts(notes []issue.Note) []string {
	texts := []string{}
	for _, n := range notes {
		if n.Line > 0 {
			texts = append(texts, fmt.Sprintf("Line %d: %s", n.Line, n.Text))
		} else {
			texts = append(texts, n.Text)
		}
	}
	return texts
}

// around makes a publication of what stands around a file: publication.toml and
// house.toml, else what the file says of itself.
func (d *Desk) around(src Source, name string, data []byte) (issue.KeptPublication, error) {
	now := d.now().UTC()
	kept := issue.KeptPublication{ID: newID(), Made: now, Changed: now}
	found, settings, err := src.Above(publicationFile)
	if err != nil {
		return kept, err
	}
	if found != "" {
		if _, err := house.ReadPublication(found, settings); err != nil {
			return kept, err
		}
		kept.Settings = string(settings)
	} else {
		p := issue.Publication{Name: unnamed, Lang: "en", Profile: house.DefaultProfile}
		if is, _, err := markdown.Read(name, data); err == nil && house.CheckPublication(name, is.Own) == nil {
			p = p.Over(is.Own)
		}
		text, err := house.WritePublication(p)
		if err != nil {
			return kept, fault.Of(err)
		}
		kept.Settings = string(text)
	}
	own := ownHouse(data)
	switch {
	case isHouseFile(own):
		if settings, err = src.Beside(own); err != nil {
			return kept, err
		}
	default:
		if found, settings, err = src.Above(houseStyleFile); err != nil || found == "" {
			return kept, err
		}
	}
	if _, err := house.Read(houseStyleFile, settings); err != nil {
		return kept, err
	}
	kept.House = string(settings)
	return kept, nil
}

// takePictures keeps the pictures that an issue names and that are there.
func (d *Desk) takePictures(is *issue.Issue, h *issue.House, src Source) (pictures map[string]string, notes []string, err error) {
	pictures = map[string]string{}
	dialect := markdown.New(h)
	for i := range is.Items {
		for _, p := range dialect.Read(h.Like(is.Items[i].Kind), is.Items[i].Copy).Pictures {
			name := path.Clean(p.Name)
			if p.Name == "" || pictures[name] != "" || strings.Contains(p.Name, "://") || !filepath.IsLocal(filepath.FromSlash(name)) {
				continue
			}
			data, err := src.Beside(name)
			switch {
			case missing(err):
				continue // preflight says so
			case err != nil:
				notes = append(notes, "A picture was not taken in. "+fault.Of(err).Error())
				continue
			case !isPicture(name, data):
				continue
			}
			if pictures[name], err = d.Store.KeepPicture(data); err != nil {
				return nil, nil, err
			}
		}
	}
	return pictures, notes, nil
}

// IssueFileName suggests a name for an issue as a Markdown file.
func (d *Desk) IssueFileName(id string) (string, error) { return d.nameOf(id, ".md") }

// MessageName suggests a name for an issue as an email file.
func (d *Desk) MessageName(id string) (string, error) { return d.nameOf(id, ".eml") }

func (d *Desk) nameOf(id, ext string) (string, error) {
	s, err := d.source(id)
	if err != nil {
		return "", err
	}
	card := issueCard(&s.issue)
	name := "issue"
	if p, err := house.ReadPublication(publicationFile, []byte(s.publication.Settings)); err == nil && p.Name != "" {
		name = p.Name
	}
	if card.Number != "" {
		name += " " + card.Number
	} else if card.Date != "" {
		name += " " + card.Date
	}
	return strings.TrimSuffix(fileName(name+".x"), ".x") + ext, nil
}

// WriteIssueFile writes an issue as a Markdown file, with its pictures and the
// publication's two files beside it where there are none, so that the terminal
// works on it as it stands. A picture or setting that is there is not replaced
// by another.
func (d *Desk) WriteIssueFile(ctx context.Context, id, file string) error {
	return d.writeIssueFile(ctx, id, file, func(*keptSource) error { return nil })
}

// writeIssueFile writes an issue file with what belongs to it; change may have it
// say something else than the store does.
func (d *Desk) writeIssueFile(ctx context.Context, id, file string, change func(s *keptSource) error) error {
	if err := d.notOurs(filepath.Dir(file)); err != nil {
		return err
	}
	if err := d.flushed(id); err != nil {
		return err
	}
	s, err := d.source(id)
	if err != nil {
		return err
	}
	if err := change(s); err != nil {
		return err
	}
	_, text, err := s.Text()
	if err != nil {
		return err
	}
	if filepath.Ext(file) == "" {
		file += ".md"
	}
	dir := filepath.Dir(file)
	files := []folder.File{}
	add := func(name string, data []byte) error {
		switch {
		case folder.Same(dir, name, data):
			return nil
		case folder.Exists(dir, name):
			return fault.New(fault.Exists, filepath.Join(dir, filepath.FromSlash(name))+" is another file already.", "Choose an empty folder.")
		}
		files = append(files, folder.File{Name: name, Data: data})
		return nil
	}
	for name, hash := range s.issue.Pictures {
		data, err := s.store.Picture(hash)
		if err != nil {
			return err
		}
		if err := add(name, data); err != nil {
			return err
		}
	}
	for name, text := range map[string]string{publicationFile: s.publication.Settings, houseStyleFile: s.publication.House, Sidecar: s.issue.Sidecar} {
		if text == "" {
			continue
		}
		if err := add(name, []byte(text)); err != nil {
			return err
		}
	}
	files = append(files, folder.File{Name: filepath.Base(file), Data: text})
	return folder.Replace(ctx, dir, files)
}
