package issue

import (
	"net/url"
	"regexp"
	"slices"
	"strings"
)

// Edition is an issue together with everything it is printed with. Renderers
// take an Edition and nothing else.
type Edition struct {
	Issue       *Issue
	Publication Publication // the issue's own settings already over it
	House       *House
	Profile     Profile
	Pictures    map[string]Placed // by the name that the copy uses; a missing one is shown as missing
}

// Placed is a picture as the email refers to it.
type Placed struct {
	Src           string // address, relative name or cid:
	Width, Height int    // CSS pixels
}

// rtl lists the languages (ISO 639) and the scripts (ISO 15924) that are
// written from right to left. A script in the tag decides: ar-Latn is written
// from left to right, pa-Arab from right to left.
var rtl = []string{
	"ar", "arc", "ckb", "dv", "fa", "he", "khw", "ks", "ps", "sd", "ug", "ur", "yi",
	"adlm", "arab", "aran", "hebr", "mand", "nkoo", "rohg", "samr", "syrc", "thaa",
}

// languageTag is the shape of a BCP 47 tag.
var languageTag = regexp.MustCompile(`^[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8}){0,4}$`)

// IsLanguage reports whether a tag has the shape of BCP 47: en, pt-BR.
func IsLanguage(tag string) bool { return languageTag.MatchString(tag) }

// Lang gives the language of the issue, BCP 47; English when it says none, or
// something that cannot be one.
func (e *Edition) Lang() string {
	if !IsLanguage(e.Publication.Lang) {
		return "en"
	}
	return e.Publication.Lang
}

// Dir gives the direction of writing, ltr or rtl: the publication's, else the
// language's.
func (e *Edition) Dir() string {
	if e.Publication.Dir != "" {
		return e.Publication.Dir
	}
	written, rest, _ := strings.Cut(strings.ToLower(e.Lang()), "-")
	for part := range strings.SplitSeq(rest, "-") {
		if len(part) == len("arab") && part[0] >= 'a' { // a script; a year begins with a digit
			written = part
		}
	}
	if slices.Contains(rtl, written) {
		return "rtl"
	}
	return "ltr"
}

// Title gives what the email is called: the publication's name, else the
// subject, else “Issue”.
func (e *Edition) Title() string {
	switch {
	case e.Publication.Name != "":
		return e.Publication.Name
	case e.Issue.Subject != "":
		return e.Issue.Subject
	}
	return "Issue"
}

// Footer gives the copy below the last item; empty when an item of the issue
// is the footer.
func (e *Edition) Footer() string {
	for i := range e.Issue.Items {
		if e.House.Like(e.Issue.Items[i].Kind) == KindFooter {
			return ""
		}
	}
	if e.Publication.Footer != "" {
		return e.Publication.Footer
	}
	return e.House.Parts.Footer
}

// Rundown gives the items as they are printed: those of the issue, and the
// footer below the last one.
func (e *Edition) Rundown() []Item {
	items := e.Issue.Items
	if footer := e.Footer(); footer != "" {
		items = append(items[:len(items):len(items)], Item{Kind: KindFooter, Copy: footer})
	}
	return items
}

// Filled is what stands in the email for one slot.
type Filled struct {
	Kind  SlotKind // url, text, element or none
	Value string   // for HTML, verbatim; an element holds {words}
	Text  string   // for the text part
	Plain bool     // Value is words that HTML has to escape, not a provider's syntax
	Lost  bool     // a fallback word that the provider cannot print
	Why   string   // for none: one sentence
}

// Fill gives the value of a slot by the edition's profile. A slot without any
// value is of kind none.
func (e *Edition) Fill(name, fallback string) Filled {
	v, ok := e.Profile.Slots[name]
	if !ok {
		return Filled{Kind: SlotNone, Why: "The profile “" + e.Profile.Name + "” has no value for this slot."}
	}
	switch v.Kind {
	case SlotNone:
		return Filled{Kind: SlotNone, Why: v.Why}
	case SlotLiteral:
		return e.literal(name)
	case SlotFallback:
		if fallback == "" {
			return Filled{Kind: SlotNone, Why: "The slot has no fallback word, and this profile knows no subscribers."}
		}
		return Filled{Kind: SlotText, Value: fallback, Text: fallback, Plain: true}
	}
	value, lost := v.WithFallback(fallback)
	text := value
	if v.Text != "" {
		text = v.Text
	}
	return Filled{Kind: v.Kind, Value: value, Text: text, Lost: lost}
}

// literal gives the publication's own value of a slot.
func (e *Edition) literal(name string) Filled {
	filled := Filled{Kind: SlotURL, Plain: true}
	switch name {
	case SlotUnsubscribe:
		filled.Value = e.WithNumber(e.Publication.UnsubscribeURL)
	case SlotWebVersion:
		filled.Value = e.WithNumber(e.Publication.WebURL)
	case SlotAddress:
		filled.Kind, filled.Value = SlotText, e.Publication.Address
	}
	if filled.Value == "" {
		return Filled{Kind: SlotNone, Why: "The publication does not say it."}
	}
	if filled.Kind == SlotURL {
		safe, ok := SafeURL(filled.Value)
		if !ok {
			return Filled{Kind: SlotNone, Why: "The publication’s address for it is not one that can be linked."}
		}
		filled.Value = safe
	}
	filled.Text = filled.Value
	return filled
}

// WithNumber puts the issue's number and date where an address says {number}
// or {date}, percent-encoded: a number like 12½ or 74/75 is one piece of it.
func (e *Edition) WithNumber(address string) string {
	return strings.NewReplacer("{number}", piece(e.Issue.Number), "{date}", piece(e.Issue.Date)).Replace(address)
}

// piece encodes words so that they mean themselves in a path and in a query.
func piece(s string) string { return strings.ReplaceAll(url.QueryEscape(s), "+", "%20") }
