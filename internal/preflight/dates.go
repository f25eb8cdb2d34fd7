package preflight

import (
	"fmt"
	"regexp"
	"strconv"
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
		list := datesIn(p.prose, day)
		r.wrongWeekdays(p, list)
		if dated {
			r.closedWindows(p, list, day)
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
		list := datesIn(line, day)
		if dated {
			r.closedInHead(line, list, day)
		}
		for i := range list {
			d := &list[i]
			if why := d.wrongWeekday(line); why != "" {
				r.whole(line[d.Start:d.End], why).within(line)
			}
		}
		if at, ok := r.otherNumberIn(line, true); ok {
			r.whole(line[at.Start:at.End], r.numberWhy(line[at.Start:at.End])).within(line)
		}
	}
	r.headAgain()
}

// wrongWeekdays finds days of the week that their dates do not fall on.
func (r *round) wrongWeekdays(p *piece, list []dated) {
	for i := range list {
		d := &list[i]
		around := p.Copy[max(0, d.Start-maxContext):min(len(p.Copy), d.End+maxContext)]
		if why := d.wrongWeekday(around); why != "" {
			r.at(p, d.Span, why)
		}
	}
}

// anyYear finds years in a text.
var anyYear = regexp.MustCompile(`\b(?:1[5-9]|20)[0-9]{2}\b`)

// wrongWeekday says what is wrong with a weekday. A date without its year is
// this year’s, unless it fits one that stands near it: history often says its
// year once.
func (d *dated) wrongWeekday(around string) string {
	if d.weekday < 0 || int(d.day.Weekday()) == d.weekday {
		return ""
	}
	for _, year := range anyYear.FindAllString(around, -1) {
		then := time.Date(shortFigure(year), d.day.Month(), d.day.Day(), 0, 0, 0, 0, time.UTC)
		if !d.year && int(then.Weekday()) == d.weekday {
			return ""
		}
	}
	return fmt.Sprintf("%s is a %s, so either the day or the date is wrong: correct it.",
		d.day.Format("2 January 2006"), d.day.Weekday())
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
