package cli

import (
	"encoding/json"
	"strings"
	"testing"

	"galley/internal/issue"
)

// TestCheckMail judges mail that was made elsewhere: the lines of an .eml are
// the file's, those of a part inside it say which part it is.
func TestCheckMail(t *testing.T) {
	dir := t.TempDir()
	path := write(t, dir, "mail.eml", "From: a@tidewater.example\nSubject: Käse\n\nHello.\n")
	status, stdout, stderr := galley(t, "check", path)
	if status != statusOpen || !strings.Contains(stdout, path+":2:10: error: ") || !strings.Contains(stdout, "[mime.header] “Käse”") {
		t.Errorf("exit %d, %s%s", status, stdout, stderr)
	}
	status, stdout, _ = galley(t, "check", path, "--json")
	var result struct{ Findings issue.Findings }
	if err := json.Unmarshal([]byte(stdout), &result); err != nil || status != statusOpen {
		t.Fatalf("exit %d, %v in %s", status, err, stdout)
	}
	if f := result.Findings[0]; f.Part != issue.PartMessage || f.Line != 1 || f.Item != 0 {
		t.Errorf("finding %+v", f)
	}
	path = write(t, dir, "page.htm", "<p>Hello.</p>\n")
	if _, _, stderr := galley(t, "check", path); !strings.HasPrefix(stderr, "galley: ") {
		t.Errorf("stderr %q", stderr)
	}
	path = write(t, dir, "template.html", "<p>Dear *|FNAME|*, <a href=\"*|UNSUB|*\">leave</a>.</p>\n")
	if _, stdout, _ := galley(t, "check", path); strings.Count(stdout, "[merge.unresolved]") != 2 {
		t.Errorf("of a template is said: %s", stdout)
	}
	if _, stdout, _ := galley(t, "check", path, "--profile", "mailchimp"); strings.Contains(stdout, "[merge.unresolved]") {
		t.Errorf("of Mailchimp’s is said: %s", stdout)
	}
	refused(t, "no merge-tag profile called “pigeon”", "", "check", path, "--profile", "pigeon")
	refused(t, "is not there", "", "check", dir+"/none.eml")
	refused(t, "is a mailbox", "", "check", write(t, dir, "all.mbox", "From a\n"))
	refused(t, "it begins like an issue file", "", "check", write(t, dir, "issue.html", clean))
	refused(t, "is no email", "", "check", write(t, dir, "issue.eml", clean))
	refused(t, "is no issue file", "", "export", path, "-o", dir+"/out")
	refused(t, "too large", "", "check", write(t, dir, "large.eml", "From: a@b.example\n\n"+strings.Repeat("x", 33<<20)))
}

// TestWhereInMail holds how a place in a part is written.
func TestWhereInMail(t *testing.T) {
	for _, c := range []struct {
		file string
		part issue.Part
		want string
	}{
		{"mail.eml", issue.PartHTML, "mail.eml (HTML 12:5): error: "},
		{"mail.eml", issue.PartText, "mail.eml (text 12:5): error: "},
		{"mail.eml", issue.PartMessage, "mail.eml:12:5: error: "},
		{"mail.HTM", issue.PartHTML, "mail.HTM:12:5: error: "},
		{"issue.md", issue.PartHTML, "issue.md (HTML 12:5): error: "},
		{"issue.md", issue.PartMessage, "issue.md (message 12:5): error: "},
		{"issue.md", "", "issue.md:12:5: error: "},
	} {
		line := finding(c.file, &issue.Finding{Part: c.part, Severity: issue.SeverityError, Line: 12, Column: 5, Why: "So."})
		if !strings.HasPrefix(line, c.want) {
			t.Errorf("%q, want %q", line, c.want)
		}
	}
}
