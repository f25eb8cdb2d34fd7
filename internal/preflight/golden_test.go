package preflight_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"galley/internal/house"
	"galley/internal/issue"
	"galley/internal/markdown"
	"galley/internal/preflight"
)

var update = flag.Bool("update", false, "write what is found into testdata")

// setup is what a case changes of the clean issue around it; see newsroom.
type setup struct {
	Publication *issue.Publication // in place of the whole
	Checks      map[string]issue.Severity
	Labels      []issue.LabelStyle
	Stories     []issue.StoryStyle
	Pictures    map[string]preflight.Picture
	Footer      *string // the house's
	Words       issue.WordList
	HTML        string
	HTMLBytes   int // an email of so many bytes
	NoProfiles  bool

	// What is known of names.
	Preferred  map[string]string
	Dictionary []string
	Past       []string // copy of past issues

	Earlier []issue.Issue
	Reached map[string]preflight.Reached
	Records map[string]issue.Record
	Hashes  map[string]string
	Signed  *issue.SignOff
	Frame   map[string]string

	// Of mail made elsewhere.
	Padding  int  // so many bytes more at its end
	BareEnds bool // its lines end in LF
	Profile  string
}

func (s *setup) padding() []byte { return bytes.Repeat([]byte("x"), s.Padding) }

// newsroom is a publication with which nothing is wrong.
var newsroom = issue.Publication{
	Name:           "Tidewater",
	Sender:         "Tidewater <letter@tidewater.example>",
	Address:        "12 Quay Street, Tidewater 40213",
	PictureAddress: "https://cdn.tidewater.example/{number}/",
	WebURL:         "https://tidewater.example/{number}",
	UnsubscribeURL: "https://tidewater.example/goodbye",
}

const (
	goodSubject   = "The tide turns twice"
	goodPreheader = "What the new gauges heard, and who pays for the sea wall."
)

// input makes an Input of an issue file as a desk would.
func input(t testing.TB, name string, file []byte, change setup) preflight.Input {
	t.Helper()
	is, _, err := markdown.Read(name, file, "interview")
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Contains(file, []byte("\nnumber:")) {
		is.Number = "74"
	}
	if !bytes.Contains(file, []byte("\nsubject:")) {
		is.Subject = goodSubject
	}
	if !bytes.Contains(file, []byte("\npreheader:")) {
		is.Preheader = goodPreheader
	}
	h, err := house.Load(orElse(is.House, house.Default))
	if err != nil {
		t.Fatal(err)
	}
	h.Checks, h.Words = change.Checks, change.Words
	if change.Labels != nil {
		h.Labels = change.Labels
	}
	if change.Stories != nil {
		h.Stories = change.Stories
	}
	if change.Footer != nil {
		h.Parts.Footer = *change.Footer
	}
	if change.Preferred != nil {
		h.Words.Prefer = change.Preferred
	}
	if change.Dictionary != nil {
		h.Words.Dictionary = change.Dictionary
	}
	publication := newsroom
	if change.Publication != nil {
		publication = *change.Publication
	}
	publication = publication.Over(is.Own)
	profile, err := house.Profile(h, publication.Profile)
	if err != nil {
		t.Fatal(err)
	}
	markdown.New(h).ReadItems(h, is.Items)
	in := preflight.Input{
		Edition:  &issue.Edition{Issue: is, Publication: publication, House: h, Profile: profile},
		HTML:     []byte(change.HTML),
		Pictures: change.Pictures,
	}
	in.Footer, in.Masthead = markdown.New(h).ReadAround(in.Edition)
	change.told(&in)
	if change.HTMLBytes > 0 {
		in.HTML = bytes.Repeat([]byte("x"), change.HTMLBytes)
	}
	if !change.NoProfiles {
		if in.Profiles, err = house.Profiles(); err != nil {
			t.Fatal(err)
		}
	}
	return in
}

// told adds what a desk knows beside the edition.
func (s *setup) told(in *preflight.Input) {
	in.Signed, in.Frame = s.Signed, s.Frame
	in.Earlier, in.Reached, in.Records, in.Hashes = s.Earlier, s.Reached, s.Records, s.Hashes
	for _, copy := range s.Past {
		if in.Archive == nil {
			in.Archive = &preflight.Ledger{}
		}
		in.Archive.Add(copy, &issue.Reading{})
	}
}

func orElse(s, other string) string {
	if s == "" {
		return other
	}
	return s
}

// described writes a finding for a person to compare.
func described(f *issue.Finding) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s %d:%d:%d", f.Severity, f.Item, f.Line, f.Column)
	if f.Headline != "" {
		fmt.Fprintf(&b, " [%s]", f.Headline)
	}
	fmt.Fprintf(&b, "\n  words   %q\n", f.Words)
	if f.Context != f.Words {
		fmt.Fprintf(&b, "  context %q\n", f.Context)
	}
	fmt.Fprintf(&b, "  why     %s\n", f.Why)
	if f.Fix != nil {
		for _, e := range f.Fix.Edits {
			fmt.Fprintf(&b, "  fix     %s: %d:%d %q → %q\n", f.Fix.Label, e.Line, e.Column, e.Old, e.New)
		}
	}
	return b.String()
}

// TestChecks runs the cases of testdata, one archive to a check. In it,
// trips/NAME.md and silent/NAME.md are issue files, NAME.html and NAME.eml mail
// that was made elsewhere, NAME.json beside one is its setup, and
// trips/NAME.found is what the check says. A case that trips must find something
// and one that is silent nothing, whatever -update writes.
func TestChecks(t *testing.T) {
	for _, check := range preflight.Names() {
		t.Run(check, func(t *testing.T) {
			path := filepath.Join("testdata", check+".txtar")
			archive, err := txtar.ParseFile(path)
			if err != nil {
				t.Fatalf("every check has cases: %v", err)
			}
			want := map[string]string{}
			var files []txtar.File
			for _, f := range archive.Files {
				if strings.HasSuffix(f.Name, ".found") {
					want[f.Name] = string(f.Data)
				}
			}
			var trips, silent int
			for i, f := range archive.Files {
				if !strings.HasSuffix(f.Name, ".found") {
					files = append(files, f)
				}
				kind := filepath.Ext(f.Name)
				name := strings.TrimSuffix(f.Name, kind)
				if kind != ".md" && kind != ".html" && kind != ".eml" {
					continue
				}
				got := found(t, check, name, kind, f.Data, archive.Files[i+1:])
				if strings.HasPrefix(name, "silent/") {
					silent++
					if got != "" {
						t.Errorf("%s is not silent:\n%s", name, got)
					}
					continue
				}
				trips++
				if got == "" {
					t.Errorf("%s does not trip", name)
				}
				for len(archive.Files) > i+1 && archive.Files[i+1].Name == name+".json" {
					files, i = append(files, archive.Files[i+1]), i+1
				}
				files = append(files, txtar.File{Name: name + ".found", Data: []byte(got)})
				if got != want[name+".found"] && !*update {
					t.Errorf("%s finds\n%s\nwant\n%s", name, got, want[name+".found"])
				}
			}
			if trips == 0 || silent == 0 {
				t.Errorf("%d cases trip and %d are silent; both kinds are wanted", trips, silent)
			}
			if *update && !t.Failed() {
				archive.Files = unique(files)
				if err := os.WriteFile(path, txtar.Format(archive), 0o644); err != nil {
					t.Fatal(err)
				}
			}
		})
	}
}

// found gives what one check says about one case. Rest is what follows the
// case in its archive; its setup comes first there.
func found(t *testing.T, check, name, kind string, file []byte, rest []txtar.File) string {
	var change setup
	if len(rest) > 0 && rest[0].Name == name+".json" {
		d := json.NewDecoder(bytes.NewReader(rest[0].Data))
		d.DisallowUnknownFields()
		if err := d.Decode(&change); err != nil {
			t.Fatalf("%s.json: %v", name, err)
		}
	}
	var in preflight.Input
	switch kind {
	case ".md":
		in = input(t, name+".md", file, change)
	case ".html":
		in = preflight.Input{HTML: append(file, change.padding()...)}
	case ".eml":
		in = message(t, file, change)
	}
	if change.Profile != "" {
		profile, err := house.Profile(&issue.House{}, change.Profile)
		if err != nil {
			t.Fatal(err)
		}
		in.Profile = &profile
	}
	var b strings.Builder
	for _, f := range preflight.Check(in) {
		if f.Check == check && in.Edition == nil {
			verifyMail(t, in, &f)
			b.WriteString(described(&f))
		} else if f.Check == check {
			verify(t, in.Edition.Issue, file, &f)
			b.WriteString(described(&f))
		}
	}
	return b.String()
}

// TestMutations holds that the cases would notice if a rule were gone: with each
// check switched off, at least one of its cases fails.
func TestMutations(t *testing.T) {
	for _, check := range preflight.Names() {
		archive, err := txtar.ParseFile(filepath.Join("testdata", check+".txtar"))
		if err != nil {
			t.Fatalf("every check has cases: %v", err)
		}
		back := preflight.SwitchOff(check)
		noticed := false
		for i, f := range archive.Files {
			kind := filepath.Ext(f.Name)
			name := strings.TrimSuffix(f.Name, kind)
			if strings.HasPrefix(name, "trips/") && (kind == ".md" || kind == ".html" || kind == ".eml") {
				noticed = noticed || found(t, check, name, kind, f.Data, archive.Files[i+1:]) == ""
			}
		}
		back()
		if !noticed {
			t.Errorf("with %s switched off, no case of it fails", check)
		}
	}
}

// message makes an Input of an email. Lines of an archive end in LF, those of
// mail in CRLF.
func message(t *testing.T, file []byte, change setup) preflight.Input {
	if !change.BareEnds {
		file = bytes.ReplaceAll(file, []byte("\n"), []byte("\r\n"))
	}
	in, err := preflight.OfMessage(append(file, change.padding()...))
	if err != nil {
		t.Fatal(err)
	}
	return in
}

// verifyMail holds what is true of every finding in mail: where it names words,
// they stand where it says.
func verifyMail(t *testing.T, in preflight.Input, f *issue.Finding) {
	t.Helper()
	if f.Why == "" || !strings.HasSuffix(f.Why, ".") || strings.ContainsAny(f.Why, "\n\t") {
		t.Errorf("%s: why is no sentence: %q", f.Check, f.Why)
	}
	if f.Item != 0 || f.Line < 1 || f.Column < 1 || len([]rune(f.Context)) > 200 {
		t.Errorf("%s is nowhere: item %d, line %d, column %d, context %q", f.Check, f.Item, f.Line, f.Column, f.Context)
	}
	if f.Words == "" {
		return
	}
	var part []byte
	switch f.Part {
	case issue.PartHTML:
		part = in.HTML
	case issue.PartText:
		part = in.Text
	case issue.PartMessage:
		part = in.Message.Raw
	default:
		t.Errorf("%s: %q is in no part of the mail", f.Check, f.Words)
		return
	}
	if !strings.HasPrefix(from(t, part, f.Line, f.Column), f.Words) {
		t.Errorf("%s: %q does not stand at %d:%d of the %s", f.Check, f.Words, f.Line, f.Column, f.Part)
	}
}

// unique drops the second of two files of one name.
func unique(files []txtar.File) []txtar.File {
	seen := map[string]bool{}
	var list []txtar.File
	for _, f := range files {
		if !seen[f.Name] {
			list = append(list, f)
		}
		seen[f.Name] = true
	}
	return list
}

// verify holds what is true of every finding: its words and its edits stand in
// the issue file exactly where it says, and it reads as PREFLIGHT has it.
func verify(t *testing.T, is *issue.Issue, file []byte, f *issue.Finding) {
	t.Helper()
	if f.Line < 1 || f.Column < 1 || f.Item < 0 || f.Item > len(is.Items) {
		t.Errorf("%s is nowhere: item %d, line %d, column %d", f.Check, f.Item, f.Line, f.Column)
	}
	if n := len([]rune(f.Context)); n > 200 {
		t.Errorf("%s: the context has %d characters", f.Check, n)
	}
	if f.Why == "" || !strings.HasSuffix(f.Why, ".") || strings.ContainsAny(f.Why, "\n\t") {
		t.Errorf("%s: why is no sentence: %q", f.Check, f.Why)
	}
	if f.Item == 0 {
		return
	}
	if f.Words != "" && !strings.HasPrefix(from(t, file, f.Line, f.Column), f.Words) {
		t.Errorf("%s: %q does not stand at %d:%d", f.Check, f.Words, f.Line, f.Column)
	}
	if f.Words != "" && !strings.Contains(f.Context, strings.Join(strings.Fields(f.Words), " ")) && len(f.Words) < 100 {
		t.Errorf("%s: the context %q lacks the words %q", f.Check, f.Context, f.Words)
	}
	if f.Fix != nil {
		for _, e := range f.Fix.Edits {
			if !strings.HasPrefix(from(t, file, e.Line, e.Column), e.Old) {
				t.Errorf("%s: the edit’s %q does not stand at %d:%d", f.Check, e.Old, e.Line, e.Column)
			}
		}
	}
}

// from gives the file from a place on.
func from(t *testing.T, file []byte, line, column int) string {
	t.Helper()
	lines := strings.SplitAfter(string(file), "\n")
	if line > len(lines) {
		t.Fatalf("there is no line %d", line)
	}
	rest := []rune(strings.Join(lines[line-1:], ""))
	if column-1 > len(rest) {
		t.Fatalf("there is no column %d in line %d", column, line)
	}
	return string(rest[column-1:])
}
