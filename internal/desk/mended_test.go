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
		"everything that you had saved":              {Whole: true, Backup: noon, Read: 3},
		"the backup of 26 November, 12:00 with what": {Backup: noon, Read: 3},
		"saved after it could not be read":           {Backup: noon},
		"for there was no backup":                    {Read: 3},
		"nothing in it could be read":                {},
	} {
		m.Why, m.Missing = "it was empty", []string{"aaaa"}
		v := (&Desk{Mended: &m}).mendedView()
		if !strings.Contains(v.Message, "(it was empty)") || !strings.Contains(v.Message, want) || strings.Count(v.Message, ".") != 1 {
			t.Errorf("%q has to say %q in one sentence", v.Message, want)
		}
		if !strings.Contains(v.Hint, "The text of 1 item") || strings.Contains(v.Hint, "Look through") == m.Whole {
			t.Errorf("%+v: %q", m, v.Hint)
		}
	}
}
