package plain_test

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"galley/internal/house"
	"galley/internal/issue"
	"galley/internal/markdown"
	"galley/internal/plain"
)

var update = flag.Bool("update", false, "write the golden files anew")

// TestGolden holds whole texts against what they were when someone last read
// them. Each archive has an issue.md, perhaps a publication.toml and a
// house.toml, and a text for each profile (issue.txt: the issue's own).
func TestGolden(t *testing.T) {
	files, err := filepath.Glob("testdata/golden/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("no golden files: %v", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
			archive, err := txtar.ParseFile(file)
			if err != nil {
				t.Fatal(err)
			}
			texts := 0
			for i := range archive.Files {
				f := &archive.Files[i]
				profile, ok := strings.CutSuffix(f.Name, ".txt")
				if !ok {
					continue
				}
				texts++
				e := edition(t, archive, profile)
				got := plain.Render(e)
				checkForm(t, e, got)
				if *update {
					f.Data = got
				} else if string(got) != string(f.Data) {
					t.Errorf("%s is not the one in %s; read it, and run with -update if it is right:\n%s", f.Name, file, got)
				}
			}
			if texts == 0 {
				t.Fatal("the archive holds no text to compare with")
			}
			if *update {
				if err := os.WriteFile(file, txtar.Format(archive), 0o644); err != nil {
					t.Fatal(err)
				}
			}
		})
	}
}

// edition reads an archive as the desk reads an issue's folder. Profile is a
// name, or “issue” for what the issue and its publication say.
func edition(t testing.TB, archive *txtar.Archive, profile string) *issue.Edition {
	t.Helper()
	data := map[string][]byte{}
	for _, f := range archive.Files {
		data[f.Name] = f.Data
	}
	style := data["house.toml"]
	if style == nil {
		style, _ = house.Builtin(house.Default)
	}
	h, err := house.Read("house.toml", style)
	if err != nil {
		t.Fatal(err)
	}
	p, err := house.ReadPublication("publication.toml", data["publication.toml"])
	if err != nil {
		t.Fatal(err)
	}
	is, _, err := markdown.Read("issue.md", data["issue.md"])
	if err != nil {
		t.Fatal(err)
	}
	p = p.Over(is.Own)
	if profile == "issue" {
		profile = p.Profile
	}
	tags, err := house.Profile(h, profile)
	if err != nil {
		t.Fatal(err)
	}
	return &issue.Edition{Issue: is, Publication: p, House: h, Profile: tags}
}
