package desk

import (
	"bytes"
	"encoding/json"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"galley/internal/folder"
	"galley/internal/issue"
	"galley/internal/markdown"
)

// mirrorState is an issue as the store has it at one moment.
type mirrorState struct {
	publication issue.KeptPublication
	issue       issue.KeptIssue
	items       map[string]issue.Working
}

// mirrorText is an issue as its files in the mirror have it.
type mirrorText struct {
	files  []folder.File // issue.md first
	record mirrorIssue
	base   mirrorBase
}

// filesOf gives the text files of an issue.
func filesOf(s *mirrorState) (*mirrorText, error) {
	src := keptSource{publication: s.publication, issue: s.issue}
	for _, id := range s.issue.Rundown {
		w, there := s.items[id]
		if !there {
			return nil, notBeside(id) // damaged: what stands in the mirror is all that is left of it
		}
		src.items = append(src.items, issue.Item{ID: w.ID, Kind: w.Kind, Story: w.Story, More: w.More, Copy: w.Copy})
	}
	_, text, err := src.Text()
	if err != nil {
		return nil, err
	}
	t := &mirrorText{files: []folder.File{{Name: issueFile, Data: text}}}
	// More than an issue may hold can be kept and not be read back: then all of
	// it stands in the record too.
	read, _, err := markdown.Read(issueFile, text, houseOf(&s.publication).KindNames()...)
	if err != nil {
		read = &issue.Issue{}
	}
	t.record = recordOf(s, read)
	t.base = baseOf(s, &t.record)
	sidecar, err := withMember(s.issue.Sidecar, &t.record)
	if err != nil {
		return nil, err
	}
	if len(sidecar) > issue.MaxSidecar/2 || bytes.Count(sidecar, []byte("{")) > issue.MaxObjects/2 {
		return t, t.divide(s)
	}
	t.files = append(t.files, folder.File{Name: Sidecar, Data: sidecar})
	return t, nil
}

// divide puts the items into a file of their own: issue.galley.json is bounded,
// and what was ever removed is not.
func (t *mirrorText) divide(s *mirrorState) error {
	items, err := json.MarshalIndent(t.record.Items, "", "  ")
	if err != nil {
		return err
	}
	short := t.record
	short.Items, short.Beside = nil, true
	sidecar, err := withMember(s.issue.Sidecar, &short)
	if err != nil {
		return err
	}
	t.files = append(t.files, folder.File{Name: mirrorMore, Data: items}, folder.File{Name: Sidecar, Data: sidecar})
	return nil
}

// recordOf says what the file, as it reads back, does not say of the issue.
func recordOf(s *mirrorState, read *issue.Issue) mirrorIssue {
	k := &s.issue
	r := mirrorIssue{
		Schema: mirrorSchema, Publication: k.Publication, Issue: k.ID, Seq: s.seq(), Made: k.Made, Changed: k.Changed,
		Archived: k.Archived, Deleted: k.Deleted, Exported: k.Exported, Guest: k.Guest, From: k.From, Part: k.Part, Rundown: k.Rundown, Pictures: k.Pictures,
		Places: map[string]string{}, Items: map[string]mirrorItem{}, Sidecar: exactly(k.Sidecar, bareSidecar(k.Sidecar)),
	}
	head, _ := headOf(read)
	r.Head = exactly(k.Head, head)
	for _, name := range pictureNames(k.Pictures) {
		if file := pictureFile(name, k.Pictures[name]); file != name {
			r.Places[name] = file
		}
	}
	for id, w := range s.items {
		item := mirrorItem{Kind: w.Kind, Story: w.Story, More: w.More, State: w.State, Changed: w.Changed, Copy: &w.Copy}
		if len(w.By) > 0 {
			item.By, item.Of = w.By, hashOf(w.Copy)
		}
		i := slices.IndexFunc(read.Items, func(it issue.Item) bool { return it.ID == id })
		if i >= 0 && slices.Contains(k.Rundown, id) {
			item.File = itemHash(&read.Items[i])
			if read.Items[i].Copy == w.Copy {
				item.Copy = nil
			}
		}
		r.Items[id] = item
	}
	return r
}

// seq is the number of the last save of anything of the issue.
func (s *mirrorState) seq() uint64 {
	last := s.issue.Seq
	for _, w := range s.items {
		last = max(last, w.Seq)
	}
	return last
}

// pictureFile gives a picture's place in the issue's folder: the name that the
// copy has for it, unless no file can be called so or another one is.
func pictureFile(name, hash string) string {
	clean := path.Clean(name)
	own := strings.EqualFold(clean, issueFile) || strings.HasSuffix(strings.ToLower(clean), ".galley.json")
	if clean == name && !own && filepath.IsLocal(filepath.FromSlash(name)) && !strings.ContainsAny(name, "\x00<>:\"|?*\\") && len(path.Base(name)) < 200 {
		return name
	}
	return pictureFolder + hash
}

func pictureNames(pictures map[string]string) []string {
	names := make([]string, 0, len(pictures))
	for name := range pictures {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}
