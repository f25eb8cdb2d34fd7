package desk

import "galley/internal/thinking"

// What crosses to the page about a model's help. Positions are UTF-16 units.

// ThoughtAsk is what a person asks a model for.
type ThoughtAsk struct {
	Issue   string   `json:"issue"`
	Item    string   `json:"item"`
	Offer   string   `json:"offer"`   // thinking.Offers
	Tone    string   `json:"tone"`    // empty for the publication's own
	Label   string   `json:"label"`   // the section's, for a passage to tighten
	Picture string   `json:"picture"` // the name, for a description; empty for the first one
	Count   int      `json:"count"`   // drafts
	Written []string `json:"written"` // drafts that are there already
	Address string   `json:"address"` // that the person was told of (ThoughtPlan.Address)
}

// ThoughtPlan says, before anything is sent, what would be sent and where to; and what
// there is without a model.
type ThoughtPlan struct {
	Offer     string       `json:"offer"`
	Label     string       `json:"label"` // the section's that is asked for, or tightened; empty for none
	Model     string       `json:"model"` // empty while none is set up
	Host      string       `json:"host"`
	Local     bool         `json:"local"` // it is this machine
	Words     int          `json:"words"` // of the story, or of the issue, that would be sent
	Past      int          `json:"past"`  // closers of the publication that would be, as examples
	Picture   string       `json:"picture"`
	Questions int          `json:"questions"`
	Address   string       `json:"address"` // that the request goes to
	Request   string       `json:"request"` // its body, as it would be
	Least     int          `json:"least"`   // words that are wanted; 0 for no bound
	Most      int          `json:"most"`
	Replaces  int          `json:"replaces"` // words that stand there now
	Dismissed bool         `json:"dismissed"`
	Near      []PastCloser `json:"near"` // of the publication, the nearest first
	Last      string       `json:"last"` // how the story ends
}

// Thought is a draft of a model.
type Thought struct {
	Text    string         `json:"text"`
	Words   int            `json:"words"`
	Chars   int            `json:"chars"`
	Marks   []ThoughtMark  `json:"marks"`          // what of it the story does not hold
	Pieces  []ThoughtPiece `json:"pieces"`         // of a passage: what would change in it
	Near    *PastCloser    `json:"near,omitempty"` // that it says over again
	Whole   bool           `json:"whole"`          // false where it stopped at the limit
	Stetted bool           `json:"stetted"`
	Model   string         `json:"model"`
	Host    string         `json:"host"`
	Asked   int            `json:"asked"`    // tokens; 0 where the server did not say
	Answer  int            `json:"answered"` // the same
	Problem string         `json:"problem"`  // why there is none; empty otherwise
	Hint    string         `json:"hint"`
}

// ThoughtMark is a place of a draft that the story does not hold.
type ThoughtMark struct {
	Kind  string `json:"kind"` // number, date, name, quotation
	Start int    `json:"start"`
	End   int    `json:"end"`
	Words string `json:"words"`
}

// ThoughtPiece is a stretch of a passage: the same, taken out, or put in.
type ThoughtPiece struct {
	Kind string `json:"kind"` // same, out, in
	Text string `json:"text"`
}

// ThoughtClaim is something that the story says and that wants a look.
type ThoughtClaim struct {
	thinking.Claim
	Start int `json:"start"`
	End   int `json:"end"`
}

// Thoughts is what came of an ask.
type Thoughts struct {
	Drafts []Thought      `json:"drafts"`
	Claims []ThoughtClaim `json:"claims"`
	Stale  bool           `json:"stale"` // the copy has changed meanwhile: claims may stand elsewhere
}

// ThoughtUse puts a draft where it belongs.
type ThoughtUse struct {
	Issue   string `json:"issue"`
	Item    string `json:"item"`
	Offer   string `json:"offer"`
	Label   string `json:"label"`
	Picture string `json:"picture"`
	Version int    `json:"version"` // of the copy that the page knows
	Draft   string `json:"draft"`   // as the model wrote it
	Text    string `json:"text"`    // as it is to stand there: the same, unless a person changed it first
	Model   string `json:"model"`   // empty for a person's own words, as a closer that was printed before
}

// ThoughtUsed says what became of the issue.
type ThoughtUsed struct {
	Items     []AcceptedItem `json:"items"`          // one, where it went into the copy
	Card      *Card          `json:"card,omitempty"` // where it went into the issue’s own fields
	Suggested int            `json:"suggested"`
}
