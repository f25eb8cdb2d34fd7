package cli

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"galley/internal/desk"
	"galley/internal/store"
)

// The store is made anew of the folder with the text, and the old one put aside.
func TestStoreIsRebuilt(t *testing.T) {
	data := t.TempDir()
	s, err := store.Open(t.Context(), data)
	if err != nil {
		t.Fatal(err)
	}
	d := &desk.Desk{Store: s}
	d.KeepMirror(store.MirrorFolder(data))
	card, err := d.OpenSample(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	var out, said bytes.Buffer
	rebuild := func(args ...string) int {
		out.Reset()
		said.Reset()
		return Main(t.Context(), append([]string{"store", "rebuild", "--data", data}, args...), &out, &said)
	}
	if status := rebuild("--from-mirror"); status != statusFailed || !strings.Contains(said.String(), "store") {
		t.Errorf("while it is open: %d, %s", status, said.String())
	}
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}
	if status := rebuild(); status != statusFailed {
		t.Errorf("of nothing: %d, %s", status, said.String())
	}
	if status := rebuild("--from-mirror", "--mirror", t.TempDir()); status != statusFailed {
		t.Errorf("of an empty folder: %d, %s", status, said.String())
	}
	if status := rebuild("--from-mirror"); status != statusDone || !strings.Contains(said.String(), "1 issue") {
		t.Fatalf("%d, %s", status, said.String())
	}
	asides, _ := filepath.Glob(filepath.Join(data, "aside", "*-before-rebuild", "store", "MANIFEST"))
	if len(asides) != 1 {
		t.Errorf("put aside: %v", asides)
	}
	if left, _ := os.ReadDir(filepath.Join(data, "unfinished")); len(left) > 1 {
		t.Errorf("left behind: %v", left)
	}
	if s, err = store.Open(t.Context(), data); err != nil {
		t.Fatal(err)
	}
	d = &desk.Desk{Store: s}
	defer func() { _ = d.Close() }()
	view, err := d.OpenDraft(t.Context(), card.ID)
	if err != nil || len(view.Copies) == 0 || view.Page.Problem != "" {
		t.Errorf("%v, %s", err, view.Page.Problem)
	}
}
