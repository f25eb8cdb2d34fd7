package cli

import (
	"galley/internal/issue"
)

type mergeCommand struct {
	Base   string `arg:"" placeholder:"BASE" help:"The issue file that both began with."`
	Mine   string `arg:"" placeholder:"MINE" help:"What one made of it."`
	Theirs string `arg:"" placeholder:"THEIRS" help:"What the other made of it."`
	Out    string `short:"o" required:"" placeholder:"FILE" help:"The merged issue file; issue.galley.json goes beside it."`
	Force  bool   `help:"Replace what is there."`
	JSON   bool   `name:"json" help:"Print what both changed differently as JSON."`
}

// conflictEntry is a conflict for programs. Start and End are bytes of the item's
// copy as it is with mine alone.
type conflictEntry struct {
	Item   string     `json:"item"`
	What   issue.What `json:"what"`
	Field  string     `json:"field,omitempty"`
	Base   string     `json:"base"`
	Mine   string     `json:"mine"`
	Theirs string     `json:"theirs"`
	Start  int        `json:"start"`
	End    int        `json:"end"`
	Kept   string     `json:"kept,omitempty"`
}

func (c *mergeCommand) run(s *session) (int, error) {
	m, err := s.desk.MergeFiles(c.Base, c.Mine, c.Theirs)
	if err != nil {
		return 0, err
	}
	if err := s.stopped(); err != nil {
		return 0, err
	}
	if err := m.Save(s.ctx, c.Out, c.Force); err != nil {
		return 0, err
	}
	for i, file := range []string{c.Base, c.Mine, c.Theirs} {
		s.notes(file, m.Notes[i])
	}
	entries := []conflictEntry{}
	for _, x := range m.Conflicts {
		entries = append(entries, conflictEntry{x.Item, x.What, x.Field, x.Base, x.Mine, x.Theirs, x.At.Start, x.At.End, x.Kept})
		if !c.JSON {
			s.result(printable(conflict(x, m.Names)))
		}
	}
	status := statusDone
	if n := len(entries); n > 0 {
		status = statusOpen
		s.say(sayBoth, c.Out, issue.Counted(n, "place was", "places were"))
	} else {
		s.say(sayMerged, c.Out)
	}
	if c.JSON {
		return status, s.json(struct {
			Conflicts []conflictEntry `json:"conflicts"`
		}{entries})
	}
	return status, nil
}
