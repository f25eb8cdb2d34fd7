// Package preflight finds what a tired editor misses, before readers do.
//
// A check takes finished things (the issue with its readings, the HTML) and
// says where something is wrong: the exact words, the place in the issue file,
// one sentence of why, and where it is certain what one key would do about it.
// One family of checks is one file; each file ends up in [catalogue], in the
// order in which the desk shows them. What a check costs when it is wrong
// decides how it is written: an editor who has waved away five false alarms
// waves away the sixth finding, and that one was true. So every rule here says
// what it stays silent on, and a rule that cannot be precise is a query.
//
// The promise: no network, no clock and no files; the same input gives the same
// findings in the same order; copy and mail from outside are never trusted to
// be small or sane.
package preflight

import (
	"cmp"
	"fmt"
	"slices"

	"galley/internal/eml"
	"galley/internal/issue"
)

// Input is what there is to judge: an issue, with what it became or without, or
// mail that was made elsewhere, which is an Input without an Edition. A check
// that has nothing to go by is silent.
type Input struct {
	Edition *issue.Edition // with the readings of its items filled in

	// The finished email: its HTML part, its text part, and the message that
	// holds both. Nil is what there is not.
	HTML, Text []byte
	Message    *Message

	// Profile is the service that will send mail made elsewhere, and fills its
	// own tags in it. Nil is none: what looks like a tag stays one. An issue goes
	// by its edition's.
	Profile *issue.Profile

	// Only is the 1-based place of the one item to judge, as while somebody
	// writes in it; 0 for the whole issue.
	Only int

	// Footer and Masthead are the readings of the publication's own copy around
	// the items: of Edition.Footer and of the masthead.
	Footer, Masthead issue.Reading

	// Pictures is what preparing found, by the name that the copy uses. Nil
	// means that nobody looked.
	Pictures map[string]Picture

	// Names are the names of the whole issue, Known those that were decided (by
	// the house style, by the publication) and Archive those of past issues. A
	// desk keeps the first two from key to key; nil for these makes them of the
	// edition, and for the last says that there are no past issues.
	Names, Known, Archive *Ledger

	// Earlier are past issues of the same publication without this one, the
	// newest first: their heads, and their items where somebody has them.
	Earlier []issue.Issue

	// Reached is what became of the addresses that somebody asked, by address as
	// they stand in the copy. Nil means that nobody asked.
	Reached map[string]Reached

	// Records are what is kept of the items, by their ids: who signed them, and
	// what a model wrote. Hashes are their content hashes now; nil means that
	// nobody reckoned them.
	Records map[string]issue.Record
	Hashes  map[string]string

	// Machine is the subject and the preheader, where a model wrote them and nobody
	// confirmed them yet.
	Machine []issue.MachineText
	// Signed is the sign-off of the issue itself, and Frame what it is bound to as
	// it is now (issue.Edition.Frame). Nil means that nobody signed.
	Signed *issue.SignOff
	Frame  map[string]string

	// Profiles are all the profiles that the program knows, to recognise
	// another provider's merge tags and to say what Galley calls them.
	Profiles []issue.Profile
}

// Message is an email as it travels (RFC 5322), and what was read of it.
type Message struct {
	Raw   []byte
	Mail  eml.Parsed
	Notes []eml.Note // what was wrong with its form
}

// OfMessage makes an Input of an email that was made elsewhere. Its error is
// that of [eml.ReadBytes]: there is no email in raw.
func OfMessage(raw []byte) (Input, error) {
	mail, notes, err := eml.ReadBytes(raw)
	if err != nil {
		return Input{}, err
	}
	return Input{HTML: mail.HTML, Text: mail.Text, Message: &Message{Raw: raw, Mail: mail, Notes: notes}}, nil
}

// Picture is what preparing found out about a picture.
type Picture struct {
	Missing  bool     // there is no such file
	Why      string   // it cannot be used: one sentence
	Animated bool     // more than one frame goes out
	Bytes    int      // of the file that goes out
	Changes  []string // what was done to it: converted from WebP to PNG
}

// check is one rule. Its run reports what it finds to the round; severity is
// what the finding has unless run lowers it or the house style says otherwise.
type check struct {
	name     string
	severity issue.Severity
	run      func(*round)
}

// catalogue is every check of an issue, in the order in which the desk shows
// them; finished is every check of the email that it became, and of any other.
var (
	catalogue = slices.Concat(
		structure, leftovers, markup, encoding, duplicates, sentences, wording, nameSpellings, figures, dates, spacing, punctuation,
		labels, budgets, slots, links, lostLinks, linkWords, deadLinks, raw, alts, pictures, footer, envelope, secrets, people, size,
	)
	finished = slices.Concat(
		document, headings, tables, images, pageLinks, colours, lettering, forbidden, styles, outlook,
		heavy, trackers, placeholders, mailHead, law, textPart, mime,
	)
)

// mailCheck is a rule about an email: about its HTML part, its text part or the
// message.
type mailCheck struct {
	check
	alone bool // of mail made elsewhere alone: in an issue, a check of the copy sees the same, where it can be mended
}

// Names lists the names that a house style can switch off or turn down, in
// display order.
func Names() []string {
	var names []string
	for _, rule := range Rules() {
		names = append(names, rule.Name)
	}
	return names
}

// Rule is what there is to know of a check without running it.
type Rule struct {
	Name     string
	Severity issue.Severity // what most of its findings have, unless the house style says otherwise
	Copy     bool           // it judges the copy of an issue
	Mail     bool           // it judges mail: that of an issue too, unless Copy is set
}

// Rules lists every check, in display order.
func Rules() []Rule {
	var rules []Rule
	for i := range catalogue {
		rules = append(rules, Rule{Name: catalogue[i].name, Severity: catalogue[i].severity, Copy: true})
	}
	for i := range finished {
		at := slices.IndexFunc(rules, func(r Rule) bool { return r.Name == finished[i].name })
		if at < 0 {
			at, rules = len(rules), append(rules, Rule{Name: finished[i].name, Severity: finished[i].severity})
		}
		rules[at].Mail = true
	}
	return rules
}

// maxOfAKind is how many findings of one check are listed. Nobody reads more,
// and copy of a hundred thousand empty links must not fill the memory.
const maxOfAKind = 250

// Check runs every check that the house style has not switched off and gives
// the findings, sorted by item, part, line and column; at the same place they stand
// in display order. [Split] takes away what somebody accepted.
func Check(in Input) issue.Findings {
	r := newRound(&in)
	var all issue.Findings
	if in.Edition != nil {
		for i := range catalogue {
			all = append(all, r.run(&catalogue[i])...)
		}
	}
	for i := range finished {
		if in.Only == 0 && (in.Edition == nil || !finished[i].alone) {
			all = append(all, r.run(&finished[i].check)...)
		}
	}
	r.hush(all)
	if in.Only > 0 {
		all = slices.DeleteFunc(all, func(f issue.Finding) bool { return f.Item != in.Only })
	}
	slices.SortStableFunc(all, func(a, b issue.Finding) int {
		return cmp.Or(cmp.Compare(a.Item, b.Item), cmp.Compare(a.Part, b.Part), cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column))
	})
	return all
}

// Split parts findings into those that are open and those that a waiver
// covers: one for the same check and the same words, given for the item or for
// the whole issue.
func Split(is *issue.Issue, all issue.Findings, waivers []issue.Waiver) (open, waived issue.Findings) {
	type about struct{ check, words string }
	given := map[about][]issue.Waiver{}
	for _, w := range waivers {
		given[about{w.Check, w.Words}] = append(given[about{w.Check, w.Words}], w)
	}
	for _, f := range all {
		id := is.IDOf(&f)
		if slices.ContainsFunc(given[about{f.Check, f.Words}], func(w issue.Waiver) bool { return w.Covers(&f, id) }) {
			waived = append(waived, f)
		} else {
			open = append(open, f)
		}
	}
	return open, waived
}

// run runs one check, as the house style has it.
func (r *round) run(c *check) issue.Findings {
	wanted, decided := r.e.House.Checks[c.name]
	if wanted == issue.SeverityOff {
		return nil
	}
	r.check, r.found, r.unlisted = c, nil, 0
	c.run(r)
	if r.unlisted > 0 {
		worst := r.found[len(r.found)-1].Severity
		r.found = append(r.found, issue.Finding{
			Check: c.name, Severity: worst, Line: 1, Column: 1,
			Why: fmt.Sprintf("There are %d more of these; they are listed when some of the others are gone.", r.unlisted),
		})
	}
	if decided {
		for i := range r.found {
			r.found[i].Severity = wanted
		}
	}
	return r.found
}
