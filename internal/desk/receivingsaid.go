package desk

import (
	"crypto/sha256"
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode"

	"galley/internal/change"
	"galley/internal/issue"
	"galley/internal/reviewfile"
)

// soundBeside makes what is said in a file such that it could have been said at a
// desk: every note has an id of its own and stands where its words are, names are
// one line, and words are text. The same file comes out the same each time.
func soundBeside(f *reviewfile.File) error {
	s, err := issue.ReadSidecar(Sidecar, []byte(f.Issue.Sidecar))
	if err != nil {
		return inFile(err)
	}
	n := newNotes(s)
	copies := map[string]string{}
	for i := range f.Items {
		copies[f.Items[i].ID] = f.Items[i].Copy
	}
	left := issue.SearchBytes
	n.comments("", s.Comments)
	for _, item := range slices.Sorted(maps.Keys(s.Items)) {
		r := s.Items[item]
		n.comments(item, r.Comments)
		n.suggestions(item, r.Suggestions)
		for i := range r.Steps {
			r.Steps[i].Who, r.Steps[i].Note = personName(r.Steps[i].Who), oneLine(change.Clean(r.Steps[i].Note))
		}
		for i := range r.Comments {
			if a := r.Comments[i].Anchor; a != nil {
				standWell(a, copies[item], &left)
			}
		}
		for i := range r.Suggestions {
			if r.Suggestions[i].IsOpen() {
				standWell(&r.Suggestions[i].Anchor, copies[item], &left)
			}
		}
		s.Items[item] = r
	}
	text, err := s.Bytes()
	if err != nil {
		return inFile(err)
	}
	f.Issue.Sidecar = bareSidecar(string(text))
	return nil
}

// standWell has an anchor remember what stands around its words, too: it may have
// come without that.
func standWell(a *issue.Anchor, copy string, left *int) {
	stand(a, copy, left)
	if !a.Lost {
		around := issue.AnchorAt(copy, a.Span())
		a.Before, a.After = around.Before, around.After
	}
}

// notes are the notes of a file, each with an id of its own.
type notes struct{ taken map[string]bool }

func newNotes(s *issue.Sidecar) *notes {
	people := map[string]string{}
	for name, initials := range s.People {
		people[personName(name)] = personName(initials)
	}
	if len(people) > 0 {
		s.People = people
	}
	return &notes{taken: map[string]bool{}}
}

// id gives a note its id: what it has, if that can be one and nobody else’s.
func (n *notes) id(has string, of ...string) string {
	id := has
	for i := 0; id == "" || len(id) > maxNoteID || n.taken[id] || strings.ContainsFunc(id, unicode.IsControl); i++ {
		sum := sha256.Sum256([]byte(fmt.Sprint(i, has, strings.Join(of, "\x00"))))
		id = fmt.Sprintf("%x", sum[:8])
	}
	n.taken[id] = true
	return id
}

const maxNoteID = 64

func (n *notes) comments(item string, list []issue.Comment) {
	for i := range list {
		c := &list[i]
		c.Who, c.Text = personName(c.Who), change.Clean(c.Text)
		c.ID = n.id(c.ID, item, c.Who, c.Text)
		answers := &notes{taken: map[string]bool{c.ID: true}} // the page shows it with them
		for j := range c.Replies {
			r := &c.Replies[j]
			r.Who, r.Text = personName(r.Who), change.Clean(r.Text)
			r.ID = answers.id(r.ID, c.ID, r.Who, r.Text)
		}
		answered(c.Resolved)
	}
}

func (n *notes) suggestions(item string, list []issue.Suggestion) {
	for i := range list {
		s := &list[i]
		s.Who, s.New, s.Reason, s.Model = personName(s.Who), change.Clean(s.New), oneLine(change.Clean(s.Reason)), personName(s.Model)
		s.ID = n.id(s.ID, item, s.Who, s.New)
		answered(s.Answer)
	}
}

func answered(a *issue.Answer) {
	if a != nil {
		a.Who = personName(a.Who)
	}
}

// personName gives a name as somebody could have said it here (see [Desk.SetMe]).
func personName(s string) string {
	s = plainName(s)
	if runes := []rune(s); len(runes) > maxName {
		s = string(slices.Concat(runes[:maxName-1], []rune("…")))
	}
	return s
}

// plainName gives a name as a line can show it: without what turns the line around
// or is not seen.
func plainName(s string) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsControl(r), r == '\u2028', r == '\u2029':
			return ' '
		case r == '\u200b', r == '\u2060', r == '\ufeff', r == '\u061c', '\u200e' <= r && r <= '\u200f', '\u202a' <= r && r <= '\u202e', '\u2066' <= r && r <= '\u2069':
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, "\ufffd"))
	return strings.Join(strings.Fields(s), " ")
}
