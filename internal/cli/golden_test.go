package cli

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// golden runs a command over every archive in testdata/dir: the files whose names
// begin with “out” and the three of the terminal are compared, or rewritten with
// -update; the others are given.
func golden(t *testing.T, dir string, args ...string) {
	t.Helper()
	paths, err := filepath.Glob(filepath.Join("testdata", dir, "*.txtar"))
	if err != nil || len(paths) == 0 {
		t.Fatalf("no golden files in testdata/%s: %v", dir, err)
	}
	for _, path := range paths {
		path, err := filepath.Abs(path)
		if err != nil {
			t.Fatal(err)
		}
		t.Run(strings.TrimSuffix(filepath.Base(path), ".txtar"), func(t *testing.T) { goldenRun(t, path, args) })
	}
}

func goldenRun(t *testing.T, path string, args []string) {
	archive, err := txtar.ParseFile(path)
	if err != nil {
		t.Fatal(err)
	}
	t.Chdir(t.TempDir())
	got := &txtar.Archive{Comment: archive.Comment}
	for _, f := range archive.Files {
		if !strings.HasPrefix(f.Name, "out") && !strings.HasPrefix(f.Name, "terminal/") {
			write(t, ".", f.Name, string(f.Data))
			got.Files = append(got.Files, f)
		}
	}
	status, stdout, stderr := galley(t, args...)
	add := func(name, text string) {
		if text != "" {
			got.Files = append(got.Files, txtar.File{Name: name, Data: []byte(text)})
		}
	}
	add("terminal/status", fmt.Sprintln(status))
	add("terminal/stdout", stdout)
	add("terminal/stderr", stderr)
	for _, name := range []string{"out/merged.md", "out/issue.galley.json"} {
		if data, err := os.ReadFile(name); err == nil {
			add(name, string(data))
		}
	}
	text := txtar.Format(got)
	if *update {
		if err := os.WriteFile(path, text, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if want := txtar.Format(archive); !bytes.Equal(text, want) {
		t.Errorf("differs from %s (run with -update and look at the difference):\n%s", path, text)
	}
}

func TestDiffGolden(t *testing.T) { golden(t, "diff", "diff", "a.md", "b.md") }

func TestCriticGolden(t *testing.T) { golden(t, "critic", "critic", "issue.md") }

func TestMergeGolden(t *testing.T) {
	golden(t, "merge", "merge", "base/issue.md", "mine/issue.md", "theirs/issue.md", "-o", "out/merged.md")
}

func TestMergeJSONGolden(t *testing.T) {
	golden(t, "mergejson", "merge", "base/issue.md", "mine/issue.md", "theirs/issue.md", "-o", "out/merged.md", "--json")
}
