package preflight_test

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"galley/internal/email"
	"galley/internal/eml"
	"galley/internal/house"
	"galley/internal/issue"
	"galley/internal/plain"
	"galley/internal/preflight"
)

// ofThePage are the families that judge a finished page.
var ofThePage = []string{"html.", "table.role", "img.", "head.order", "head.h1", "link.", "color.", "type.", "el.", "track.", "merge.", "text.placeholder", "leak."}

// rendered gives an issue with the email that it becomes.
func rendered(in preflight.Input) preflight.Input {
	in.Edition.Pictures = map[string]issue.Placed{}
	for name := range in.Pictures {
		in.Edition.Pictures[name] = issue.Placed{Src: "https://cdn.example/" + filepath.Base(name), Width: 520, Height: 260}
	}
	in.HTML = email.Render(in.Edition)
	return in
}

// noneOfThePage holds that no check of the page finds anything.
func noneOfThePage(t *testing.T, in preflight.Input, except ...string) {
	t.Helper()
	for _, f := range preflight.Check(in) {
		if slices.ContainsFunc(ofThePage, func(family string) bool { return strings.HasPrefix(f.Check, family) }) && f.Part == issue.PartHTML && !slices.Contains(except, f.Check) {
			t.Errorf("%s: %s", f.Check, described(&f))
		}
	}
}

// TestOwnEmail holds that the emails which Galley makes, of the issue that ships
// and of ten clean ones, have nothing that these checks find, in light and dark:
// neither as an issue’s, nor when somebody else judges them.
func TestOwnEmail(t *testing.T) {
	dirs, err := filepath.Glob("testdata/clean/*")
	if err != nil || len(dirs) < 10 {
		t.Fatalf("there are %d clean issues, %v", len(dirs), err)
	}
	for _, dir := range append(dirs, "../desk/sample") {
		t.Run(filepath.Base(dir), func(t *testing.T) {
			in := rendered(cleanInput(t, dir))
			noneOfThePage(t, in)
			noneOfThePage(t, preflight.Input{HTML: in.HTML}, "merge.unresolved") // its profile’s tags are nobody’s there
			noneOfThePage(t, mailed(t, in), "merge.unresolved")
		})
	}
}

// mailed gives the email of a rendered issue as it travels, with its pictures
// inside.
func mailed(t *testing.T, in preflight.Input) preflight.Input {
	t.Helper()
	e := in.Edition
	m := eml.Message{
		From: e.Publication.Sender, Subject: e.Issue.Subject, Date: time.Date(2026, 11, 27, 9, 0, 0, 0, time.UTC),
		Text: plain.Render(e), UnsubscribeURL: "https://tidewater.example/goodbye", Lang: e.Lang(),
	}
	sources := map[string]string{}
	for name, placed := range e.Pictures {
		data := []byte("\x89PNG\r\n\x1a\n" + name)
		sources[placed.Src] = "cid:" + eml.CID(data)
		m.Pictures = append(m.Pictures, eml.Picture{CID: eml.CID(data), Name: filepath.Base(name), MIME: "image/png", Data: data})
	}
	m.HTML = email.Readdress(in.HTML, sources)
	raw, err := eml.Bytes(m)
	if err != nil {
		t.Fatal(err)
	}
	mail, err := preflight.OfMessage(raw)
	if err != nil || len(mail.HTML) == 0 {
		t.Fatal(err)
	}
	return mail
}

// TestThemes holds what the checks say of a theme whose colours are too faint,
// in the words of the house style, and that the built-in ones are not.
func TestThemes(t *testing.T) {
	for _, name := range []string{"analysis", "brief"} {
		h, err := house.Load(name)
		if err != nil {
			t.Fatal(err)
		}
		in := cleanInput(t, "../desk/sample")
		in.Edition.House = h
		noneOfThePage(t, rendered(in))
	}
	in := cleanInput(t, "../desk/sample")
	faint := *in.Edition.House
	faint.Theme.Light.Quiet, faint.Theme.Dark.Ink = "#b9b5ab", "#44423d"
	in.Edition.House = &faint
	var light, dark string
	for _, f := range preflight.Check(rendered(in)) {
		switch f.Check {
		case "color.contrast-light":
			light += f.Why + "\n"
		case "color.contrast-dark":
			dark += f.Why + "\n"
		}
	}
	if !strings.Contains(light, "In light the theme’s quiet (#b9b5ab) on its sheet") || strings.Contains(light, "ink") {
		t.Errorf("in light: %s", light)
	}
	if !strings.Contains(dark, "In the dark the theme’s ink (#44423d) on its sheet") || strings.Contains(dark, "quiet") {
		t.Errorf("in the dark: %s", dark)
	}
}

// BenchmarkPage runs all checks on the issue that ships and its page.
func BenchmarkPage(b *testing.B) {
	in := rendered(cleanInput(b, "../desk/sample"))
	b.SetBytes(int64(len(in.HTML)))
	for b.Loop() {
		preflight.Check(in)
	}
}
