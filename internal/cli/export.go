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
	Profile string `placeholder:"NAME" help:"Merge-tag profile: none, mailchimp, listmonk, buttondown, brevo, kit, campaign-monitor, mailerlite, or one of house.toml."`
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
	if c.Out == "" {
		return 0, fault.New(fault.BadInput, sayNoFolder, hintFolder)
	}
	o, file, err := s.open(c.Issue, c.Sample, c.Profile, "export")
	if err != nil {
		return 0, err
	}
	receipt, written, err := s.desk.Export(s.ctx, o, c.Out, desk.ExportOptions{Date: date, Final: c.Final})
	if err != nil {
		return 0, err
	}
	s.notes(file, o.Notes)
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

// open loads an issue file, or the sample. File is what messages call it.
func (s *session) open(path string, sample bool, profile, command string) (o *desk.Open, file string, err error) {
	switch {
	case sample && path != "":
		return nil, "", fault.New(fault.BadInput, fmt.Sprintf("%s was named, and --sample as well.", path), "Leave one of them out.")
	case sample:
		if o, err = s.desk.Load(s.ctx, desk.SampleSource{}, profile); err != nil {
			return nil, "", err
		}
		return o, o.Name, nil
	case path == "":
		return nil, "", fault.New(fault.BadInput, sayNoFile, fmt.Sprintf(hintUsed, command))
	}
	src, err := folder.Open(path)
	if err != nil {
		return nil, "", err
	}
	defer func() { _ = src.Close() }()
	o, err = s.desk.Load(s.ctx, src, profile)
	return o, path, err
}

// The years that an email may be dated in: RFC 5322 has none before 1900, and
// RFC 3339, in which the receipt says it, none after 9999.
const firstYear, lastYear = 1900, 9999

func sendable(t time.Time) bool {
	utc := t.UTC().Year()
	return firstYear <= min(utc, t.Year()) && max(utc, t.Year()) <= lastYear
}

// exportDate reads --date, else SOURCE_DATE_EPOCH (seconds since 1970,
// reproducible-builds.org), else gives zero, which is now.
func exportDate(flag string) (time.Time, error) {
	if flag == "" {
		return epochDate(os.Getenv("SOURCE_DATE_EPOCH"))
	}
	for _, layout := range []string{time.RFC3339, "2006-01-02T15:04", time.DateOnly} {
		if t, err := time.Parse(layout, flag); err == nil && sendable(t) {
			return t, nil
		}
	}
	return time.Time{}, fault.New(fault.BadInput, fmt.Sprintf(sayNoDate, flag), hintDate)
}

func epochDate(epoch string) (time.Time, error) {
	if epoch == "" {
		return time.Time{}, nil
	}
	seconds, err := strconv.ParseInt(epoch, 10, 64)
	if t := time.Unix(seconds, 0).UTC(); err == nil && sendable(t) {
		return t, nil
	}
	return time.Time{}, fault.Wrap(err, fault.BadInput, fmt.Sprintf(sayNoTime, epoch), hintTime)
}
