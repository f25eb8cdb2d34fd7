package house

import (
	"strings"

	"galley/internal/issue"
)

// file is house.toml as people write it; house gives its meaning.
type file struct {
	Galley     int                 `toml:"galley"`
	Name       string              `toml:"name"`
	Typography string              `toml:"typography"`
	Kinds      []kindEntry         `toml:"kind"`
	Labels     []labelEntry        `toml:"label"`
	Stories    []storyEntry        `toml:"story"`
	Parts      partsEntry          `toml:"parts"`
	Words      wordsEntry          `toml:"words"`
	Theme      themeEntry          `toml:"theme"`
	Checks     map[string]severity `toml:"checks"`
	Profiles   []issue.Profile     `toml:"profile"`
}

type kindEntry struct {
	Name  name   `toml:"name"`
	Title string `toml:"title"`
	Like  string `toml:"like"`
}

type labelEntry struct {
	Name string   `toml:"name"`
	Also []string `toml:"also"`
}

// bounds are the least and the most, or nothing. A slice, because go-toml drops
// what an array has no room for.
type bounds []int

type storyEntry struct {
	Kind       name          `toml:"kind"`
	Title      string        `toml:"title"`
	Labels     []string      `toml:"labels"`
	Required   []string      `toml:"required"`
	Bullets    bounds        `toml:"bullets"`
	Words      bounds        `toml:"words"`
	Headline   bounds        `toml:"headline"`
	Standfirst bounds        `toml:"standfirst"`
	Picture    bool          `toml:"picture"`
	Budgets    []budgetEntry `toml:"budget"`
}

type budgetEntry struct {
	Name   string   `toml:"name"`
	Labels []string `toml:"labels"`
	Words  bounds   `toml:"words"`
}

type partsEntry struct {
	WebVersion string            `toml:"web_version"`
	Footer     copyText          `toml:"footer"`
	JobsTitle  string            `toml:"jobs_title"`
	Budgets    map[string]bounds `toml:"budget"`
}

type wordsEntry struct {
	Prefer     map[string]string `toml:"prefer"`
	Avoid      []string          `toml:"avoid"`
	Dictionary []string          `toml:"dictionary"`
}

type themeEntry struct {
	Serif fonts        `toml:"serif"`
	Sans  fonts        `toml:"sans"`
	Width int          `toml:"width"`
	Light paletteEntry `toml:"light"`
	Dark  paletteEntry `toml:"dark"`
}

type paletteEntry struct {
	Page   colour `toml:"page"`
	Sheet  colour `toml:"sheet"`
	Ink    colour `toml:"ink"`
	Quiet  colour `toml:"quiet"`
	Accent colour `toml:"accent"`
	Link   colour `toml:"link"`
	Rule   colour `toml:"rule"`
	Mark   colour `toml:"mark"`
	Panel  colour `toml:"panel"`
	Foot   colour `toml:"foot"`
}

// of gives the range; none written is none.
func (b bounds) of() issue.Range {
	if len(b) != 2 {
		return issue.Range{}
	}
	return issue.Range{Min: b[0], Max: b[1]}
}

func (f *file) house() *issue.House {
	h := &issue.House{
		Name: f.Name, Typography: f.Typography,
		Parts: issue.Parts{
			WebVersion: f.Parts.WebVersion, Footer: strings.TrimSpace(string(f.Parts.Footer)), JobsTitle: f.Parts.JobsTitle,
			Budgets: map[string]issue.Range{},
		},
		Words:    issue.WordList(f.Words),
		Theme:    f.Theme.theme(),
		Checks:   map[string]issue.Severity{},
		Profiles: f.Profiles,
	}
	for _, k := range f.Kinds {
		h.Kinds = append(h.Kinds, issue.KindStyle{Name: k.Name.kind, Title: k.Title, Like: k.Like})
	}
	for _, l := range f.Labels {
		h.Labels = append(h.Labels, issue.LabelStyle(l))
	}
	for i := range f.Stories {
		h.Stories = append(h.Stories, f.Stories[i].style())
	}
	for kind, b := range f.Parts.Budgets {
		h.Parts.Budgets[kind] = b.of()
	}
	for check, s := range f.Checks {
		h.Checks[check] = s.Severity
	}
	return h
}

func (s *storyEntry) style() issue.StoryStyle {
	style := issue.StoryStyle{
		Kind: s.Kind.kind, Title: s.Title, Labels: s.Labels, Required: s.Required,
		Bullets: s.Bullets.of(), Words: s.Words.of(), Headline: s.Headline.of(), Standfirst: s.Standfirst.of(),
		Picture: s.Picture,
	}
	for _, b := range s.Budgets {
		style.Budgets = append(style.Budgets, issue.Budget{Name: b.Name, Labels: b.Labels, Words: b.Words.of()})
	}
	return style
}

// theme fills what a house style leaves out from the look of analysis, so that
// a house.toml of three lines is a whole one.
func (t *themeEntry) theme() issue.Theme {
	theme := issue.Theme{
		Serif: orElse(t.Serif.stack, "Georgia, 'Times New Roman', serif"),
		Sans:  orElse(t.Sans.stack, "Helvetica, Arial, sans-serif"),
		Width: t.Width,
		Light: t.Light.palette(standardLight), Dark: t.Dark.palette(standardDark),
	}
	if theme.Width == 0 {
		theme.Width = 600
	}
	return theme
}

var (
	standardLight = issue.Palette{
		Page: "#f1efe9", Sheet: "#fffefb", Ink: "#23221f", Quiet: "#5d5a54", Accent: "#1d3658",
		Link: "#17598f", Rule: "#dcd8ce", Mark: "#c6933a", Panel: "#ecf1f4", Foot: "#e8e4da",
	}
	standardDark = issue.Palette{
		Page: "#121314", Sheet: "#1c1f22", Ink: "#e6e3dc", Quiet: "#a9a69f", Accent: "#a3cbee",
		Link: "#8cc0ee", Rule: "#3a3d40", Mark: "#d5a754", Panel: "#24303a", Foot: "#16181a",
	}
)

func (p *paletteEntry) palette(standard issue.Palette) issue.Palette {
	return issue.Palette{
		Page: orElse(p.Page.hex, standard.Page), Sheet: orElse(p.Sheet.hex, standard.Sheet),
		Ink: orElse(p.Ink.hex, standard.Ink), Quiet: orElse(p.Quiet.hex, standard.Quiet),
		Accent: orElse(p.Accent.hex, standard.Accent), Link: orElse(p.Link.hex, standard.Link),
		Rule: orElse(p.Rule.hex, standard.Rule), Mark: orElse(p.Mark.hex, standard.Mark),
		Panel: orElse(p.Panel.hex, standard.Panel), Foot: orElse(p.Foot.hex, standard.Foot),
	}
}

func orElse(s, other string) string {
	if s == "" {
		return other
	}
	return s
}
