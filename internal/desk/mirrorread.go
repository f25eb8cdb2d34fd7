package desk

import (
	"bytes"
	"encoding/json"
	"fmt"
	"path"

	"galley/internal/fault"
	"galley/internal/folder"
	"galley/internal/house"
	"galley/internal/issue"
	"galley/internal/markdown"
)

// mirrorFolder is an issue as it stands in a folder of the mirror.
type mirrorFolder struct {
	issue   *issue.Issue // what issue.md says
	head    string
	sidecar string
	record  mirrorIssue // the zero value where there is none
	unread  error       // why issue.md says nothing
	strange bool        // issue.galley.json is not there, or says nothing of this issue
}

// another reports whether the record is of another issue than this: a file that
// was copied here by hand, say.
func (f *mirrorFolder) another(id string) bool { return f.record.Issue != "" && f.record.Issue != id }

// withoutRecord forgets what issue.galley.json says.
func (f *mirrorFolder) withoutRecord() {
	f.record, f.sidecar, f.strange = mirrorIssue{}, "", true
}

// readMirrorFolder reads the texts of an issue's folder. An issue.md that cannot
// be read is no failure where the record has all of its items.
func readMirrorFolder(t *folder.Tree, dir string, kinds []string) (*mirrorFolder, error) {
	f := &mirrorFolder{issue: &issue.Issue{}}
	if err := f.readRecord(t, dir); err != nil {
		return nil, err
	}
	if err := f.readText(t, dir, kinds); err != nil {
		return nil, err
	}
	return f, nil
}

// notRecord says that a file of the record is there and cannot be read.
type notRecord struct {
	why   error
	file  string
	later bool // a later Galley wrote it: it is nobody's to write over
}

func (n *notRecord) Error() string { return n.why.Error() }
func (n *notRecord) Unwrap() error { return n.why }

// readText reads issue.md, after the record.
func (f *mirrorFolder) readText(t *folder.Tree, dir string, kinds []string) error {
	data, err := t.Read(path.Join(dir, issueFile), folder.MaxText)
	if err == nil && len(data) == 0 {
		err = fault.New(fault.BadInput, t.Path(path.Join(dir, issueFile))+" is empty.", "Put its text back.")
	}
	if err == nil {
		var is *issue.Issue
		if is, _, err = markdown.Read(issueFile, data, kinds...); err == nil {
			f.issue = is
		}
	}
	if err != nil {
		f.unread = err
		for _, id := range f.record.Rundown {
			if f.record.Items[id].Copy == nil {
				return err
			}
		}
		if f.record.Issue == "" {
			return err
		}
	}
	f.head, err = headOf(f.issue)
	return err
}

func (f *mirrorFolder) readRecord(t *folder.Tree, dir string) error {
	data, err := t.Read(path.Join(dir, Sidecar), issue.MaxSidecar)
	if missing(err) {
		f.strange = true
		return nil
	}
	if err != nil {
		return err
	}
	s, err := issue.ReadSidecar(Sidecar, data)
	if err != nil {
		return &notRecord{why: err, file: Sidecar, later: schemaOf(data, "galley") > issue.SidecarSchema}
	}
	f.sidecar = bareSidecar(string(data))
	raw, there := s.More[mirrorMember]
	if !there {
		return nil
	}
	if err := json.Unmarshal(raw, &f.record); err != nil || f.record.Schema > mirrorSchema {
		return &notRecord{
			why:  fault.Wrap(err, fault.BadInput, t.Path(path.Join(dir, Sidecar))+" is not of a form that this Galley reads.", "Open it with the Galley that wrote it."),
			file: Sidecar, later: schemaOf(raw, "schema") > mirrorSchema,
		}
	}
	f.record.Seq = counted(f.record.Seq)
	if !f.record.Beside {
		return nil
	}
	if data, err = t.Read(path.Join(dir, mirrorMore), folder.MaxPicture); err == nil {
		err = json.Unmarshal(data, &f.record.Items)
	}
	if err != nil {
		return &notRecord{
			why:  fault.Wrap(err, fault.BadInput, t.Path(path.Join(dir, mirrorMore))+" cannot be read.", "Restore it from a copy: what was taken out of the issue is in it."),
			file: mirrorMore,
		}
	}
	return nil
}

// schemaOf gives the version that a record says it is of; 0 for none.
func schemaOf(data []byte, member string) int {
	var all map[string]json.RawMessage
	n := 0
	if json.Unmarshal(bytes.TrimPrefix(data, []byte("\ufeff")), &all) != nil || json.Unmarshal(all[member], &n) != nil {
		return 0
	}
	return n
}

// items gives the working texts, removed ones too, and the rundown: the file's
// words where it says them, the record's where it says them more exactly.
func (f *mirrorFolder) items(id string) (rundown []string, items []issue.Working) {
	r := &f.record
	taken := map[string]bool{}
	if f.unread != nil {
		rundown = r.Rundown
	} else {
		markdown.GiveIDs(f.issue.Items)
	}
	for i := range f.issue.Items {
		item := &f.issue.Items[i]
		w := issue.Working{Issue: id, ID: item.ID, Kind: item.Kind, Story: item.Story, More: item.More, State: issue.StateDrafting, Copy: item.Copy}
		if had, known := r.Items[item.ID]; known {
			w.State, w.Changed = had.State, had.Changed
			if had.Copy != nil && had.File == itemHash(item) {
				w.Copy = *had.Copy
				w.More = had.More
			}
			had.credit(&w)
		}
		taken[item.ID] = true
		rundown, items = append(rundown, item.ID), append(items, w)
	}
	for id2, had := range r.Items {
		if taken[id2] || had.Copy == nil {
			continue
		}
		w := issue.Working{Issue: id, ID: id2, Kind: had.Kind, Story: had.Story, More: had.More, State: had.State, Changed: had.Changed, Copy: *had.Copy}
		had.credit(&w)
		items = append(items, w)
	}
	return rundown, items
}

// kept gives the issue itself as the folder has it.
func (f *mirrorFolder) kept(id, publication string) issue.KeptIssue {
	r := &f.record
	k := issue.KeptIssue{
		ID: id, Publication: publication, Head: f.head, Sidecar: r.Sidecar.of(f.sidecar), Made: r.Made, Changed: r.Changed,
		Archived: r.Archived, Deleted: r.Deleted, Exported: r.Exported, Guest: r.Guest, From: r.From, Part: r.Part, Pictures: map[string]string{},
	}
	if f.unread != nil && r.Head.Exact != nil {
		k.Head = *r.Head.Exact
	} else {
		k.Head = r.Head.of(f.head)
	}
	return k
}

// readMirrorPublication reads what stands above the issues of a publication. A
// folder without settings of a publication is none of ours; ok is false.
func readMirrorPublication(t *folder.Tree, dir string) (p issue.KeptPublication, ok bool, err error) {
	settings, err := t.Read(path.Join(dir, publicationFile), folder.MaxText)
	if missing(err) {
		return p, false, nil
	}
	if err != nil {
		return p, false, err
	}
	if _, err := house.ReadPublication(t.Path(path.Join(dir, publicationFile)), settings); err != nil {
		return p, false, err
	}
	p.Settings = string(settings)
	style, err := t.Read(path.Join(dir, houseStyleFile), folder.MaxText)
	if err == nil {
		if _, err := house.Read(t.Path(path.Join(dir, houseStyleFile)), style); err != nil {
			return p, false, err
		}
		p.House = string(style)
	} else if !missing(err) {
		return p, false, err
	}
	var r mirrorPublication
	data, err := t.Read(path.Join(dir, publicationMore), folder.MaxText)
	if err == nil {
		err = json.Unmarshal(data, &r)
	}
	if err != nil && !missing(err) {
		return p, false, fault.Wrap(err, fault.BadInput, fmt.Sprintf("%s cannot be read.", t.Path(path.Join(dir, publicationMore))), "Move it away: the publication gets another id then.")
	}
	p.ID, p.Made, p.Changed, p.Archived, p.Deleted, p.Seq = r.ID, r.Made, r.Changed, r.Archived, r.Deleted, counted(r.Seq)
	return p, true, nil
}
