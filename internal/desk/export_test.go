package desk

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"galley/internal/folder"
	"galley/internal/markdown"
)

var someDay = time.Date(2026, 11, 25, 9, 0, 0, 0, time.UTC)

func sample(t *testing.T, d *Desk, profile string) *Open {
	t.Helper()
	o, err := d.Load(context.Background(), SampleSource{}, profile)
	if err != nil {
		t.Fatal(err)
	}
	return o
}

func export(t *testing.T, d *Desk, o *Open, dir string) Receipt {
	t.Helper()
	r, written, err := d.Export(context.Background(), o, dir, ExportOptions{Date: someDay})
	if err != nil || !written {
		t.Fatal(written, err)
	}
	return r
}

// contents reads a folder: local name → bytes.
func contents(t *testing.T, dir string) map[string][]byte {
	t.Helper()
	files := map[string][]byte{}
	err := filepath.WalkDir(dir, func(path string, e os.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		name, _ := filepath.Rel(dir, path)
		files[filepath.ToSlash(name)], err = os.ReadFile(path)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// TestSampleIsReady holds the shipped issue to what the program asks of
// everybody: no finding, a final export, small enough for every inbox.
func TestSampleIsReady(t *testing.T) {
	d := New()
	o := sample(t, d, "")
	r := export(t, d, o, t.TempDir())
	if len(r.Findings) > 0 || len(r.Notes) > 0 || r.Proof {
		t.Errorf("findings %+v, notes %v", r.Findings, r.Notes)
	}
	if r.HTMLBytes > 60_000 || r.ReadBack.Words < 2500 || r.ReadBack.Pictures != 7 {
		t.Errorf("%d bytes, read back %+v", r.HTMLBytes, r.ReadBack)
	}
}

// TestSameBytes exports twice on two desks: the same input and time give the
// same bytes; another time changes the .eml and the receipt alone.
func TestSameBytes(t *testing.T) {
	for _, profile := range []string{"none", "mailchimp", "campaign-monitor"} {
		a, b, c := t.TempDir(), t.TempDir(), t.TempDir()
		export(t, New(), sample(t, New(), profile), a)
		export(t, New(), sample(t, New(), profile), b)
		d := New()
		if _, _, err := d.Export(context.Background(), sample(t, d, profile), c, ExportOptions{Date: someDay.Add(time.Hour)}); err != nil {
			t.Fatal(err)
		}
		one, two, later := contents(t, a), contents(t, b), contents(t, c)
		for name, data := range one {
			if !bytes.Equal(two[name], data) {
				t.Errorf("%s: %s differs between two exports", profile, name)
			}
			dated := strings.HasPrefix(name, "receipt") || strings.HasSuffix(name, ".eml")
			if bytes.Equal(later[name], data) == dated {
				t.Errorf("%s: %s and another time of export", profile, name)
			}
		}
	}
}

// TestReceipt checks every file against its entry.
func TestReceipt(t *testing.T) {
	dir := t.TempDir()
	d := New()
	export(t, d, sample(t, d, ""), dir)
	files := contents(t, dir)
	var r Receipt
	if err := json.Unmarshal(files["receipt.json"], &r); err != nil {
		t.Fatal(err)
	}
	if len(r.Files) != len(files)-1 {
		t.Errorf("%d entries for %d files", len(r.Files), len(files)-1)
	}
	for _, entry := range r.Files {
		if got := describe(folder.File{Name: entry.Name, Data: files[entry.Name]}); got != entry {
			t.Errorf("%+v is %+v", entry, got)
		}
	}
	for _, item := range r.Items {
		if item.ID == "" || len(item.Revision) != 64 {
			t.Errorf("item %+v", item)
		}
	}
}

// TestExportAgain exports into a folder that holds an earlier export: what
// that left is replaced or removed, what somebody changed or added stays.
func TestExportAgain(t *testing.T) {
	dir := t.TempDir()
	d := New()
	o := sample(t, d, "")
	export(t, d, o, dir)
	first := contents(t, dir)
	var changed, gone string
	for name := range first {
		if strings.HasPrefix(name, "pictures/") {
			changed, gone = gone, name
		}
	}
	write := func(name, text string) {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write("notes.txt", "mine")
	write(changed, "retouched")
	o.Edition.Issue.Subject = "" // an error opens: now it is a proof
	for i := range o.Edition.Issue.Items {
		item := &o.Edition.Issue.Items[i]
		for _, p := range item.Reading.Pictures {
			item.Copy = strings.ReplaceAll(item.Copy, p.Name, "pictures/none.png")
		}
	}
	markdown.New(o.Edition.House).ReadItems(o.Edition.House, o.Edition.Issue.Items)
	o.pictures.ready, o.pictures.order = nil, nil
	if r := export(t, d, o, dir); !r.Proof {
		t.Fatal("no proof")
	}
	after := contents(t, dir)
	for _, name := range []string{"issue.html", "issue.txt", "issue.eml", "receipt.json", gone} {
		if _, ok := after[name]; ok {
			t.Errorf("%s of the earlier export is still there", name)
		}
	}
	if string(after["notes.txt"]) != "mine" || string(after[changed]) != "retouched" {
		t.Error("a file that is not ours was touched")
	}
}

// TestExportAfterDeath exports another issue where an export was killed between
// two renames: what that one had placed is replaced or removed like an earlier
// export's, and nobody calls it a stranger's.
func TestExportAfterDeath(t *testing.T) {
	d, dir := New(), t.TempDir()
	export(t, d, sample(t, d, ""), dir)
	staging := filepath.Join(dir, ".galley-123")
	if err := os.Mkdir(staging, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(filepath.Join(dir, "receipt.json"), filepath.Join(staging, "10-receipt.json")); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(staging, "9-issue.eml"), []byte("ready, and never placed"), 0o600); err != nil {
		t.Fatal(err)
	}
	o := sample(t, d, "")
	o.Edition.Issue.Subject = "Another subject for the same letter"
	o.Edition.Issue.Items = o.Edition.Issue.Items[:1]
	o.pictures.ready, o.pictures.order = nil, nil
	export(t, d, o, dir)
	after := contents(t, dir)
	if len(after) != 4 {
		t.Errorf("%d files are there", len(after))
	}
	if _, err := os.Stat(staging); !os.IsNotExist(err) {
		t.Error("what was left behind is still there")
	}
}

// TestHostileReceipt exports into a folder whose receipt names files outside.
func TestHostileReceipt(t *testing.T) {
	dir := t.TempDir()
	secret := filepath.Join(dir, "secret")
	if err := os.WriteFile(secret, []byte("x"), 0o600); err != nil {
		t.Fatal(err)
	}
	out := filepath.Join(dir, "out")
	if err := os.Mkdir(out, 0o750); err != nil {
		t.Fatal(err)
	}
	sum := describe(folder.File{Data: []byte("x")}).SHA256
	receipt := `{"galley":1,"files":[{"name":"../secret","sha256":"` + sum + `"},{"name":"` + secret + `","sha256":"` + sum + `"}]}`
	if err := os.WriteFile(filepath.Join(out, "receipt.json"), []byte(receipt), 0o600); err != nil {
		t.Fatal(err)
	}
	d := New()
	export(t, d, sample(t, d, ""), out)
	if _, err := os.Stat(secret); err != nil {
		t.Error("a receipt led out of its folder:", err)
	}
}
