package desk

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"galley/internal/change"
	"galley/internal/fault"
	"galley/internal/issue"
)

// maxComment is how long a comment or an answer may be, in bytes; maxQuote how
// many bytes of copy it may be about.
const (
	maxComment = 10_000
	maxQuote   = 4_000
)

// Comment says something about words of an item, about an item when start is below
// zero, or about the issue when item is empty. The place is in UTF-16 units of the
// version that the page knows.
func (d *Desk) Comment(id, item string, version, start, end int, text string) (string, error) {
	text, err := said(text)
	if err != nil {
		return "", err
	}
	dr, err := d.turn(id)
	if err != nil {
		return "", err
	}
	defer dr.done()
	who, c := d.Me(), issue.Comment{ID: newID(), Text: text, Time: d.now().UTC()}
	c.Who = who.Name
	if item == "" {
		return c.ID, dr.changeBeside(func(s *issue.Sidecar) error {
			knowPerson(s, who)
			s.Comments = append(s.Comments, c)
			return nil
		})
	}
	t, _, err := dr.item(item)
	if err != nil {
		return "", err
	}
	if start >= 0 {
		span, err := t.span(version, start, end)
		if err != nil {
			return "", err
		}
		if span.End-span.Start > maxQuote {
			return "", fault.New(fault.BadInput, "This comment is about too many words.", "Select a sentence or a paragraph, or comment on the whole item.")
		}
		a := issue.AnchorAt(t.Copy, span)
		c.Anchor = &a
	}
	return c.ID, dr.changeBeside(func(s *issue.Sidecar) error {
		knowPerson(s, who)
		return onRecord(s, item, func(r *issue.Record) error { r.Comments = append(r.Comments, c); return nil })
	})
}

// said refuses what is no comment.
func said(text string) (string, error) {
	text = strings.TrimSpace(change.Clean(strings.ReplaceAll(text, "\r\n", "\n")))
	switch {
	case text == "":
		return "", fault.New(fault.BadInput, "There is nothing in this comment.", "Write what you want to say.")
	case len(text) > maxComment:
		return "", fault.New(fault.BadInput, "This comment is too long.", "Say it in some paragraphs, or in several comments.")
	}
	return text, nil
}

// span turns a place of the page into one of the copy.
func (t *text) span(version, start, end int) (issue.Span, error) {
	from, ok := change.Bytes(t.Copy, start)
	to, there := change.Bytes(t.Copy, end)
	if version != t.version || !ok || !there || to < from {
		return issue.Span{}, fault.New(fault.Mismatch, "The words have changed meanwhile.", "Try again.")
	}
	return issue.Span{Start: from, End: to}, nil
}

// Reply answers a comment. An answer opens again what was resolved.
func (d *Desk) Reply(id, item, comment, text string) error {
	text, err := said(text)
	if err != nil {
		return err
	}
	return d.changeComment(id, item, comment, func(c *issue.Comment, who Me) error {
		now := d.now().UTC()
		c.Replies = append(c.Replies, issue.Reply{ID: newID(), Who: who.Name, Time: now, Text: text})
		if c.Resolved != nil && c.Resolved.Yes {
			c.Resolved = &issue.Answer{Who: who.Name, Time: now}
		}
		return nil
	})
}

// Reword changes what this desk's person said in a comment, or in an answer when
// reply is not empty.
func (d *Desk) Reword(id, item, comment, reply, text string) error {
	text, err := said(text)
	if err != nil {
		return err
	}
	return d.changeComment(id, item, comment, func(c *issue.Comment, who Me) error {
		if reply == "" {
			if !who.Is(c.Who) {
				return notYours(c.Who)
			}
			c.Text, c.Edited = text, d.now().UTC()
			return nil
		}
		r, err := replyOf(c, reply)
		if err != nil {
			return err
		}
		if !who.Is(r.Who) {
			return notYours(r.Who)
		}
		r.Text, r.Edited = text, d.now().UTC()
		return nil
	})
}

// Withdraw takes back what this desk's person said. It leaves a trace, so that it
// does not come back with somebody else's file; back undoes it.
func (d *Desk) Withdraw(id, item, comment, reply string, back bool) error {
	return d.changeComment(id, item, comment, func(c *issue.Comment, who Me) error {
		at, by := &c.Deleted, c.Who
		if reply != "" {
			r, err := replyOf(c, reply)
			if err != nil {
				return err
			}
			at, by = &r.Deleted, r.Who
		}
		if !who.Is(by) {
			return notYours(by)
		}
		*at = time.Time{}
		if !back {
			*at = d.now().UTC()
		}
		return nil
	})
}

// Resolve says that a comment is dealt with, or that it is not after all.
func (d *Desk) Resolve(id, item, comment string, yes bool) error {
	return d.changeComment(id, item, comment, func(c *issue.Comment, who Me) error {
		c.Resolved = &issue.Answer{Yes: yes, Who: who.Name, Time: d.now().UTC()}
		return nil
	})
}

func replyOf(c *issue.Comment, id string) (*issue.Reply, error) {
	at := slices.IndexFunc(c.Replies, func(r issue.Reply) bool { return r.ID == id })
	if at < 0 {
		return nil, noteIsGone()
	}
	return &c.Replies[at], nil
}

// noteIsGone says that somebody else was quicker.
func noteIsGone() error {
	return fault.New(fault.NotFound, "This note is not there any more.", "Somebody took it away meanwhile.")
}

func notYours(who string) error {
	return fault.New(fault.Denied, fmt.Sprintf("%s said this.", who), "Answer it, or resolve it.")
}

// changeComment changes one comment, of an item or of the issue.
func (d *Desk) changeComment(id, item, comment string, change func(c *issue.Comment, who Me) error) error {
	dr, err := d.turn(id)
	if err != nil {
		return err
	}
	defer dr.done()
	who := d.Me()
	in := func(list []issue.Comment) error {
		at := slices.IndexFunc(list, func(c issue.Comment) bool { return c.ID == comment })
		if at < 0 {
			return noteIsGone()
		}
		return change(&list[at], who)
	}
	return dr.changeBeside(func(s *issue.Sidecar) error {
		knowPerson(s, who)
		if item == "" {
			return in(s.Comments)
		}
		return onRecord(s, item, func(r *issue.Record) error { return in(r.Comments) })
	})
}
