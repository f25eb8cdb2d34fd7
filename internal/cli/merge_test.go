package cli

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// three writes an issue in three versions, each with what is beside it.
func three(t *testing.T, dir string) (base, mine, theirs string) {
	t.Helper()
	copy := func(name, letter, comments string) string {
		write(t, dir, name+"/issue.galley.json", `{"galley":1,"comments":[`+comments+`],"store":{"seq":7}}`)
		return write(t, dir, name+"/issue.md", strings.Replace(clean, "The water rose.", letter, 1))
	}
	one := `{"id":"c1","who":"Ada","time":"2026-11-25T09:00:00Z","text":"Rose?"}`
	return copy("base", "The water rose.", one), copy("mine", "The water fell.", one), copy("theirs", "The water rose.", one+`,{"id":"c2","who":"Mo","time":"2026-11-25T10:00:00Z","text":"Fine."}`)
}

// TestMergeReplacesNothing: neither an issue nor what was said beside one, without
// --force.
func TestMergeReplacesNothing(t *testing.T) {
	dir := t.TempDir()
	base, mine, theirs := three(t, dir)
	before, err := os.ReadFile(filepath.Join(dir, "mine", "issue.galley.json"))
	if err != nil {
		t.Fatal(err)
	}
	for _, out := range []string{mine, filepath.Join(dir, "mine", "merged.md")} {
		if status, stdout, stderr := galley(t, "merge", base, mine, theirs, "-o", out); status != 2 || stdout != "" || !strings.Contains(stderr, "--force") {
			t.Errorf("over %s: exit %d, %s%s", out, status, stdout, stderr)
		}
	}
	if after, err := os.ReadFile(filepath.Join(dir, "mine", "issue.galley.json")); err != nil || string(after) != string(before) || len(list(t, filepath.Join(dir, "mine"))) != 2 {
		t.Errorf("what was beside mine is %s, %v", after, err)
	}
	if status, _, stderr := galley(t, "merge", base, mine, theirs, "-o", mine, "--force"); status != 0 {
		t.Fatal(stderr)
	}
	after, err := os.ReadFile(filepath.Join(dir, "mine", "issue.galley.json"))
	if err != nil || !strings.Contains(string(after), `"c2"`) || strings.Contains(string(after), "store") {
		t.Errorf("what is beside the merged issue is %s, %v", after, err)
	}
	if text, err := os.ReadFile(mine); err != nil || !strings.Contains(string(text), "The water fell.") {
		t.Errorf("merged: %s, %v", text, err)
	}
}

// TestMergeLeavesTheMirrorsMember: what is beside three files of one folder is the
// same for all of them, and is not written again.
func TestMergeLeavesTheMirrorsMember(t *testing.T) {
	dir := t.TempDir()
	_, mine, _ := three(t, dir)
	theirs := write(t, dir, "mine/theirs.md", strings.Replace(clean, "Dear friends", "Dear readers", 1))
	base := write(t, dir, "mine/base.md", clean)
	out := filepath.Join(dir, "mine", "merged.md")
	if status, _, stderr := galley(t, "merge", base, mine, theirs, "-o", out); status != 0 {
		t.Fatal(stderr)
	}
	if beside, err := os.ReadFile(filepath.Join(dir, "mine", "issue.galley.json")); err != nil || !strings.Contains(string(beside), `"store":{"seq":7}`) {
		t.Errorf("beside is %s, %v", beside, err)
	}
	if text, err := os.ReadFile(out); err != nil || !strings.Contains(string(text), "Dear readers,\n\nThe water fell.") {
		t.Errorf("merged: %s, %v", text, err)
	}
}

// TestMergedIsRead: a file with both sides in it is an issue file, with nothing
// lost, and preflight asks for the decision.
func TestMergedIsRead(t *testing.T) {
	dir := t.TempDir()
	base, mine, theirs := three(t, dir)
	for path, words := range map[string]string{mine: "subject: Mine of it", theirs: "subject: Theirs of it"} {
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		write(t, filepath.Dir(path), "issue.md", strings.NewReplacer("subject: The tide turns twice", words, "Dear friends", "Dear "+words[9:11]).Replace(string(text)))
	}
	out := filepath.Join(dir, "out", "merged.md")
	if status, _, stderr := galley(t, "merge", base, mine, theirs, "-o", out); status != 1 {
		t.Fatalf("exit %d: %s", status, stderr)
	}
	if status, stdout, stderr := galley(t, "check", out); status != 1 || !strings.Contains(stdout, "left-over.comment") {
		t.Errorf("exit %d: %s%s", status, stdout, stderr)
	}
	if status, _, stderr := galley(t, "fmt", out); status != 0 {
		t.Fatal(stderr)
	}
	text, err := os.ReadFile(out)
	if err != nil || !strings.Contains(string(text), "# theirs: subject: Theirs of it\n") || !strings.Contains(string(text), "{~~Mi~>Th~~}") {
		t.Errorf("%s, %v", text, err)
	}
}

func TestDiffAndMergeRefuse(t *testing.T) {
	dir := t.TempDir()
	base, mine, theirs := three(t, dir)
	large := write(t, dir, "large.md", strings.Repeat("words and words\n", 60_000))
	damaged := write(t, dir, "damaged/issue.md", clean)
	write(t, dir, "damaged/issue.galley.json", `{"galley":1,`)
	for _, args := range [][]string{
		{"diff", base},
		{"diff", base, dir},
		{"diff", base, large},
		{"diff", base, ""},
		{"diff", filepath.Join(dir, "base", "issue.galley.json"), base},
		{"merge", base, mine, theirs},
		{"merge", base, mine, "-o", "x.md"},
		{"merge", base, mine, large, "-o", filepath.Join(dir, "out", "x.md")},
		{"merge", base, mine, damaged, "-o", filepath.Join(dir, "out", "x.md")},
		{"merge", base, mine, theirs, "-o", dir + "/"},
		{"merge", base, mine, theirs, "-o", filepath.Join(dir, "out", "issue.galley.json")},
	} {
		if status, stdout, stderr := galley(t, args...); status != 2 || stdout != "" || strings.Count(stderr, "\n") != 1 {
			t.Errorf("%v: exit %d, %q, %q", args, status, stdout, stderr)
		}
	}
	if _, err := os.Stat(filepath.Join(dir, "out")); err == nil {
		t.Error("a merge that failed left a folder")
	}
}
