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

// checkCopy refuses copy that is more than an issue may hold together with what
// stands around it.
func (o *Open) checkCopy() error {
	all := markdown.Weigh(o.Edition.Publication.Masthead)
	for _, item := range o.Edition.Rundown() {
		all = all.Add(markdown.Weigh(item.Copy))
	}
	return all.Check(o.Name + " with its masthead and footer")
}

// maxSlots is how many merge slots an issue may have. Real ones have a dozen,
// and each that a provider lacks is taken out of its sentence.
const maxSlots = 2_000

// checkFilled refuses an issue into which more would be filled than an email
// may hold, before anything is filled in: a few thousand slots in the copy can
// stand for an address of a few thousand letters each.
func (o *Open) checkFilled() error {
	e := &o.Edition
	address, utm := len(e.WithNumber(e.Publication.PictureAddress)), len(e.WithNumber(e.Issue.UTM))
	size, slots := 0, 0
	add := func(r *issue.Reading) {
		slots += len(r.Slots)
		size += len(r.Pictures)*address + len(r.Links)*utm
		for i := range r.Slots {
			size += len(e.Fill(r.Slots[i].Name, r.Slots[i].Fallback).Value)
		}
	}
	footer, masthead := markdown.New(e.House).ReadAround(e)
	add(&footer)
	add(&masthead)
	for i := range e.Issue.Items {
		add(&e.Issue.Items[i].Reading)
		if e.House.Like(e.Issue.Items[i].Kind) == issue.KindJobs {
			size += len(e.House.Parts.JobsTitle)
		}
	}
	switch {
	case slots > maxSlots:
		return fault.New(fault.BadInput, fmt.Sprintf("%s has %d merge slots, and Galley fills up to %d.", o.Name, slots, maxSlots), "Take out those that no reader needs.")
	case size <= maxPage:
		return nil
	}
	return fault.New(fault.BadInput, fmt.Sprintf("%s would be filled with %d MB of addresses, and an email of Galley’s has up to %d MB.", o.Name, size>>20, maxPage>>20),
		"Use fewer merge slots, pictures and links, or shorten what fills them: address, web_url, picture_address, utm, jobs_title.")
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
