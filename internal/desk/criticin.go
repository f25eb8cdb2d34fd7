package desk

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"galley/internal/fault"
	"galley/internal/intake"
	"galley/internal/issue"
	"galley/internal/markdown"
)

// criticTaker makes suggestions and comments of the CriticMarkup in the copy of
// items that come from elsewhere.
type criticTaker struct {
	dialect *markdown.Dialect
	who     Me
	now     time.Time

	suggestions, comments int // that were taken
}

func (d *Desk) criticTaker(dialect *markdown.Dialect) *criticTaker {
	return &criticTaker{dialect: dialect, who: d.Me(), now: d.now().UTC()}
}

// marksIn reports whether the copy of a file from elsewhere has marks. What was
// pasted as plain text means itself.
func marksIn(format intake.Format, items []issue.Item) bool {
	return format != intake.Text && slices.ContainsFunc(items, func(item issue.Item) bool { return hasMarks(item.Copy) })
}

func hasMarks(copy string) bool {
	clean, _, _ := markdown.ReadCritic(copy)
	return clean != copy
}

// take puts the marks of items, which have ids, into a sidecar, and gives it. The
// copy is the clean one from then on, in canonical form. What the sidecar says
// already, as after [Desk.WriteCriticFile], is not said twice.
func (c *criticTaker) take(sidecar string, items []issue.Item) (string, error) {
	s, err := issue.ReadSidecar(Sidecar, []byte(sidecar))
	if err != nil {
		return "", err
	}
	for i := range items {
		clean, suggestions, comments := markdown.ReadCritic(items[i].Copy)
		if clean == items[i].Copy {
			continue
		}
		copy := c.dialect.Canonical(clean)
		carry(clean, copy, suggestions, comments)
		items[i].Copy = copy
		if err := onRecord(s, items[i].ID, func(r *issue.Record) error {
			c.add(r, copy, suggestions, comments)
			return nil
		}); err != nil {
			return "", err
		}
	}
	if c.suggestions+c.comments > 0 {
		knowPerson(s, c.who)
	}
	text, err := s.Bytes()
	if err != nil {
		return "", err
	}
	if _, err := issue.ReadSidecar(Sidecar, text); err != nil {
		return "", fault.New(fault.BadInput, "This file has more suggestions and comments than Galley keeps of one issue.", "Settle some of them where they were made, or split the file.")
	}
	return string(text), nil
}

// carry takes anchors to the same copy in canonical form.
func carry(clean, copy string, suggestions []issue.Suggestion, comments []issue.Comment) {
	if clean == copy {
		return
	}
	did, left := issue.Diff(clean, copy), issue.SearchBytes
	for i := range suggestions {
		suggestions[i].Anchor.CarryWithin(did, copy, &left)
	}
	for i := range comments {
		comments[i].Anchor.CarryWithin(did, copy, &left)
	}
}

// add puts what came into an item's record.
func (c *criticTaker) add(r *issue.Record, copy string, suggestions []issue.Suggestion, comments []issue.Comment) {
	if to := settled(r, copy); to != nil {
		*r = *to
	}
	known := sayingsOf(copy, r)
	for i := range suggestions {
		s := suggestions[i]
		if known.has(suggestionKey(&s)) {
			continue
		}
		s.ID, s.Who, s.Time = newID(), c.who.Name, c.now
		r.Suggestions = append(r.Suggestions, s)
		c.suggestions++
	}
	for i := range comments {
		one := comments[i]
		if known.has(commentKey(&one)) {
			continue
		}
		for j := range one.Replies {
			one.Replies[j].ID, one.Replies[j].Who, one.Replies[j].Time = newID(), c.who.Name, c.now
		}
		c.comments++
		if was := threadIn(r, &one); was != nil {
			was.Replies = append(was.Replies, one.Replies[len(was.Replies):]...)
			continue
		}
		one.ID, one.Who, one.Time = newID(), c.who.Name, c.now
		r.Comments = append(r.Comments, one)
	}
}

// settled gives a record with its anchors where they stand in a copy; nil when it
// has none.
func settled(r *issue.Record, copy string) *issue.Record {
	left := issue.SearchBytes
	return moved(r, func(a *issue.Anchor) {
		if !a.Lost && !standsAt(a, copy) {
			a.SettleWithin(copy, &left)
		}
	})
}

// threadIn finds the open comment of a record to which somebody has answered since.
func threadIn(r *issue.Record, c *issue.Comment) *issue.Comment {
	at := slices.IndexFunc(r.Comments, func(was issue.Comment) bool {
		if was.Anchor == nil || was.Anchor.Span() != c.Anchor.Span() || was.Text != c.Text || !was.IsOpen() || len(was.Replies) > len(c.Replies) {
			return false
		}
		for i := range was.Replies {
			if was.Replies[i].Text != c.Replies[i].Text {
				return false
			}
		}
		return true
	})
	if at < 0 {
		return nil
	}
	return &r.Comments[at]
}

// sayings counts what is said, by all that a mark can say of it.
type sayings map[string]int

// sayingsOf gives what marks would say of a record: what overlaps, and what has lost
// its words, they say in their own way.
func sayingsOf(copy string, r *issue.Record) sayings {
	_, suggestions, comments := markdown.ReadCritic(markdown.WriteCritic(copy, r.Suggestions, r.Comments))
	all := sayings{}
	for i := range suggestions {
		all[suggestionKey(&suggestions[i])]++
	}
	for i := range comments {
		all[commentKey(&comments[i])]++
	}
	return all
}

// has takes one out that is said already.
func (all sayings) has(key string) bool {
	all[key]--
	return all[key] >= 0
}

func suggestionKey(s *issue.Suggestion) string {
	return fmt.Sprintf("edit %d %q %q %q", s.Anchor.Start, s.Anchor.Words, s.New, s.Reason)
}

func commentKey(c *issue.Comment) string {
	key := fmt.Sprintf("comment %d %q %q", c.Anchor.Start, c.Anchor.Words, c.Text)
	for i := range c.Replies {
		key += fmt.Sprintf(" %q", c.Replies[i].Text)
	}
	return key
}

// note says what was taken; nothing when it was known.
func (c *criticTaker) note() []string {
	if c.suggestions+c.comments == 0 {
		return nil
	}
	verb := "were"
	if c.suggestions+c.comments == 1 {
		verb = "was"
	}
	return []string{fmt.Sprintf("%s %s taken from CriticMarkup.", CountedNotes(c.suggestions, c.comments), verb)}
}

// CountedNotes says how many suggestions and comments there are.
func CountedNotes(suggestions, comments int) string {
	var list []string
	if suggestions > 0 {
		list = append(list, issue.Counted(suggestions, "suggestion", "suggestions"))
	}
	if comments > 0 || suggestions == 0 {
		list = append(list, issue.Counted(comments, "comment", "comments"))
	}
	return strings.Join(list, " and ")
}
