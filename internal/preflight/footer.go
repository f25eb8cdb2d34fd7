package preflight

import (
	"fmt"
	"regexp"
	"strings"

	"galley/internal/issue"
)

// footer: what mail law and courtesy ask for below the last item. A footer item
// takes the place of the publication's own, so nothing is added to it.
var footer = []check{
	{"footer.address", issue.SeverityError, footerAddress},
	{"footer.unsubscribe", issue.SeverityError, footerUnsubscribe},
	{"footer.twice", issue.SeverityWarning, footerTwice},
	{"footer.web-version", issue.SeverityWarning, footerWebVersion},
}

// meansUnsubscribe and meansWebVersion know the words and addresses of such
// links in the languages that newsletters are mostly written in.
var (
	meansUnsubscribe = regexp.MustCompile(`(?i)unsub|opt[-_ ]?out|(manage|update|change|edit)[-_ a-z]{0,16}(preferences|subscription)|(mail|subscription)[-_ ]preferences|` +
		`abmeld|abbestell|austragen|désabonn|désinscri|desinscri|darse de baja|dar(me|te)? de baja|cancelar (la |tu |su |a )?(suscripci|inscri|subscri|assinatura)|` +
		`desuscri|disiscri|annulla l.iscrizione|cancella(ti|re)|afmeld|uitschrij|avprenumer|avsluta prenum|avregistr|avmeld|frameld|peru(uta)? tilau|` +
		`wypis|zrezygnuj|odhlás|odhlas|leiratkoz|dezabon|διαγραφή|отпис|отказаться от|відпис|aboneliğ|abonelikten|إلغاء (ال)?اشتراك|الغاء (ال)?اشتراك|إلغاء الاشتراك|הסר|` +
		`लेना बंद|退订|退訂|取消订阅|取消訂閱|配信停止|配信を?停止|購読解除|구독 ?취소|수신 ?거부|hủy đăng ký|berhenti berlangganan`)
	meansWebVersion = regexp.MustCompile(`(?i)\b(view|read|see|open|show)\b[^.]{0,25}\b(online|(in|on|as)( your| a| the)? (browser|web))|web[-_ ]?version|online version|view[-_]?(in[-_]?browser|online)|` +
		`im browser|online ?(ansehen|lesen|version)|webansicht|navigateur|version (web|en ligne)|en línea|en el navegador|versión web|nel browser|online bekijken|in (je|uw) browser|` +
		`webbläsare|nettleser|в браузере|веб-верси|المتصفح|على (الويب|الإنترنت)|浏览器|瀏覽器|ブラウザ|웹에서`)
)

// footerAddress wants a postal address: the slot, the publication's own in
// words, or at least something that looks like one.
func footerAddress(r *round) {
	if r.withheld(issue.SlotAddress) {
		return // the provider's template prints it; slot.none says so
	}
	filled := r.e.Fill(issue.SlotAddress, "").Kind != issue.SlotNone
	p, slot := r.firstSlot(issue.SlotAddress)
	switch {
	case slot != nil && filled:
	case slot != nil && p.like == issue.KindFooter:
		r.at(p, p.slotWords(slot), "Nothing fills this slot, and mail law asks for a postal address: give the publication one (address in publication.toml).")
	case !r.hasAddress():
		h := r.lacksInFooter("The email has no postal address, and mail law asks for one: put {{address}} into the footer.")
		if filled {
			h.append("Add the address", "{{address}}")
		}
	}
}

// lacksInFooter reports what is missing in the first footer, or altogether.
func (r *round) lacksInFooter(why string) hit {
	if len(r.footers) == 0 {
		return r.whole("", why)
	}
	return r.lacks(r.footers[0], 0, why)
}

// hasAddress reports whether a postal address stands somewhere in words: the
// publication's own anywhere, another in a footer.
func (r *round) hasAddress() bool {
	own := tokens(r.e.Publication.Address)
	for _, p := range r.everywhere() {
		words := tokens(p.Copy)
		if len(own) > 0 && holdsAll(words, own) || p.like == issue.KindFooter && (addressIn(words, p.Copy) || addressTag(p.Copy)) {
			return true
		}
	}
	return false
}

// addressTag reports whether a provider's own tag for the address stands in
// copy.
func addressTag(copy string) bool {
	for _, t := range issue.TagsIn(copy) {
		if strings.Contains(strings.ToLower(copy[t.Start:t.End]), "address") {
			return true
		}
	}
	return false
}

// footerUnsubscribe wants a way out: the slot, or a link whose words or
// address mean it.
func footerUnsubscribe(r *round) {
	if r.withheld(issue.SlotUnsubscribe) {
		return
	}
	filled := r.e.Fill(issue.SlotUnsubscribe, "").Kind != issue.SlotNone
	p, slot := r.firstSlot(issue.SlotUnsubscribe)
	switch {
	case slot != nil && filled:
	case r.linkThatMeans(meansUnsubscribe):
	case slot != nil && p.like == issue.KindFooter:
		r.at(p, p.slotWords(slot), "Nothing fills this slot, and mail law asks for a way to unsubscribe: choose the profile of the service that sends this, or give the publication a page for it (unsubscribe_url in publication.toml).")
	case slot == nil:
		h := r.lacksInFooter("The email has no link to unsubscribe, and mail law and every mail provider ask for one: put [Unsubscribe]({{unsubscribe}}) into the footer.")
		if filled && strings.HasPrefix(strings.ToLower(r.e.Lang()), "en") {
			h.append("Add the link", "[Unsubscribe]({{unsubscribe}})")
		}
	}
}

// linkThatMeans reports whether a link with an address means something: by its
// words, its address or, where its words are “here”, by its sentence.
func (r *round) linkThatMeans(what *regexp.Regexp) bool {
	for _, p := range r.everywhere() {
		for i := range p.Reading.Links {
			l := &p.Reading.Links[i]
			if l.URL == "" || l.URL == "#" || strings.Contains(l.URL, "{{") {
				continue
			}
			if what.MatchString(l.Words) || what.MatchString(l.URL) || saysHere.MatchString(l.Words) && what.MatchString(sentence(p.Copy, l.Span)) {
				return true
			}
		}
	}
	return false
}

// saysHere knows the words of links that leave it to their sentence what they
// are.
var saysHere = regexp.MustCompile(`(?i)^(click |klick(e|en sie)? |cliquez |clic |clicca |klik )?(here|this link|hier|ici|aquí|aqui|qui|här|her|tutaj|zde|здесь|тут|هنا|כאן|यहाँ|这里|此处|こちら|여기)\.?$`)

// footerTwice finds the address or the unsubscribe link a second time: what
// happens when a footer is pasted below the sending service's own.
func footerTwice(r *round) {
	for _, a := range r.addresses()[min(1, len(r.addresses())):] {
		h := r.at(a.piece, a.Span, "The postal address stands in the footer twice: keep one.")
		if at, ok := a.lines(a.Span); ok {
			h.fix("Take this one out", at, "")
		}
	}
	seen := map[string]bool{}
	for _, p := range r.footers {
		for i := range p.Reading.Links {
			l := &p.Reading.Links[i]
			if l.URL == "" || !meansUnsubscribe.MatchString(l.Words) && !meansUnsubscribe.MatchString(l.URL) {
				continue
			}
			if seen[l.URL] {
				r.at(p, l.Span, "The link to unsubscribe stands in the footer twice: keep one.")
			}
			seen[l.URL] = true
		}
	}
}

// footerWebVersion is content with the link that Galley puts near the top.
func footerWebVersion(r *round) {
	if r.withheld(issue.SlotWebVersion) {
		return
	}
	filled := r.e.Fill(issue.SlotWebVersion, "").Kind != issue.SlotNone
	p, slot := r.firstSlot(issue.SlotWebVersion)
	unasked := slot != nil && p.house && !filled // then its line is left out
	if slot != nil && !unasked || filled && r.e.House.Parts.WebVersion != "" || r.linkThatMeans(meansWebVersion) {
		return
	}
	mend := "choose the profile of the service that sends this, or say where the issue stands on the web (web_url in publication.toml)"
	if filled {
		mend = "put [Read on the web]({{web_version}}) into the footer"
	}
	r.lacksInFooter(fmt.Sprintf("The email has no link to its web version, for readers whose program shows it badly: %s.", mend))
}
