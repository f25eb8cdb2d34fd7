package issue

import "strings"

// The merge slots that copy and footers may use.
const (
	SlotUnsubscribe = "unsubscribe"
	SlotWebVersion  = "web_version"
	SlotAddress     = "address"
	SlotFirstName   = "first_name"
)

// SlotNames lists the known slots.
var SlotNames = []string{SlotUnsubscribe, SlotWebVersion, SlotAddress, SlotFirstName}

// SlotKind says how a provider fills a slot.
type SlotKind string

// The kinds of slot value.
const (
	SlotURL      SlotKind = "url"      // an address, for an href
	SlotText     SlotKind = "text"     // words
	SlotElement  SlotKind = "element"  // replaces the whole link: <unsubscribe>words</unsubscribe>
	SlotLiteral  SlotKind = "literal"  // the publication's own value is printed
	SlotFallback SlotKind = "fallback" // the fallback word is printed
	SlotNone     SlotKind = "none"     // the provider has no such thing: what holds it is left out
)

// Profile says what a provider calls the merge slots. Profiles are data:
// house/profiles.toml holds the built-in ones with their sources.
type Profile struct {
	Name   string               `toml:"name"`
	Title  string               `toml:"title"`
	Source string               `toml:"source,omitempty"`
	Slots  map[string]SlotValue `toml:"slots"`
}

// SlotValue is what stands in the email for one slot.
type SlotValue struct {
	Kind     SlotKind `toml:"kind"`
	Value    string   `toml:"value,omitempty"`    // for an element, {words} stands for the link's words
	Text     string   `toml:"text,omitempty"`     // in the text part, when it differs
	Fallback string   `toml:"fallback,omitempty"` // with a fallback word in place of {fallback}; empty when the provider has no syntax for one
	Unsafe   string   `toml:"unsafe,omitempty"`   // characters that would break that syntax
	Why      string   `toml:"why,omitempty"`      // for none: one sentence
	Source   string   `toml:"source,omitempty"`
}

// WithFallback gives the provider's words for a slot that has a fallback
// word. lost is true when the provider would print nothing in its place,
// because it has no syntax for one or the word would break it.
func (v SlotValue) WithFallback(word string) (value string, lost bool) {
	switch {
	case v.Kind == SlotFallback:
		return word, false
	case word == "":
		return v.Value, false
	case v.Fallback == "" || strings.ContainsAny(word, v.Unsafe+"\r\n"):
		return v.Value, true
	}
	return strings.ReplaceAll(v.Fallback, "{fallback}", word), false
}
