package cli

import (
	"encoding/json"
	"fmt"

	"galley/internal/desk"
	"galley/internal/folder"
	"galley/internal/issue"
)

type checkCommand struct {
	Issue   string `arg:"" optional:"" help:"The issue file, or mail that was made elsewhere: .eml or .html."`
	Profile string `placeholder:"NAME" help:"Merge-tag profile: none, mailchimp, listmonk, buttondown, brevo, kit, campaign-monitor, mailerlite, or one of house.toml."`
	JSON    bool   `name:"json" help:"Print the findings as JSON."`
	Sample  bool   `help:"Check the sample issue that ships with Galley."`
}

func (c *checkCommand) run(s *session) (int, error) {
	if desk.IsMail(c.Issue) && !c.Sample {
		return c.mail(s)
	}
	o, file, err := s.open(c.Issue, c.Sample, c.Profile, "check")
	if err != nil {
		return 0, err
	}
	open, waived, err := s.desk.Check(o)
	if err != nil {
		return 0, err
	}
	if err := s.stopped(); err != nil {
		return 0, err
	}
	s.notes(file, o.Notes)
	return c.print(s, file, open, waived)
}

// mail judges a file that is no issue.
func (c *checkCommand) mail(s *session) (int, error) {
	data, err := folder.Read(c.Issue, folder.MaxMail)
	if err != nil {
		return 0, err
	}
	found, err := s.desk.CheckMail(c.Issue, data, c.Profile)
	if err != nil {
		return 0, err
	}
	if err := s.stopped(); err != nil {
		return 0, err
	}
	return c.print(s, c.Issue, found, nil)
}

// print prints what was found and gives the exit status.
func (c *checkCommand) print(s *session, file string, open, waived issue.Findings) (status int, err error) {
	if c.JSON {
		err = s.json(struct {
			Findings issue.Findings `json:"findings"`
		}{open})
	} else {
		for i := range open {
			_, err = fmt.Fprintln(s.out, printable(finding(file, &open[i])))
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
	return enc.Encode(v)
}
