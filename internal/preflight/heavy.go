package preflight

import (
	"fmt"
	"strings"

	"galley/internal/eml"
	"galley/internal/issue"
)

// heavy: how much there may be of an email.
var heavy = []mailCheck{
	{check{"size.gmail-clip", issue.SeverityError, mailClip}, true}, // size.go has it for an issue
	{check{"css.style-size", issue.SeverityWarning, styleSize}, false},
	{check{"size.images", issue.SeverityWarning, imageSizes}, false},
}

func mailClip(r *round) {
	gmailClip(r)
	for i := range r.found {
		r.found[i].Part = issue.PartHTML
	}
}

// mostStyle is how much of <style> Gmail takes; of what is beyond it drops the
// whole (caniemail.com, html-style).
const mostStyle = 16 << 10

// styleSize is one finding, at the first style sheet. What stands in conditional
// comments is Outlook's and not counted.
func styleSize(r *round) {
	if len(r.in.HTML) == 0 {
		return
	}
	sum := 0
	doc := r.document()
	for i := range doc.Sheets {
		sum += len(doc.Sheets[i].Text)
	}
	if sum > mostStyle {
		r.tag(doc, doc.Sheets[0].Node, fmt.Sprintf("The style sheets have %s bytes and Gmail takes %s, so it would show the email without them: shorten them, or write the styles on their elements.", thousands(sum), thousands(mostStyle)))
	}
}

// What pictures inside a message may weigh, in bytes; heavyBytes for one.
const (
	heavyPictures = 3 << 20
	mostMessage   = 25 << 20 // what Gmail and most others take
)

// imageSizes judges the pictures that travel inside the message, and the whole
// of it. In an issue picture.heavy speaks of each, where it can be changed, and a
// message that is too large stops nothing: a service sends the page, and the
// message is for looking at. Pictures on the web are not loaded.
func imageSizes(r *round) {
	if r.in.Message == nil {
		return
	}
	if n := len(r.in.Message.Raw); n > mostMessage {
		h := r.ofPart(issue.PartMessage, fmt.Sprintf("The message has %s and mail providers take up to %s, so it would come back: put its pictures on the web, or make them smaller.", megabytes(n), megabytes(mostMessage)))
		if h.finding != nil && r.in.Edition == nil {
			h.finding.Severity = issue.SeverityError
		}
	}
	if r.in.Edition == nil {
		r.heavyParts()
	}
}

// heavyParts reports each picture that is heavy, and all together.
func (r *round) heavyParts() {
	sum := 0
	for _, p := range r.partsOf() {
		if !strings.HasPrefix(p.Type, "image/") {
			continue
		}
		n := len(p.Data)
		if sum += n; n > heavyBytes {
			name := ""
			if p.Name != "" {
				name = " “" + cut(p.Name, 60) + "”"
			}
			r.atPart(&p, fmt.Sprintf("The picture%s has %s, and a phone with a weak signal needs ten seconds for one: make it smaller.", name, megabytes(n)))
		}
	}
	if sum > heavyPictures {
		r.ofPart(issue.PartMessage, fmt.Sprintf("The pictures in this message have %s together, which is slow on a phone and full for many a mailbox: put them on the web, or make them smaller.", megabytes(sum)))
	}
}

// partsOf lists the leaves of the message.
func (r *round) partsOf() []eml.Part {
	if r.in.Message == nil {
		return nil
	}
	return r.in.Message.Mail.Parts
}

// atPart reports a part of the message, at the first line of its header.
func (r *round) atPart(p *eml.Part, why string) hit {
	end, _ := lineEnd(r.in.Message.Raw, p.Offset)
	return r.inMessage(issue.Span{Start: p.Offset, End: end}, why)
}

func megabytes(n int) string { return fmt.Sprintf("%.1f MB", float64(n)/(1<<20)) }
