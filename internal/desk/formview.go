package desk

import "galley/internal/issue"

// What the forms of Settings get and give.

// PublicationForm is what Settings edits of a publication.
type PublicationForm struct {
	Name           string       `json:"name"`
	Sender         string       `json:"sender"`
	ReplyTo        string       `json:"reply_to"`
	Address        string       `json:"address"`
	Lang           string       `json:"lang"`
	Dir            string       `json:"dir"`
	PictureAddress string       `json:"picture_address"`
	WebURL         string       `json:"web_url"`
	ArchiveURL     string       `json:"archive_url"`
	UnsubscribeURL string       `json:"unsubscribe_url"`
	Social         []issue.Link `json:"social"`
	Masthead       string       `json:"masthead"`
	Footer         string       `json:"footer"`
	Profile        string       `json:"profile"`

	UsualFooter string        `json:"usual_footer"` // the house style's
	Profiles    []ProfileName `json:"profiles"`
}

// HouseForm is the house style as Settings shows it: the file, and what the form
// reads of it.
type HouseForm struct {
	Text    string       `json:"text"` // house.toml
	Name    string       `json:"name"`
	Ships   []string     `json:"ships"` // names of the house styles that ship
	Stories []StoryForm  `json:"stories"`
	Labels  []LabelView  `json:"labels"`
	Prefer  []WordPair   `json:"prefer"`
	Avoid   []string     `json:"avoid"`
	Footer  string       `json:"footer"`
	Serif   string       `json:"serif"`
	Sans    string       `json:"sans"`
	Light   []ColourForm `json:"light"`
	Dark    []ColourForm `json:"dark"`
	Problem string       `json:"problem"` // the text cannot be used: one sentence with its line; the form is the last good one
	Hint    string       `json:"hint"`
}

// StoryForm is a story kind in the form.
type StoryForm struct {
	Kind     string   `json:"kind"`
	Title    string   `json:"title"`
	Labels   []string `json:"labels"`
	Required []string `json:"required"`
	Words    Range    `json:"words"`
	Picture  bool     `json:"picture"`
}

// WordPair is a preferred spelling.
type WordPair struct {
	Found  string `json:"found"`
	Wanted string `json:"wanted"`
}

// ColourForm is a colour of the look: #rrggbb.
type ColourForm struct {
	Role  string `json:"role"` // page, sheet, ink …
	Value string `json:"value"`
}
