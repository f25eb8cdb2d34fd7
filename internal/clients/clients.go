// Package clients knows what mail programs can show: the answers of Can I
// email (https://www.caniemail.com), which people found by looking at test
// mails in each of them.
//
// A question has two halves. What is asked about is a [Feature], found by the
// CSS declaration, the selector, the at-rule, the element, the attribute or
// the kind of picture that needs it; who is asked is a client's name, as the data
// have it. The answer is a [Level] and the note that came with it. The data are
// a copy that is [Updated] with Galley and never from the network; NOTICE.md
// has their licence.
//
// The promise: nothing is guessed. What nobody tested is [Unknown], and an
// unknown feature has no support and no lack of it.
package clients

import (
	_ "embed"
	"encoding/json"
	"strings"
	"sync"
	"time"
)

// Level says how far a client goes with a feature.
type Level int

// The levels, as caniemail has them: u, y, a and n.
const (
	Unknown Level = iota
	Yes
	Partly // the note says what is missing
	No
)

// Client is a mail program.
type Client struct {
	Name  string // outlook-windows
	Title string // Outlook for Windows
}

// The names of the clients that Galley speaks of by itself.
const (
	OutlookWindows = "outlook-windows"
	OutlookCom     = "outlook-com"
	Gmail          = "gmail"
	AppleMail      = "apple-mail"
	Yahoo          = "yahoo"
)

// Feature is caniemail's name of a feature, as it stands in its addresses:
// css-display-flex is https://www.caniemail.com/features/css-display-flex/.
type Feature string

// table is caniemail.json as it is read.
type table struct {
	Updated  string    `json:"updated"`
	Clients  []Client  `json:"clients"`
	Features []*record `json:"features"`

	updated time.Time
	titles  map[string]string
	bySlug  map[Feature]*record
}

type record struct {
	Slug    Feature             `json:"slug"`
	Title   string              `json:"title"`
	Support map[string][]string `json:"support"` // “2019 a #1”: version, answer and notes, the newest last
	Notes   map[string]string   `json:"notes"`
}

//go:embed caniemail.json
var caniemail []byte

// known reads the data once, when somebody asks for the first time. They are a
// part of the program, and a test reads all of them.
var known = sync.OnceValue(func() *table {
	t := &table{titles: map[string]string{}, bySlug: map[Feature]*record{}}
	if err := json.Unmarshal(caniemail, t); err != nil {
		panic("clients: caniemail.json: " + err.Error())
	}
	t.updated, _ = time.Parse(time.DateOnly, t.Updated)
	for _, c := range t.Clients {
		t.titles[c.Name] = c.Title
	}
	for _, r := range t.Features {
		t.bySlug[r.Slug] = r
	}
	return t
})

// Usual lists the clients that an email has to stand in unless somebody
// chooses others: those with the most readers of newsletters.
func Usual() []Client {
	t := known()
	var list []Client
	for _, name := range []string{OutlookWindows, Gmail, AppleMail, OutlookCom, Yahoo} {
		list = append(list, Client{Name: name, Title: t.titles[name]})
	}
	return list
}

// Title gives a client's name for people; empty for one that is not known.
func Title(client string) string { return known().titles[client] }

// Updated gives the day of the data.
func Updated() time.Time { return known().updated }

// Support says whether a client's newest version shows a feature, and what its
// note says of it: sentences, or empty.
func Support(client string, feature Feature) (level Level, note string) {
	r := known().bySlug[feature]
	if r == nil || len(r.Support[client]) == 0 {
		return Unknown, ""
	}
	return r.answer(r.Support[client][len(r.Support[client])-1])
}

// SupportIn says the same of one version of a client, such as “2016” of
// Outlook for Windows. Unknown is a version that the data have not.
func SupportIn(client, version string, feature Feature) (level Level, note string) {
	r := known().bySlug[feature]
	if r == nil {
		return Unknown, ""
	}
	for _, one := range r.Support[client] {
		if name, _, _ := strings.Cut(one, " "); name == version {
			return r.answer(one)
		}
	}
	return Unknown, ""
}

// answer reads “2019 a #1 #2”.
func (r *record) answer(one string) (level Level, note string) {
	fields := strings.Fields(one)
	var notes []string
	for _, n := range fields[2:] {
		if words := r.Notes[strings.TrimPrefix(n, "#")]; words != "" {
			notes = append(notes, words)
		}
	}
	switch fields[1] {
	case "y":
		level = Yes
	case "a":
		level = Partly
	case "n":
		level = No
	}
	return level, strings.Join(notes, " ")
}

// Title is what caniemail calls the feature: display:flex.
func (f Feature) Title() string {
	if r := known().bySlug[f]; r != nil {
		return r.Title
	}
	return string(f)
}

// has gives a feature by its slug, if the data know it.
func has(slug string) (Feature, bool) {
	if known().bySlug[Feature(slug)] == nil {
		return "", false
	}
	return Feature(slug), true
}
