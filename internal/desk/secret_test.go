package desk

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// A receipt goes to whoever gets the export, and a fix says what it would take
// away: with a secret in the copy it says so nowhere.
func TestReceiptKeepsSecrets(t *testing.T) {
	d, view := writingDesk(t)
	c := view.Copies[0]
	const secret = "ghp_16C7e42F292c6912E7710c838347Ae178B4a"
	if _, err := d.Retype(view.Issue, c.ID, c.Copy+"\n\nWe use "+secret+"  here, and see [it](www.tidewater.example/?key="+secret+") and the the "+secret+"."); err != nil {
		t.Fatal(err)
	}
	story := view.Copies[1]
	if _, err := d.Retype(view.Issue, story.ID, strings.Replace(story.Copy, "# Pier Pressure", "# Pier Pressure "+secret, 1)); err != nil {
		t.Fatal(err)
	}
	f, err := d.Flight(t.Context(), view.Issue)
	if err != nil {
		t.Fatal(err)
	}
	link, twice := findingOf(f.Findings, "link.target"), findingOf(f.Findings, "word.repeated")
	if findingOf(f.Findings, "secret.leak") == nil || link == nil || link.Fix != nil || twice == nil || twice.Fix == nil {
		t.Fatalf("%+v, %+v", link, twice)
	}
	dir := t.TempDir()
	if _, err := d.ExportIssue(t.Context(), view.Issue, "", dir); err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(filepath.Join(dir, "receipt.proof.json"))
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(string(text), secret[10:30]) {
		t.Errorf("the receipt holds the secret:\n%s", text)
	}
}
