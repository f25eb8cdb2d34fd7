package preflight

import (
	"fmt"
	"regexp"
	"strings"
	"time"

	"galley/internal/issue"
)

// asksBy is how a sentence asks for something by a date, right before it, and
// expires how it says that something ends or will be on it. In promos and job
// advertisements both are believed; elsewhere only a sentence that begins with
// the verb. Until is how any offer says its last day, and stillOn how a sentence
// says that what has one goes on; wasOn and, behind the date, tellsOf say that it is over.
var (
	asksBy = whenUsed(`(?i)(?:^|[^\p{L}])(?:apply|register|order|pre-?order|sign up|submit|enrol|enroll|book|rsvp|reply|respond|reserve|join|enter|nominate|send|pitch|buy|subscribe|donate|` +
		`claim|redeem|vote|write to us|write in|tell us|take the survey|request|renew|pledge|save|` +
		`bewirb|bewerben|anmelden|melde|meldet|bestellen|bestelle|bestellt|buchen|schreib|schreibt|schreiben|schick|schickt|schicken|stimm|stimmt|sichere|` +
		`inscrivez|réservez|commandez|postulez|écrivez|envoyez|répondez|participez|votez|abonnez|` +
		`inscríbete|inscribíos|apúntate|apuntaos|reserva|reservad|solicita|escríbenos|escribidnos|escríbeme|envía|envíanos|enviad|mándanos|mandadnos|pide|compra|participa|regístrate|suscríbete|vota|votad|responde|` +
		`iscriviti|iscrivetevi|scrivici|scriveteci|prenota|prenotate|invia|inviaci|inviateci|candidati|acquista|ordina|registrati|rispondi|vota|votate|` +
		`schrijf|schrijven|bestel|boek|reserveer|stuur|mail|reageer|solliciteer|meld|aanmelden|stem|` +
		`inscreva|inscreve|escreve|escreva|envia|envie|reserve|compre|particip[ae]|` +
		`سجّل|سجل|احجز|قدّم|راسلنا)` +
		`(?:[^\p{L}][^.!?\n]{0,60})?[^\p{L}](?:` + lastDay + `|by|before|no later than|spätestens|avant|avant le|antes del?|vor dem|prima del|vóór|voor|uiterlijk|قبل)\s*$`)
	expiresOn = whenUsed(`(?i)(?:^|[^\p{L}])(?:deadline|closing date|closes|ends|expires|runs (?:until|through|to)|valid (?:until|through)|open (?:until|through)|takes place|begins|starts|` +
		`join us|einsendeschluss|bewerbungsschluss|anmeldeschluss|endet|beginnt|date limite|se termine|commence|fecha límite|termina|empieza|scadenza|scade|sluit|eindigt|deadline is|آخر موعد)` +
		`(?: on| is| am| le| el| il| op|:)*,?\s*$`)
	until   = whenUsed(`(?i)(?:^|[^\p{L}])(?:` + lastDay + `)\s*$`)
	stillOn = whenUsed(`(?i)(?:^|[^\p{L}])(?:runs|is on|is open|are open|is free|are free|remains open|stays open|on view|on sale|half price|` +
		`läuft|gilt|ist geöffnet|est ouverte?|se tient|está abiert[oa]|es gratis|è apert[oa]|loopt|is te zien|está aberto)(?:[^\p{L}][^.!?\n]{0,40})?$`)
	wasOn = whenUsed(`(?i)(?:^|[^\p{L}])(?:was|were|had|did|been|ran|kept|stayed|lasted|closed|ended|sold|said|used to|originally|estuvo|estaba|fue|fueron|duró|war|waren|wurde|hatte|hatten|lief|` +
		`était|étaient|été|dura|era|erano|fu|stata|stato|durò|liep|geweest)[^\p{L}]`)
	tellsOf    = whenUsed(`^\s+(?:was|were|is|are|had|have|has|rose|fell|grew|came|made|shows?|suggests?|[a-z]{2,}ed)[^\p{L}]`)
	asksFirst  = regexp.MustCompile(`^[*_“"«(\[¡¿]*\p{Lu}`)
	windowFrom = whenUsed(`(?i)(?:^|[^\p{L}])(?:between|zwischen dem|entre le|entre el|from|vom|du|del|dal|van)\s*$`)
	windowTo   = whenUsed(`(?i)^,?\s*(?:and|und dem|et le|y el|to|until|through|bis zum|bis|au|al|tot|tot en met|–|-)\s*$`)
)

// lastDay is what stands before the last day of something.
const lastDay = `until|till|through|thru|up to|bis|bis zum|bis einschließlich|jusqu['’]au|hasta|hasta el|fino al?|entro|entro il|tot|tot en met|t/m|até|até a[o]?|até o|حتى`

// closedWindows finds dates by which readers are asked to do something, and
// which are over when the issue goes out. It stays silent on what tells of the
// past (was open until, ran through), and where a date without its year is so
// long ago that the next one may be meant.
func (r *round) closedWindows(p *piece, list []dated, day time.Time) {
	for _, d := range p.closed(list, day) {
		r.at(p, d.Span, overWhy(d, day))
	}
}

func overWhy(d *dated, day time.Time) string {
	return fmt.Sprintf("This was over on %s, before the issue’s date, %s: renew it, or take it out.", d.day.Format("2 January 2006"), day.Format("2 January 2006"))
}

// closedInHead finds them in the subject or the preheader, which are read as a
// note is.
func (r *round) closedInHead(line string, list []dated, day time.Time) {
	p := &piece{like: issue.KindNote, prose: line}
	for _, d := range p.closed(list, day) {
		r.whole(line[d.Start:d.End], overWhy(d, day)).within(line)
	}
}

// closed lists those of the dates in copy by which something is asked and that are
// over on a day.
func (p *piece) closed(list []dated, day time.Time) []*dated {
	const season = 92 * 24 * time.Hour
	var found []*dated
	for i := range list {
		d := &list[i]
		if !d.day.Before(day) || !d.year && day.Sub(d.day) > season {
			continue
		}
		before := p.prose[max(0, d.Start-maxContext/2):d.Start]
		if j := strings.LastIndexAny(before, ".!?\n"); j >= 0 {
			before = before[j+1:]
		}
		asks := p.asked(before) && !tellsOf().MatchString(p.prose[d.End:min(len(p.prose), d.End+20)])
		if asks || p.window(list, i) || p.expires(before, day.Sub(d.day) <= season) {
			found = append(found, d)
		}
	}
	return found
}

// sells reports whether copy is there to ask readers for something.
func (p *piece) sells() bool { return p.like == issue.KindPromo || p.like == issue.KindJobs }

// window reports whether a date ends the window that the one before it opens.
func (p *piece) window(list []dated, i int) bool {
	return p.sells() && i > 0 && list[i-1].End <= list[i].Start && windowTo().MatchString(p.prose[list[i-1].End:list[i].Start]) &&
		windowFrom().MatchString(p.prose[max(0, list[i-1].Start-20):list[i-1].Start])
}

// asked reports whether what stands before a date asks for something by it.
func (p *piece) asked(before string) bool {
	m := asksBy().FindStringIndex(before)
	return m != nil && !wasOn().MatchString(before) && (p.sells() ||
		asksFirst.MatchString(strings.TrimLeft(before[m[0]:], " ")) && strings.Trim(before[:m[0]], " *_“\"«¡¿([") == "")
}

// expires reports whether what stands before a date says that something ends on
// it. Outside of promos and jobs it has to go on now, and the date to be recent; a
// story tells what it likes.
func (p *piece) expires(before string, recent bool) bool {
	switch {
	case wasOn().MatchString(before):
		return false
	case p.sells():
		return expiresOn().MatchString(before) || recent && until().MatchString(before)
	}
	m := until().FindStringIndex(before)
	return recent && p.like != issue.KindStory && m != nil && stillOn().MatchString(before[:m[0]])
}
