package reviewfile

import (
	"bytes"
	"errors"
	"io"
	"strings"
	"testing"
	"time"

	"galley/internal/issue"
)

// A time that is in no year, and a name that is none, are refused where they stand:
// a desk could not write the one again, and would show the other.
func TestTimesAndNamesThatAreNone(t *testing.T) {
	late := time.Date(9999, 12, 31, 23, 59, 59, 0, time.FixedZone("", -12*3600))
	early := time.Date(0, 1, 1, 0, 0, 0, 0, time.FixedZone("", 12*3600))
	for name, change := range map[string]func(f *File){
		"the file's time":     func(f *File) { f.Made = late },
		"the issue's":         func(f *File) { f.Issue.Changed = early },
		"the publication's":   func(f *File) { f.Publication.Made = late },
		"an item's":           func(f *File) { f.Items[0].Changed = early },
		"a revision's":        func(f *File) { f.Revisions[0].Time = late; f.Revisions[0].Seal() },
		"a name with colours": func(f *File) { f.Revisions[0].Author = "\x1b[31mEve"; f.Revisions[0].Seal() },
		"a long name":         func(f *File) { f.Revisions[0].Author = strings.Repeat("Eve", 100); f.Revisions[0].Seal() },
		"a snapshot's name":   func(f *File) { f.Snapshots[0].Who = "Eve\n"; f.Snapshots[0].Seal() },
		"a snapshot's time":   func(f *File) { f.Snapshots[0].Time = late; f.Snapshots[0].Seal() },
	} {
		f := &File{
			Made: time.Now(), By: issue.Person{Name: "Ines Vale"}, Publication: issue.KeptPublication{ID: "tidewater"},
			Issue:     issue.KeptIssue{ID: "issue74", Publication: "tidewater", Rundown: []string{"first1"}},
			Items:     []issue.Working{{Issue: "issue74", ID: "first1", Kind: issue.KindNote, State: issue.StateDrafting}},
			Revisions: []issue.Revision{{Issue: "issue74", Item: "first1", Kind: issue.KindNote, Author: "Ines Vale", Hash: strings.Repeat("a", 64)}},
			Snapshots: []issue.Snapshot{{Issue: "issue74", Why: issue.WhyReview, Who: "Ines Vale"}},
		}
		f.Revisions[0].Seal()
		f.Snapshots[0].Seal()
		if err := f.check(); err != nil {
			t.Fatalf("%s: before it: %v", name, err)
		}
		change(f)
		var is flaw
		if err := f.check(); !errors.As(err, &is) {
			t.Errorf("%s: %v", name, err)
		}
		if err := Write(&bytes.Buffer{}, f, func(string) (io.ReadCloser, error) { return nil, io.EOF }); err == nil {
			t.Errorf("%s was written", name)
		}
	}
}
