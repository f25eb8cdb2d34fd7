package preflight

import (
	"fmt"
	"slices"
	"strings"

	"galley/internal/issue"
)

// people: what a person has to see before it goes out.
var people = []check{
	{issue.MachineCheck, issue.SeverityError, machineUnconfirmed},
	{"signoff.stale", issue.SeverityError, signoffStale},
	{"review.open", issue.SeverityWarning, reviewOpen},
}

// machineUnconfirmed finds words that a model wrote and nobody read, as long as
// they stand in the copy as they came: who rewrites them has read them. White
// space and the form of quotes are not rewriting.
func machineUnconfirmed(r *round) {
	r.machineAround()
	for _, p := range r.items {
		texts := r.in.Records[p.ID].Machine
		if p.ID == "" || len(texts) == 0 {
			continue
		}
		copy := spaceless(p.Copy)
		for i := range texts[:min(len(texts), maxOfAKind+1)] {
			if at, ok := copy.find(texts[i].Words); ok {
				r.at(p, at, unconfirmed(&texts[i]))
			}
		}
	}
}

// machineAround finds a subject and a preheader that are as a model wrote them.
func (r *round) machineAround() {
	if r.in.Only > 0 {
		return
	}
	for i := range r.in.Machine[:min(len(r.in.Machine), maxOfAKind+1)] {
		m := &r.in.Machine[i]
		if is := r.e.Issue; m.Words != "" && (is.Subject == m.Words || is.Preheader == m.Words) {
			r.whole(m.Words, unconfirmed(m))
		}
	}
}

func unconfirmed(m *issue.MachineText) string {
	by := "A model"
	if m.Model != "" {
		by = "A model (" + onOneLine(m.Model, 40) + ")"
	}
	return by + " wrote this, and nobody has confirmed it yet: read it, and confirm it or change it."
}

// squeezed is copy without white space and with straight quotes, and where each
// of its bytes stood.
type squeezed struct {
	text string
	at   []int
	all  int // the length of the copy
}

func spaceless(copy string) squeezed {
	s := squeezed{all: len(copy)}
	var b strings.Builder
	for i, r := range copy {
		before := b.Len()
		b.WriteString(squeeze(r))
		for range b.Len() - before {
			s.at = append(s.at, i)
		}
	}
	s.text = b.String()
	return s
}

func squeeze(r rune) string {
	switch r {
	case ' ', '\t', '\n', '\r', '\u00a0', '\u202f':
		return ""
	case '“', '”', '„', '«', '»':
		return `"`
	}
	return string(straightRune(r))
}

// find gives where words stand in the copy, whatever its white space.
func (s *squeezed) find(words string) (at issue.Span, ok bool) {
	var b strings.Builder
	for _, r := range words {
		b.WriteString(squeeze(r))
	}
	i := strings.Index(s.text, b.String())
	if i < 0 || b.Len() == 0 {
		return at, false
	}
	at = issue.Span{Start: s.at[i], End: s.all}
	if end := i + b.Len(); end < len(s.at) {
		at.End = s.at[end]
	}
	return at, true
}

// signedKinds are the kinds of item that somebody reads before they go out; the
// footer is the publication's.
var signedKinds = []string{issue.KindLetter, issue.KindStory, issue.KindPromo, issue.KindJobs, issue.KindNote}

// signoffStale finds what is not ready: an item that nobody signed, or that
// changed since. A desk that signs nothing hears nothing, and so does one of
// whose items nobody reckoned the hashes.
func signoffStale(r *round) {
	r.frameStale()
	if !r.signs() {
		return
	}
	for _, p := range r.items {
		if !slices.Contains(signedKinds, p.like) || strings.TrimSpace(p.Copy) == "" {
			continue
		}
		signed := r.in.Records[p.ID].Signed
		now, reckoned := r.in.Hashes[p.ID]
		switch {
		case p.ID == "" || signed == nil:
			r.at(p, p.opening(), "Others of this issue are signed off, and this one is not: read it and sign it, or leave it out.")
		case reckoned && now != signed.Hash:
			r.at(p, p.opening(), fmt.Sprintf("This changed after %s signed it%s: read it again and sign it.", orSomebody(signed.Who), onDate(signed.Date)))
		}
	}
}

// frameStale finds that what stands around the items is not what was signed.
func (r *round) frameStale() {
	signed := r.in.Signed
	if signed == nil || r.in.Frame == nil || r.in.Only > 0 {
		return
	}
	if changed := signed.FrameChanges(r.in.Frame); len(changed) > 0 {
		r.whole(strings.Join(changed, ", "), fmt.Sprintf("This changed after %s signed the issue%s: look at it again and sign it.", orSomebody(signed.Who), onDate(signed.Date)))
	}
}

// reviewOpen finds what people said about an item and nobody has answered. Two
// texts of one place, of which a merge could keep only one, come first.
func reviewOpen(r *round) {
	if r.in.Only > 0 {
		return // whoever writes in the item has the notes beside it
	}
	for _, p := range r.items {
		record, ok := r.in.Records[p.ID]
		if p.ID == "" || !ok {
			continue
		}
		both, edits, comments := openNotes(&record)
		if both > 0 {
			r.at(p, p.opening(), openCount(both, "place")+" here changed in two texts, and nobody has chosen yet: choose in Review.")
		}
		var what string
		switch {
		case edits > 0 && comments > 0:
			what = openCount(edits, "suggestion") + " and " + openCount(comments, "comment")
		case edits > 0:
			what = openCount(edits, "suggestion")
		case comments > 0:
			what = openCount(comments, "comment")
		default:
			continue
		}
		is := " are"
		if edits+comments == 1 {
			is = " is"
		}
		r.at(p, p.opening(), what+" on this"+is+" still open: see Review.")
	}
}

func openNotes(record *issue.Record) (both, edits, comments int) {
	for i := range record.Suggestions {
		switch s := &record.Suggestions[i]; {
		case !s.IsOpen():
		case s.Both:
			both++
		default:
			edits++
		}
	}
	for i := range record.Comments {
		if record.Comments[i].IsOpen() {
			comments++
		}
	}
	return both, edits, comments
}

func openCount(n int, what string) string {
	if n != 1 {
		what += "s"
	}
	return fmt.Sprintf("%d %s", n, what)
}

// signs reports whether any item of the rundown is signed.
func (r *round) signs() bool {
	for i := range r.e.Issue.Items {
		if id := r.e.Issue.Items[i].ID; id != "" && r.in.Records[id].Signed != nil {
			return true
		}
	}
	return false
}

func orSomebody(who string) string {
	if who = onOneLine(who, 40); who != "" {
		return who
	}
	return "somebody"
}

func onDate(date string) string {
	if date = onOneLine(date, 20); date != "" {
		return " on " + date
	}
	return ""
}
