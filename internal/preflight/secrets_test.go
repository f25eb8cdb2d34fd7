package preflight_test

import (
	"encoding/json"
	"strings"
	"testing"

	"galley/internal/preflight"
)

// TestSecretsStayHidden holds that no finding quotes a secret, whichever check
// speaks of the place: findings go into receipts, and receipts to others.
func TestSecretsStayHidden(t *testing.T) {
	const key, password = "ghp_ZjR4I0b3jRtaWr4Y9OJFLJOqOAf1lLQSAJai", "lovelace7"
	file := []byte("<!-- letter -->\nTODO the the key " + key + " and [here](ftp://ada:" + password + "@tide.example/x y) TODO " + key + ".\n\n" +
		"See [https://ada:" + password + "@a.example](ftp://ada:" + password + "@tide.example) (" + key + "\n")
	found := preflight.Check(input(t, "secrets.md", file, setup{}))
	leaks := 0
	for _, f := range found {
		if f.Check == "secret.leak" {
			leaks++
		}
		f.Fix = nil // an edit has to hold what it replaces
		data, err := json.Marshal(f)
		if err != nil || strings.Contains(string(data), key) || strings.Contains(string(data), password) {
			t.Errorf("a finding quotes a secret: %s, %v", data, err)
		}
	}
	if leaks != 6 {
		t.Errorf("%d secrets were found", leaks)
	}
}
