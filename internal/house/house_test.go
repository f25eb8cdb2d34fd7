package house

import (
	"errors"
	"reflect"
	"strings"
	"testing"

	"galley/internal/fault"
	"galley/internal/issue"
)

func TestBuiltinStylesRead(t *testing.T) {
	for _, name := range Names {
		h, err := Load(name)
		if err != nil {
			t.Fatal(err)
		}
		if h.Name != name || len(h.Stories) == 0 || h.Theme.Width != 600 || h.Theme.Dark.Ink == "" || !strings.Contains(h.Parts.Footer, "{{unsubscribe}}") {
			t.Errorf("%s: %+v", name, h)
		}
	}
}

// TestSmallStyle holds that three lines are a whole house style.
func TestSmallStyle(t *testing.T) {
	h, err := Read("house.toml", []byte("\ufeffgalley = 1\r\nname = \"x\"\r\n[theme.light]\r\nink = \"#ABC\"\r\n"))
	if err != nil {
		t.Fatal(err)
	}
	if h.Theme.Light.Ink != "#aabbcc" || h.Theme.Dark != standardDark || h.Theme.Width != 600 || h.Theme.Serif == "" {
		t.Errorf("%+v", h.Theme)
	}
}

// grammar is a house style that slips are made in; its lines are counted.
const grammar = `galley = 1 # words in a comment are no setting
# typography = "like", width
[[label]]
name = "A"

[[label]]
name = "B"

[[kind]]
name = "poem"
like = "letter"

[[story]]
kind = "news"
labels = ["A", "B"]
required = ["A"]
words = [200, 400]

[[story.budget]]
labels = ["A"]
words = [1, 9]

[[story]]
kind = "long"
labels = ["B"]

[[story.budget]]
labels = ["B"]
words = [1, 9]

[parts.budget]
poem = [8, 80]

[[profile]]
name = "mine"

[profile.slots.unsubscribe]
kind = "element"
value = "<leave>{words}</leave>"

[[profile]]
name = "theirs"

[profile.slots.unsubscribe]
kind = "url"
value = "{{ out }}"

[profile.slots.first_name]
kind = "text"
value = "{{ first }}"
fallback = "{{ first | {fallback} }}"
`

// TestSlips changes one line of a good house style: it is refused, with that
// line's number, and nothing about it is guessed.
func TestSlips(t *testing.T) {
	if _, err := Read("house.toml", []byte(grammar)); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		old, with string
		says      string
	}{
		{`galley = 1 #`, `galley = 2 #`, "house.toml is of version 2"},
		{`name = "B"`, `name = "A"`, "line 7: the label “A” is there already"},
		{`name = "B"`, `name = " "`, "line 7: this label has no name"},
		{`name = "poem"`, `name = "story"`, "line 10: there is a kind “story” already"},
		{`name = "poem"`, `name = "Poem"`, "line 10: “Poem” cannot name a kind"},
		{`like = "letter"`, `like = "leter"`, "line 11: the kind “poem” must look like"},
		{`kind = "long"`, `kind = "news"`, "line 24: there is a story kind “news” already"},
		{`required = ["A"]`, `required = ["C"]`, "line 16: “C” is required"},
		{`labels = ["A", "B"]`, `labels = ["A", "b"]`, "line 15: story kind “news” has the label “b”"},
		{`words = [200, 400]`, `words = [400,200]`, "line 17: words of story kind “news” is the wrong way round"},
		{`words = [200, 400]`, `words = [400]`, "line 17: words of story kind “news” needs two numbers"},
		{`labels = ["B"]` + "\nwords", `labels = ["A"]` + "\nwords", "line 28: the budget for “A” is of no use: story kind “long”"},
		{`labels = ["B"]` + "\nwords", `labels = []` + "\nwords", "line 28: this budget"},
		{`words = [1, 9]` + "\n\n[parts", `words = [1, -9]` + "\n\n[parts", "line 29: a budget of story kind “long”"},
		{`poem = [8, 80]`, `poems = [8, 80]`, "line 32: the budget of “poems” is of no use"},
		{`poem = [8, 80]`, `poem = [80, 8]`, "line 32: the budget of “poem” is the wrong way round"},
		{`name = "theirs"`, `name = "mine"`, "line 42: there is a profile “mine” already"},
		{`name = "theirs"`, `title = "x"`, "line 41: this profile has no name"},
		{`kind = "url"`, `kind = "urll"`, "line 45: a slot is of kind"},
		{`{{ out }}`, `" onclick=\"x`, "line 46: "},
		{`"{{ out }}"`, `'" onclick="x'`, "line 46: the value of “unsubscribe” stands inside href"},
		{`"{{ out }}"`, `""`, "line 46: the slot “unsubscribe” has no value"},
		{`<leave>{words}</leave>`, `<leave>`, "line 39: the element of “unsubscribe”"},
		{`{fallback}`, `fallback`, "line 51: the fallback of “first_name”"},
		{"{{ out }}\"", "{{ out }}\"\nfallback = \"{fallback}\"", "line 47: a fallback word stands among words, and “unsubscribe” is of kind url"},
		{"[profile.slots.unsubscribe]\nkind = \"url\"", "[profile.slots.unsubscrib]\nkind = \"url\"", "line 44: there is no slot called “unsubscrib”"},
		{`name = "mine"`, `name = "mi\u0002ne"`, "control character"},
		{`name = "B"`, "name = \"B\"\nalso = [\"\\u001b\"]", "control character"},
	} {
		text := strings.Replace(grammar, c.old, c.with, 1)
		if text == grammar {
			t.Fatalf("%q is not in the grammar", c.old)
		}
		_, err := Read("house.toml", []byte(text))
		var f *fault.Error
		if !errors.As(err, &f) || f.Code != fault.BadInput || !strings.Contains(f.Message, c.says) || f.Hint == "" {
			t.Errorf("%s → %s: %v, want %s", c.old, c.with, err, c.says)
		}
	}
}

// TestShippedProfiles holds the profiles that ship to what a desk's own must
// be, and that each has all four slots.
func TestShippedProfiles(t *testing.T) {
	shipped, err := Profiles()
	if err != nil {
		t.Fatal(err)
	}
	c := inspection{name: "profiles.toml", text: profilesText, file: &file{Profiles: shipped}}
	if err := c.profiles(); err != nil {
		t.Error(err)
	}
	for _, p := range shipped {
		for _, slot := range issue.SlotNames {
			if _, ok := p.Slots[slot]; !ok {
				t.Errorf("%s has no %s", p.Name, slot)
			}
		}
	}
}

// TestOwnProfileFirst holds that a desk's profile stands before a shipped one
// of its name.
func TestOwnProfileFirst(t *testing.T) {
	h := &issue.House{Profiles: []issue.Profile{{Name: "kit", Title: "ours"}}}
	if p, err := Profile(h, "kit"); err != nil || p.Title != "ours" {
		t.Error(p, err)
	}
	if p, err := Profile(h, ""); err != nil || p.Name != DefaultProfile {
		t.Error(p, err)
	}
	if _, err := Profile(h, "pigeon"); fault.Of(err).Code != fault.BadInput || !strings.Contains(err.Error(), "mailchimp") {
		t.Error(err)
	}
}

func TestPublicationRoundTrip(t *testing.T) {
	p := issue.Publication{
		Name: "Tide “water”", Sender: `"A, B" <a@b.example>`, ReplyTo: "r@b.example", Address: "4 Quay\nPort", Lang: "en-GB", Dir: "ltr",
		PictureAddress: "https://a.example/{number}/", WebURL: "https://a.example/74", ArchiveURL: "https://a.example/",
		UnsubscribeURL: "mailto:out@b.example", Social: []issue.Link{{Name: "Radio", URL: "https://r.example/"}},
		Masthead: `![A \ wave](wave.png)`, Footer: "One\n\n“Two” \\ '''three''' \"\"\"\n", Profile: "kit",
	}
	v := reflect.ValueOf(p)
	for i := range v.NumField() {
		if v.Field(i).IsZero() {
			t.Errorf("the test leaves out %s", v.Type().Field(i).Name)
		}
	}
	text, err := WritePublication(p)
	if err != nil {
		t.Fatal(err)
	}
	back, err := ReadPublication("publication.toml", text)
	if err != nil || !reflect.DeepEqual(p, back) {
		t.Errorf("%v: %+v\n%s", err, back, text)
	}
}

func TestBadPublication(t *testing.T) {
	for text, says := range map[string]string{
		"name = \"x\"\ndir = \"up\"\n":                 "publication.toml, line 2: dir is",
		"lang = \"English (UK)\"\n":                    "publication.toml, line 1: lang is no language tag",
		"name = \"x\"\n\nweb_url = \"a.example\"\n":    "publication.toml, line 3: web_url is no web address",
		"unsubscribe_url = \"javascript:x\"\n":         "line 1: unsubscribe_url",
		"picture_address = \"mailto:a@b.example\"\n":   "line 1: picture_address",
		"footer = \"\"\"\na\n\\u0003{{address}}\"\"\"": "control character",
		"galley = 2\n": "version 2",
	} {
		_, err := ReadPublication("publication.toml", []byte(text))
		if err == nil || !strings.Contains(err.Error(), says) || fault.Of(err).Code != fault.BadInput {
			t.Errorf("%q: %v, want %s", text, err, says)
		}
	}
	if err := CheckPublication("issue.md", issue.Publication{Dir: "up"}); err == nil || !strings.HasPrefix(err.Error(), "issue.md: dir") {
		t.Error(err)
	}
	if p, err := ReadPublication("publication.toml", []byte("footer = \"\"\"\r\none\r\n\r\ntwo\r\n\"\"\"\r\n")); err != nil || p.Footer != "one\n\ntwo\n" {
		t.Errorf("%q, %v", p.Footer, err)
	}
}
