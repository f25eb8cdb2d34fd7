package issue

import "strings"

// Dateline gives the line beside the masthead: “Issue 74 · 25 November 2026”.
// It is worded for English issues alone; any other language gets the number
// and the date as they stand in the issue (74 · 2026-11-25), because a date in
// the wrong language is worse than one in none. A date that is no date is
// printed as typed, and what is missing is left out.
func (e *Edition) Dateline() string {
	number, date := strings.TrimSpace(e.Issue.Number), strings.TrimSpace(e.Issue.Date)
	if primary, _, _ := strings.Cut(strings.ToLower(e.Lang()), "-"); primary == "en" {
		if number != "" {
			number = "Issue " + number
		}
		if day, ok := e.Issue.Day(); ok {
			date = day.Format("2 January 2006")
		}
	}
	if number == "" || date == "" {
		return number + date
	}
	return number + " · " + date
}
