package issue

import "testing"

func TestDateline(t *testing.T) {
	for _, c := range []struct{ lang, number, date, want string }{
		{"", "74", "2026-11-25", "Issue 74 · 25 November 2026"},
		{"en", "12½", "2026-03-01", "Issue 12½ · 1 March 2026"},
		{"EN-us", "74", "2026-11-25", "Issue 74 · 25 November 2026"},
		{"enm", "74", "2026-11-25", "74 · 2026-11-25"},
		{"de-AT", "74", "2026-11-25", "74 · 2026-11-25"},
		{"he", "", "2026-11-25", "2026-11-25"},
		{"en", "74", "", "Issue 74"},
		{"en", "", "2026-11-25", "25 November 2026"},
		{"en", "74", "late autumn", "Issue 74 · late autumn"},
		{"en", "74", "2026-02-30", "Issue 74 · 2026-02-30"},
		{"en", " ", "", ""},
		{"de", "", "", ""},
	} {
		e := Edition{Issue: &Issue{Number: c.number, Date: c.date}, Publication: Publication{Lang: c.lang}}
		if got := e.Dateline(); got != c.want {
			t.Errorf("%q, number %q, date %q: %q, want %q", c.lang, c.number, c.date, got, c.want)
		}
	}
}
