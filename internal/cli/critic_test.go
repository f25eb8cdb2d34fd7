package cli

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestCriticIsReadBack: what critic writes import takes in again; on stdout, where
// there is no sidecar, the marks stay in the copy.
func TestCriticIsReadBack(t *testing.T) {
	dir := t.TempDir()
	file := write(t, dir, "issue.md", strings.Replace(clean, "Dear friends", "Dear {++good ++}friends", 1))
	status, stdout, stderr := galley(t, "import", file)
	if status != 0 || !strings.Contains(stdout, "{++good ++}") || !strings.Contains(stderr, "stays in the copy") {
		t.Fatalf("exit %d: %s%s", status, stdout, stderr)
	}
	out := filepath.Join(dir, "out", "issue.md")
	if status, _, stderr = galley(t, "import", file, "-o", out); status != 0 || !strings.Contains(stderr, "1 suggestion was taken from CriticMarkup.") {
		t.Fatalf("exit %d: %s", status, stderr)
	}
	if text, err := os.ReadFile(out); err != nil || !strings.Contains(string(text), "Dear friends") {
		t.Errorf("%s, %v", text, err)
	}
	again := filepath.Join(dir, "again.md")
	if status, _, stderr = galley(t, "critic", out, "-o", again); status != 0 || !strings.Contains(stderr, "with 1 suggestion as CriticMarkup") {
		t.Fatalf("exit %d: %s", status, stderr)
	}
	if text, err := os.ReadFile(again); err != nil || !strings.Contains(string(text), "Dear {++good ++}friends") {
		t.Errorf("%s, %v", text, err)
	}
	if status, _, stderr = galley(t, "critic", out, "-o", again); status != 2 || !strings.Contains(stderr, "--force") {
		t.Errorf("exit %d: %s", status, stderr)
	}
}
