package desk

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"galley/internal/issue"
)

// notesOn lists what is open on an issue's items, by all that CriticMarkup says of
// it; with names where they are asked for.
func notesOn(t *testing.T, d *Desk, id string, names bool) []string {
	t.Helper()
	v := reviewOf(t, d, id)
	var list []string
	at := map[string]int{} // an import gives items that had none an id
	for i, item := range v.Items {
		at[item.ID] = i
	}
	for i := range v.Suggestions {
		s := &v.Suggestions[i]
		line := fmt.Sprintf("%d %d: %q → %q because %q", at[s.Item], s.Start, s.Old, s.New, s.Reason)
		if names {
			line += " " + s.ID + s.Who
		}
		list = append(list, line)
	}
	for i := range v.Comments {
		c := &v.Comments[i]
		if c.Item == "" || !c.Open {
			continue
		}
		line := fmt.Sprintf("%d %d: %q: %q", at[c.Item], c.Start, c.Words, c.Text)
		for _, r := range c.Replies {
			line += fmt.Sprintf(" %q", r.Text)
		}
		if names {
			line += " " + c.ID + c.Who
		}
		list = append(list, line)
	}
	return list
}

func copiesOf(t *testing.T, d *Desk, id string) (copies []string) {
	t.Helper()
	view, err := d.OpenDraft(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range view.Copies {
		copies = append(copies, strings.TrimSpace(c.Copy))
	}
	return copies
}

// What is written as CriticMarkup and imported again is the same suggestions and
// comments on the same words: anonymous from the file alone, and with the sidecar
// beside it those that they were, once.
func TestCriticGoesOutAndComesIn(t *testing.T) {
	d, view, c, _, _ := suggesting(t)
	if err := d.Explain(view.Issue, "two", "It says more."); err != nil {
		t.Fatal(err)
	}
	headline, _, _ := strings.Cut(strings.TrimPrefix(c.Copy, "# "), "\n")
	start, end := placeOf(t, c.Copy, headline[strings.Index(headline, " ")+1:])
	about, err := d.Comment(view.Issue, c.ID, c.Version, start, end, "Is it?\n\nI doubt it.")
	if err != nil {
		t.Fatal(err)
	}
	if err := d.Reply(view.Issue, c.ID, about, "It is."); err != nil {
		t.Fatal(err)
	}
	for _, call := range []func() (string, error){
		func() (string, error) { return d.Comment(view.Issue, c.ID, 0, nowhere, nowhere, "On the whole") },
		func() (string, error) { return d.Comment(view.Issue, "", 0, nowhere, nowhere, "On the issue") },
	} {
		if _, err := call(); err != nil {
			t.Fatal(err)
		}
	}
	file := filepath.Join(t.TempDir(), "tide.md")
	if err := d.WriteCriticFile(t.Context(), view.Issue, file); err != nil {
		t.Fatal(err)
	}
	text, _ := os.ReadFile(file)
	for _, mark := range []string{"~>Sunken~~}", "~>quite other 🌊 words~~}{>>It says more.<<}", "{>>Is it?&#10;&#10;I doubt it.<<}{>>It is.<<}"} {
		if !strings.Contains(string(text), mark) {
			t.Errorf("the file has no %s", mark)
		}
	}

	all, err := d.TakeIn(t.Context(), view.Publication, []string{file})
	if err != nil {
		t.Fatal(err)
	}
	if was, is := notesOn(t, d, view.Issue, true), notesOn(t, d, all[0].Issue.ID, true); !slices.Equal(was, is) || len(all[0].Notes) != 0 {
		t.Errorf("with the sidecar:\n%q\nwas\n%q\nand it says %q", is, was, all[0].Notes)
	}
	if was, is := copiesOf(t, d, view.Issue), copiesOf(t, d, all[0].Issue.ID); !slices.Equal(was, is) {
		t.Errorf("the copy is another one: %q, was %q", is, was)
	}

	if err := os.Remove(filepath.Join(filepath.Dir(file), Sidecar)); err != nil {
		t.Fatal(err)
	}
	alone, err := d.TakeIn(t.Context(), view.Publication, []string{file})
	if err != nil {
		t.Fatal(err)
	}
	was, is := notesOn(t, d, view.Issue, false), notesOn(t, d, alone[0].Issue.ID, false)
	for i, line := range was { // what is about the whole item has no place to be about, and stands at its beginning
		was[i] = strings.Replace(line, "-1: \"\": \"On the whole\"", "0: \"\": \"On the whole\"", 1)
	}
	slices.Sort(was)
	slices.Sort(is)
	if !slices.Equal(was, is) {
		t.Errorf("alone:\n%s\nwas\n%s", strings.Join(is, "\n"), strings.Join(was, "\n"))
	}
	if !slices.Contains(alone[0].Notes, "2 suggestions and 2 comments were taken from CriticMarkup.") {
		t.Errorf("it says %q", alone[0].Notes)
	}
	if v := reviewOf(t, d, alone[0].Issue.ID); v.Suggestions[0].Who != "Ada" || v.Suggestions[0].ID == "one" {
		t.Errorf("of whoever imports: %+v", v.Suggestions[0])
	}
}

// An answer that somebody gave in the file goes to the thread that is here.
func TestAnswersInTheFileComeIn(t *testing.T) {
	d, view, c, _, second := suggesting(t)
	start, end := placeOf(t, c.Copy, second)
	if _, err := d.Comment(view.Issue, c.ID, c.Version, start, end, "Sure?"); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "tide.md")
	if err := d.WriteCriticFile(t.Context(), view.Issue, file); err != nil {
		t.Fatal(err)
	}
	text, _ := os.ReadFile(file)
	answered := strings.Replace(string(text), "{>>Sure?<<}", "{>>Sure?<<}{>>Quite.<<}", 1)
	put(t, file, []byte(strings.Replace(answered, "# ", "# {++Oh, ++}", 1)))
	all, err := d.TakeIn(t.Context(), view.Publication, []string{file})
	if err != nil {
		t.Fatal(err)
	}
	v := reviewOf(t, d, all[0].Issue.ID)
	if len(v.Comments) != 1 || len(v.Comments[0].Replies) != 1 || v.Comments[0].Replies[0].Text != "Quite." || len(v.Suggestions) != 3 {
		t.Errorf("%+v\n%+v", v.Comments, v.Suggestions)
	}
}

const criticIssue = "---\ngalley: 1\nhouse: brief\n---\n\n<!-- letter; id=aaaa -->\n" +
	"The __tide__ {--always --}rises{>>Does it?<<}.\n\n\n*  One\n* {==Two==}{>>and three?<<}\n\n`{++code++}` and {++\n\n\n<b>++}more.\n"

// From elsewhere, marks come out of the copy into the sidecar, and what was in that
// stays; pasted text means itself.
func TestCriticComesIn(t *testing.T) {
	dir := t.TempDir()
	put(t, filepath.Join(dir, "issue.md"), []byte(criticIssue))
	put(t, filepath.Join(dir, "other.md"), []byte("# Eels\n\nThey {++really ++}came.\n\n# Gulls\n\nThey {--left--}.\n"))
	put(t, filepath.Join(dir, "pasted.txt"), []byte("Dear friends,\n\nThe {++water++} rose.\n"))
	d := &Desk{}
	out := filepath.Join(dir, "out")
	put(t, filepath.Join(out, Sidecar), []byte(`{"galley": 1, "items": {"aaaa": {"comments": [{"id": "c1", "who": "Ada", "text": "Hm."}]}}, "strange": 7}`))
	var all []*Imported
	names := []string{"issue.md", "other.md", "pasted.txt"}
	for _, name := range names {
		in, err := d.Import(filepath.Join(dir, name), "")
		if err != nil {
			t.Fatal(err)
		}
		if marked := name != "pasted.txt"; in.Marked() != marked || !strings.Contains(string(in.Text), "{") {
			t.Errorf("%s is printed as %q", name, in.Text)
		}
		all = append(all, in)
	}
	if err := d.Save(t.Context(), out, all, names, false); err != nil {
		t.Fatal(err)
	}
	text, _ := os.ReadFile(filepath.Join(out, "issue.md"))
	if want := "The __tide__ always rises.\n\n-  One\n- Two\n\n`{++code++}` and more.\n"; !strings.HasSuffix(string(text), want) {
		t.Errorf("the issue is\n%s", text)
	}
	if pasted, _ := os.ReadFile(filepath.Join(out, "pasted.txt")); !strings.Contains(string(pasted), "++water++") {
		t.Errorf("what was pasted is\n%s", pasted)
	}
	data, _ := os.ReadFile(filepath.Join(out, Sidecar))
	s, err := issue.ReadSidecar(Sidecar, data)
	if err != nil {
		t.Fatal(err)
	}
	r := s.Items["aaaa"]
	if len(r.Comments) != 3 || r.Comments[0].ID != "c1" || r.Comments[2].Anchor.Words != "Two" || string(s.More["strange"]) != "7" {
		t.Errorf("the sidecar says\n%s", data)
	}
	if len(r.Suggestions) != 2 || r.Suggestions[0].Anchor.Words != "always " || r.Suggestions[0].Reason != "" || r.Suggestions[1].New != "\n\n\n<b>" {
		t.Errorf("the sidecar says\n%s", data)
	}
	for i := range r.Suggestions {
		if a := r.Suggestions[i].Anchor; !strings.Contains(string(text), a.Before+a.Words+a.After) {
			t.Errorf("the copy has no %+v", a)
		}
	}
	suggestions := 0
	for _, in := range all[1].Issue.Items {
		suggestions += len(s.Items[in.ID].Suggestions)
	}
	if suggestions != 2 || all[1].Notes[len(all[1].Notes)-1].Text != "2 suggestions were taken from CriticMarkup." {
		t.Errorf("%d suggestions, %+v", suggestions, all[1].Notes)
	}
}
