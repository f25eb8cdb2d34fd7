package cli

import (
	"fmt"

	"galley/internal/desk"
	"galley/internal/fault"
	"galley/internal/issue"
	"galley/internal/store"
)

type rebuildCommand struct {
	FromMirror bool   `help:"Rebuild from the folder with your text (required)."`
	Mirror     string `placeholder:"DIR" help:"That folder, when it is not where Galley last wrote it."`
	Data       string `placeholder:"DIR" help:"The data folder; else the one that the window opens."`
}

func (c *rebuildCommand) run(s *session) (int, error) {
	if !c.FromMirror {
		return 0, fault.New(fault.BadInput, sayRebuildOf, hintRebuildOf)
	}
	dir, err := store.Folder(c.Data)
	if err != nil {
		return 0, err
	}
	out, aside, err := s.desk.RebuildStore(s.ctx, dir, c.Mirror, func(r desk.Rebuilt) {
		if r.Issues%100 == 0 {
			s.say(sayRebuilding, issue.Counted(r.Issues, "issue", "issues"))
		}
	})
	if err != nil {
		return 0, err
	}
	for _, problem := range out.Problems {
		s.say("%s", fault.Of(problem).Error())
	}
	if aside != "" {
		s.say(sayAside, aside)
	}
	s.say("%s", rebuilt(&out))
	if len(out.Problems) > 0 {
		return statusOpen, nil
	}
	return statusDone, nil
}

func rebuilt(out *desk.Rebuilt) string {
	return fmt.Sprintf(sayRebuilt, issue.Counted(out.Publications, "newsletter", "newsletters"), issue.Counted(out.Issues, "issue", "issues"),
		issue.Counted(out.Items, "item", "items"), issue.Counted(out.Pictures, "picture", "pictures"))
}
