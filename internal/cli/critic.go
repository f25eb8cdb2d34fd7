package cli

import "galley/internal/desk"

type criticCommand struct {
	Issue string `arg:"" help:"The issue file; issue.galley.json beside it says what is suggested."`
	Out   string `short:"o" placeholder:"FILE" help:"The file to write; else stdout."`
	Force bool   `help:"Replace what is there."`
}

func (c *criticCommand) run(s *session) (int, error) {
	m, err := s.desk.Critic(c.Issue)
	if err != nil {
		return 0, err
	}
	if err := s.stopped(); err != nil {
		return 0, err
	}
	if c.Out == "" {
		_, err = s.out.Write(m.Text)
	} else {
		err = m.Save(s.ctx, c.Out, c.Force)
	}
	if err != nil {
		return 0, err
	}
	s.notes(c.Issue, m.Notes)
	switch none := m.Suggestions+m.Comments == 0; {
	case none && c.Out == "":
		s.say(sayNothingOpen, c.Issue)
	case none:
		s.say(sayNoneOpen, c.Out)
	case c.Out != "":
		s.say(sayCritic, c.Out, desk.CountedNotes(m.Suggestions, m.Comments))
	}
	return statusDone, nil
}
