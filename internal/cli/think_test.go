package cli

import (
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"galley/internal/thinking/testserver"
)

const thoughtOf = `---
galley: 1
---

<!-- story -->
# Pier Pressure

**What’s new:** Port Ellery has measured its tide for 100 years. It listens now.

**We’re thinking:** A closer that is there already.
`

// modelAt is an issue file, and a model that behaves in one of its ways; an empty name is
// none.
func modelAt(t *testing.T, server string) (path string) {
	t.Helper()
	path = filepath.Join(t.TempDir(), "issue.md")
	if err := os.WriteFile(path, []byte(thoughtOf), 0o600); err != nil {
		t.Fatal(err)
	}
	address := ""
	if server != "" {
		model := httptest.NewServer(testserver.Handler(server, testserver.Pace{}))
		t.Cleanup(model.Close)
		address = model.URL + "/v1"
	}
	t.Setenv(modelURL, address)
	t.Setenv(modelID, "tide-1")
	t.Setenv(modelKey, "sk-canary-4f1c9b7e2a")
	return path
}

func TestThink(t *testing.T) {
	path := modelAt(t, "good")
	status, stdout, stderr := galley(t, "think", path, "--item", "1", "--count", "2")
	if status != 0 || strings.Count(stdout, testserver.Words) != 2 || !strings.Contains(stdout, "not in the story: “four billion”") || !strings.Contains(stdout, "120 tokens asked") {
		t.Errorf("exit %d\n%s\n%s", status, stdout, stderr)
	}
	status, stdout, _ = galley(t, "think", path, "--item", "1", "--json")
	if status != 0 || !strings.Contains(stdout, `"words": "four billion"`) {
		t.Errorf("exit %d\n%s", status, stdout)
	}
}

// Without an address nothing is asked, and the story's own end is there to begin from.
func TestThinkWithoutAModel(t *testing.T) {
	path := modelAt(t, "")
	status, stdout, stderr := galley(t, "think", path, "--item", "1")
	if status != 1 || !strings.Contains(stdout, "It listens now.") || strings.Contains(stdout, "closer that is there") || !strings.Contains(stderr, "No model is set up") {
		t.Errorf("exit %d\n%s\n%s", status, stdout, stderr)
	}
}

func TestThinkFails(t *testing.T) {
	for server, says := range map[string]string{"unauthorized": "does not know this key", "web-page": "a web page", "cut": "broke off"} {
		path := modelAt(t, server)
		status, stdout, stderr := galley(t, "think", path, "--item", "1")
		if status != 2 || stdout != "" || !strings.Contains(stderr, says) || strings.Contains(stderr, "canary") {
			t.Errorf("%s: exit %d\n%s\n%s", server, status, stdout, stderr)
		}
	}
	path := modelAt(t, "good")
	for _, args := range [][]string{{"--item", "2"}, {"--item", "0"}, {"--item", "1", "--offer", "poem"}, {"--item", "1", "--count", "9"}, {"--item", "1", "--count", "0"}} {
		if status, _, stderr := galley(t, append([]string{"think", path}, args...)...); status != 2 || strings.Count(stderr, ". ") == 0 {
			t.Errorf("%v: exit %d, %s", args, status, stderr)
		}
	}
}

// Every offer of the window is one of the terminal's.
func TestThinkOffers(t *testing.T) {
	path := modelAt(t, "desk")
	for offer, says := range map[string]string{
		"headline": "Ear to the Pier", "subject": "A pier that listens", "preheader": "What it hears", "standfirst": "An ear under the pier", "why": testserver.Drafts[0],
	} {
		status, stdout, stderr := galley(t, "think", path, "--item", "1", "--offer", offer)
		if status != 0 || !strings.Contains(stdout, says) {
			t.Errorf("%s: exit %d\n%s\n%s", offer, status, stdout, stderr)
		}
	}
	status, stdout, stderr := galley(t, "think", path, "--item", "1", "--offer", "tighten", "--label", "What’s new")
	if status != 0 || !strings.Contains(stdout, "1: Port Ellery has measured") || strings.Contains(stdout, "2: ") {
		t.Errorf("exit %d\n%s\n%s", status, stdout, stderr)
	}
	if status, _, stderr := galley(t, "think", path, "--item", "1", "--offer", "tighten", "--label", "Nothing"); status != 2 || !strings.Contains(stderr, "There is no “Nothing”") {
		t.Errorf("exit %d, %s", status, stderr)
	}
	if status, _, stderr := galley(t, "think", path, "--item", "1", "--offer", "alt"); status != 2 || !strings.Contains(stderr, "no picture") {
		t.Errorf("exit %d, %s", status, stderr)
	}
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(strings.Replace(string(text), "It listens now.", testserver.Claimed+".", 1)), 0o600); err != nil {
		t.Fatal(err)
	}
	status, stdout, stderr = galley(t, "think", path, "--item", "1", "--offer", "claims")
	if status != 0 || !strings.Contains(stdout, testserver.Claimed) {
		t.Errorf("exit %d\n%s\n%s", status, stdout, stderr)
	}
}
