package issue_test

import (
	"fmt"
	"strings"
	"testing"

	"galley/internal/issue"
)

func TestDiffIssues(t *testing.T) {
	old, new := version("a A a.", "b B b.", "c C c.", "d D d."), version("d D d.", "a A x.", "e E e.", "c C c.")
	old.Issue.Subject, new.Issue.Subject = "The tide", "The tides"
	old.Issue.More = []issue.Field{{Key: "owner", Text: "owner: mo"}, {Text: "# old"}}
	new.Issue.More = []issue.Field{{Text: "# old"}, {Key: "desk", Text: "desk: news"}}
	d := issue.DiffIssues(old.Issue, new.Issue)
	var lines []string
	for _, f := range d.Head {
		lines = append(lines, fmt.Sprintf("%s: %q %q", f.Key, f.Old, f.New))
	}
	for _, c := range d.Items {
		switch {
		case c.Old == nil:
			lines = append(lines, "+"+c.New.ID)
		case c.New == nil:
			lines = append(lines, "-"+c.Old.ID)
		default:
			lines = append(lines, fmt.Sprintf("%s %v %d", c.New.ID, c.Moved, len(c.Copy)))
		}
	}
	want := `subject: "The tide" "The tides"; owner: "owner: mo" ""; desk: "" "desk: news"; d true 0; a false 1; -b; +e`
	if got := strings.Join(lines, "; "); got != want {
		t.Errorf("%s\nwant %s", got, want)
	}
	if d := issue.DiffIssues(old.Issue, old.Issue); !d.IsZero() {
		t.Errorf("an issue differs from itself: %+v", d)
	}
}

func TestMatchIDs(t *testing.T) {
	from := version("aaaa # Eels\nThey came.", "bbbb One of two.", "cccc One of two.", "dddd The wall is old and low.", "eeee X y z.")
	items := version(" One of two.", " The wall is old and tall.", " # Eels\nThey are gone for good now.", " One of two.", " Nothing of the sort.")
	issue.MatchIDs(items.Issue.Items, from.Issue.Items)
	var ids []string
	for _, it := range items.Issue.Items {
		ids = append(ids, it.ID)
	}
	if got := strings.Join(ids, ","); got != "bbbb,dddd,aaaa,cccc," {
		t.Errorf("ids are %s", got)
	}
}
