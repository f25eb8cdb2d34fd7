package desk

import (
	"fmt"
	"unicode/utf8"

	"galley/internal/fault"
	"galley/internal/issue"
	"galley/internal/markdown"
)

// maxEnvelope is what one setting may hold, in bytes; mail programs cut off or
// refuse a header field that is much longer, and browsers an address.
const maxEnvelope = 4 << 10

// maxPage is how many bytes the HTML and the text of an email may have. It is
// forty times what Gmail shows, and all of it stands in memory half a dozen
// times before the .eml has been read back.
const maxPage = 4 << 20

// checkEnvelope refuses settings that are too long for what they are: as they
// stand, then with the issue's number and date in their places.
func (o *Open) checkEnvelope() error {
	e, p := &o.Edition, &o.Edition.Publication
	type setting struct{ key, value string }
	check := func(settings ...setting) error {
		for _, s := range settings {
			if len(s.value) > maxEnvelope {
				return fault.New(fault.BadInput, fmt.Sprintf("%s: %s is too long for an email: %d characters.", o.Name, s.key, utf8.RuneCountInString(s.value)),
					"Shorten it.")
			}
		}
		return nil
	}
	if err := check(
		setting{"subject", e.Issue.Subject}, setting{"number", e.Issue.Number}, setting{"date", e.Issue.Date}, setting{"utm", e.Issue.UTM},
		setting{"sender", p.Sender}, setting{"reply_to", p.ReplyTo}, setting{"address", p.Address}, setting{"unsubscribe_url", p.UnsubscribeURL},
		setting{"web_url", p.WebURL}, setting{"archive_url", p.ArchiveURL}, setting{"picture_address", p.PictureAddress},
	); err != nil {
		return err
	}
	return check(
		setting{"utm", e.WithNumber(e.Issue.UTM)}, setting{"web_url", e.WithNumber(p.WebURL)}, setting{"picture_address", e.WithNumber(p.PictureAddress)},
	)
}

// maxSlots is how many merge slots an issue may have. Real ones have a dozen,
// and each that a provider lacks is taken out of its sentence.
const maxSlots = 2_000

// load is what an item, or all of them with what stands around them, asks of an
// email. Loads add up, so that a key costs one item's.
type load struct {
	markdown.Weight
	slots  int
	filled int // bytes that would be filled in: a few thousand slots can stand for an address of a few thousand letters each
}

func (l load) add(other load) load {
	return load{Weight: l.Weight.Add(other.Weight), slots: l.slots + other.slots, filled: l.filled + other.filled}
}

// check refuses what is more than an issue may hold, or be filled with. What is
// the subject of the sentence: a file's name.
func (l load) check(what string) error {
	if err := l.Weight.Check(what + " with its masthead and footer"); err != nil {
		return err
	}
	switch {
	case l.slots > maxSlots:
		return fault.New(fault.BadInput, fmt.Sprintf("%s has %d merge slots, and Galley fills up to %d.", what, l.slots, maxSlots), "Take out those that no reader needs.")
	case l.filled <= maxPage:
		return nil
	}
	return fault.New(fault.BadInput, fmt.Sprintf("%s would be filled with %d MB of addresses, and an email of Galley’s has up to %d MB.", what, l.filled>>20, maxPage>>20),
		"Use fewer merge slots, pictures and links, or shorten what fills them: address, web_url, picture_address, utm, jobs_title.")
}

// checkCopy refuses copy that is more than an issue may hold, before it is read.
func (o *Open) checkCopy() error {
	all := markdown.Weigh(o.Edition.Publication.Masthead)
	for _, item := range o.Edition.Rundown() {
		all = all.Add(markdown.Weigh(item.Copy))
	}
	return load{Weight: all}.check(o.Name)
}

// checkFilled refuses an issue into which more would be filled than an email
// may hold, before anything is filled in.
func (o *Open) checkFilled() error {
	all := o.around()
	all.Weight = markdown.Weight{}
	for i := range o.Edition.Issue.Items {
		one := o.loadOf(&o.Edition.Issue.Items[i])
		one.Weight = markdown.Weight{}
		all = all.add(one)
	}
	return all.check(o.Name)
}

// around gives the load of what stands around the items.
func (o *Open) around() load {
	e := &o.Edition
	footer, masthead := markdown.New(e.House).ReadAround(e)
	l := load{Weight: markdown.Weigh(e.Publication.Masthead).Add(markdown.Weigh(e.Footer()))}
	return l.add(o.fills(&footer)).add(o.fills(&masthead))
}

// loadOf gives the load of an item that has been read.
func (o *Open) loadOf(item *issue.Item) load {
	l := o.fills(&item.Reading)
	l.Weight = markdown.Weigh(item.Copy)
	if o.Edition.House.Like(item.Kind) == issue.KindJobs {
		l.filled += len(o.Edition.House.Parts.JobsTitle)
	}
	return l
}

// fills gives how much would be filled into copy.
func (o *Open) fills(r *issue.Reading) load {
	e := &o.Edition
	l := load{slots: len(r.Slots)}
	if len(r.Pictures) > 0 {
		l.filled += len(r.Pictures) * len(e.WithNumber(e.Publication.PictureAddress))
	}
	if len(r.Links) > 0 {
		l.filled += len(r.Links) * len(e.WithNumber(e.Issue.UTM))
	}
	for i := range r.Slots {
		l.filled += len(e.Fill(r.Slots[i].Name, r.Slots[i].Fallback).Value)
	}
	return l
}

// checkPage refuses an email that no mail program would show, before the .eml is
// made of it.
func (o *Open) checkPage(out *Printed) error {
	size := max(len(out.HTML), len(out.Text))
	if size <= maxPage {
		return nil
	}
	return fault.New(fault.BadInput, fmt.Sprintf("%s becomes an email of %d KB, and Galley makes up to %d KB.", o.Name, size>>10, maxPage>>10),
		"Split it into issues; Gmail shows 100 KB of one.")
}
