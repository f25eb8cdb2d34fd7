package desk

import (
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"galley/internal/fault"
	"galley/internal/folder"
	"galley/internal/issue"
	"galley/internal/store"
)

// mirroredDesk is a desk with a mirror.
func mirroredDesk(t *testing.T, data, dir string) *Desk {
	t.Helper()
	s, err := store.Open(t.Context(), data)
	if err != nil {
		t.Fatal(err)
	}
	d := &Desk{Store: s, Author: "Mira"}
	d.KeepMirror(dir)
	return d
}

// awkward is copy that an issue file gives back in another form, or that looks
// like one.
func awkward(s *scribe) string {
	text := s.blocks(0)
	for range s.IntN(3) {
		text = s.one("\n\n", " \n", "\u00a0\n", "", "<!-- story: news; id=abcd -->\n", "<!-- footer -->\n", "---\ngalley: 1\n---\n", "\t") + text +
			s.one("\n", "\n\n\n", "  ", "\n<!-- letter -->", "\n```\nopen", "", "\u202f", "\n\t\n", "\ufeff", "{{{{{{{{")
	}
	return text
}

// A store that is made anew of the mirror has every item that the first one had,
// byte for byte, and all around them; the terminal checks each folder as it
// stands.
func TestRebuildGivesEverythingBack(t *testing.T) {
	data, dir := t.TempDir(), filepath.Join(t.TempDir(), "Galley")
	d := mirroredDesk(t, data, dir)
	s := &scribe{Rand: rand.New(rand.NewPCG(7, 11))}
	picture, err := d.Store.KeepPicture([]byte("\x89PNG\r\n\x1a\nno picture, and bytes all the same"))
	if err != nil {
		t.Fatal(err)
	}
	issues := 0
	for _, name := range []string{"Tidewater", "Rivière · 潮汐", "Tidewater", "con"} {
		p, err := d.NewPublication(t.Context(), name, "")
		if err != nil {
			t.Fatal(err)
		}
		for range 8 {
			issues++
			begun, err := d.BeginIssue(t.Context(), p.ID, NewIssue{Number: s.one("", "12½", "7"), Subject: s.one("", "Eels: at last #12", "The tide")})
			if err != nil {
				t.Fatal(err)
			}
			scramble(t, d, s, begun.ID, picture)
		}
	}
	want := everything(t, d)
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}
	checkFolders(t, dir, issues)

	d = &Desk{Author: "Mira"}
	if d.Store, err = store.Open(t.Context(), t.TempDir()); err != nil {
		t.Fatal(err)
	}
	defer func() { _ = d.Close() }()
	heard := 0
	out, err := d.RebuildFromMirror(t.Context(), dir, func(Rebuilt) { heard++ })
	if err != nil || len(out.Problems) > 0 || out.Issues != issues || heard != issues || out.Publications != 4 {
		t.Fatalf("%+v, %v; %d issues, heard of %d", out, err, issues, heard)
	}
	got := everything(t, d)
	for key, text := range want {
		if !reflect.DeepEqual(got[key], text) {
			t.Errorf("%s is\n%#v\nand was\n%#v", key, got[key], text)
		}
		delete(got, key)
	}
	if len(got) > 0 {
		t.Errorf("there is more than there was: %d", len(got))
	}
	if _, err := d.RebuildFromMirror(t.Context(), dir, nil); fault.Of(err).Code != fault.Exists {
		t.Errorf("into a store that holds something: %v", err)
	}
}

// scramble makes an issue of what people, programs and years leave in one.
func scramble(t *testing.T, d *Desk, s *scribe, id, picture string) {
	t.Helper()
	k, err := d.Store.Issue(id)
	if err != nil {
		t.Fatal(err)
	}
	items, err := d.Store.Items(id)
	if err != nil {
		t.Fatal(err)
	}
	b := issue.Batch{}
	for _, w := range items {
		w.Copy = awkward(s)
		w.State = issue.States[s.IntN(len(issue.States))]
		w.More = s.one("", "; owner=mo")
		if n := len(w.Copy); n > 0 && s.IntN(2) == 0 {
			w.By = []issue.Run{{Bytes: 1 + s.IntN(n), Who: "Mira"}}
			if rest := n - w.By[0].Bytes; rest > 1 {
				w.By = append(w.By, issue.Run{Bytes: rest - 1, Who: "Jonas", How: issue.HowPasted}) // the last byte is nobody's
			}
		}
		b.Items = append(b.Items, w)
	}
	s.Shuffle(len(k.Rundown), func(i, j int) { k.Rundown[i], k.Rundown[j] = k.Rundown[j], k.Rundown[i] })
	k.Rundown = k.Rundown[s.IntN(len(k.Rundown)):]
	k.Pictures = map[string]string{"pictures/there.png": picture, s.one("../out.png", "issue.md", "a|b.png", "deep/in/one.gif"): picture}
	k.Sidecar = s.one("", `{"galley":1,"waivers":[{"check":"x","words":"{","reason":"so","who":"Mira","date":"2026-11-25"}],"later":{"a":[1]}}`)
	k.Archived = s.IntN(2) == 0
	if s.IntN(3) == 0 {
		k.Deleted = time.Date(2026, 11, 25, 9, 0, 0, 0, time.UTC)
	}
	b.Issues = []issue.KeptIssue{k}
	if err := d.Store.Keep(b); err != nil {
		t.Fatal(err)
	}
}

// everything is all that a rebuild promises, by name.
func everything(t *testing.T, d *Desk) map[string]any {
	t.Helper()
	all := map[string]any{}
	publications, err := d.Store.Publications()
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range publications {
		all["publication "+p.ID] = []any{p.Settings, p.House, p.Archived, p.Deleted, p.Made}
		issues, err := d.Store.Issues(p.ID)
		if err != nil {
			t.Fatal(err)
		}
		for _, k := range issues {
			all["issue "+k.ID] = []any{k.Publication, k.Head, k.Rundown, k.Pictures, k.Sidecar, k.Made, k.Archived, k.Deleted, k.Exported, k.Guest, k.From, k.Part}
			items, err := d.Store.Items(k.ID)
			if err != nil {
				t.Fatal(err)
			}
			for _, w := range items {
				all["item "+k.ID+"/"+w.ID] = []any{w.Kind, w.Story, w.More, w.State, w.Copy, w.By}
			}
		}
	}
	return all
}

// checkFolders has the terminal check every folder of the mirror.
func checkFolders(t *testing.T, dir string, want int) {
	t.Helper()
	found := 0
	err := filepath.WalkDir(dir, func(path string, entry os.DirEntry, err error) error {
		if err != nil || entry.Name() != issueFile || strings.Contains(path, "pictures") {
			return err
		}
		found++
		src, err := folder.Open(path)
		if err != nil {
			return err
		}
		defer func() { _ = src.Close() }()
		o, err := New().Load(t.Context(), src, "")
		if err != nil {
			return err
		}
		if _, _, err = New().Check(o); err != nil {
			t.Errorf("%s: %v", path, err)
		}
		return nil
	})
	if err != nil || found != want {
		t.Fatalf("%d folders of %d: %v", found, want, err)
	}
}
