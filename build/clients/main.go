// Clients makes internal/clients/caniemail.json: what Galley needs of
// caniemail's data, one feature a line, so that a change can be reviewed.
//
//	npm pack caniemail && tar xzf caniemail-*.tgz
//	go run ./build/clients package/data/caniemail.json >internal/clients/caniemail.json
//
// The file that https://www.caniemail.com/api/data.json serves has the same
// form. NOTICE.md beside the result says where the data come from: renew what
// it says, too.
package main

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"regexp"
	"slices"
	"strings"
)

// data is caniemail's file, as far as it is read.
type data struct {
	Updated  string    `json:"last_update_date"`
	Features []feature `json:"data"`
}

type feature struct {
	Slug     string                             `json:"slug"`
	Title    string                             `json:"title"`
	Category string                             `json:"category"`
	Tested   string                             `json:"last_test_date"`
	Stats    map[string]map[string]*versionList `json:"stats"` // by family and platform
	Notes    map[string]string                  `json:"notes_by_num"`
}

// kept lists the clients in the order in which Galley names them: what
// caniemail calls them, and what we do.
var kept = []struct{ family, platform, name, title string }{
	{"outlook", "windows", "outlook-windows", "Outlook for Windows"},
	{"outlook", "outlook-com", "outlook-com", "Outlook.com"},
	{"outlook", "macos", "outlook-macos", "Outlook for Mac"},
	{"outlook", "ios", "outlook-ios", "Outlook for iPhone"},
	{"outlook", "android", "outlook-android", "Outlook for Android"},
	{"gmail", "desktop-webmail", "gmail", "Gmail"},
	{"gmail", "ios", "gmail-ios", "Gmail for iPhone"},
	{"gmail", "android", "gmail-android", "Gmail for Android"},
	{"gmail", "mobile-webmail", "gmail-mobile-webmail", "Gmail in a phone’s browser"},
	{"apple-mail", "macos", "apple-mail", "Apple Mail"},
	{"apple-mail", "ios", "apple-mail-ios", "Apple Mail on an iPhone"},
	{"yahoo", "desktop-webmail", "yahoo", "Yahoo Mail"},
	{"yahoo", "ios", "yahoo-ios", "Yahoo Mail for iPhone"},
	{"yahoo", "android", "yahoo-android", "Yahoo Mail for Android"},
	{"thunderbird", "macos", "thunderbird", "Thunderbird"},
	{"samsung-email", "android", "samsung", "Samsung Email"},
}

// oldestOutlook is the first Outlook for Windows whose answers are kept; of the
// other clients nobody chooses the version, and the newest is kept alone.
const oldestOutlook = "2013"

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "clients: which file is caniemail's data? (package/data/caniemail.json of npm's caniemail)")
		os.Exit(2)
	}
	if err := run(os.Args[1], os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "clients:", err)
		os.Exit(1)
	}
}

func run(path string, out io.Writer) error {
	text, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	var d data
	if err := json.Unmarshal(text, &d); err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	updated, _, _ := strings.Cut(d.Updated, " ")
	slices.SortFunc(d.Features, func(a, b feature) int { return cmp.Compare(a.Slug, b.Slug) })
	var b bytes.Buffer
	fmt.Fprintf(&b, "{\n\"source\": \"https://www.caniemail.com\",\n\"updated\": %q,\n\"clients\": [\n", updated)
	for i, c := range kept {
		line(&b, struct {
			Name  string `json:"name"`
			Title string `json:"title"`
		}{c.name, c.title}, i+1 < len(kept))
	}
	b.WriteString("],\n\"features\": [\n")
	wanted := slices.DeleteFunc(d.Features, func(f feature) bool { return f.Category == "others" })
	for i := range wanted {
		line(&b, reduced(&wanted[i]), i+1 < len(wanted))
	}
	b.WriteString("]\n}\n")
	_, err = out.Write(b.Bytes())
	return err
}

func line(b *bytes.Buffer, value any, more bool) {
	e := json.NewEncoder(b)
	e.SetEscapeHTML(false)
	_ = e.Encode(value) // strings in maps: nothing that JSON has not
	if more {
		b.Truncate(b.Len() - 1)
		b.WriteString(",\n")
	}
}

// short is a feature as Galley keeps it.
type short struct {
	Slug    string              `json:"slug"`
	Title   string              `json:"title"`
	Tested  string              `json:"tested"`
	Support map[string][]string `json:"support"` // “2019 a #1”: version, answer and notes, the newest last
	Notes   map[string]string   `json:"notes,omitempty"`
}

func reduced(f *feature) short {
	s := short{Slug: f.Slug, Title: f.Title, Tested: f.Tested, Support: map[string][]string{}, Notes: map[string]string{}}
	for _, c := range kept {
		versions := f.Stats[c.family][c.platform]
		if versions == nil {
			continue
		}
		for i, v := range versions.list {
			last := i+1 == len(versions.list)
			if !last && (c.name != "outlook-windows" || v.name < oldestOutlook) {
				continue
			}
			s.Support[c.name] = append(s.Support[c.name], v.name+" "+v.answer)
			for _, n := range strings.Fields(v.answer)[1:] {
				n = strings.TrimPrefix(n, "#")
				if words := plainWords(f.Notes[n]); words != "" {
					s.Notes[n] = words
				}
			}
		}
	}
	return s
}

var (
	link  = regexp.MustCompile(`\[([^\]]*)\]\([^)]*\)`)
	seeAt = regexp.MustCompile(`\s*\(?See [^.]*?#\d+\.?\)?|\s*See #\d+\.`)
)

// plainWords takes Markdown's marks and the references to other pages out of a
// note.
func plainWords(note string) string {
	note = link.ReplaceAllString(note, "$1")
	note = seeAt.ReplaceAllString(note, "")
	return strings.Join(strings.Fields(strings.ReplaceAll(note, "`", "")), " ")
}

// versionList is an object of versions in the order in which the file has
// them: the newest is the last one.
type versionList struct{ list []version }

type version struct{ name, answer string }

// UnmarshalJSON reads the object member by member, since a map has no order.
func (v *versionList) UnmarshalJSON(text []byte) error {
	d := json.NewDecoder(bytes.NewReader(text))
	if _, err := d.Token(); err != nil {
		return err
	}
	for d.More() {
		name, err := d.Token()
		if err != nil {
			return err
		}
		var answer string
		if err := d.Decode(&answer); err != nil {
			return err
		}
		v.list = append(v.list, version{fmt.Sprint(name), answer})
	}
	return nil
}
