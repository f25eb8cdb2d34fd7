package cli

import (
	"encoding/json"
	"fmt"
	"io"
	"os"

	"galley/internal/desk"
	"galley/internal/fault"
	"galley/internal/folder"
	"galley/internal/issue"
)

type checkCommand struct {
	Issue   string `arg:"" optional:"" help:"The issue file, or mail that was made elsewhere: .eml or .html."`
	Profile string `placeholder:"NAME" help:"Merge-tag profile: none, mailchimp, listmonk, buttondown, brevo, kit, campaign-monitor, mailerlite, or one of house.toml."`
	JSON    bool   `name:"json" help:"Print the findings as JSON."`
	Sample  bool   `help:"Check the sample issue that ships with Galley."`
	Links   bool   `help:"Ask every link over the network whether its page is there. Ctrl-C stops that."`
}

func (c *checkCommand) run(s *session) (int, error) {
	if desk.IsMail(c.Issue) && !c.Sample {
		return c.mail(s)
	}
	o, file, err := s.open(c.Issue, c.Sample, c.Profile, "check")
	if err != nil {
		return 0, err
	}
	// Preflight gets the answers from the desk, with the issue (desk.Open).
	unasked := c.Links && !s.askLinks(o)
	open, waived, err := s.desk.Check(o)
	if err != nil {
		return 0, err
	}
	if err := s.stopped(); err != nil && !unasked { // who stopped the asking wants what is known
		return 0, err
	}
	s.notes(file, o.Notes)
	status, err := c.print(s, file, open, waived)
	if err == nil && unasked {
		status = statusOpen
	}
	return status, err
}

// mail judges a file that is no issue.
func (c *checkCommand) mail(s *session) (int, error) {
	if c.Links {
		return 0, fault.New(fault.BadInput, "Links are asked of an issue only, and this is mail that was made elsewhere.", "Leave --links out.")
	}
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

// askLinks asks the links of an issue, and says what came of it; how far it is
// when somebody looks on. It reports whether nobody stopped it.
func (s *session) askLinks(o *desk.Open) (all bool) {
	looksOn := isTerminal(s.err)
	done, total := 0, 0
	answers := s.desk.AskLinks(s.ctx, o, func(d, t int) {
		if done, total = d, t; looksOn {
			_, _ = fmt.Fprintf(s.err, "\r"+sayAsking, done, total)
		}
	})
	if looksOn {
		_, _ = fmt.Fprint(s.err, "\r\x1b[K") // back to an empty line
	}
	if s.ctx.Err() != nil {
		s.say(sayAskedSome, done, total)
		return false
	}
	if desk.Unreached(answers) {
		s.say("%s", sayCutOff)
	} else {
		s.say("%s", asked(answers))
	}
	return true
}

// isTerminal reports whether a person reads along.
func isTerminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	if !ok {
		return false
	}
	info, err := f.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0
}

// json prints a result for programs.
func (s *session) json(v any) error {
	enc := json.NewEncoder(s.out)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(v)
}
