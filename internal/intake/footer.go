package intake

// What a footer says. One sure phrase makes it a footer; the others only help
// to find where it begins.
var (
	footerSure = lazily(`(?i)unsubscrib|manage (?:your |my )?(?:email |subscription )?(?:preferences|subscription)|view (?:this|it|the) (?:e-?mail|issue|message|newsletter|online|in)|view in (?:your )?browser|as a web ?page|spam|copyright|©|all rights reserved|you(?:’|')?(?: a)?re receiving|you (?:get|receive|received) this` +
		`|abmelden|abbestell|austragen|impressum|im browser|alle rechte vorbehalten` +
		`|désabonn|désinscri|dans (?:votre|le) navigateur|tous droits réservés|darse de baja|date de baja|en (?:tu|el) navegador|todos los derechos|disiscri|annulla l[’']iscrizione|nel browser|tutti i diritti|cancelar (?:a )?(?:inscrição|subscrição|suscripción)|todos os direitos` +
		`|uitschrijven|afmelden|avprenumerera|afmeld|отписаться|все права|إلغاء الاشتراك|في المتصفح|جميع الحقوق|הסרה|退订|退訂|配信停止|수신거부`)
	footerHint = lazily(`(?i)subscri|newsletter|rundbrief|abonn|feedback|contact|kontakt|privacy|datenschutz|forward|weiterleiten|previous issues|archive|address|اشتراك|подпис`)
)

const (
	shortLine     = 12  // words; an address comes in such lines
	maxOthers     = 6   // such lines between two that are small print for sure
	maxFooterLine = 120 // words; the small print of a footer
	maxFooterByte = 2000
)

// footer gives the block with which the footer begins, len(blocks) when there
// is none. It looks upwards from the end as long as it meets small print.
func (c *cutter) footer() int {
	start, sure, others := len(c.blocks), false, 0
	for i := len(c.blocks) - 1; i >= 0; i-- {
		b := &c.blocks[i]
		if b.kind == picture {
			continue
		}
		is := isSmallPrint(b) && footerSure().MatchString(b.text)
		switch {
		case b.kind == list || b.known != "" || !isSmallPrint(b) || !is && c.job(i) > 0:
			i = -1
		case is, c.hints(i):
			start, sure, others = i, sure || is, 0
		case b.words() > shortLine || others == maxOthers || isGreeting(b.text) || postscript().MatchString(b.text):
			i = -1 // running text: the footer is below
		default:
			others++
		}
	}
	if !sure {
		return len(c.blocks)
	}
	return c.withAddress(start)
}

func isSmallPrint(b *block) bool {
	return len(b.text) <= maxFooterByte && b.words() <= maxFooterLine
}

// hints reports whether block i has words that only footers are full of; a
// promo below its picture may have them too.
func (c *cutter) hints(i int) bool {
	text := c.blocks[i].text
	if !footerHint().MatchString(text) || i > 0 && c.blocks[i-1].kind == picture && endsInCall(text) {
		return false
	}
	return c.setOff(i) || c.blocks[i].words() <= 3*shortLine
}

// withAddress takes in the short lines right above the footer when they stand
// apart from what is above them: the sender's address is often the first.
func (c *cutter) withAddress(start int) int {
	for i := start; i > 0; i-- {
		if c.setOff(i) {
			return i
		}
		above := &c.blocks[i-1]
		if above.kind != paragraph || above.known != "" || above.words() > shortLine || isSignOff(above.text) || endsInCall(above.text) {
			return start
		}
	}
	return start
}
