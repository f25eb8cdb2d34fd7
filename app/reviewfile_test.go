package app

import (
	"context"
	"errors"
	"io"
	"testing"

	"galley/internal/desk"
	"galley/internal/fault"
)

// onePlace is a window whose dialogs answer with paths, and on which some were dropped.
type onePlace struct {
	dialogs
	paths   []string
	dropped bool
}

func (w onePlace) openFiles(string, ...fileKind) ([]string, error) { return w.paths, nil }

func (w onePlace) saveFile(_, name string) (string, error) {
	if len(w.paths) == 0 {
		return "", nil
	}
	return w.paths[0] + name, nil
}

func (w onePlace) wasDropped([]string) error {
	if w.dropped {
		return nil
	}
	return fault.New(fault.Denied, "Not dropped.", "Drop it.")
}

// takingDesk takes review files, but for one.
type takingDesk struct {
	Desk
	took *[]string
	sent *string // the state in which something was sent last
}

func (d takingDesk) ReviewFileName(string) (string, error) { return "Tidewater.galley", nil }

func (d takingDesk) SendReviewFile(_ context.Context, _ string, only []string, state, _, path string) (desk.ReviewFileMade, error) {
	*d.sent = state
	return desk.ReviewFileMade{Path: path, Items: len(only)}, nil
}

func (d takingDesk) TakeReviewFile(_ context.Context, path string) (desk.ReviewFileTaken, error) {
	if path == "bad" {
		return desk.ReviewFileTaken{}, errors.New("bad")
	}
	*d.took = append(*d.took, path)
	return desk.ReviewFileTaken{By: path}, nil
}

func TestReviewFilesAtTheWindow(t *testing.T) {
	var took []string
	var sent string
	notes := func(w onePlace) *Notes {
		return &Notes{bound: bound{ctx: t.Context(), log: &log{to: io.Discard}, window: w}, desk: takingDesk{took: &took, sent: &sent}}
	}
	if made, err := notes(onePlace{}).SaveReviewFile("i", nil, "in-review", ""); err != nil || made.Path != "" || sent != "" {
		t.Errorf("a dialog that was cancelled: %+v, %v", made, err)
	}
	if made, err := notes(onePlace{paths: []string{"/a/"}}).SaveReviewFile("i", []string{"x"}, "in-review", ""); err != nil || made.Path != "/a/Tidewater.galley" || made.Items != 1 || sent != "in-review" {
		t.Errorf("%+v, %v; %s", made, err, sent)
	}
	if taken, err := notes(onePlace{}).OpenReviewFile(); err != nil || len(taken) != 0 {
		t.Errorf("a dialog that was cancelled: %v, %v", taken, err)
	}
	if taken, err := notes(onePlace{paths: []string{"a", "bad", "b"}}).OpenReviewFile(); err == nil || len(taken) != 1 || len(took) != 1 {
		t.Errorf("%v, %v; %v", taken, err, took)
	}
	if _, err := notes(onePlace{}).TakeReviewPaths([]string{"c"}); fault.Of(err).Code != fault.Denied || len(took) != 1 {
		t.Errorf("what was not dropped: %v; %v", err, took)
	}
	if taken, err := notes(onePlace{dropped: true}).TakeReviewPaths([]string{"c"}); err != nil || len(taken) != 1 {
		t.Errorf("%v, %v", taken, err)
	}
}
