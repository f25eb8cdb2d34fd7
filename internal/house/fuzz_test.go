package house

import (
	"errors"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/pelletier/go-toml/v2"

	"galley/internal/fault"
	"galley/internal/issue"
)

// seeds adds the styles that ship, whole and cut off, and files with slips.
func seeds(f *testing.F) {
	f.Add([]byte(grammar))
	for _, name := range Names {
		text, _ := Builtin(name)
		f.Add(text)
		f.Add(text[:len(text)/2])
	}
	for _, text := range []string{
		"", "\ufeffgalley = 1\r\nname = \"x\"\r\n", "galley = 9\nnew = 1\n", "galley = -1\n", "galley = 1.5\n", "galley = 9223372036854775808\n",
		"name = 'a'\nname = 'b'\n", "typography = \"loud\"\n", "[theme]\nwidth = 40\nserif = \"a;b\"\n", "[theme.light]\nink = \"#FFF\"\n",
		"[words.prefer]\n\"a b\" = \"c\"\n", "[checks]\n\"alt.long\" = \"off\"\n", "[parts]\nfooter = \"\"\"\n{{address}}\u0003\"\"\"\n",
		"[[story]]\nkind = \"a\"\nwords = [1, 2, 3]\n", "story = [{kind = \"a\", budget = [{labels = [], words = [-1]}]}]\n", "[[label]]\nname = \"a\\nb\"\n[[label]]\nname = \"a\\nb\"\n",
		"[[kind]]\nname = \"letter\"\nlike = \"letter\"\n", "[parts.budget]\n\"\" = [1, 2]\n", "name = \"\\u202e\"\n", "lang = \"he\"\ndir = \"rtl\"\n",
		"web_url = \"https://a.example/{number}\"\nunsubscribe_url = \"mailto:a@b.example\"\n", "[[social]]\nname = \"a\"\nurl = \"b\"\n", "social = [{name = \"a\", url = \"b\"}]\nfooter = '''\n'''\n",
		"footer = \"\"\"\n\\\n  a \\t\\u0022\"\"\"\"\"\n", "masthead = \"![a](b.png)\"\nname = 1979-05-27T07:32:00Z\n",
	} {
		f.Add([]byte(text))
	}
}

// sentence holds an error to what people get to read: one line with the file in
// it and what to do next, however long the values that it is about.
func sentence(t *testing.T, file string, err error) {
	t.Helper()
	var f *fault.Error
	switch {
	case !errors.As(err, &f):
		t.Fatalf("no error for people: %v", err)
	case f.Code != fault.BadInput || !strings.HasPrefix(f.Message, file) || !strings.HasSuffix(f.Message, ".") || !strings.HasSuffix(f.Hint, "."):
		t.Fatalf("%s: %q %q", f.Code, f.Message, f.Hint)
	case !utf8.ValidString(f.Message) || strings.ContainsFunc(f.Message, unicode.IsControl) || utf8.RuneCountInString(f.Message) > 400:
		t.Fatalf("not a sentence: %q", f.Message)
	}
}

// FuzzRead reads house styles: what is accepted is complete and safe to print,
// what is not is said in a sentence, and both are the same again.
func FuzzRead(f *testing.F) {
	seeds(f)
	f.Fuzz(func(t *testing.T, text []byte) {
		h, err := Read("house.toml", text)
		again, errAgain := Read("house.toml", text)
		if !reflect.DeepEqual(h, again) || err != nil && (errAgain == nil || err.Error() != errAgain.Error()) {
			t.Fatalf("read twice:\n%+v, %v\n%+v, %v", h, err, again, errAgain)
		}
		if err != nil {
			sentence(t, "house.toml", err)
			return
		}
		printable(t, reflect.ValueOf(h))
		themed(t, &h.Theme)
		storied(t, h)
		for i := range h.Profiles {
			profiled(t, h, &h.Profiles[i])
		}
	})
}

// printable: nothing that steers a terminal or the email, and all of it UTF-8.
func printable(t *testing.T, v reflect.Value) {
	t.Helper()
	if s, ok := find(v, func(v reflect.Value) bool { return steering(v) || !utf8.ValidString(v.String()) }); ok {
		t.Fatalf("accepted: %q", s)
	}
}

var hexColours = regexp.MustCompile(`^(#[0-9a-f]{6}){10}$`)

// themed: colours and fonts stay inside a style attribute.
func themed(t *testing.T, theme *issue.Theme) {
	t.Helper()
	for _, p := range []issue.Palette{theme.Light, theme.Dark} {
		all := p.Page + p.Sheet + p.Ink + p.Quiet + p.Accent + p.Link + p.Rule + p.Mark + p.Panel + p.Foot
		if !hexColours.MatchString(all) {
			t.Fatalf("colours: %+v", p)
		}
	}
	if fonts := theme.Serif + theme.Sans; theme.Serif == "" || theme.Sans == "" || strings.ContainsAny(fonts, "\"<>{};\\&\n") || len(fonts) > 2*maxFonts {
		t.Fatalf("fonts: %q, %q", theme.Serif, theme.Sans)
	}
	if theme.Width < 320 || theme.Width > 800 {
		t.Fatalf("width: %d", theme.Width)
	}
}

// storied: what is named is there, and rules can be gone by.
func storied(t *testing.T, h *issue.House) {
	t.Helper()
	var names []string
	for _, l := range h.Labels {
		names = append(names, l.Name)
	}
	for i := range h.Stories {
		s := &h.Stories[i]
		if !kindName.MatchString(s.Kind) {
			t.Fatalf("kind %q", s.Kind)
		}
		for _, l := range append(slices.Clone(s.Required), s.Labels...) {
			if !slices.Contains(names, l) || !slices.Contains(s.Labels, l) {
				t.Fatalf("no label %q", l)
			}
		}
		for _, r := range []issue.Range{s.Bullets, s.Words, s.Headline, s.Standfirst} {
			if r.Min < 0 || r.Max < 0 || r.Max > 0 && r.Max < r.Min {
				t.Fatalf("range %+v", r)
			}
		}
	}
	for _, k := range h.Kinds {
		if !kindName.MatchString(k.Name) || !slices.Contains(issue.Kinds, h.Like(k.Name)) {
			t.Fatalf("kind %+v", k)
		}
	}
}

// profiled: a slot is one that Galley knows, and what fills it stays where it is
// put.
func profiled(t *testing.T, h *issue.House, p *issue.Profile) {
	t.Helper()
	if found, err := Profile(h, p.Name); err != nil || !reflect.DeepEqual(&found, p) {
		t.Fatalf("%q is not found: %+v, %v", p.Name, found, err)
	}
	e := issue.Edition{Issue: &issue.Issue{}, House: h, Profile: *p}
	for name, v := range p.Slots {
		if !slices.Contains(issue.SlotNames, name) {
			t.Fatalf("a slot %q", name)
		}
		for _, word := range []string{"", "there"} {
			filled := e.Fill(name, word)
			switch {
			case filled.Kind == issue.SlotURL && strings.ContainsAny(filled.Value, "\"<>"):
				t.Fatalf("%+v breaks out of its attribute: %+v", v, filled)
			case filled.Kind == issue.SlotElement && strings.Count(filled.Value, "{words}") != 1:
				t.Fatalf("%+v has no place for its words: %+v", v, filled)
			case filled.Kind != issue.SlotNone && filled.Value == "":
				t.Fatalf("%+v fills nothing in", v)
			}
		}
	}
}

// FuzzReadPublication reads publications: what is accepted can be written, and
// is the same when it is read again.
func FuzzReadPublication(f *testing.F) {
	seeds(f)
	f.Fuzz(func(t *testing.T, text []byte) {
		p, err := ReadPublication("publication.toml", text)
		if err != nil {
			sentence(t, "publication.toml", err)
			return
		}
		printable(t, reflect.ValueOf(&p))
		if err := CheckPublication("publication.toml", p); err != nil {
			t.Fatalf("read, and refused: %v", err)
		}
		written, err := WritePublication(p)
		if err != nil {
			t.Fatal(err)
		}
		again, err := ReadPublication("publication.toml", written)
		if err != nil && len(written) <= maxFile { // escapes make a file longer
			t.Fatalf("what was written cannot be read: %v\n%q", err, written)
		}
		if len(p.Social) == 0 {
			p.Social, again.Social = nil, nil
		}
		if err == nil && !reflect.DeepEqual(p, again) {
			t.Fatalf("%+v became %+v:\n%s", p, again, written)
		}
	})
}

// FuzzProfiles reads a desk's own profile, whatever its words are.
func FuzzProfiles(f *testing.F) {
	f.Add("kit", "Kit", "unsubscribe", "url", "{{ unsubscribe_url }}", "", "", "")
	f.Add("mine", "", "first_name", "text", "*|FNAME|*", "hello", "*|IF:FNAME|*{fallback}", "&<>")
	f.Add("c", "C", "web_version", "element", "<webversion>{words}</webversion>", "[webversion]", "", "")
	f.Add("", "\x02", "nobody", "none", "\"", "<", "{fallback", "\n")
	f.Add("x", "y", "address", "url", "https://a.example/", "", "\" onclick=\"{fallback}", "")
	f.Fuzz(func(t *testing.T, name, title, slot, kind, value, words, fallback, unsafe string) {
		for _, s := range []string{name, title, slot, kind, value, words, fallback, unsafe} {
			if !utf8.ValidString(s) {
				return // no TOML can say it
			}
		}
		p := issue.Profile{Name: name, Title: title, Slots: map[string]issue.SlotValue{
			slot: {Kind: issue.SlotKind(kind), Value: value, Text: words, Fallback: fallback, Unsafe: unsafe},
		}}
		text, err := toml.Marshal(struct {
			Profiles []issue.Profile `toml:"profile"`
		}{[]issue.Profile{p}})
		if err != nil {
			t.Fatal(err)
		}
		h, err := Read("house.toml", text)
		if err != nil {
			sentence(t, "house.toml", err)
			return
		}
		if len(h.Profiles) != 1 || !reflect.DeepEqual(h.Profiles[0], p) {
			t.Fatalf("%+v became %+v:\n%s", p, h.Profiles, text)
		}
		printable(t, reflect.ValueOf(h))
		profiled(t, h, &h.Profiles[0])
	})
}
