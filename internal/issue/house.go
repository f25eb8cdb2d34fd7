package issue

import "slices"

// House is a house style: what the desk decided about its stories, words,
// look and checks. Package house reads and writes it as house.toml.
type House struct {
	Name       string
	Typography string // "typed" (as typed, the default) or "smart" (applied when typing, never at export)
	Kinds      []KindStyle
	Labels     []LabelStyle
	Stories    []StoryStyle
	Parts      Parts
	Words      WordList
	Theme      Theme
	Checks     map[string]Severity // by check name, in place of the check's own severity
	Profiles   []Profile           // the desk's own, beside the built-in ones
}

// KindStyle is a kind of item that the house adds to the built-in ones.
type KindStyle struct {
	Name  string
	Title string // how the window calls it
	Like  string // the built-in kind whose looks it takes: story, promo, letter …
}

// LabelStyle is a label that the house knows, with other ways to write it.
type LabelStyle struct {
	Name string   // What’s new
	Also []string // How they work, beside How it works
}

// StoryStyle is the grammar of one story kind.
type StoryStyle struct {
	Kind       string // news, research
	Title      string
	Labels     []string // that may occur, in their order
	Required   []string
	Bullets    Range // how many bullets a list has; zero for no rule
	Words      Range // of the whole story
	Headline   Range // words
	Standfirst Range // words
	Budgets    []Budget
	Picture    bool // a story of this kind wants a picture
}

// Budget is how many words a label, or a group of labels together, may have.
type Budget struct {
	Name   string   // what to call it: The closing pair; empty for a single label
	Labels []string // one, or several that share the budget
	Words  Range
}

// Range is a lower and an upper bound, both included; zero is no bound.
type Range struct{ Min, Max int }

// IsZero reports whether the range says nothing.
func (r Range) IsZero() bool { return r == Range{} }

// Holds reports whether n is within the range.
func (r Range) Holds(n int) bool {
	return n >= r.Min && (r.Max == 0 || n <= r.Max)
}

// Parts are the pieces of an issue that the house words itself, as Markdown
// with slots.
type Parts struct {
	WebVersion string           // the words of the link near the top: Read on the web
	Footer     string           // used when the publication has none
	JobsTitle  string           // the headline of a jobs item without one
	Budgets    map[string]Range // words, by kind of item (letter, promo, jobs)
}

// WordList is the house's spelling.
type WordList struct {
	Prefer     map[string]string // as found → as wanted
	Avoid      []string
	Dictionary []string
}

// Story gives the grammar of a story kind; ok is false when the house has none.
func (h *House) Story(kind string) (s *StoryStyle, ok bool) {
	i := slices.IndexFunc(h.Stories, func(s StoryStyle) bool { return s.Kind == kind })
	if i < 0 {
		return nil, false
	}
	return &h.Stories[i], true
}

// KindNames lists the kinds of item that the house adds.
func (h *House) KindNames() []string {
	var names []string
	for _, k := range h.Kinds {
		names = append(names, k.Name)
	}
	return names
}

// Like gives the built-in kind whose grammar and looks an item kind has. A
// kind that nobody defined is a note: it is printed, and it is noticed.
func (h *House) Like(kind string) string {
	if slices.Contains(Kinds, kind) {
		return kind
	}
	for _, k := range h.Kinds {
		if k.Name == kind {
			return k.Like
		}
	}
	return KindNote
}

// Theme is the look of the email: fonts with fallbacks, colours for light and
// dark, and widths in CSS pixels.
type Theme struct {
	Serif, Sans string // CSS font stacks
	Width       int    // of the sheet; 600
	Light, Dark Palette
}

// SheetPadding is the space on either side of the sheet's words, in CSS pixels.
const SheetPadding = 40

// Inner gives the width of words and pictures: the sheet's less its padding.
func (t *Theme) Inner() int { return t.Width - 2*SheetPadding }

// Palette is one set of colours, each #rrggbb.
type Palette struct {
	Page   string // around the sheet
	Sheet  string
	Ink    string // running text
	Quiet  string // captions, the line above the masthead, the footer
	Accent string // masthead, headlines, labels
	Link   string
	Rule   string // thin lines
	Mark   string // the bar beside the closing section
	Panel  string // behind promos
	Foot   string // behind the footer
}
