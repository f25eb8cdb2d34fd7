package cli

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// TestBadInput gives every command what comes on a bad day: one clear sentence
// with the file in it, exit 2, nothing written.
func TestBadInput(t *testing.T) {
	dir := t.TempDir()
	good := write(t, dir, "good.md", clean)
	cases := []struct {
		name, file, text, says string
	}{
		{"binary", "binary.md", "\x89PNG\r\n\x1a\n....", "is a picture, not text"},
		{"noise", "noise.md", strings.Repeat("\x00\x01\x07ab", 999), "binary data"},
		{"large", "large.md", strings.Repeat("word ", 10<<20), "too large"},
		{"cut off", "cut.md", "---\ngalley: 1\nsubject: x\n", "ends inside its front matter"},
		{"future", "future.md", "---\ngalley: 7\n---\n", "version 7"},
		{"unknown house", "house.md", "---\ngalley: 1\nhouse: gothic\n---\n", "no house style called “gothic”"},
		{"house outside", "outside.md", "---\ngalley: 1\nhouse: ../../x.toml\n---\n", "outside the issue's folder"},
		{"unknown profile", "profile.md", "---\ngalley: 1\nprofile: pigeon\n---\n", "no merge-tag profile called “pigeon”"},
		{"bad address", "address.md", "---\ngalley: 1\nweb_url: javascript:x\n---\n", "web_url is no web address"},
		{"long subject", "subject.md", "---\ngalley: 1\nsubject: " + strings.Repeat("tide ", 2000) + "\n---\n", "subject is too long for an email"},
		{"bad direction", "dir.md", "---\ngalley: 1\ndir: up\n---\n", "ltr"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			path := write(t, dir, c.file, c.text)
			refused(t, c.says, filepath.Join(dir, "out"), "export", path, "-o", filepath.Join(dir, "out"))
			refused(t, c.says, "", "check", path)
		})
	}
	out := filepath.Join(dir, "out")
	t.Run("folder", func(t *testing.T) { refused(t, "is a folder", out, "export", dir, "-o", out) })
	t.Run("missing", func(t *testing.T) { refused(t, "is not there", out, "export", dir+"/none.md", "-o", out) })
	t.Run("output is a file", func(t *testing.T) { refused(t, "is a file, not a folder", "", "export", good, "-o", good) })
	t.Run("output below a file", func(t *testing.T) { refused(t, "", "", "export", good, "-o", good+"/x") })
	t.Run("bad date", func(t *testing.T) { refused(t, "is no date", out, "export", good, "-o", out, "--date", "soon") })
	t.Run("stranger's file", func(t *testing.T) {
		theirs := filepath.Join(dir, "theirs")
		write(t, dir, "theirs/issue.html", "mine")
		refused(t, "no earlier export wrote it", "", "export", good, "-o", theirs)
		if names := list(t, theirs); len(names) != 1 {
			t.Errorf("something was written beside it: %v", names)
		}
	})
	t.Run("no issue", func(t *testing.T) {
		for name, text := range map[string]string{"house.toml": "galley = 1\n", "notes.md": "# Mine\n\n* a\n"} {
			path := write(t, filepath.Join(dir, "none"), name, text)
			refused(t, "is no issue file", "", "fmt", path)
			if now, _ := os.ReadFile(path); string(now) != text {
				t.Errorf("%s was changed", name)
			}
		}
	})
	if text, _ := os.ReadFile(good); string(text) != clean {
		t.Error("the issue itself was changed")
	}
}

// refused runs a command that must fail in words and write nothing at nowhere.
func refused(t *testing.T, says, nowhere string, args ...string) {
	t.Helper()
	status, stdout, stderr := galley(t, args...)
	if status != 2 || stdout != "" || strings.Count(stderr, "\n") != 1 || !strings.Contains(stderr, says) {
		t.Errorf("%v: exit %d, stdout %q, stderr %q", args, status, stdout, stderr)
	}
	if nowhere != "" {
		if _, err := os.Stat(nowhere); err == nil {
			t.Errorf("%v left %s", args, nowhere)
		}
	}
}

// TestBadHouse gives a house style with slips in it: the line is named.
func TestBadHouse(t *testing.T) {
	cases := map[string]string{
		"galley = 1\nnmae = \"x\"\n":                                      "line 2: there is no setting called “nmae”",
		"[theme.light]\nink = \"grey\"\n":                                 "line 2: “grey” is no colour",
		"[theme]\nserif = \"x\\\"><script>\"\n":                           "line 2: a list of fonts",
		"[theme]\nserif = \"'Georgia\"\n":                                 "line 2: “'Georgia” is no font",
		"[theme]\nsans = \"url(http://x.example)\"\n":                     "is no font",
		"[theme]\nsans = \"Arial,,\"\n":                                   "is no font",
		"[theme]\nwidth = 40\n":                                           "line 2: the width",
		"[checks]\n\"alt.long\" = \"loud\"\n":                             "line 2: a check is error",
		"[[story]]\nkind = \"News Story\"\n":                              "line 2: “News Story” cannot name a kind",
		"[[story]]\nkind = \"news\"\nwords = [400, 200]\n":                "line 3: words of story kind “news” is the wrong way round",
		"[[story]]\nkind = \"n\"\nlabels = [\"A\"]\nrequired = [\"B\"]\n": "line 4: “B” is required",
		"name = 7\n":                                     "line 1: “name” is of the wrong kind: integer",
		"[theme]\nwidth = \"wide\"\n":                    "line 2: “theme.width” is of the wrong kind: string",
		"[[theme]]\nwidth = 600\n":                       "line 1: “theme” is of the wrong kind: array table",
		"[[story]]\nkind = \"n\"\nwords = [1, 2, 3]\n":   "words of story kind “n” needs two numbers",
		"[parts.budget]\nletter = [9]\n":                 "the budget of “letter” needs two numbers",
		"[parts.budget]\nletter = [9, 1]\n":              "line 2: the budget of “letter” is the wrong way round",
		"[parts.budget]\nlettre = [1, 9]\n":              "line 2: the budget of “lettre” is of no use",
		"[" + strings.Repeat("a.", 9999) + "a]\nb = 1\n": "there is no setting called “a”.",
		"galley = 9\n":                                   "version 9",
		"this is not toml":                               "line 1",
	}
	for text, says := range cases {
		dir := t.TempDir()
		path := write(t, dir, "issue.md", clean)
		write(t, dir, "house.toml", text)
		refused(t, says, "", "check", path)
	}
	dir := t.TempDir()
	path := write(t, dir, "issue.md", clean)
	write(t, dir, "publication.toml", "nmae = \"x\"\n")
	refused(t, "publication.toml, line 1: there is no setting called “nmae”", "", "check", path)
	write(t, dir, "publication.toml", "")
	write(t, dir, "issue.galley.json", "{")
	refused(t, "issue.galley.json", "", "check", path)
}

// TestBadPictures gives pictures that are none: nothing is exported, and check
// has a finding for each. One that is missing is a gap in a proof.
func TestBadPictures(t *testing.T) {
	dir := t.TempDir()
	path := write(t, dir, "issue.md", clean+"\n![Outside](../secret.png)\n\n![A wave](pictures/wave.jpg)\n\n![A quay](pictures/quay.png)\n")
	write(t, dir, "pictures/wave.jpg", "this is no picture")
	write(t, dir, "pictures/quay.png", "\x89PNG\r\n\x1a\n")
	out := filepath.Join(dir, "out")
	refused(t, "pictures/wave.jpg is not a picture that Galley knows", out, "export", path, "-o", out)
	status, stdout, _ := galley(t, "check", path)
	if status != 1 || strings.Count(stdout, "[picture.file]") != 3 {
		t.Errorf("exit %d, findings:\n%s", status, stdout)
	}
	path = write(t, dir, "issue.md", clean+"\n![A wave](pictures/none.jpg)\n\n![Outside](../secret.png)\n")
	if status, _, stderr := galley(t, "export", path, "-o", out); status != 1 {
		t.Fatalf("exit %d: %s", status, stderr)
	}
	page, err := os.ReadFile(filepath.Join(out, "issue.proof.html"))
	if err != nil || bytes.Count(page, []byte("Picture missing: ")) != 2 {
		t.Errorf("the page shows %d gaps, %v", bytes.Count(page, []byte("Picture missing: ")), err)
	}
}

// TestCancelled runs an export that was stopped before it began to write.
func TestCancelled(t *testing.T) {
	dir := t.TempDir()
	path := write(t, dir, "issue.md", clean)
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	for _, args := range [][]string{
		{"export", path, "-o", filepath.Join(dir, "out")},
		{"import", path},
		{"import", path, "-o", filepath.Join(dir, "out.md")},
		{"check", path},
		{"fmt", "--check", path},
	} {
		var out, err bytes.Buffer
		if status := Main(ctx, args, &out, &err); status != 2 || out.Len() > 0 {
			t.Errorf("%v: exit %d: %s", args, status, err.String())
		}
	}
	if names := list(t, dir); len(names) != 1 {
		t.Errorf("it left %v", names)
	}
}

// TestOddNames gives names that would draw on the terminal, or begin a line of
// their own in a log.
func TestOddNames(t *testing.T) {
	dir := t.TempDir()
	odd := dir + "/a\x1b[31m\n\u202eb.md"
	refused(t, "is not there", "", "check", odd)
	refused(t, "No file was named", "", "fmt", "")
	refused(t, "No folder was named", "", "new", "")
	path := write(t, dir, filepath.Base(odd), strings.Replace(clean, "The water rose.", "The {{water\u202e}} rose.", 1))
	refused(t, "No folder was named", "", "export", path, "-o", "")
	_, stdout, stderr := galley(t, "check", path)
	if strings.ContainsAny(stdout+stderr, "\x1b\u202e") || strings.Count(stderr, "\n") != 1 {
		t.Errorf("stdout %q, stderr %q", stdout, stderr)
	}
}

// TestBadDates gives times that no email can have.
func TestBadDates(t *testing.T) {
	dir := t.TempDir()
	good := write(t, dir, "good.md", clean)
	out := filepath.Join(dir, "out")
	for _, date := range []string{"0000-01-01", "0001-01-01", "1899-12-31", "9999-12-31T23:59:59-12:00", "10000-01-01", "2016-12-31T23:59:60Z"} {
		refused(t, "is no date", out, "export", good, "-o", out, "--date", date)
	}
	for _, epoch := range []string{"soon", "1.5", "-99999999999", "253402300800", "9223372036854775807", "99999999999999999999"} {
		t.Setenv("SOURCE_DATE_EPOCH", epoch)
		refused(t, "SOURCE_DATE_EPOCH", out, "export", good, "-o", out)
	}
}

// fullPipe takes nothing.
type fullPipe struct{}

func (fullPipe) Write([]byte) (int, error) { return 0, syscall.ENOSPC }

// TestResultNotPrinted runs every command that prints a result into a full disk.
func TestResultNotPrinted(t *testing.T) {
	dir := t.TempDir()
	path := write(t, dir, "issue.md", clean+"\n<script>\n")
	for _, args := range [][]string{
		{"import", path},
		{"check", path},
		{"check", path, "--json"},
		{"export", path, "-o", dir + "/out", "--json"},
		{"new", dir + "/new"},
		{"version"},
		{"--help"},
	} {
		var stderr bytes.Buffer
		status := Main(context.Background(), args, fullPipe{}, &stderr)
		if status != 2 || !strings.HasSuffix(stderr.String(), sayUnprinted+" "+hintUnprinted+"\n") {
			t.Errorf("%v: exit %d, %q", args, status, stderr.String())
		}
	}
}
