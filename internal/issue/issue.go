// Package issue holds the nouns: what a publication, an issue, an item and its
// copy are, for every other package.
//
// Text is the record. An [Item] keeps its copy as Markdown, exactly as typed;
// its [Reading] is derived by package markdown and can be thrown away and made
// again. Positions in a Reading are byte offsets into the copy, so that a
// finding can always name the words it is about.
//
// The promise: a zero value is legal everywhere, nothing here does input or
// output, and nothing is imported but the standard library and package fault.
package issue

import (
	"slices"
	"time"
)

// Schema is the version of the issue file's form that this Galley writes.
const Schema = 1

// The kinds of item that every house style knows.
const (
	KindLetter = "letter"
	KindStory  = "story"
	KindPromo  = "promo"
	KindJobs   = "jobs"
	KindNote   = "note"
	KindFooter = "footer"
)

// Kinds lists the built-in kinds in the order in which they are offered.
var Kinds = []string{KindLetter, KindStory, KindPromo, KindJobs, KindNote, KindFooter}

// Issue is one number of a publication.
type Issue struct {
	Number    string // as typed: "74", "12½"; empty when none
	Date      string // YYYY-MM-DD; kept as typed when it is not a date
	Subject   string
	Preheader string
	House     string // a built-in house style, or a path relative to the issue's folder
	UTM       string // query parameters for every web link: utm_source=…&utm_medium=…; empty for none

	// Own is what the front matter says in place of the publication's own
	// settings. Empty fields mean “as the publication has it”.
	Own Publication

	// More holds the front-matter fields that Galley does not know, verbatim.
	More []Field

	Items []Item // the rundown
}

// Field is a front-matter field as it stands in the file, continuation lines
// included, without its last line break.
type Field struct {
	Key  string // empty for a comment
	Text string
	Line int // 1-based, in the file that it was read from
}

// Day gives the issue's date; ok is false when it is missing or no date.
func (i *Issue) Day() (day time.Time, ok bool) {
	day, err := time.Parse(time.DateOnly, i.Date)
	return day, err == nil
}

// Publication is a newsletter: its name, sender, address and look.
type Publication struct {
	Name           string
	Sender         string // RFC 5322 mailbox: Tidewater <letter@tidewater.example>
	ReplyTo        string
	Address        string // the postal address that mail law asks for; one line
	Lang           string // BCP 47; "en" when empty
	Dir            string // ltr or rtl; what the language says when empty
	PictureAddress string // where exported pictures will live: https://cdn.example/tidewater/{number}/
	WebURL         string // this issue on the web: https://tidewater.example/{number}
	ArchiveURL     string
	UnsubscribeURL string
	Social         []Link
	Masthead       string // Markdown: words or one picture; the name when empty
	Footer         string // Markdown with slots; the house style's when empty
	Profile        string // merge-tag profile: none, mailchimp, listmonk …
}

// Over gives p with every field that own sets in place of p's.
func (p Publication) Over(own Publication) Publication {
	set := func(to *string, from string) {
		if from != "" {
			*to = from
		}
	}
	set(&p.Name, own.Name)
	set(&p.Sender, own.Sender)
	set(&p.ReplyTo, own.ReplyTo)
	set(&p.Address, own.Address)
	set(&p.Lang, own.Lang)
	set(&p.Dir, own.Dir)
	set(&p.PictureAddress, own.PictureAddress)
	set(&p.WebURL, own.WebURL)
	set(&p.ArchiveURL, own.ArchiveURL)
	set(&p.UnsubscribeURL, own.UnsubscribeURL)
	set(&p.Masthead, own.Masthead)
	set(&p.Footer, own.Footer)
	set(&p.Profile, own.Profile)
	if len(own.Social) > 0 {
		p.Social = own.Social
	}
	return p
}

// Beyond gives what own says that is not p's anyhow, so that
// p.Over(p.Beyond(own)) is p.Over(own).
func (p Publication) Beyond(own Publication) Publication {
	drop := func(s *string, usual string) {
		if *s == usual {
			*s = ""
		}
	}
	drop(&own.Name, p.Name)
	drop(&own.Sender, p.Sender)
	drop(&own.ReplyTo, p.ReplyTo)
	drop(&own.Address, p.Address)
	drop(&own.Lang, p.Lang)
	drop(&own.Dir, p.Dir)
	drop(&own.PictureAddress, p.PictureAddress)
	drop(&own.WebURL, p.WebURL)
	drop(&own.ArchiveURL, p.ArchiveURL)
	drop(&own.UnsubscribeURL, p.UnsubscribeURL)
	drop(&own.Masthead, p.Masthead)
	drop(&own.Footer, p.Footer)
	drop(&own.Profile, p.Profile)
	if slices.Equal(own.Social, p.Social) {
		own.Social = nil
	}
	return own
}

// Link is a name with an address.
type Link struct {
	Name string `json:"name" toml:"name" yaml:"name"`
	URL  string `json:"url" toml:"url" yaml:"url"`
}

// Item is one piece of the rundown.
type Item struct {
	ID    string // base-32, kept for ever; empty until one is given
	Kind  string // one of Kinds, or one that the house style adds
	Story string // the story kind of the house style (news, research); empty otherwise
	Copy  string // Markdown, LF line ends, no blank line at either end
	More  string // attributes of the item's marker that Galley does not know: "; owner=mo"
	Line  int    // 1-based line of the issue file on which Copy begins; 0 when there is no file

	Reading Reading
}

// Reading is what the copy says, derived from it.
type Reading struct {
	Headline   Text
	Standfirst Text
	Sections   []Section // in order; a job advertisement is a section of a jobs item
	Pictures   []Picture
	Links      []LinkAt
	Slots      []SlotAt
	RawHTML    []Text // shown as text in the email

	// LooseTables are paragraphs that were meant as tables; the words are their
	// first lines.
	LooseTables []Text

	Lists int // top-level lists
	Words int // see DIALECT: headline, standfirst, labels and bullets; never pictures, slots, left-over counts
}

// Text is words and where they stand in the copy.
type Text struct {
	Words string
	Span
}

// Span is a half-open range of byte offsets in an item's copy.
type Span struct{ Start, End int }

// Empty reports whether nothing is in the span.
func (s Span) Empty() bool { return s.End <= s.Start }

// Section is a label with all the blocks up to the next label.
type Section struct {
	Label   Text   // as typed, without emphasis and colon
	Name    string // the house style's name for it; empty for a one-off
	Words   int    // all but the label
	Bullets []int  // items of each top-level list in the section, in order
	Span           // from the label's paragraph to the end of the last block
}

// Picture is a picture as the copy names it; its bytes are found by Name.
type Picture struct {
	Name    string // the destination: pictures/fax.png; empty when the bytes are missing
	Alt     string
	Caption string
	Credit  string
	Span
}

// LinkAt is a link and its words.
type LinkAt struct {
	Words string
	URL   string
	Span
}

// SlotAt is a merge slot: {{first_name|there}}.
type SlotAt struct {
	Name     string
	Fallback string
	Known    bool // one of the slots that Galley defines
	Span
}

// Note says what a lenient reader did with something unusual. It is no
// finding: nothing is wrong with the result, but a person may want to know.
type Note struct {
	Line int    `json:"line,omitempty"` // 1-based; 0 when it is about the whole
	Text string `json:"text"`           // one sentence
}
