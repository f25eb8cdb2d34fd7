package cli

import (
	"fmt"
	"os"
	"strconv"
	"time"

	"galley/internal/desk"
	"galley/internal/fault"
	"galley/internal/folder"
)

type exportCommand struct {
	Issue   string `arg:"" optional:"" help:"The issue file."`
	Out     string `short:"o" required:"" placeholder:"DIR" help:"The folder to write to."`
	Profile string `placeholder:"NAME" help:"Merge-tag profile: none, mailchimp, listmonk …"`
	Final   bool   `help:"With open errors, write nothing."`
	Date    string `placeholder:"TIME" help:"Time of export (RFC 3339, or YYYY-MM-DD); else SOURCE_DATE_EPOCH, else now."`
	JSON    bool   `name:"json" help:"Print the receipt as JSON."`
	Sample  bool   `help:"Export the sample issue that ships with Galley."`
}

func (c *exportCommand) run(s *session) (int, error) {
	date, err := exportDate(c.Date)
	if err != nil {
		return 0, err
	}
	o, err := s.open(c.Issue, c.Sample, c.Profile, "export")
	if err != nil {
		return 0, err
	}
	receipt, written, err := s.desk.Export(s.ctx, o, c.Out, desk.ExportOptions{Date: date, Final: c.Final})
	if err != nil {
		return 0, err
	}
	for _, n := range o.Notes {
		s.line(note(o.Name, n))
	}
	s.say("%s", exported(&receipt, c.Out, written))
	if c.JSON {
		if err := s.json(receipt); err != nil {
			return 0, err
		}
	}
	if receipt.Proof {
		return statusOpen, nil
	}
	return statusDone, nil
}

// open loads an issue file, or the sample.
func (s *session) open(path string, sample bool, profile, command string) (*desk.Open, error) {
	switch {
	case sample:
		return s.desk.Load(s.ctx, desk.SampleSource{}, profile)
	case path == "":
		return nil, fault.New(fault.BadInput, "No issue file was named.", fmt.Sprintf(hintUsed, command))
	}
	src, err := folder.Open(path)
	if err != nil {
		return nil, err
	}
	defer func() { _ = src.Close() }()
	return s.desk.Load(s.ctx, src, profile)
}

// exportDate reads --date, else SOURCE_DATE_EPOCH (seconds since 1970,
// reproducible-builds.org), else gives zero, which is now.
func exportDate(flag string) (time.Time, error) {
	if flag == "" {
		epoch := os.Getenv("SOURCE_DATE_EPOCH")
		if epoch == "" {
			return time.Time{}, nil
		}
		seconds, err := strconv.ParseInt(epoch, 10, 64)
		if err != nil {
			return time.Time{}, fault.Wrap(err, fault.BadInput, fmt.Sprintf("SOURCE_DATE_EPOCH is “%s”, which is no time.", epoch), "Set it to seconds since 1970, or remove it.")
		}
		return time.Unix(seconds, 0).UTC(), nil
	}
	for _, layout := range []string{time.RFC3339, "2006-01-02T15:04", time.DateOnly} {
		if t, err := time.Parse(layout, flag); err == nil {
			return t, nil
		}
	}
	return time.Time{}, fault.New(fault.BadInput, fmt.Sprintf("“%s” is no date.", flag), "Write it as 2026-11-25 or 2026-11-25T09:00:00Z.")
}
