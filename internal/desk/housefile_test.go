package desk

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"galley/internal/fault"
	"galley/internal/folder"
)

// style is a house style with a name to know it by, and a kind of its own.
func style(name string) string {
	return "galley = 1\nname = \"" + name + "\"\n[[kind]]\nname = \"poem\"\nlike = \"letter\"\n"
}

// TestImportBringsHouse imports by house styles that are files: each issue names
// one that it finds where it stands, by the bytes it was read by, and nothing is
// written that was there.
func TestImportBringsHouse(t *testing.T) {
	const plain = "Dear friends,\n\nThe water rose.\n"
	own := func(house string) string {
		return "---\ngalley: 1\nhouse: " + house + "\n---\n\n<!-- poem -->\nRoses.\n"
	}
	for name, c := range map[string]struct {
		file, text, asked, to string
		there                 map[string]string // besides in/my.toml
		names                 string            // as house, in the issue
		adds                  string            // files other than the issue
	}{
		"asked for, elsewhere":         {"in/a.txt", plain, "in/my.toml", "out/new", nil, "my.toml", "out/new/my.toml"},
		"beside the file":              {"in/a.txt", plain, "my.toml", "out", nil, "my.toml", "out/my.toml"},
		"from a folder of its own":     {"in/a.txt", plain, "styles/my.toml", "out", map[string]string{"styles/my.toml": style("mine")}, "my.toml", "out/my.toml"},
		"in a folder of the issue's":   {"in/a.txt", plain, "out/styles/my.toml", "out", map[string]string{"out/styles/my.toml": style("mine")}, "styles/my.toml", ""},
		"there already":                {"in/a.txt", plain, "in/my.toml", "out", map[string]string{"out/my.toml": style("mine")}, "my.toml", ""},
		"the nearest there":            {"in/a.txt", plain, "in/my.toml", "out/deep", map[string]string{"out/house.toml": style("mine")}, "", ""},
		"not the nearest there":        {"in/a.txt", plain, "in/my.toml", "out/deep", map[string]string{"out/house.toml": style("theirs")}, "my.toml", "out/deep/my.toml"},
		"its folder's own":             {"in/a.txt", plain, "in/house.toml", "in", map[string]string{"in/house.toml": style("mine")}, "", ""},
		"the issue's own":              {"in/a.md", own("my.toml"), "", "out", nil, "my.toml", "out/my.toml"},
		"the issue's own, in place":    {"in/a.md", own("./my.toml"), "", "in", nil, "./my.toml", ""},
		"the issue's own, in a folder": {"in/a.md", own("styles/my.toml"), "", "out", map[string]string{"in/styles/my.toml": style("mine")}, "styles/my.toml", "out/styles/my.toml"},
		"the issue's own, set aside":   {"in/a.md", own("none.toml"), "in/my.toml", "out", nil, "my.toml", "out/my.toml"},
		"one that ships":               {"in/a.txt", plain, "brief", "out", nil, "brief", ""},
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			t.Chdir(dir)
			put(t, c.file, []byte(c.text))
			put(t, "in/my.toml", []byte(style("mine")))
			for path, text := range c.there {
				put(t, path, []byte(text))
			}
			before := contents(t, dir)
			d := New()
			in, err := d.Import(c.file, c.asked)
			if err != nil {
				t.Fatal(err)
			}
			if err := d.Save(context.Background(), c.to, []*Imported{in}, []string{"x.md"}, false); err != nil {
				t.Fatal(err)
			}
			var added []string
			for path, data := range contents(t, dir) {
				if had, ok := before[path]; ok && string(had) != string(data) {
					t.Errorf("%s was changed", path)
				} else if !ok && path != c.to+"/x.md" {
					added = append(added, path)
				}
			}
			if got := strings.Join(added, " "); got != c.adds {
				t.Errorf("it added %q, want %q", got, c.adds)
			}
			src, err := folder.Open(filepath.Join(c.to, "x.md"))
			if err != nil {
				t.Fatal(err)
			}
			defer func() { _ = src.Close() }()
			o, err := d.Load(context.Background(), src, "")
			if err != nil {
				t.Fatal(err)
			}
			if got := o.Edition.Issue.House; got != c.names {
				t.Errorf("it names %q, want %q", got, c.names)
			}
			if got := o.Edition.House.Name; got != "mine" && c.asked != "brief" {
				t.Errorf("it is printed by %q", got)
			}
		})
	}
}

// TestImportKeepsHouses holds that no file is replaced by a house style, and
// that nothing is written then.
func TestImportKeepsHouses(t *testing.T) {
	dir := t.TempDir()
	t.Chdir(dir)
	for path, text := range map[string]string{
		"in/a.txt": "Dear friends,\n", "in/my.toml": style("mine"), "two/my.toml": style("another"),
		"out/my.toml": style("theirs"), "out/deep/x.txt": "", "shared/my.toml": style("mine"), "linked/x.txt": "",
	} {
		put(t, path, []byte(text))
	}
	if err := os.Symlink("../shared/my.toml", "linked/my.toml"); err != nil {
		t.Fatal(err)
	}
	before := contents(t, dir)
	d := New()
	read := func(house string) *Imported {
		in, err := d.Import("in/a.txt", house)
		if err != nil {
			t.Fatal(err)
		}
		return in
	}
	for name, save := range map[string]func() error{
		"another file": func() error {
			return d.Save(context.Background(), "out", []*Imported{read("in/my.toml")}, []string{"x.md"}, true)
		},
		"another import's": func() error {
			return d.Save(context.Background(), "new", []*Imported{read("in/my.toml"), read("two/my.toml")}, []string{"x.md", "y.md"}, true)
		},
		"the issue itself": func() error {
			return d.Save(context.Background(), "new", []*Imported{read("in/my.toml")}, []string{"my.toml"}, true)
		},
		"a link that leads out": func() error {
			return d.Save(context.Background(), "linked", []*Imported{read("linked/my.toml")}, []string{"x.md"}, true)
		},
	} {
		err := save()
		var f *fault.Error
		if !errors.As(err, &f) || f.Code != fault.Exists || f.Hint == "" {
			t.Errorf("%s: %v", name, err)
		}
	}
	for path, data := range contents(t, dir) {
		if string(before[path]) != string(data) {
			t.Errorf("%s was written", path)
		}
	}
	for _, house := range []string{"none.toml", "../none.toml", "in", "in/a.txt"} {
		if _, err := d.Import("in/a.txt", house); err == nil || fault.Of(err).Hint == "" {
			t.Errorf("--house %s: %v", house, err)
		}
	}
}
