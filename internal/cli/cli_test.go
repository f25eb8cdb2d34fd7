package cli

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// galley runs one command in this process.
func galley(t *testing.T, args ...string) (status int, stdout, stderr string) {
	t.Helper()
	var out, err bytes.Buffer
	status = Main(context.Background(), args, &out, &err)
	return status, out.String(), err.String()
}

func write(t *testing.T, dir, name, text string) string {
	t.Helper()
	path := filepath.Join(dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

const clean = `---
galley: 1
publication: Tidewater
number: 74
date: 2026-11-25
subject: The tide turns twice
preheader: What the new gauges heard, and who pays for the sea wall.
sender: Tidewater <letter@tidewater.example>
address: 4 Quay Road, Port Ellery
web_url: https://tidewater.example/74
unsubscribe_url: https://tidewater.example/leave
---

<!-- letter; id=aaaa -->
Dear friends,

The water rose.
`

func TestExport(t *testing.T) {
	dir := t.TempDir()
	path := write(t, dir, "issue.md", clean)
	out := filepath.Join(dir, "out")
	status, stdout, stderr := galley(t, "export", path, "-o", out, "--date", "2026-11-25", "--json")
	if status != 0 {
		t.Fatalf("exit %d: %s", status, stderr)
	}
	var receipt struct {
		Proof bool
		Files []struct{ Name string }
	}
	if err := json.Unmarshal([]byte(stdout), &receipt); err != nil || receipt.Proof || len(receipt.Files) != 3 {
		t.Errorf("receipt %+v, %v", receipt, err)
	}
	for _, name := range []string{"issue.html", "issue.txt", "issue.eml", "receipt.json"} {
		if _, err := os.Stat(filepath.Join(out, name)); err != nil {
			t.Error(err)
		}
	}

	// An error opens: a proof takes the place of what the earlier export wrote.
	write(t, dir, "issue.md", strings.Replace(clean, "subject: The tide turns twice\n", "", 1))
	if status, _, _ := galley(t, "export", path, "-o", out, "--final"); status != 1 {
		t.Errorf("--final with an open error exits with %d", status)
	}
	if _, err := os.Stat(filepath.Join(out, "issue.html")); err != nil {
		t.Error("--final that writes nothing removed the earlier export")
	}
	if status, _, _ := galley(t, "export", path, "-o", out); status != 1 {
		t.Errorf("a proof exits with %d", status)
	}
	names := list(t, out)
	if got := strings.Join(names, " "); got != "issue.proof.eml issue.proof.html issue.proof.txt receipt.proof.json" {
		t.Errorf("the folder holds %s", got)
	}
}

func list(t *testing.T, dir string) []string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	names := make([]string, 0, len(entries))
	for _, e := range entries {
		names = append(names, e.Name())
	}
	return names
}

func TestCheck(t *testing.T) {
	dir := t.TempDir()
	path := write(t, dir, "issue.md", clean)
	if status, stdout, stderr := galley(t, "check", path); status != 0 || stdout != "" {
		t.Errorf("a clean issue: exit %d, %s%s", status, stdout, stderr)
	}
	write(t, dir, "issue.md", clean+"\n[the tables](javascript:x)\n")
	status, stdout, _ := galley(t, "check", path, "--json")
	var result struct{ Findings []map[string]any }
	if err := json.Unmarshal([]byte(stdout), &result); err != nil || status != 1 {
		t.Fatalf("exit %d, %v in %s", status, err, stdout)
	}
	first := result.Findings[0]
	for _, key := range []string{"check", "severity", "item", "headline", "line", "column", "words", "context", "why", "fix"} {
		if _, ok := first[key]; !ok {
			t.Errorf("a finding without %s", key)
		}
	}
	if first["check"] != "link.target" || first["line"] != float64(19) {
		t.Errorf("finding %v", first)
	}
	// A waiver beside the issue takes it away.
	words, err := json.Marshal(first["words"])
	if err != nil {
		t.Fatal(err)
	}
	write(t, dir, "issue.galley.json", `{"galley":1,"waivers":[{"check":"link.target","words":`+string(words)+`,"reason":"a joke","who":"Ann","date":"2026-11-20"}]}`)
	if status, stdout, _ := galley(t, "check", path); status != 0 || stdout != "" {
		t.Errorf("waived: exit %d, %s", status, stdout)
	}
}

func TestImport(t *testing.T) {
	dir := t.TempDir()
	text := write(t, dir, "mail.txt", "Dear friends,\n\nThe water rose.\n\nKeep watching!\n")
	to := filepath.Join(dir, "x.md")
	if status, _, stderr := galley(t, "import", text, "-o", to); status != 0 {
		t.Fatal(stderr)
	}
	if status, _, stderr := galley(t, "import", text, "-o", to); status != 2 || !strings.Contains(stderr, "--force") {
		t.Errorf("importing over a file: exit %d, %s", status, stderr)
	}
	if status, _, stderr := galley(t, "import", text, "-o", to, "--force"); status != 0 {
		t.Error(stderr)
	}
	if status, stdout, _ := galley(t, "import", text); status != 0 || !strings.Contains(stdout, "<!-- letter; id=") {
		t.Errorf("to stdout: exit %d, %s", status, stdout)
	}
	if status, _, stderr := galley(t, "fmt", to, "--check"); status != 0 {
		t.Errorf("what import writes is not canonical: %s", stderr)
	}
	if status, stdout, stderr := galley(t, "import", text, "--json"); status != 2 || stdout != "" || !strings.Contains(stderr, "-o") {
		t.Errorf("--json to stdout: exit %d, %q, %s", status, stdout, stderr)
	}
	if status, stdout, _ := galley(t, "import", text, "-o", filepath.Join(dir, "y.md"), "--json"); status != 0 || !json.Valid([]byte(stdout)) {
		t.Errorf("--json: exit %d, %s", status, stdout)
	}
	other := write(t, dir, "other.md", "# A story\n\nWords.\n")
	folder := filepath.Join(dir, "both") + "/"
	if status, _, stderr := galley(t, "import", text, other, "-o", folder); status != 0 || len(list(t, folder)) != 2 {
		t.Errorf("two files: exit %d, %s", status, stderr)
	}
	if status, _, _ := galley(t, "import", text, other); status != 2 {
		t.Error("two issues went to one stdout")
	}
}

// TestImportHouse imports by a house style that is a file and exports what came
// of it, from another folder: the file went along.
func TestImportHouse(t *testing.T) {
	dir := t.TempDir()
	text := write(t, dir, "mail.txt", "Dear friends,\n\nThe water rose.\n")
	style := write(t, dir, "my.toml", "galley = 1\nname = \"mine\"\n")
	to := filepath.Join(dir, "elsewhere", "x.md")
	if status, _, stderr := galley(t, "import", text, "--house", style, "-o", to); status != 0 {
		t.Fatal(stderr)
	}
	if status, stdout, stderr := galley(t, "export", to, "-o", filepath.Join(dir, "out"), "--json"); status != 1 || !strings.Contains(stdout, `"house": "mine"`) {
		t.Errorf("exit %d: %s", status, stderr)
	}
	write(t, dir, "elsewhere/my.toml", "galley = 1\nname = \"theirs\"\n")
	if status, _, stderr := galley(t, "import", text, "--house", style, "-o", to, "--force"); status != 2 || !strings.Contains(stderr, "my.toml is another file already") {
		t.Errorf("over another house style: exit %d, %s", status, stderr)
	}
	if status, stdout, stderr := galley(t, "import", text, "--house", style); status != 0 || !strings.Contains(stdout, "house: my.toml") || !strings.Contains(stderr, "beside it") {
		t.Errorf("to stdout: exit %d, %s%s", status, stdout, stderr)
	}
}

func TestFmt(t *testing.T) {
	dir := t.TempDir()
	path := write(t, dir, "issue.md", "---\ngalley: 1\nnumber:   74\n---\n<!--story:news-->\n# One\n\n\n*What's new*: Words.\n")
	if status, _, _ := galley(t, "fmt", "--check", path); status != 1 {
		t.Errorf("--check exits with %d", status)
	}
	if status, _, stderr := galley(t, "fmt", path); status != 0 {
		t.Fatal(stderr)
	}
	text, _ := os.ReadFile(path)
	if want := "---\ngalley: 1\nnumber: 74\n---\n\n<!-- story: news -->\n# One\n\n**What's new:** Words.\n"; string(text) != want {
		t.Errorf("canonical text is\n%s", text)
	}
	if status, _, _ := galley(t, "fmt", "--check", path); status != 0 {
		t.Error("what fmt wrote is not canonical")
	}
}

func TestNew(t *testing.T) {
	for _, house := range []string{"analysis", "brief"} {
		dir := filepath.Join(t.TempDir(), "tide-water")
		if status, stdout, stderr := galley(t, "new", dir, "--house", house); status != 0 || strings.Count(stdout, "\n") != 3 {
			t.Fatalf("exit %d: %s%s", status, stdout, stderr)
		}
		if status, _, stderr := galley(t, "fmt", "--check", filepath.Join(dir, "issue.md")); status != 0 {
			t.Errorf("the first issue is not canonical: %s", stderr)
		}
		if status, _, stderr := galley(t, "export", filepath.Join(dir, "issue.md"), "-o", filepath.Join(dir, "out")); status != 1 {
			t.Errorf("an empty first issue exports with %d: %s", status, stderr)
		}
		if status, _, _ := galley(t, "new", dir); status != 2 {
			t.Error("new replaced what was there")
		}
	}
}

// TestNotesNameTheFile holds that every command calls a file by the name it was
// given, so that an editor can jump to it.
func TestNotesNameTheFile(t *testing.T) {
	dir := t.TempDir()
	path := write(t, dir, "issue.md", strings.Replace(clean, "<!-- letter; id=aaaa -->", "", 1))
	write(t, dir, "house.toml", "[checks]\n\"alt.lnog\" = \"off\"\n")
	for _, args := range [][]string{{"check", path}, {"export", path, "-o", filepath.Join(dir, "out")}} {
		_, _, stderr := galley(t, args...)
		if !strings.Contains(stderr, path+": note: The file has no item markers") || !strings.Contains(stderr, path+": note: The house style names a check “alt.lnog”") {
			t.Errorf("%v: %s", args, stderr)
		}
	}
	if _, _, stderr := galley(t, "fmt", "--check", path); !strings.Contains(stderr, path+": note: ") {
		t.Errorf("fmt: %s", stderr)
	}
}

func TestVersionAndUsage(t *testing.T) {
	if status, stdout, _ := galley(t, "version"); status != 0 || !regexp.MustCompile(`^galley \d+\.\d+\.\d+\S* .*\w+/\w+\n$`).MatchString(stdout) {
		t.Errorf("exit %d, %q", status, stdout)
	}
	if status, stdout, _ := galley(t); status != 0 || !strings.Contains(stdout, "export") {
		t.Errorf("no arguments: exit %d, %q", status, stdout)
	}
	for _, args := range [][]string{{"exprot"}, {"export"}, {"export", "-o", "x"}, {"export", "a.md", "b.md", "-o", "x"}, {"fmt"}, {"check", "--nope", "x"}} {
		if status, stdout, stderr := galley(t, args...); status != 2 || stdout != "" || strings.Count(stderr, "\n") != 1 {
			t.Errorf("%v: exit %d, %q, %q", args, status, stdout, stderr)
		}
	}
}
