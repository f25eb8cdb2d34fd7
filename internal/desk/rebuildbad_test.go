package desk

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"galley/internal/folder"
	"galley/internal/issue"
)

// An issue of which more was taken out than fits in one step, and one with an id
// that is none, are rebuilt like any other.
func TestRebuildOfMuchAndOfStrangeIDs(t *testing.T) {
	data, dir := t.TempDir(), filepath.Join(t.TempDir(), "Galley")
	d := mirroredDesk(t, data, dir)
	p, err := d.NewPublication(t.Context(), "Tide", "")
	if err != nil {
		t.Fatal(err)
	}
	begun, err := d.BeginIssue(t.Context(), p.ID, NewIssue{Subject: "large"})
	if err != nil {
		t.Fatal(err)
	}
	rnd := rand.New(rand.NewPCG(1, 2))
	for i := range 30 {
		var b strings.Builder
		for b.Len() < 120<<10 {
			fmt.Fprintf(&b, "%x ", rnd.Uint64())
		}
		w := issue.Working{Issue: begun.ID, ID: fmt.Sprintf("zz%02d", i), Kind: "letter", State: issue.StateDrafting, Copy: b.String()}
		if err := d.Store.Keep(issue.Batch{Items: []issue.Working{w}}); err != nil {
			t.Fatal(err)
		}
	}
	for until := time.Now().Add(time.Minute); ; time.Sleep(50 * time.Millisecond) { // closing waits two seconds at most
		if v, err := d.Mirror(); err == nil && v.Behind == 0 && v.Problem == "" {
			break
		}
		if time.Now().After(until) {
			t.Fatal("the mirror is not written")
		}
	}
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}
	var more string
	_ = filepath.WalkDir(dir, func(p string, e os.DirEntry, err error) error {
		if err == nil && e.Name() == mirrorMore {
			more = p
		}
		return nil
	})
	text, err := os.ReadFile(more)
	if err != nil {
		t.Fatal(err)
	}
	strange := strings.Replace(string(text), `"zz00"`, `"../x y"`, 1)
	if err := os.WriteFile(more, []byte(strange), 0o600); err != nil {
		t.Fatal(err)
	}
	out, _, err := (&Desk{Author: "Mira"}).RebuildStore(t.Context(), data, dir, nil)
	if err != nil || len(out.Problems) > 0 || out.Issues != 1 || out.Items < 30 {
		t.Errorf("%+v, %v", out, err)
	}
}

// A publication that an older backup does not know is brought back with its
// issues.
func TestALostPublicationIsBroughtBack(t *testing.T) {
	data, dir := t.TempDir(), filepath.Join(t.TempDir(), "Galley")
	d := mirroredDesk(t, data, dir)
	if _, err := d.OpenSample(t.Context()); err != nil {
		t.Fatal(err)
	}
	if _, err := d.Store.Backup(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	p, err := d.NewPublication(t.Context(), "Tide", "")
	if err != nil {
		t.Fatal(err)
	}
	begun, err := d.BeginIssue(t.Context(), p.ID, NewIssue{Subject: "new one"})
	if err != nil {
		t.Fatal(err)
	}
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}
	if err := os.RemoveAll(filepath.Join(data, "store")); err != nil {
		t.Fatal(err)
	}
	d = mirroredDesk(t, data, dir)
	defer func() { _ = d.Close() }()
	for until := time.Now().Add(10 * time.Second); ; time.Sleep(50 * time.Millisecond) {
		k, err := d.Store.Issue(begun.ID)
		if err == nil && k.Publication == p.ID {
			break
		}
		if time.Now().After(until) {
			t.Fatal(err)
		}
	}
	if _, err := d.Store.Publication(p.ID); err != nil {
		t.Error(err)
	}
}

// A number that nobody counted to is none.
func TestNumbersThatAreNone(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{
		publicationFile: "galley = 1\nname = \"Tide\"\n",
		publicationMore: `{"galley":1,"id":"abcd","seq":18446744073709551615}`,
		Sidecar:         `{"galley":1,"store":{"schema":1,"issue":"abcd","seq":18446744073709551615}}`,
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	tree, err := folder.OpenTree(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = tree.Close() }()
	if p, ok, err := readMirrorPublication(tree, "."); err != nil || !ok || p.Seq != 0 {
		t.Errorf("%+v, %v, %v", p, ok, err)
	}
	if r := recordIn(tree, "."); r.Issue != "abcd" || r.Seq != 0 {
		t.Errorf("%+v", r)
	}
}
