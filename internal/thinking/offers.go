package thinking

import (
	"embed"
	"fmt"
	"strings"
	"text/template"

	"galley/internal/fault"
)

// Offer is what a model is asked for.
type Offer string

// The offers. Each has its prompt in prompts/NAME.txt.
const (
	Closer     Offer = "closer" // the last labelled paragraph: “We’re thinking”
	Headline   Offer = "headline"
	Subject    Offer = "subject"
	Preheader  Offer = "preheader"
	Standfirst Offer = "standfirst"
	Why        Offer = "why"     // “Why it matters”
	Tighten    Offer = "tighten" // a passage, to its budget
	Alt        Offer = "alt"     // what a picture shows, for whoever does not see it
	Claims     Offer = "claims"  // what has no link, or contradicts something; see ReadClaims
)

// Offers are all that there are, in the order in which they are shown.
var Offers = []Offer{Closer, Headline, Subject, Preheader, Standfirst, Why, Tighten, Alt, Claims}

// Material is what a prompt is made of. All of it is data: nothing in it is taken for
// an order, whatever it says.
type Material struct {
	Story string   // its copy as it is read, without the section that is asked for
	Label string   // the section's, as the house calls it
	Least int      // words; 0 for none
	Most  int      // words; 0 for none
	Tone  string   // dry, warm, wry …; empty for the publication's own
	Past  []string // what the publication printed before, the nearest first
	Style string   // the house style, as far as it is about words; empty for none

	Written []string // drafts that are there already: others are wanted
	Passage string   // of the story; to be tightened
	Subject string   // of the issue; the preheader goes on from it
	Picture []byte   // to be described
	Type    string   // the picture's media type
}

// The most of each that goes into a prompt, in bytes: a small model on this machine
// has room for about as much.
const (
	mostStory   = 24 << 10
	mostPast    = 6 << 10
	mostSubject = 400
)

//go:embed prompts/*.txt
var prompts embed.FS

var templates = template.Must(template.New("").ParseFS(prompts, "prompts/*.txt"))

// Prompt gives the question for an offer. What it is about stands between marks that
// occur nowhere in it.
func Prompt(offer Offer, m *Material) (*Ask, error) {
	t := templates.Lookup(string(offer) + ".txt")
	if t == nil {
		return nil, fault.New(fault.BadInput, fmt.Sprintf("A model is not asked for “%s” here.", offer), "Offers are closer, headline, subject, preheader, standfirst, why, tighten, alt and claims.")
	}
	var system strings.Builder
	if err := t.Execute(&system, m); err != nil {
		return nil, fault.Wrap(err, fault.Internal, "The prompt cannot be made.", "Please report it.")
	}
	var text strings.Builder
	between(&text, "STORY", cut(m.Story, mostStory))
	left := mostPast
	for _, past := range m.Past {
		if past = cut(past, left); past == "" {
			break
		}
		left -= len(past)
		between(&text, "PRINTED BEFORE", past)
	}
	if m.Passage != "" {
		between(&text, "PASSAGE", cut(m.Passage, mostStory))
	}
	if m.Subject != "" {
		between(&text, "SUBJECT", cut(m.Subject, mostSubject))
	}
	left = mostPast
	for _, written := range m.Written {
		if written = cut(written, left); written == "" {
			break
		}
		left -= len(written)
		between(&text, "WRITTEN ALREADY", written)
	}
	ask := &Ask{System: strings.TrimSpace(system.String()), Text: strings.TrimSpace(text.String()), Most: tokensFor(m.Most), Warmth: 0.8}
	switch offer {
	case Tighten:
		ask.Warmth, ask.Most = 0.2, tokensFor(len(strings.Fields(m.Passage)))
	case Alt:
		ask.Picture, ask.PictureType, ask.Warmth = m.Picture, m.Type, 0.2
	case Claims:
		ask.Schema, ask.Most, ask.Warmth = claimsSchema, mostClaimTokens, 0
	case Closer, Headline, Subject, Preheader, Standfirst, Why:
	}
	return ask, nil
}

// between puts data between marks; what looks like one of these in it loses its bars.
func between(b *strings.Builder, name, data string) {
	data = strings.TrimSpace(data)
	for _, bars := range []string{"<<<", ">>>"} {
		for strings.Contains(data, bars) { // shorter each time, and two of them may make a third
			data = strings.ReplaceAll(data, bars, bars[:1])
		}
	}
	fmt.Fprintf(b, "<<<%s\n%s\n%s>>>\n\n", name, data, name)
}

// cut gives the beginning of a text, by whole paragraphs where it has some.
func cut(text string, most int) string {
	if len(text) <= most {
		return text
	}
	text = strings.ToValidUTF8(text[:max(0, most)], "")
	if end := strings.LastIndex(text, "\n\n"); end > most/2 {
		text = text[:end]
	}
	return text
}

// tokensFor is how long an answer may be: a word is two tokens in most languages, and
// one that is too long is shown as such rather than cut.
func tokensFor(words int) int {
	if words == 0 {
		words = 120
	}
	return max(96, 4*words)
}
