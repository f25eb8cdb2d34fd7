package desk

import (
	"bytes"
	"fmt"
	"io"
	"net/mail"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"galley/internal/eml"
	"galley/internal/fault"
	"galley/internal/house"
	"galley/internal/issue"
	"galley/internal/preflight"
)

// IsMail reports whether a file of this name is mail that was made elsewhere,
// or would be: those that [Desk.CheckMail] judges, and those of which it says
// what to do with them.
func IsMail(name string) bool {
	end := strings.ToLower(filepath.Ext(name))
	return end == endMail || slices.Contains(endsPage, end) || otherMail[end] != ""
}

// The endings of mail that was made elsewhere.
const endMail = ".eml"

var endsPage = []string{".html", ".htm"}

// otherMail is how other programs keep mail, by the ending of their files.
var otherMail = map[string]string{
	".mbox":   "is a mailbox, which may hold many emails",
	".mbx":    "is a mailbox, which may hold many emails",
	".emlx":   "is how Apple Mail keeps an email to itself",
	".msg":    "is an email as Outlook keeps it to itself",
	".oft":    "is a template as Outlook keeps it to itself",
	".mht":    "is a web archive",
	".mhtml":  "is a web archive",
	".emltpl": "is a template as Outlook keeps it to itself",
}

// CheckMail judges an email that Galley did not make, by its name an .eml file
// or a page of HTML, and gives what it finds. Profile, when not empty, is the
// service that will send it and fills its own tags. Nothing is written, and
// nothing of the mail is kept.
func (d *Desk) CheckMail(name string, data []byte, profile string) (issue.Findings, error) {
	in, err := foreign(name, data)
	if err != nil {
		return nil, err
	}
	if profile != "" {
		by, err := house.Profile(&issue.House{}, profile)
		if err != nil {
			return nil, err
		}
		in.Profile = &by
	}
	if in.Profiles, err = house.Profiles(); err != nil {
		return nil, err
	}
	return preflight.Check(in), nil
}

// foreign reads mail of whatever kind.
func foreign(name string, data []byte) (preflight.Input, error) {
	end := strings.ToLower(filepath.Ext(name))
	switch {
	case otherMail[end] != "":
		return preflight.Input{}, fault.New(fault.BadInput, fmt.Sprintf("%s %s.", name, otherMail[end]), "Open it in the mail program, save the one email as .eml, and name that.")
	case end == endMail:
		return foreignMail(name, data)
	case slices.Contains(endsPage, end):
		return foreignPage(name, data)
	}
	return preflight.Input{}, fault.New(fault.BadInput, name+" is no email.", "Name an .eml file, or the .html of an email.")
}

// knownFields are header fields of which every email has some. A letter that
// begins with “Dear friends:” has none.
var knownFields = []string{"Content-Type", "Date", "Delivered-To", "From", "Message-Id", "Mime-Version", "Received", "Return-Path", "Sender", "Subject", "To"}

func foreignMail(name string, data []byte) (preflight.Input, error) {
	in, err := preflight.OfMessage(data)
	if err == nil && has(in.Message.Mail.Header, knownFields) {
		return in, nil
	}
	hint := "Save it from the mail program as .eml, or as “original” or “source”."
	switch {
	case looksLikePage(data):
		hint = "It looks like a page of HTML: give it the ending .html."
	case len(data) == 0:
		hint = "It is empty: save it anew from the mail program."
	}
	return preflight.Input{}, fault.Wrap(err, fault.BadInput, name+" is no email: it does not begin with the lines of a header.", hint)
}

func has(h mail.Header, names []string) bool {
	return slices.ContainsFunc(names, func(name string) bool { return len(h[name]) > 0 })
}

// foreignPage reads a page as the HTML part of an email that has no more. Its
// charset is told as that of mail is, which is what its bytes say first.
func foreignPage(name string, data []byte) (preflight.Input, error) {
	why := ""
	switch {
	case bytes.HasPrefix(data, []byte("\xff\xfe")) || bytes.HasPrefix(data, []byte("\xfe\xff")):
		return preflight.Input{}, fault.New(fault.BadInput, name+" is saved as UTF-16, and mail is not.", "Save it as UTF-8 and try again.")
	case bytes.IndexByte(data[:min(len(data), 4096)], 0) >= 0:
		why = "is no page of HTML, but binary data"
	case bytes.HasPrefix(data, []byte("---\n")) || bytes.HasPrefix(data, []byte("---\r\n")):
		return preflight.Input{}, fault.New(fault.BadInput, name+" is no page of HTML: it begins like an issue file.", "Give it the ending .md and try again.")
	case !looksLikePage(data):
		why = "is no page of HTML: there is no element in it"
	}
	if why != "" {
		return preflight.Input{}, fault.New(fault.BadInput, fmt.Sprintf("%s %s.", name, why), "Name the .html of an email, or an .eml file.")
	}
	mail, _, err := eml.Read(io.MultiReader(strings.NewReader("Content-Type: text/html\r\n\r\n"), bytes.NewReader(data)))
	if err != nil {
		return preflight.Input{}, err
	}
	return preflight.Input{HTML: mail.HTML}, nil
}

// pageElement is an element that some email has and no issue file needs.
var pageElement = regexp.MustCompile(`(?i)<(?:!doctype html|html|head|body|table|td|div|p|span|center|h[1-6]|ul|ol|a|img|br|b|i|strong|em|font)[\s/>]`)

// looksLikePage reports whether there is HTML near the beginning of a file.
func looksLikePage(data []byte) bool {
	const near = 64 << 10
	return pageElement.Match(data[:min(len(data), near)])
}
