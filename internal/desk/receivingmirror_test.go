package desk

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"galley/internal/issue"
)

// An issue that came in a review file is in the mirror as any, what comes back from
// somebody too; a store that is made anew of it knows whose it is, and what comes then
// still meets what is here.
func TestGuestsInTheMirror(t *testing.T) {
	writer, _, id, first, second := play(t)
	data, dir := t.TempDir(), filepath.Join(t.TempDir(), "Galley")
	editor := mirroredDesk(t, data, dir)
	editor.Author = "Ines Vale"
	takenIn(t, editor, sent(t, writer, id, "", first, second))
	written := func() string {
		files, err := filepath.Glob(filepath.Join(dir, "*", "*", issueFile))
		if err != nil || len(files) != 1 {
			return ""
		}
		text, err := os.ReadFile(files[0])
		if err != nil {
			t.Fatal(err)
		}
		return string(text)
	}
	wait := func(words string) {
		t.Helper()
		room := &mirrorRoom{T: t, desk: editor, data: data, dir: dir}
		room.eventually("the mirror has "+words, func() bool { return strings.Contains(written(), words) })
		room.settled()
	}
	wait("The old harbour wall")
	retyped(t, writer, id, first, "old harbour", "low harbour")
	takenIn(t, editor, sent(t, writer, id, "", first, second))
	wait("The low harbour wall")
	if err := editor.Close(); err != nil {
		t.Fatal(err)
	}

	anew := deskOf(t, "Ines Vale")
	if out, err := anew.RebuildFromMirror(t.Context(), dir, nil); err != nil || out.Issues != 1 {
		t.Fatalf("%+v, %v", out, err)
	}
	if k := kept(t, anew, id); !k.Guest || k.From != "Mira Sand" || !k.Part {
		t.Errorf("%+v", k)
	}
	retyped(t, writer, id, first, "on Monday", "on Tuesday")
	retyped(t, writer, id, second, "cheap", "dear")
	comment(t, anew, id, second, "at the quay", "Which one?")
	got := takenIn(t, anew, sent(t, writer, id, "", first, second))
	if got.Conflicts != 0 || len(got.Items) != 2 || got.Moved || !strings.Contains(copyAt(t, anew, id, first), "Tuesday") {
		t.Errorf("%+v", got)
	}
	back := takenIn(t, writer, sent(t, anew, id, ""))
	if back.Conflicts != 0 || back.Comments != 1 || len(back.Items) != 0 || len(orderAt(t, writer, id)) < 5 {
		t.Errorf("%+v, %v", back, orderAt(t, writer, id))
	}
	if v := reviewOf(t, writer, id); len(v.Comments) != 1 || v.Comments[0].Lost || v.Items[0].State == issue.StateReady {
		t.Errorf("%+v", v.Comments)
	}
}

// What another program writes into an issue that is only read here is not lost, and
// not taken, neither words nor items.
func TestGuestIsNotWrittenThroughTheMirror(t *testing.T) {
	t.Parallel()
	writer, _, id, first, second := play(t)
	r := &mirrorRoom{T: t, data: t.TempDir(), dir: filepath.Join(t.TempDir(), "Galley")}
	r.open()
	t.Cleanup(func() { _ = r.desk.Close() })
	takenIn(t, r.desk, sent(t, writer, id, "", first, second))
	r.eventually("it is written", func() bool { r.file = r.issueFile(); return r.file != "" && r.has("The old harbour wall") })
	r.settled()
	before, was := copyAt(t, r.desk, id, first), kept(t, r.desk, id)
	text, err := os.ReadFile(r.file)
	if err != nil {
		t.Fatal(err)
	}
	other := strings.Replace(string(text), "The old harbour wall", "The new harbour wall", 1) + "\n<!-- note -->\n\nOne more.\n"
	if err := os.WriteFile(r.file, []byte(other), 0o600); err != nil {
		t.Fatal(err)
	}
	aside := filepath.Join(filepath.Dir(r.file), "not-read.md")
	r.eventually("it stands aside", func() bool { have, err := os.ReadFile(aside); return err == nil && string(have) == other })
	r.eventually("the file is what is here", func() bool { have, err := os.ReadFile(r.file); return err == nil && string(have) == string(text) })
	r.settled()
	if now := kept(t, r.desk, id); copyAt(t, r.desk, id, first) != before || strings.Join(now.Rundown, " ") != strings.Join(was.Rundown, " ") || now.Head != was.Head {
		t.Errorf("%q, %+v", copyAt(t, r.desk, id, first), now)
	}
	if o, ok := r.heard(OutsideRefused); !ok || o.File != aside || o.Message != onlyRead {
		t.Errorf("%+v", o)
	}
	if err := r.desk.TakePart(id); err != nil {
		t.Fatal(err)
	}
	r.settled()
	if err := os.WriteFile(r.file, []byte(other), 0o600); err != nil {
		t.Fatal(err)
	}
	r.eventually("now it comes in", func() bool { return strings.Contains(copyAt(t, r.desk, id, first), "The new harbour wall") })
}
