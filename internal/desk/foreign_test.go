package desk

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"galley/internal/fault"
)

// TestNoMail gives what is named like mail and is none: one sentence with the
// file in it, and what to do.
func TestNoMail(t *testing.T) {
	for _, c := range []struct{ name, data, says, hint string }{
		{"a.eml", "", "a.eml is no email", "It is empty"},
		{"a.eml", "\x89PNG\r\n\x1a\n\x00\x00", "a.eml is no email", "Save it from the mail program"},
		{"a.eml", "\xff\xfeF\x00r\x00o\x00m\x00:\x00", "a.eml is no email", "Save it"},
		{"a.eml", "---\ngalley: 1\n---\n\n<!-- letter -->\nHello.\n", "a.eml is no email", "Save it"},
		{"a.eml", "Dear friends:\n\nthe water rose.\n", "a.eml is no email", "Save it"},
		{"a.eml", "<!doctype html><html><body><p>Hello.</p></body></html>", "a.eml is no email", "ending .html"},
		{"a.html", "", "no element in it", "Name the .html"},
		{"a.html", "The water rose.\n", "no element in it", "Name the .html"},
		{"a.html", "<!-- letter -->\nThe water rose.\n", "no element in it", "Name the .html"},
		{"a.html", "---\ngalley: 1\n---\n\n<b>Hello</b>\n", "begins like an issue file", ".md"},
		{"a.htm", "\x89PNG\r\n\x1a\n\x00\x00<p>", "binary data", "Name the .html"},
		{"a.html", "\xff\xfe<\x00p\x00>\x00", "UTF-16", "UTF-8"},
		{"a.mbox", "From a@b.example Wed\nFrom: a@b.example\n\nHello.\n", "a.mbox is a mailbox", ".eml"},
		{"A.MSG", "\xd0\xcf\x11\xe0", "Outlook", ".eml"},
		{"a.txt", "From: a@b.example\n\nHello.\n", "a.txt is no email", ".eml"},
	} {
		found, err := New().CheckMail(c.name, []byte(c.data), "")
		f := fault.Of(err)
		if f == nil || f.Code != fault.BadInput || !strings.Contains(f.Message, c.says) || !strings.Contains(f.Hint, c.hint) || found != nil {
			t.Errorf("%s %q: %v", c.name, c.data[:min(len(c.data), 20)], err)
		}
	}
}

// TestMailOfAllKinds reads what mail programs save.
func TestMailOfAllKinds(t *testing.T) {
	for name, data := range map[string]string{
		"fields.EML":  "From: a@b.example\r\n\r\nHello.\r\n",
		"mailbox.eml": "From a@b.example Wed Nov 25 09:00:00 2026\nFrom: a@b.example\n\nHello.\n",
		"bom.eml":     "\uFEFFSubject: x\r\n\r\nHello.\r\n",
		"page.html":   "<!DOCTYPE html>\n<html><body><p>Hello.</p></body></html>",
		"bom.htm":     "\uFEFF<p>Hello.</p>",
		"latin.html":  "<meta charset=iso-8859-1><p>K\xe4se</p>",
		"piece.html":  "Hello, <b>friends</b>\n",
	} {
		if _, err := New().CheckMail(name, []byte(data), ""); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	in, err := foreign("latin.html", []byte("<p>K\xe4se</p>\r\n"))
	if err != nil || !bytes.Equal(in.HTML, []byte("<p>Käse</p>\n")) {
		t.Errorf("%q, %v", in.HTML, err)
	}
}

// TestOwnMailAsForeign judges the sample issue as it leaves, for each profile,
// as if somebody else had made it: no check of mail has a reason to speak.
func TestOwnMailAsForeign(t *testing.T) {
	for _, profile := range []string{"", "mailchimp", "listmonk", "buttondown", "brevo", "kit", "campaign-monitor", "mailerlite"} {
		d := New()
		printed, err := d.Print(sample(t, d, profile), time.Date(2026, 11, 25, 9, 0, 0, 0, time.UTC))
		if err != nil {
			t.Fatal(err)
		}
		for name, data := range map[string][]byte{"issue.eml": printed.EML, "issue.html": printed.HTML} {
			found, err := d.CheckMail(name, data, profile)
			if err != nil {
				t.Fatal(err)
			}
			for i := range found {
				f := &found[i]
				t.Errorf("%s for %q: %s %s %d:%d “%s” %s", name, profile, f.Check, f.Part, f.Line, f.Column, f.Words, f.Why)
			}
		}
		for _, f := range printed.Receipt.Findings {
			if f.Part != "" {
				t.Errorf("the issue for %q: %s %s", profile, f.Check, f.Why)
			}
		}
	}
}
