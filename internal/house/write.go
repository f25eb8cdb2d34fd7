package house

import (
	"github.com/pelletier/go-toml/v2"

	"galley/internal/issue"
)

// The shapes of house.toml for writing: plain strings where reading has types
// that refuse.
type (
	writtenHouse struct {
		Galley     int               `toml:"galley"`
		Name       string            `toml:"name"`
		Typography string            `toml:"typography,omitempty"`
		Kinds      []writtenKind     `toml:"kind,omitempty"`
		Labels     []writtenLabel    `toml:"label,omitempty"`
		Stories    []writtenStory    `toml:"story,omitempty"`
		Parts      writtenParts      `toml:"parts"`
		Words      writtenWords      `toml:"words"`
		Theme      writtenTheme      `toml:"theme"`
		Checks     map[string]string `toml:"checks,omitempty"`
		Profiles   []issue.Profile   `toml:"profile,omitempty"`
	}
	writtenKind struct {
		Name  string `toml:"name"`
		Title string `toml:"title,omitempty"`
		Like  string `toml:"like,omitempty"`
	}
	writtenLabel struct {
		Name string   `toml:"name"`
		Also []string `toml:"also,omitempty"`
	}
	writtenStory struct {
		Kind       string          `toml:"kind"`
		Title      string          `toml:"title,omitempty"`
		Labels     []string        `toml:"labels,omitempty"`
		Required   []string        `toml:"required,omitempty"`
		Bullets    []int           `toml:"bullets,omitempty"`
		Words      []int           `toml:"words,omitempty"`
		Headline   []int           `toml:"headline,omitempty"`
		Standfirst []int           `toml:"standfirst,omitempty"`
		Picture    bool            `toml:"picture,omitempty"`
		Budgets    []writtenBudget `toml:"budget,omitempty"`
	}
	writtenBudget struct {
		Name   string   `toml:"name,omitempty"`
		Labels []string `toml:"labels"`
		Words  []int    `toml:"words"`
	}
	writtenParts struct {
		WebVersion string           `toml:"web_version,omitempty"`
		Footer     string           `toml:"footer,multiline,omitempty"`
		JobsTitle  string           `toml:"jobs_title,omitempty"`
		Budgets    map[string][]int `toml:"budget,omitempty"`
	}
	writtenWords struct {
		Prefer     map[string]string `toml:"prefer,omitempty"`
		Avoid      []string          `toml:"avoid,omitempty"`
		Dictionary []string          `toml:"dictionary,omitempty"`
	}
	writtenTheme struct {
		Serif string         `toml:"serif"`
		Sans  string         `toml:"sans"`
		Width int            `toml:"width"`
		Light writtenPalette `toml:"light"`
		Dark  writtenPalette `toml:"dark"`
	}
	writtenPalette struct {
		Page   string `toml:"page"`
		Sheet  string `toml:"sheet"`
		Ink    string `toml:"ink"`
		Quiet  string `toml:"quiet"`
		Accent string `toml:"accent"`
		Link   string `toml:"link"`
		Rule   string `toml:"rule"`
		Mark   string `toml:"mark"`
		Panel  string `toml:"panel"`
		Foot   string `toml:"foot"`
	}
)

// Write writes house.toml. Reading it again gives h; comments are nobody's
// setting, and are not in it.
func Write(h *issue.House) ([]byte, error) {
	w := writtenHouse{
		Galley: Schema, Name: h.Name, Typography: h.Typography, Profiles: h.Profiles, Words: writtenWords(h.Words),
		Parts: writtenParts{WebVersion: h.Parts.WebVersion, Footer: h.Parts.Footer, JobsTitle: h.Parts.JobsTitle, Budgets: map[string][]int{}},
		Theme: writtenTheme{
			Serif: h.Theme.Serif, Sans: h.Theme.Sans, Width: h.Theme.Width, Light: writtenPalette(h.Theme.Light), Dark: writtenPalette(h.Theme.Dark),
		},
		Checks: map[string]string{},
	}
	for _, k := range h.Kinds {
		w.Kinds = append(w.Kinds, writtenKind(k))
	}
	for _, l := range h.Labels {
		w.Labels = append(w.Labels, writtenLabel(l))
	}
	for i := range h.Stories {
		w.Stories = append(w.Stories, writeStory(&h.Stories[i]))
	}
	for kind, r := range h.Parts.Budgets {
		w.Parts.Budgets[kind] = writeRange(r)
	}
	for check, s := range h.Checks {
		w.Checks[check] = string(s)
	}
	return toml.Marshal(w)
}

func writeStory(s *issue.StoryStyle) writtenStory {
	w := writtenStory{
		Kind: s.Kind, Title: s.Title, Labels: s.Labels, Required: s.Required, Picture: s.Picture,
		Bullets: writeRange(s.Bullets), Words: writeRange(s.Words), Headline: writeRange(s.Headline), Standfirst: writeRange(s.Standfirst),
	}
	for _, b := range s.Budgets {
		w.Budgets = append(w.Budgets, writtenBudget{Name: b.Name, Labels: b.Labels, Words: writeRange(b.Words)})
	}
	return w
}

// writeRange writes the least and the most; nothing for no rule.
func writeRange(r issue.Range) []int {
	if r.IsZero() {
		return nil
	}
	return []int{r.Min, r.Max}
}
