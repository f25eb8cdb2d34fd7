package desk

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

func shaded(t *testing.T, shade uint8) []byte {
	t.Helper()
	m := image.NewGray(image.Rect(0, 0, 8, 8))
	m.SetGray(3, 3, color.Gray{Y: shade})
	var b bytes.Buffer
	if err := png.Encode(&b, m); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// A name never changes its bytes: other ones come in under a name of their own,
// in the copy too, and the old picture stands at the old name again.
func TestAnotherPictureUnderAnOldName(t *testing.T) {
	t.Parallel()
	r := newMirrorRoom(t)
	was, other := shaded(t, 10), shaded(t, 200)
	added, err := r.desk.AddPicture(t.Context(), r.view.Issue, "dot.png", was)
	if err != nil {
		t.Fatal(err)
	}
	r.typeInto(0, "Look:\n\n![A dot]("+added.Name+")")
	file := filepath.Join(filepath.Dir(r.file), filepath.FromSlash(added.Name))
	r.eventually("the picture is there", func() bool { have, err := os.ReadFile(file); return err == nil && bytes.Equal(have, was) })
	r.settled()
	if err := os.WriteFile(file, other, 0o600); err != nil {
		t.Fatal(err)
	}
	r.eventually("the copy names it anew", func() bool { return strings.Contains(r.copy(0), "(pictures/dot-2.png)") })
	r.eventually("both are there", func() bool {
		one, _ := os.ReadFile(file)
		two, _ := os.ReadFile(filepath.Join(filepath.Dir(file), "dot-2.png"))
		return bytes.Equal(one, was) && bytes.Equal(two, other)
	})
	if _, ok := r.heard(OutsidePicture); !ok {
		t.Error("nobody was told")
	}
}

func TestSettingsComeIn(t *testing.T) {
	t.Parallel()
	r := newMirrorRoom(t)
	above := filepath.Dir(filepath.Dir(r.file))
	file := filepath.Join(above, publicationFile)
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, append([]byte("nonsense = = \n"), text...), 0o600); err != nil {
		t.Fatal(err)
	}
	r.eventually("it waits", func() bool { return r.desk.mirror.waits(file) })
	renamed := strings.Replace(string(text), `name = "Tidewater"`, `name = "Ebb and Flow"`, 1)
	if err := os.WriteFile(file, []byte(renamed), 0o600); err != nil {
		t.Fatal(err)
	}
	r.eventually("the publication has the new name", func() bool {
		form, err := r.desk.PublicationForm(r.view.Publication)
		return err == nil && form.Name == "Ebb and Flow"
	})
	r.eventually("so has its folder", func() bool {
		_, err := os.Stat(filepath.Join(filepath.Dir(above), "ebb-and-flow", publicationFile))
		return err == nil
	})
	if _, ok := r.heard(OutsideRefused); ok {
		t.Error("a file that was still being written was refused")
	}
}

// waits reports whether a file of that name was seen to be somebody else's.
func (m *mirror) waits(file string) bool {
	m.working.Lock()
	defer m.working.Unlock()
	for at := range m.settling {
		if strings.HasSuffix(filepath.ToSlash(file), at) {
			return true
		}
	}
	return false
}

func TestMergeRundown(t *testing.T) {
	for _, c := range []struct{ store, base, file, want string }{
		{"a b c", "a b c", "a b c", "a b c"},
		{"a b c", "a b c", "c a b", "c a b"},
		{"a b c", "a b c", "c a", "c b a"},       // b is missing there and stays
		{"b a c", "a b c", "c a b", "b a c"},     // both have another order: the desk's
		{"a b c", "a b c", "a x b c", "a x b c"}, // new
		{"a b", "a b", "x a b y", "x a b y"},     // at both ends
		{"a c", "a b c", "a b c", "a c"},         // taken out here since
		{"a c d", "a b c", "a x b c", "a x c d"}, // and one added on each side
		{"", "", "x y", "x y"},
	} {
		got := mergeRundown(strings.Fields(c.store), strings.Fields(c.base), strings.Fields(c.file))
		if !slices.Equal(got, strings.Fields(c.want)) {
			t.Errorf("%q, base %q, file %q: %q, want %q", c.store, c.base, c.file, got, c.want)
		}
	}
}
