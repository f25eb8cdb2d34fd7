package desk

import (
	"strings"
	"testing"
	"time"

	"galley/internal/issue"
)

// One sentence says what happened and what was done, in each case.
func TestMendedView(t *testing.T) {
	t.Parallel()
	if (&Desk{}).mendedView() != nil {
		t.Error("something is said of a store in which nothing was wrong")
	}
	noon := time.Date(2026, 11, 26, 12, 0, 0, 0, time.Local)
	for want, m := range map[string]issue.Mended{
		"nothing was lost": {Whole: true, Backup: noon, Read: 3},
		"the backup of 26 November, 12:00 and what could":    {Backup: noon, Read: 3},
		"was rebuilt from the backup of 26 November, 12:00.": {Backup: noon},
		"for there was no backup":                            {Read: 3},
		"nothing in it could be read":                        {},
	} {
		m.Why, m.Missing, m.Aside = "it was empty", []string{"aaaa"}, "/aside"
		v := (&Desk{Mended: &m}).mendedView()
		if !strings.Contains(v.Message, "(it was empty)") || !strings.Contains(v.Message, want) || strings.Count(v.Message, ".") != 1 {
			t.Errorf("%q has to say %q in one sentence", v.Message, want)
		}
		if !v.Aside || !strings.Contains(v.Hint, "damaged files are untouched") {
			t.Errorf("the damaged files are not shown: %+v", v)
		}
		if !strings.Contains(v.Hint, "The text of 1 item") || strings.Contains(v.Hint, "Look through") == m.Whole {
			t.Errorf("%+v: %q", m, v.Hint)
		}
	}
}
