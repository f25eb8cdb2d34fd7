package cli

import (
	"encoding/json"
	"fmt"

	"galley/internal/fault"
	"galley/internal/issue"
)

type checkCommand struct {
	Issue   string `arg:"" optional:"" help:"The issue file."`
	Profile string `placeholder:"NAME" help:"Merge-tag profile: none, mailchimp, listmonk …"`
	JSON    bool   `name:"json" help:"Print the findings as JSON."`
	Sample  bool   `help:"Check the sample issue that ships with Galley."`
}

func (c *checkCommand) run(s *session) (int, error) {
	o, err := s.open(c.Issue, c.Sample, c.Profile, "check")
	if err != nil {
		return 0, err
	}
	open, waived, err := s.desk.Check(o)
	if err != nil {
		return 0, err
	}
	file := c.Issue
	if c.Sample {
		file = o.Name
	}
	for _, n := range o.Notes {
		s.line(note(file, n))
	}
	if c.JSON {
		err = s.json(struct {
			Findings issue.Findings `json:"findings"`
		}{open})
	} else {
		for i := range open {
			_, err = fmt.Fprintln(s.out, finding(file, &open[i]))
		}
		s.say("%s", checked(open, waived))
	}
	if err != nil {
		return 0, err
	}
	if open.Errors() > 0 {
		return statusOpen, nil
	}
	return statusDone, nil
}

// json prints a result for programs.
func (s *session) json(v any) error {
	enc := json.NewEncoder(s.out)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(v); err != nil {
		return fault.Wrap(err, fault.Internal, "The result could not be printed.", "Is the pipe closed?")
	}
	return nil
}

// line prints a message that names its file itself.
func (s *session) line(text string) { _, _ = fmt.Fprintln(s.err, text) }
