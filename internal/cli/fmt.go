package cli

import (
	"bytes"
	"path/filepath"

	"galley/internal/fault"
)

type fmtCommand struct {
	Issue string `arg:"" help:"The issue file."`
	Check bool   `help:"Change nothing; exit with 1 when the file is not canonical."`
}

func (c *fmtCommand) run(s *session) (int, error) {
	if c.Check {
		before, after, notes, err := s.desk.Format(c.Issue)
		if err != nil {
			return 0, err
		}
		if err := s.stopped(); err != nil {
			return 0, err
		}
		s.notes(c.Issue, notes)
		if bytes.Equal(before, after) {
			return statusDone, nil
		}
		s.say(sayWould, c.Issue, c.Issue)
		return statusOpen, nil
	}
	changed, notes, err := s.desk.FormatFile(s.ctx, c.Issue)
	if err != nil {
		return 0, err
	}
	s.notes(c.Issue, notes)
	if changed {
		s.say(sayFormatted, c.Issue)
	} else {
		s.say(sayCanonical, c.Issue)
	}
	return statusDone, nil
}

type newCommand struct {
	Dir   string `arg:"" help:"The folder; it is made when it is not there."`
	House string `default:"analysis" enum:"analysis,brief" help:"House style: analysis or brief."`
}

func (c *newCommand) run(s *session) (int, error) {
	if c.Dir == "" {
		return 0, fault.New(fault.BadInput, sayNoFolder, hintFolder)
	}
	files, err := s.desk.Create(s.ctx, c.Dir, c.House)
	if err != nil {
		return 0, err
	}
	for _, f := range files {
		s.result(f)
	}
	s.say(sayNew, c.Dir, filepath.Join(c.Dir, "issue.md"))
	return statusDone, nil
}
