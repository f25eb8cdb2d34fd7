package preflight

import (
	"fmt"
	stdmime "mime"
	"strings"

	"galley/internal/issue"
)

// mailHead: what the inbox shows, by the rules that an issue's own subject,
// preheader and sender are judged by. In an issue they stand in the front
// matter, and envelope.* finds them there.
var mailHead = []mailCheck{
	{check{"head.subject", issue.SeverityError, mailSubject}, true},
	{check{"head.preheader", issue.SeverityWarning, mailPreheader}, true},
	{check{"head.from", issue.SeverityError, mailFrom}, true},
	{check{"head.list-unsub", issue.SeverityError, listUnsubscribe}, false},
}

// inField reports the value of a header field. Its words are what stands in the
// message, its context what readers see of it. Of a field that is missing or
// empty it is the message's own.
func (r *round) inField(name, decoded, why string) hit {
	f, ok := r.field(name)
	if !ok || f.value.Start >= f.value.End {
		return r.ofPart(issue.PartMessage, why)
	}
	h := r.inMessage(f.value, why)
	h.within(decoded)
	return h
}

// mailSubject judges the subject of a message; a page alone has none. An answer
// that says which mail it answers may begin with Re:.
func mailSubject(r *round) {
	if r.in.Message == nil {
		return
	}
	mail := &r.in.Message.Mail
	s := mail.Subject
	if s == "" {
		r.inField("subject", "", "The email has no subject, and the inbox shows little else: give it one.")
		return
	}
	if broken := decodedWords(mail.Header.Get("Subject")); strings.ContainsAny(broken, "\r\n") {
		s = broken
	}
	answers := mail.Header.Get("In-Reply-To") != "" || mail.Header.Get("References") != ""
	for _, f := range subjectFlaws(s, answers) {
		if h := r.inField("subject", mail.Subject, f.why); f.warn {
			h.warn()
		}
	}
}

// decodedWords decodes the encoded-words of a header with all that they hide,
// such as the line break that would begin a header of its own.
func decodedWords(value string) string {
	s, err := new(stdmime.WordDecoder).DecodeHeader(value)
	if err != nil { // a charset that the standard decoder does not know
		return ""
	}
	return s
}

func mailFrom(r *round) {
	if r.in.Message == nil {
		return
	}
	from := &r.in.Message.Mail.From
	value := strings.TrimSpace(r.in.Message.Mail.Header.Get("From"))
	switch {
	case value == "":
		r.inField("from", "", "Nobody is named as the sender, and mail servers refuse such an email: set From, as in Tidewater <letter@tidewater.example>.")
		return
	case from.Address == "":
		list, _ := senderFlaws(value)
		for _, f := range list {
			r.inField("from", value, f.why)
		}
		return
	}
	list, _ := senderFlaws(from.String())
	shown := from.Address
	if from.Name != "" {
		shown = from.Name + " <" + from.Address + ">"
	}
	for _, f := range list {
		if h := r.inField("from", shown, f.why); f.warn {
			h.warn()
		}
	}
}

// listUnsubscribe judges what lets mail providers show a button of their own.
// It is silent where there is no such header: the service that sends writes it.
func listUnsubscribe(r *round) {
	if r.in.Message == nil {
		return
	}
	header := r.in.Message.Mail.Header
	post := header["List-Unsubscribe-Post"]
	if len(post) == 0 {
		return
	}
	switch {
	case !strings.Contains(strings.ToLower(header.Get("List-Unsubscribe")), "<https://"):
		r.inField("list-unsubscribe-post", post[0], "This promises that one click unsubscribes, and List-Unsubscribe names no https address that the click could go to (RFC 8058): add one, or take this header out.")
	case !strings.EqualFold(strings.TrimSpace(post[0]), "List-Unsubscribe=One-Click"):
		r.inField("list-unsubscribe-post", post[0], "Mail providers know one value of this header, “List-Unsubscribe=One-Click” (RFC 8058), and pass over this one: write that.").warn()
	}
}

// mailPreheader wants a hidden text where the body begins: inboxes show it after
// the subject, and else whatever comes first.
func mailPreheader(r *round) {
	if len(r.in.HTML) == 0 {
		return // of text alone the first line is shown, and it is meant for that
	}
	page := r.mailPage()
	hidden, ok := page.preheader()
	if !ok {
		first, ok := page.first()
		if !ok {
			return // a page of pictures, or none
		}
		r.inPage(page.doc, first.Span, first.Span, fmt.Sprintf("The email has no preheader, so inboxes show its first words after the subject, here “%s”: begin the body with a hidden line of some %d characters.", cut(first.words, 60), longestPreheader/2))
		return
	}
	subject := ""
	if r.in.Message != nil {
		subject = r.in.Message.Mail.Subject
	}
	for _, f := range preheaderFlaws(hidden.words, subject) {
		r.inPage(page.doc, hidden.Span, hidden.Span, f.why).within(hidden.words)
	}
}
