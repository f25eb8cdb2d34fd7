package reviewfile

import (
	"bytes"
	"encoding/json"
	"time"

	"galley/internal/issue"
)

// The records, with the members that travel. Whose they are is said once, in
// issue.json, so that no record can be about another issue.

type manifest struct {
	Galley string       `json:"galley"` // “review”
	Schema int          `json:"schema"`
	Made   time.Time    `json:"made"`
	By     issue.Person `json:"by"`
	Note   string       `json:"note,omitempty"`
	Only   few[string]  `json:"only,omitempty"`
	Files  few[listed]  `json:"files"`
}

// isReview is what a manifest says it is.
const isReview = "review"

// listed is a file as the manifest has it.
type listed struct {
	Name  string `json:"name"`
	Hash  string `json:"sha256"`
	Bytes int64  `json:"bytes"`
}

// around is issue.json: the issue and its publication, without their texts.
type around struct {
	People      words             `json:"people,omitempty"`
	Publication aroundPublication `json:"publication"`
	Issue       aroundIssue       `json:"issue"`
}

type aroundPublication struct {
	ID      string    `json:"id"`
	Made    time.Time `json:"made"`
	Changed time.Time `json:"changed"`
}

type aroundIssue struct {
	ID       string      `json:"id"`
	Head     string      `json:"head"`
	Rundown  few[string] `json:"rundown"`
	Pictures words       `json:"pictures"`
	Made     time.Time   `json:"made"`
	Changed  time.Time   `json:"changed"`
	Words    int         `json:"words,omitempty"`
	Picture  string      `json:"picture,omitempty"`
	Exported string      `json:"exported,omitempty"`
}

type item struct {
	ID       string         `json:"id"`
	Kind     string         `json:"kind"`
	Story    string         `json:"story,omitempty"`
	More     string         `json:"more,omitempty"`
	State    issue.State    `json:"state"`
	Copy     string         `json:"copy"`
	By       few[issue.Run] `json:"by,omitempty"`
	Revision string         `json:"revision,omitempty"`
	Changed  time.Time      `json:"changed"`
}

type revision struct {
	Item   string    `json:"item"`
	ID     string    `json:"id"`
	Parent string    `json:"parent,omitempty"`
	Hash   string    `json:"hash"`
	Author string    `json:"author"`
	Time   time.Time `json:"time"`
	Kind   string    `json:"kind"`
	Story  string    `json:"story,omitempty"`
	Copy   string    `json:"copy"`
}

type snapshot struct {
	ID       string                  `json:"id"`
	Why      issue.Why               `json:"why"`
	Who      string                  `json:"who"`
	Time     time.Time               `json:"time"`
	Head     string                  `json:"head"`
	Rundown  few[issue.SnapshotItem] `json:"rundown"`
	Pictures words                   `json:"pictures"`
}

// maxCommas bounds a list or an object before it is decoded: “0,” is two bytes in
// the file, and a record fifty in memory.
const maxCommas = 100_000

const tooLong flaw = "holds a list that is far too long"

// few is a list that is bounded.
type few[T any] []T

// UnmarshalJSON reads the list.
func (f *few[T]) UnmarshalJSON(data []byte) error {
	if bytes.Count(data, []byte(",")) > maxCommas {
		return tooLong
	}
	return json.Unmarshal(data, (*[]T)(f))
}

// orNone gives nil for a list that may be left out, whichever way it was: both say
// the same, and a reader gets one of them.
func (f few[T]) orNone() few[T] {
	if len(f) == 0 {
		return nil
	}
	return f
}

// words is a bounded map.
type words map[string]string

// UnmarshalJSON reads the map.
func (w *words) UnmarshalJSON(data []byte) error {
	if bytes.Count(data, []byte(",")) > maxCommas {
		return tooLong
	}
	return json.Unmarshal(data, (*map[string]string)(w))
}

func (f *File) around() around {
	p, i := &f.Publication, &f.Issue
	return around{
		People:      f.People,
		Publication: aroundPublication{p.ID, p.Made, p.Changed},
		Issue:       aroundIssue{i.ID, i.Head, i.Rundown, i.Pictures, i.Made, i.Changed, i.Words, i.Picture, i.Exported},
	}
}

func (f *File) setAround(a *around) {
	p, i := &a.Publication, &a.Issue
	if len(a.People) > 0 {
		f.People = a.People
	}
	f.Publication.ID, f.Publication.Made, f.Publication.Changed = p.ID, p.Made, p.Changed
	f.Issue = issue.KeptIssue{
		ID: i.ID, Publication: p.ID, Head: i.Head, Rundown: i.Rundown, Pictures: i.Pictures, Sidecar: f.Issue.Sidecar,
		Made: i.Made, Changed: i.Changed, Words: i.Words, Picture: i.Picture, Exported: i.Exported,
	}
}

func itemOf(w *issue.Working) item {
	return item{w.ID, w.Kind, w.Story, w.More, w.State, w.Copy, w.By, w.Revision, w.Changed}
}

func (it *item) working(id string) issue.Working {
	return issue.Working{
		Issue: id, ID: it.ID, Kind: it.Kind, Story: it.Story, More: it.More, State: it.State, Copy: it.Copy, By: it.By.orNone(),
		Revision: it.Revision, Changed: it.Changed,
	}
}

func revisionOf(r *issue.Revision) revision {
	return revision{r.Item, r.ID, r.Parent, r.Hash, r.Author, r.Time, r.Kind, r.Story, r.Copy}
}

func (r *revision) kept(id string) issue.Revision {
	return issue.Revision{
		Issue: id, Item: r.Item, ID: r.ID, Parent: r.Parent, Hash: r.Hash, Author: r.Author, Time: r.Time, Kind: r.Kind, Story: r.Story, Copy: r.Copy,
	}
}

func snapshotOf(s *issue.Snapshot) snapshot {
	return snapshot{s.ID, s.Why, s.Who, s.Time, s.Head, s.Rundown, s.Pictures}
}

func (s *snapshot) kept(id string) issue.Snapshot {
	return issue.Snapshot{Issue: id, ID: s.ID, Why: s.Why, Who: s.Who, Time: s.Time, Head: s.Head, Rundown: s.Rundown, Pictures: s.Pictures}
}
