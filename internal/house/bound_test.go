package house

import (
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/pelletier/go-toml/v2"

	"galley/internal/fault"
)

// TestBounds gives files that somebody else's program wrote, or nobody's good
// will: one sentence each, and no value of theirs is repeated at length.
func TestBounds(t *testing.T) {
	many := func(format string) string {
		var b strings.Builder
		for i := range maxEntries + 1 {
			fmt.Fprintf(&b, format, i)
		}
		return b.String()
	}
	long := strings.Repeat("a", maxSetting+1)
	for _, c := range []struct{ text, says string }{
		{"[words]\navoid = [" + strings.Repeat(`"a",`, 1_900_000) + "]\n", "is too large: 7422 KB"},
		{many("[[label]]\nname = \"a%d\"\n"), "“label” has 201 entries"},
		{many("[[kind]]\nname = \"a%d\"\nlike = \"note\"\n"), "“kind” has 201 entries"},
		{many("[[story]]\nkind = \"a%d\"\n"), "“story” has 201 entries"},
		{many("[[profile]]\nname = \"a%d\"\n"), "“profile” has 201 entries"},
		{"[parts.budget]\n" + many("a%d = [1, 2]\n"), "“parts.budget” has 201 entries"},
		{"[checks]\n" + many("a%d = \"off\"\n"), "“checks” has 201 entries"},
		{"[[label]]\nname = \"a\"\nalso = [" + many("\"b%d\",") + "]\n", "“also” has 201 entries"},
		{"[[story]]\nkind = \"a\"\nlabels = [" + many("\"b%d\",") + "]\n", "“labels” has 201 entries"},
		{"[[story]]\nkind = \"a\"\nrequired = [" + many("\"b%d\",") + "]\n", "“required” has 201 entries"},
		{"[[story]]\nkind = \"a\"\n" + many("[[story.budget]]\nname = \"%d\"\n"), "“story.budget” has 201 entries"},
		{"[[story]]\nkind = \"a\"\n[[story.budget]]\nlabels = [" + many("\"b%d\",") + "]\n", "“labels” has 201 entries"},
		{"[parts]\njobs_title = \"" + long + "\"\n", "begins “aaaaaa"},
		{"[[profile]]\nname = \"x\"\n[profile.slots.address]\nkind = \"text\"\nvalue = \"" + long + "\"\n", "too long: 4097 characters"},
		{"[theme]\nserif = \"" + strings.Repeat("a", maxFonts+1) + "\"\n", "line 2: a list of fonts has up to 200 characters"},
		{"[theme.light]\nink = \"" + long + "\"\n", "…” is no colour"},
		{long + " = 1\n", "there is no setting called “aaaa"},
		{strings.Repeat("[[a]]\n", 40_000), "line 1: there is no setting called “a”"},
		{"a" + strings.Repeat(".a", 100_000) + " = 1\n", "line 1: there is no setting called “a”"},
	} {
		_, err := Read("house.toml", []byte(c.text))
		var f *fault.Error
		if !errors.As(err, &f) || f.Code != fault.BadInput || !strings.Contains(f.Message, c.says) || f.Hint == "" || len(f.Message) > 400 {
			t.Errorf("%.80q …: %.400v, want %s", c.text, err, c.says)
		}
	}
	for _, text := range []string{
		"footer = \"\"\"\n" + strings.Repeat("`a`\n", 1_900_000) + "\"\"\"\n",
		"address = \"" + long + "\"\n",
		"[[social]]\nname = \"" + long + "\"\n",
	} {
		if _, err := ReadPublication("publication.toml", []byte(text)); fault.Of(err) == nil || fault.Of(err).Code != fault.BadInput || len(err.Error()) > 400 {
			t.Errorf("%.80q …: %.400v", text, err)
		}
	}
	copy := strings.Repeat("The tide turns. ", 1_000) // is no setting, and may be longer
	if p, err := ReadPublication("publication.toml", []byte("footer = \""+copy+"\"\nmasthead = \""+copy+"\"\n")); err != nil || p.Footer != copy {
		t.Error(err)
	}
	words := strings.Repeat("\"word\", ", 20_000)
	if _, err := Read("house.toml", []byte("[words]\ndictionary = ["+words+"]\n")); err != nil {
		t.Error(err)
	}
}

// TestStranger compares with what go-toml finds, which takes long where there is
// much of it.
func TestStranger(t *testing.T) {
	for _, text := range strangers {
		compareStrangers(t, text)
	}
}

var strangers = []string{
	grammar,
	"nmae = 1\n",
	"name = \"x\"\n\n# a\nnmae = 1 # b\nmane = 2\n",
	"NAME = \"x\"\n[Theme]\nSerif = \"x\"\n",
	"[theme]\nwidth = 600\n[theme.light]\nonk = \"#fff\"\n",
	"theme = { width = 600, light = { ink = \"#fff\", onk = \"#fff\" } }\n",
	"theme.light.onk = 1\n",
	"[[story]]\nkind = \"a\"\n[[story.budget]]\nwrods = [1, 2]\n",
	"story = [{ kind = \"a\" }, { kind = \"b\", budget = [{ wrods = 1 }] }]\n",
	"[[profile]]\nname = \"a\"\n[profile.slots.address]\nvalue = \"\"\nknid = \"\"\n",
	"[words.prefer]\n\"any thing\" = \"b\"\n'c' = \"d\"\n[checks]\n\"alt.long\" = \"off\"\n",
	"[tehme]\nwidth = 1\n[theme]\nwidth = 1\n",
	"\"\" = 1\n",
	"[a.b]\nname = 1\n",
	"[words]\n\n[words.prefer]\n\n[word]\n",
}

// FuzzStranger does so with any file.
func FuzzStranger(f *testing.F) {
	for _, text := range strangers {
		f.Add(text)
	}
	for _, name := range Names {
		text, _ := Builtin(name)
		f.Add(string(text))
	}
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) < 4<<10 {
			compareStrangers(t, text)
		}
	})
}

func compareStrangers(t *testing.T, text string) {
	t.Helper()
	var v file
	if toml.Unmarshal([]byte(text), &v) != nil {
		return
	}
	key, line := stranger([]byte(text), reflect.TypeFor[file]())
	var missing *toml.StrictMissingError
	err := toml.NewDecoder(strings.NewReader(text)).DisallowUnknownFields().Decode(&v)
	if !errors.As(err, &missing) {
		if key != nil {
			t.Errorf("%q: a stranger %q, and go-toml knows it", text, key)
		}
		return
	}
	// It gives the whole path of a table that nobody knows, and of a key inside
	// an inline table the end alone.
	row, _ := missing.Errors[0].Position()
	if theirs := missing.Errors[0].Key(); key == nil || line != row || !slices.Contains(theirs, key[len(key)-1]) {
		t.Errorf("%q: %q in line %d, and go-toml finds %q in line %d", text, key, line, theirs, row)
	}
}
