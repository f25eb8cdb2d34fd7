package desk

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"galley/internal/issue"
)

// colleague changes the sidecar in the folder as another desk would, with a save of
// a later or an earlier number than this desk's, and the time as it likes.
func (r *mirrorRoom) colleague(change func(s *issue.Sidecar)) {
	r.Helper()
	file := filepath.Join(filepath.Dir(r.file), Sidecar)
	data, err := os.ReadFile(file)
	if err != nil {
		r.Fatal(err)
	}
	s, err := issue.ReadSidecar(Sidecar, data)
	if err != nil {
		r.Fatal(err)
	}
	change(s)
	text, err := s.Bytes()
	if err != nil {
		r.Fatal(err)
	}
	if err := os.WriteFile(file, text, 0o600); err != nil {
		r.Fatal(err)
	}
}

// saidBoth comments here and there at once, each on words of its own, and gives
// what every comment of the first item says then.
func (r *mirrorRoom) saidBoth(seq func(own string) string) {
	r.Helper()
	c := r.view.Copies[0]
	mine := func(words string) string {
		start, end := placeOf(r.T, c.Copy, words)
		id, err := r.desk.Comment(r.view.Issue, c.ID, c.Version, start, end, "Before.")
		if err != nil {
			r.Fatal(err)
		}
		return id
	}
	quote := strings.Fields(c.Copy)[1]
	before := mine(quote)
	goes := mine(quote)
	r.eventually("the sidecar is written", func() bool {
		data, _ := os.ReadFile(filepath.Join(filepath.Dir(r.file), Sidecar))
		return strings.Contains(string(data), goes)
	})
	r.settled()
	r.colleague(func(s *issue.Sidecar) {
		rec := s.Items[c.ID]
		at := slices.IndexFunc(rec.Comments, func(c issue.Comment) bool { return c.ID == before })
		rec.Comments[at].Replies = append(rec.Comments[at].Replies, issue.Reply{ID: "r1", Who: "Ada", Time: time.Now(), Text: "From there."})
		rec.Comments = append(rec.Comments, issue.Comment{ID: "there", Who: "Ada", Time: time.Now(), Text: "Another from there."})
		rec.Suggestions = append(rec.Suggestions, issue.Suggestion{ID: "s1", Who: "Ada", Time: time.Now(), Anchor: *rec.Comments[at].Anchor, New: "words"})
		s.Items[c.ID] = rec
		if own := string(s.More[mirrorMember]); seq != nil {
			s.More[mirrorMember] = []byte(seq(own))
		}
	})
	for _, call := range []error{
		r.desk.Reply(r.view.Issue, c.ID, before, "From here."),
		r.desk.Withdraw(r.view.Issue, c.ID, goes, "", false),
		r.desk.Resolve(r.view.Issue, c.ID, before, true),
	} {
		if call != nil {
			r.Fatal(call)
		}
	}
	r.eventually("both are here", func() bool {
		v := reviewOf(r.T, r.desk, r.view.Issue)
		at := slices.IndexFunc(v.Comments, func(c CommentView) bool { return c.ID == before })
		return len(v.Comments) == 2 && at >= 0 && len(v.Comments[at].Replies) == 2 && len(v.Suggestions) == 1 && !v.Comments[at].Open
	})
	r.eventually("and in the folder", func() bool {
		data, _ := os.ReadFile(filepath.Join(filepath.Dir(r.file), Sidecar))
		return !slices.ContainsFunc([]string{"From there.", "From here.", "Another from there.", `"s1"`, `"deleted"`}, func(words string) bool { return !strings.Contains(string(data), words) })
	})
}

// What people say at two desks of one folder at the same time is all there in the
// end, whichever desk has saved more often.
func TestTwoDesksSayThingsAtOnce(t *testing.T) {
	t.Parallel()
	saves := func(n string) func(own string) string {
		return func(own string) string {
			i := strings.Index(own, `"seq":`) + len(`"seq":`)
			return own[:i] + n + own[i+strings.IndexByte(own[i:], ','):]
		}
	}
	for name, seq := range map[string]func(own string) string{"as often": nil, "oftener": saves("100000"), "less": saves("1")} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			newMirrorRoom(t).saidBoth(seq)
		})
	}
}

// A colleague's desk writes the copy and what is said of it at once, while comments
// here stand on that copy: neither side's are lost.
func TestCopyAndCommentsComeTogether(t *testing.T) {
	t.Parallel()
	r := newMirrorRoom(t)
	c := r.view.Copies[0]
	words := strings.Fields(c.Copy)
	quote := words[1]
	start, end := placeOf(t, c.Copy, quote)
	if _, err := r.desk.Comment(r.view.Issue, c.ID, c.Version, start, end, "From here."); err != nil {
		t.Fatal(err)
	}
	r.eventually("it is in the folder", func() bool {
		data, _ := os.ReadFile(filepath.Join(filepath.Dir(r.file), Sidecar))
		return strings.Contains(string(data), "From here.")
	})
	r.settled()
	longer := "Well, " + c.Copy
	r.outside(c.Copy, longer)
	r.colleague(func(s *issue.Sidecar) {
		rec := s.Items[c.ID]
		at := strings.Index(longer, quote)
		a := issue.AnchorAt(longer, issue.Span{Start: at, End: at + len(quote)})
		rec.Comments = append(rec.Comments, issue.Comment{ID: "there", Who: "Ada", Time: time.Now(), Text: "From there.", Anchor: &a})
		s.Items[c.ID] = rec
	})
	r.eventually("both are on their words", func() bool {
		v := reviewOf(t, r.desk, r.view.Issue)
		return r.copy(0) == longer && len(v.Comments) == 2 && v.Comments[0].Start == start+len("Well, ") && v.Comments[1].Start == v.Comments[0].Start
	})
}

// A sidecar that somebody deleted while the copy changed takes no comment away.
func TestADeletedSidecarTakesNothingAway(t *testing.T) {
	t.Parallel()
	r := newMirrorRoom(t)
	c := r.view.Copies[0]
	if _, err := r.desk.Comment(r.view.Issue, c.ID, 0, nowhere, nowhere, "Still here?"); err != nil {
		t.Fatal(err)
	}
	sidecar := filepath.Join(filepath.Dir(r.file), Sidecar)
	has := func() bool {
		data, _ := os.ReadFile(sidecar)
		return strings.Contains(string(data), "Still here?")
	}
	r.eventually("it is in the folder", has)
	r.settled()
	line := firstLine(r.view.Copies[1].Copy)
	if err := os.Remove(sidecar); err != nil {
		t.Fatal(err)
	}
	r.outside(line, line+" Outside.")
	r.eventually("the copy came", func() bool { return strings.Contains(r.copy(1), "Outside.") })
	r.eventually("it is written again", has)
	if v := reviewOf(t, r.desk, r.view.Issue); len(v.Comments) != 1 {
		t.Errorf("%+v", v.Comments)
	}
}
