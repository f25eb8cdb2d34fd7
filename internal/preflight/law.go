package preflight

import (
	"strings"

	"galley/internal/issue"
)

// law: what the law and the large mailbox providers ask for. In an issue,
// footer.* asks for it in the copy.
var law = []mailCheck{
	{check{"law.unsubscribe", issue.SeverityError, lawUnsubscribe}, true},
	{check{"law.address", issue.SeverityError, lawAddress}, true},
}

// How much of an email is searched for a way out: links, and bytes of text, from
// its beginning and as many from its end. Newsletters have a tenth of it.
const (
	manyLinks = 1000
	muchText  = 32 << 10

	longestAddress = 1000 // of a link, as far as it is looked at
)

// lawUnsubscribe wants a link that means to unsubscribe and can be seen. The
// header List-Unsubscribe does not do instead: not every program shows it (16
// CFR 316; the rules of Gmail and Yahoo for senders ask for both).
func lawUnsubscribe(r *round) {
	if r.withheld(issue.SlotUnsubscribe) {
		return // the service's template prints it
	}
	if len(r.in.HTML) == 0 {
		r.unsubscribeInText()
		return
	}
	var unseen, pale *mailLink
	page := r.mailPage()
	for i := range page.links {
		switch l := &page.links[i]; {
		case i >= manyLinks && i < len(page.links)-manyLinks: // no newsletter has so many
		case !l.means(page.text):
		case !l.seen:
			unseen = l
		case !l.showsOff:
			pale = l
		default:
			return
		}
	}
	switch {
	case pale != nil:
		r.tag(page.doc, pale.node, "This link to unsubscribe has the colour of what is behind it, or nearly, so nobody sees it, and mail law asks for one that is easy to find: give it a colour that stands out.")
	case unseen != nil:
		r.tag(page.doc, unseen.node, "This link to unsubscribe is hidden, and mail law asks for one that is easy to find: show it.")
	case !tagThatMeans(ends(page.text)):
		r.ofPart(issue.PartHTML, "The email has no link to unsubscribe, and mail law and every mail provider ask for one: put one at its end, or the sending service’s own tag.")
	}
}

// ends gives the beginning and the end of a long text.
func ends(text string) string {
	if len(text) <= 2*muchText {
		return text
	}
	return text[:muchText] + "\n" + text[len(text)-muchText:]
}

// means reports whether a link that leads somewhere is one to unsubscribe: by
// its words, its address or, where its words are “here”, by its sentence.
func (l *mailLink) means(text string) bool {
	if l.address == "" || l.address == "#" {
		return false
	}
	return meansUnsubscribe.MatchString(head(l.words, maxContext)) || meansUnsubscribe.MatchString(head(l.address, longestAddress)) ||
		saysHere.MatchString(l.words) && meansUnsubscribe.MatchString(sentence(text, issue.Span{Start: l.at, End: l.at}))
}

// tagThatMeans reports whether a sending service's own tag that becomes such a
// link stands among the words.
func tagThatMeans(text string) bool {
	for _, t := range issue.TagsIn(text) {
		if meansUnsubscribe.MatchString(text[t.Start:t.End]) {
			return true
		}
	}
	return false
}

// unsubscribeInText judges an email that is text alone: words that mean it, and
// an address to go or to write to.
func (r *round) unsubscribeInText() {
	text := ends(string(r.in.Text))
	if strings.TrimSpace(text) == "" || meansUnsubscribe.MatchString(text) && (strings.Contains(text, "://") || strings.Contains(text, "@")) || tagThatMeans(text) {
		return
	}
	r.ofPart(issue.PartText, "The email says nowhere how to unsubscribe, and mail law and every mail provider ask for that: put an address to do so at its end, or the sending service’s own tag.")
}

// The words at the ends of an email among which a postal address is looked for.
// In the middle of it stories are told, in which numbers stand beside names.
const (
	addressAbove = 100
	addressBelow = 400
)

// lawAddress wants a postal address (16 CFR 316; § 5 DDG): one that reads like
// one near the end or the beginning of what is seen, or the sending service's
// own tag. Which address it is, is not its business.
func lawAddress(r *round) {
	if r.withheld(issue.SlotAddress) {
		return
	}
	part, text := issue.PartText, string(r.in.Text)
	if len(r.in.HTML) > 0 {
		part, text = issue.PartHTML, r.mailPage().text
	}
	if strings.TrimSpace(text) == "" || addressTag(ends(text)) || addressAtEnds(text) {
		return
	}
	r.ofPart(part, "The email has no postal address, and mail law asks for one: put the publisher’s at its end, or the sending service’s own tag.")
}

// addressAtEnds reports whether a postal address seems to stand at one of the ends
// of a text.
func addressAtEnds(text string) bool {
	const longest = 40 // bytes to a word, with what follows it, at most
	low := text[max(0, len(text)-addressBelow*longest):]
	words := tokens(strings.ToValidUTF8(low, " "))
	if len(words) > addressBelow {
		words = words[len(words)-addressBelow:]
	}
	if addressIn(words, strings.ToValidUTF8(low, " ")) {
		return true
	}
	high := strings.ToValidUTF8(text[:min(len(text), addressAbove*longest)], " ")
	words = tokens(high)
	return addressIn(words[:min(len(words), addressAbove)], high)
}
