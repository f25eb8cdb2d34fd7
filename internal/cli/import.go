package cli

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"galley/internal/desk"
	"galley/internal/fault"
	"galley/internal/issue"
)

type importCommand struct {
	Files []string `arg:"" placeholder:"FILE" help:"Text or Markdown files; one issue each."`
	Out   string   `short:"o" placeholder:"PATH" help:"An issue file, or a folder for several; else stdout."`
	House string   `placeholder:"NAME" help:"House style: analysis, brief, or the path of a .toml file, which is copied beside the issue."`
	Force bool     `help:"Replace what is there."`
	JSON  bool     `name:"json" help:"Print what was imported as JSON."`
}

// importedEntry is one import for programs.
type importedEntry struct {
	From   string       `json:"from"`
	To     string       `json:"to"`
	Format string       `json:"format"`
	Items  []itemEntry  `json:"items"`
	Notes  []issue.Note `json:"notes"`
}

type itemEntry struct {
	ID    string `json:"id"`
	Kind  string `json:"kind"`
	Story string `json:"story,omitempty"`
}

func (c *importCommand) run(s *session) (int, error) {
	if c.JSON && c.Out == "" {
		return 0, fault.New(fault.BadInput, sayTwoUses, hintFile)
	}
	targets, err := c.targets()
	if err != nil {
		return 0, err
	}
	all := make([]*desk.Imported, 0, len(c.Files))
	for _, file := range c.Files { // read everything before writing anything
		in, err := s.desk.Import(file, c.House)
		if err != nil {
			return 0, err
		}
		all = append(all, in)
	}
	if err := s.stopped(); err != nil {
		return 0, err
	}
	if err := c.save(s, all, targets); err != nil {
		return 0, err
	}
	entries := make([]importedEntry, 0, len(all))
	for i, in := range all {
		entries = append(entries, entry(in, targets[i]))
		s.notes(in.From, in.Notes)
		to := targets[i]
		if to == "" {
			to = "stdout"
			if in.Marked() {
				s.say(sayMarked, in.From)
			}
		}
		if name := in.HouseFile(); name != "" && c.Out == "" {
			s.say(sayKeepHouse, name)
		}
		s.say(sayImported, in.From, in.Format, issue.Counted(len(in.Issue.Items), "item", "items"), to)
	}
	if c.JSON {
		return statusDone, s.json(struct {
			Imported []importedEntry `json:"imported"`
		}{entries})
	}
	return statusDone, nil
}

// save writes the issues; all of their targets are in one folder.
func (c *importCommand) save(s *session, all []*desk.Imported, targets []string) error {
	if c.Out == "" {
		_, err := s.out.Write(all[0].Text)
		return err
	}
	names := make([]string, len(targets))
	for i, to := range targets {
		names[i] = filepath.Base(to)
	}
	return s.desk.Save(s.ctx, filepath.Dir(targets[0]), all, names, c.Force)
}

// targets gives the file that each import becomes; empty is stdout.
func (c *importCommand) targets() ([]string, error) {
	targets := make([]string, len(c.Files))
	info, err := os.Stat(c.Out)
	isFolder := c.Out != "" && (strings.HasSuffix(c.Out, string(filepath.Separator)) || err == nil && info.IsDir())
	switch {
	case c.Out == "" && len(c.Files) > 1, c.Out != "" && !isFolder && len(c.Files) > 1 && filepath.Ext(c.Out) != "":
		return nil, fault.New(fault.BadInput, saySeveral, hintOut)
	case c.Out == "":
		return targets, nil
	case !isFolder && len(c.Files) == 1:
		targets[0] = c.Out
		return targets, nil
	}
	taken := map[string]bool{}
	for i, file := range c.Files {
		base := filepath.Base(file)
		targets[i] = filepath.Join(c.Out, strings.TrimSuffix(base, filepath.Ext(base))+".md")
		if taken[targets[i]] {
			return nil, fault.New(fault.Exists, fmt.Sprintf(sayOverwrite, targets[i]), hintOneByOne)
		}
		taken[targets[i]] = true
	}
	return targets, nil
}

func entry(in *desk.Imported, to string) importedEntry {
	e := importedEntry{From: in.From, To: to, Format: string(in.Format), Items: []itemEntry{}, Notes: in.Notes}
	if e.Notes == nil {
		e.Notes = []issue.Note{}
	}
	for i := range in.Issue.Items {
		item := &in.Issue.Items[i]
		e.Items = append(e.Items, itemEntry{ID: item.ID, Kind: item.Kind, Story: item.Story})
	}
	return e
}
