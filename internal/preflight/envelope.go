package preflight

import (
	"fmt"
	"net/mail"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"galley/internal/eml"
	"galley/internal/issue"
)

// envelope: what the inbox shows before anyone opens the email. It stands in
// the front matter, so it is the issue's own finding.
var envelope = []check{
	{"envelope.subject", issue.SeverityError, subject},
	{"envelope.preheader", issue.SeverityWarning, preheader},
	{"envelope.from", issue.SeverityError, from},
	{"envelope.date", issue.SeverityWarning, date},
}

// Lengths in characters. Phones cut a subject near 40 and desks near 70; a
// preheader below 30 is filled up from the email, and nobody shows above 140.
const (
	longestSubject    = 60
	shortestPreheader = 30
	longestPreheader  = 140
)

// fakeReply is how a mail begins that answers another or hands it on; in a
// newsletter it deceives (16 CFR 316, and every spam filter).
var fakeReply = regexp.MustCompile(`(?i)^(re|fwd?|aw|wg|antw|sv|tr) ?(\[\d+\])?:(\s|$)`)

// flaw is what is wrong with a line that the inbox shows, wherever it comes
// from.
type flaw struct {
	why  string
	warn bool // and no more
}

// flaws reports what is wrong with a value of the issue's.
func (r *round) flaws(value string, list []flaw) {
	for _, f := range list {
		if h := r.whole(value, f.why); f.warn {
			h.warn()
		}
	}
}

func subject(r *round) {
	s := strings.TrimSpace(r.e.Issue.Subject)
	if s == "" {
		r.whole("", "The issue has no subject, and the inbox shows little else: give it one (subject in the front matter).")
		return
	}
	r.flaws(s, subjectFlaws(s, false))
}

// subjectFlaws judges a subject that is not empty. One that answers a mail may
// begin with Re:.
func subjectFlaws(s string, answers bool) []flaw {
	if strings.ContainsFunc(s, unicode.IsControl) {
		return []flaw{{why: "The subject holds a line break or another control character, which no header can carry: write it on one line."}}
	}
	var list []flaw
	warn := func(why string) { list = append(list, flaw{why, true}) }
	if n := characters(s); n > longestSubject {
		warn(fmt.Sprintf("The subject has %d characters, and most inboxes show at most %d: put what matters first, or shorten it.", n, longestSubject))
	}
	if shouted(s) {
		warn("The subject is all in capitals, which reads as shouting and is filtered as spam: write it as a sentence.")
	}
	if fakeReply.MatchString(s) && !answers {
		prefix, _, _ := strings.Cut(s, ":")
		warn(fmt.Sprintf("The subject begins with “%s:” although this answers nobody, which misleads readers and is filtered as spam: leave it out.", prefix))
	}
	return list
}

// characters counts what a reader sees: marks that join the letter before
// them and invisible joiners are not counted.
func characters(s string) int {
	n := 0
	for _, r := range s {
		if !unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf) {
			n++
		}
	}
	return n
}

// shouted reports whether several words are all in capitals. One alone may be
// a name; a script without cases never shouts.
func shouted(s string) bool {
	capitals, words := 0, 0
	for word := range strings.FieldsSeq(s) {
		here := 0
		for _, r := range word {
			switch {
			case unicode.IsLower(r):
				return false
			case unicode.IsUpper(r):
				here++
			}
		}
		capitals += here
		if here > 0 {
			words++
		}
	}
	return words >= 2 && capitals >= 6
}

func preheader(r *round) {
	s := strings.TrimSpace(r.e.Issue.Preheader)
	if s == "" {
		r.whole("", fmt.Sprintf("The issue has no preheader, so inboxes show %s after the subject: write one (preheader in the front matter).", r.firstWords()))
		return
	}
	r.flaws(s, preheaderFlaws(s, r.e.Issue.Subject))
}

// preheaderFlaws judges a preheader that is not empty, behind its subject.
func preheaderFlaws(s, subject string) []flaw {
	var why string
	switch n := characters(s); {
	case strings.Join(letters(s), " ") == strings.Join(letters(subject), " ") && len(letters(s)) > 0:
		why = "The preheader repeats the subject, which stands right before it: say something more."
	case n < shortestPreheader:
		why = fmt.Sprintf("The preheader has %s, and inboxes have room for some %d: say something more.", issue.Counted(n, "character", "characters"), longestPreheader/2)
	case n > longestPreheader:
		why = fmt.Sprintf("The preheader has %d characters, and no inbox shows more than %d: shorten it.", n, longestPreheader)
	default:
		return nil
	}
	return []flaw{{why, true}}
}

// firstWords says what the email begins with: the link to the web version, or
// the masthead, which may be a picture.
func (r *round) firstWords() string {
	const some = 60
	if words := r.e.House.Parts.WebVersion; words != "" && r.e.Fill(issue.SlotWebVersion, "").Kind != issue.SlotNone {
		return "“" + cut(words, some) + "”"
	}
	if r.masthead != nil && len(r.masthead.Reading.Pictures) > 0 && r.masthead.Reading.Pictures[0].Alt != "" {
		return "the alt text “" + cut(r.masthead.Reading.Pictures[0].Alt, some) + "”"
	}
	return "“" + cut(r.e.Title(), some) + "”"
}

// freeMail are providers whose addresses only they may send from: their DMARC
// policy or their users' filters turn everybody else's mail away.
var freeMail = strings.Fields("aol.com freenet.de gmail.com gmx.at gmx.ch gmx.de gmx.net googlemail.com hotmail.com " +
	"hotmail.co.uk icloud.com live.com mail.ru me.com msn.com naver.com orange.fr outlook.com outlook.de qq.com t-online.de web.de " +
	"yahoo.co.jp yahoo.co.uk yahoo.com yahoo.de yahoo.fr yandex.ru")

func from(r *round) {
	sender := strings.TrimSpace(r.e.Publication.Sender)
	if sender == "" {
		r.whole("", "Nobody is named as the sender: name one, as in Tidewater <letter@tidewater.example> (sender in publication.toml).")
		return
	}
	list, ok := senderFlaws(sender)
	if r.flaws(sender, list); !ok {
		return
	}
	if reply := strings.TrimSpace(r.e.Publication.ReplyTo); reply != "" {
		if _, ok := mailbox(reply); !ok {
			r.whole(reply, "The address for replies is no mailbox: write it as Name <name@example.org>, or leave reply_to out.").warn()
		}
	}
}

// senderFlaws judges a sender; ok is false for one that is no mailbox.
func senderFlaws(sender string) (list []flaw, ok bool) {
	address, ok := mailbox(sender)
	if !ok {
		return []flaw{{why: "The sender is no mailbox that every mail server takes: write it as Name <name@example.org>, with plain letters before the @, and a name with a comma or a full stop in double quotes."}}, false
	}
	local, domain, _ := strings.Cut(strings.ToLower(address), "@")
	if slices.Contains(freeMail, domain) {
		nobody := strings.Trim(local, "0123456789") == "noreply" || local == "no-reply"
		list = append(list, flaw{fmt.Sprintf("Other services may not send for %s, so much of this would be filtered: use an address of your own domain.", domain), !nobody})
	}
	return list, true
}

// mailbox gives the address of one mailbox (RFC 5322, 3.4) on a host that mail
// can reach.
func mailbox(s string) (address string, ok bool) {
	parsed, err := mail.ParseAddress(s)
	if err != nil {
		return "", false
	}
	_, domain, _ := strings.Cut(parsed.Address, "@")
	return parsed.Address, eml.IsMailbox(s) && strings.Contains(strings.Trim(domain, "."), ".")
}

func date(r *round) {
	if _, ok := r.e.Issue.Day(); !ok && r.e.Issue.Date != "" {
		r.whole(r.e.Issue.Date, "The issue’s date is no date of the calendar, so it is printed as it stands: write it as YYYY-MM-DD.")
	}
}
