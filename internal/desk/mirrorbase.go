package desk

import (
	"encoding/json"
	"slices"

	"galley/internal/folder"
	"galley/internal/issue"
)

// mirrorBase is what both the store and the mirror had of an issue when the
// mirror was last written: by it a change on either side is seen. It stands in
// the data folder, outside the database and outside the mirror, in
// DIR/mirrored/ISSUE.json.
type mirrorBase struct {
	Root    string              `json:"root"`   // the mirror
	Folder  string              `json:"folder"` // the issue's, in it
	Called  string              `json:"called"` // what the folder was to be called: a person may have given it another name
	Seq     uint64              `json:"seq"`
	Rundown []string            `json:"rundown"`
	Head    both                `json:"head"`
	Sidecar both                `json:"sidecar"`
	Items   map[string]both     `json:"items"`
	Files   map[string]fileMark `json:"files"`
	Beside  string              `json:"beside,omitempty"` // the sidecar itself, by which two changed ones are merged
	Texts   map[string]string   `json:"texts,omitempty"`  // of a publication: hashes of its files as the store has them
	Next    *mirrorBase         `json:"next,omitempty"`   // what was about to be written: it may stand there, or not
}

// both has the hashes of a text: as the store has it, and as its file does.
type both struct {
	Store string `json:"store"`
	File  string `json:"file"`
	// Revision is the item's, from which a change on either side comes.
	Revision string `json:"revision,omitempty"`
}

// mostBeside is how many bytes of a sidecar a base keeps: it is written with each
// change, and what people say about one issue is less by far.
const mostBeside = 256 << 10

// fileMark is a file as it was written.
type fileMark struct {
	Sum  string      `json:"sum"`
	Mark folder.Mark `json:"mark"`
}

func baseOf(s *mirrorState, r *mirrorIssue) mirrorBase {
	b := mirrorBase{
		Seq: r.Seq, Rundown: r.Rundown, Items: map[string]both{}, Files: map[string]fileMark{},
		Head:    both{Store: hashOf(s.issue.Head), File: r.Head.File},
		Sidecar: both{Store: hashOf(s.issue.Sidecar), File: r.Sidecar.File},
	}
	if len(s.issue.Sidecar) <= mostBeside {
		b.Beside = s.issue.Sidecar
	}
	for id, item := range r.Items {
		if w := s.items[id]; slices.Contains(r.Rundown, id) {
			b.Items[id] = both{Store: workingHash(&w), File: item.File, Revision: w.Revision}
		}
	}
	return b
}

// workingHash is of all of an item that an issue file can change.
func workingHash(w *issue.Working) string { return hashOf(w.Kind, w.Story, w.More, w.Copy) }

// mirroredDir is where the bases stand in the data folder.
const mirroredDir = "mirrored"

func basePlace(id string) string { return mirroredDir + "/" + id + ".json" }

// readBase gives what the mirror was when it was last written; the zero base
// where nobody knows.
func readBase(data *folder.Tree, id string) mirrorBase {
	var b mirrorBase
	if text, err := data.Read(basePlace(id), folder.MaxText); err == nil && json.Unmarshal(text, &b) != nil {
		b = mirrorBase{} // damaged: what it knew can be found out again
	}
	b.whole()
	return b
}

// whole gives a base the maps that a file that somebody wrote may lack, and
// a number that can be one.
func (b *mirrorBase) whole() {
	b.Seq = counted(b.Seq)
	if b.Items == nil {
		b.Items = map[string]both{}
	}
	if b.Files == nil {
		b.Files = map[string]fileMark{}
	}
	if b.Next != nil {
		b.Next.whole()
	}
}

func writeBase(data *folder.Tree, id string, b *mirrorBase) error {
	text, err := json.Marshal(b)
	if err != nil {
		return err
	}
	_, err = data.Put(basePlace(id), text)
	return err
}
