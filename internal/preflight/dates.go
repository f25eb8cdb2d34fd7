package preflight

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"

	"galley/internal/issue"
)

// dates: what was true of the issue before, and is not of this one.
var dates = []check{
	{"date.stale", issue.SeverityWarning, dateStale},
}

// dateStale finds what an issue that began as a copy of another one keeps of
// it. It goes by the issue's own date, never by a clock, and stays silent on
// dates that only tell what happened: a past date is stale where the sentence
// asks for something by it, and a number where the issue calls itself by it.
func dateStale(r *round) {
	day, dated := r.e.Issue.Day()
	for _, p := range r.everywhere() {
		r.wrongWeekdays(p, day)
		if dated {
			r.closedWindows(p, day)
		}
		r.otherNumbers(p)
		r.againstEarlier(p)
	}
	if dated {
		r.oldCopyright(day.Year())
	}
	if r.in.Only > 0 {
		return
	}
	for _, line := range []string{r.e.Issue.Subject, r.e.Issue.Preheader} {
		for _, d := range datesIn(line, day) {
			if why := d.wrongWeekday(line); why != "" {
				r.whole(line[d.Start:d.End], why).within(line)
			}
		}
		if m := ownNumber().FindStringSubmatchIndex(line); m != nil {
			if number := line[max(m[2], m[4]):max(m[3], m[5])]; r.otherNumber(number) {
				r.whole(number, r.numberWhy(number)).within(line)
			}
		}
	}
	r.headAgain()
}

// wrongWeekdays finds days of the week that their dates do not fall on.
func (r *round) wrongWeekdays(p *piece, day time.Time) {
	for _, d := range datesIn(p.prose, day) {
		around := p.Copy[max(0, d.Start-maxContext):min(len(p.Copy), d.End+maxContext)]
		if why := d.wrongWeekday(around); why != "" {
			r.at(p, d.Span, why)
		}
	}
}

// anyYear finds years in a text.
var anyYear = regexp.MustCompile(`\b(?:1[5-9]|20)[0-9]{2}\b`)

// wrongWeekday says what is wrong with a weekday. A date without its year is
// this year’s unless another year stands near it: history often says it once.
func (d *dated) wrongWeekday(around string) string {
	if d.weekday < 0 || int(d.day.Weekday()) == d.weekday {
		return ""
	}
	for _, year := range anyYear.FindAllString(around, -1) {
		if !d.year && shortFigure(year) != d.day.Year() {
			return ""
		}
	}
	return fmt.Sprintf("%s is a %s, so one of day and date is wrong, perhaps from an earlier issue: correct it.",
		d.day.Format("2 January 2006"), d.day.Weekday())
}

// asksBy is how a sentence asks for something by a date, right before it, and
// expires how it says that something ends or will be on it. In promos and job
// advertisements both are believed; elsewhere only a sentence that begins with
// the verb.
var (
	asksBy = whenUsed(`(?i)(?:^|[^\p{L}])(?:apply|register|order|sign up|submit|enrol|enroll|book|rsvp|reply|respond|reserve|join|enter|nominate|send|pitch|buy|subscribe|donate|` +
		`bewirb|bewerben|anmelden|melde|bestellen|bestelle|buchen|inscrivez|réservez|commandez|postulez|inscríbete|reserva|solicita|سجّل|سجل|احجز|قدّم|راسلنا)` +
		`(?:[^\p{L}][^.!?\n]{0,60})?[^\p{L}](?:by|before|until|till|through|no later than|bis|bis zum|spätestens|jusqu['’]au|avant le|hasta el|antes del|قبل|حتى)\s*$`)
	expiresOn = whenUsed(`(?i)(?:^|[^\p{L}])(?:deadline|closing date|closes|ends|expires|runs (?:until|through|to)|valid (?:until|through)|open (?:until|through)|takes place|begins|starts|` +
		`join us|einsendeschluss|bewerbungsschluss|anmeldeschluss|endet|beginnt|date limite|se termine|commence|fecha límite|termina|empieza|آخر موعد)(?: on| is| am| le| el|:)*,?\s*$`)
	asksFirst  = regexp.MustCompile(`^[*_“"(\[]*\p{Lu}`)
	windowFrom = whenUsed(`(?i)(?:^|[^\p{L}])(?:between|zwischen dem|entre le|entre el|from|vom|du|del)\s*$`)
	windowTo   = whenUsed(`(?i)^,?\s*(?:and|und dem|et le|y el|to|until|through|bis zum|bis|au|al|–|-)\s*$`)
)

// closedWindows finds dates by which readers are asked to do something, and
// which are over when the issue goes out.
func (r *round) closedWindows(p *piece, day time.Time) {
	sells := p.like == issue.KindPromo || p.like == issue.KindJobs
	list := datesIn(p.prose, day)
	for i := range list {
		d := &list[i]
		if !d.day.Before(day) {
			continue
		}
		before := p.prose[max(0, d.Start-maxContext/2):d.Start]
		if j := strings.LastIndexAny(before, ".!?\n"); j >= 0 {
			before = before[j+1:]
		}
		window := sells && i > 0 && list[i-1].End <= d.Start && windowTo().MatchString(p.prose[list[i-1].End:d.Start]) &&
			windowFrom().MatchString(p.prose[max(0, list[i-1].Start-20):list[i-1].Start])
		m := asksBy().FindStringIndex(before)
		asked := m != nil && (sells || asksFirst.MatchString(strings.TrimLeft(before[m[0]:], " ")) && strings.TrimLeft(before[:m[0]], " *_“\"") == "")
		if window || asked || sells && expiresOn().MatchString(before) {
			r.at(p, d.Span, fmt.Sprintf("This was over on %s, before the issue’s date, %s: renew it, or take it out.", d.day.Format("2 January 2006"), day.Format("2 January 2006")))
		}
	}
}

// ownNumber is how an issue calls itself by its number: in a line of its own,
// as a greeting, or at either end of a subject. “As we wrote in issue 73” is
// about another one.
var ownNumber = whenUsed(`(?i)^[#*_\s]*(?:issue|edition|newsletter|ausgabe|numéro|número|العدد)\s+(?:no\.?\s*|nr\.?\s*|#)?(\p{Nd}{1,5})[*_]*\s*(?:$|[·|:—–,])` +
	`|(?:this is|welcome to|you are reading|you’re reading|you're reading|dies ist|willkommen zur?|bienvenue dans le|voici le|bienvenidos al)\s+(?:the\s)?(?:issue|edition|number|ausgabe|numéro|número)\s+(?:no\.?\s*|nr\.?\s*|#)?([0-9]{1,5})\b`)

// otherNumbers finds the number of another issue where this one means itself.
func (r *round) otherNumbers(p *piece) {
	for offset, line := range lines(p.prose) {
		if len(line) > maxContext || p.like == issue.KindStory {
			continue
		}
		m := ownNumber().FindStringSubmatchIndex(line)
		if m == nil {
			continue
		}
		at := issue.Span{Start: offset + max(m[2], m[4]), End: offset + max(m[3], m[5])}
		if number := p.Copy[at.Start:at.End]; r.otherNumber(number) {
			r.at(p, at, r.numberWhy(number)).fix("Write "+r.e.Issue.Number, at, r.e.Issue.Number)
		}
	}
}

// otherNumber reports whether a number is not the issue's. An issue whose
// number is no plain one (12½, 74/75) says nothing about others.
func (r *round) otherNumber(found string) bool {
	n := shortFigure(strings.TrimSpace(r.e.Issue.Number))
	return n > 0 && shortFigure(found) > 0 && shortFigure(found) != n
}

func (r *round) numberWhy(found string) string {
	return fmt.Sprintf("The issue calls itself number %s, and its front matter says %s: correct the one that is left from an earlier issue.", found, onOneLine(r.e.Issue.Number, 20))
}

// copyrightLine is a line of copyright, and what says that its year goes on.
var (
	copyrightLine = whenUsed(`(?i)©|\(c\)\s*(?:19|20)|\bcopyright\b`)
	goesOnFor     = whenUsed(`(?i)\b(?:19|20)[0-9]{2}\s*[-–]\s*(?:present|today|now|heute|\p{L})`)
)

// oldCopyright finds a year of copyright behind the issue's, which may be
// meant.
func (r *round) oldCopyright(year int) {
	for _, p := range r.footers {
		for offset, line := range lines(p.prose) {
			if !copyrightLine().MatchString(line) || goesOnFor().MatchString(line) {
				continue
			}
			years := anyYear.FindAllStringIndex(line, -1)
			if len(years) == 0 {
				continue
			}
			last := years[len(years)-1]
			if n := shortFigure(line[last[0]:last[1]]); n < year {
				at := issue.Span{Start: offset + last[0], End: offset + last[1]}
				h := r.at(p, at, fmt.Sprintf("The line of copyright says %d, and the issue is of %d: write the new year unless the old one is meant.", n, year))
				h.ask()
				h.fix("Write "+strconv.Itoa(year), at, strconv.Itoa(year))
			}
		}
	}
}
