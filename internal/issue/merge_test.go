package issue_test

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"galley/internal/issue"
)

// version makes an issue of items: “id copy”.
func version(items ...string) *issue.Version {
	v := &issue.Version{Issue: &issue.Issue{Subject: "The tide"}, Sidecar: &issue.Sidecar{}}
	for _, item := range items {
		id, copy, _ := strings.Cut(item, " ")
		v.Issue.Items = append(v.Issue.Items, issue.Item{ID: id, Kind: issue.KindStory, Copy: copy})
	}
	return v
}

// shown writes items as version reads them.
func shown(v *issue.Version) string {
	lines := make([]string, len(v.Issue.Items))
	for i := range v.Issue.Items {
		lines[i] = v.Issue.Items[i].ID + " " + v.Issue.Items[i].Copy
	}
	return strings.Join(lines, ", ")
}

func told(conflicts []issue.Conflict) string {
	lines := make([]string, len(conflicts))
	for i, c := range conflicts {
		lines[i] = fmt.Sprintf("%s %s %s: %s|%s|%s", c.Item, c.What, c.Field, c.Base, c.Mine, c.Theirs)
	}
	return strings.Join(lines, "; ")
}

func TestMergeItems(t *testing.T) {
	base := []string{"a A a.", "b B b.", "c C c.", "d D d."}
	for _, c := range []struct {
		name           string
		mine, theirs   []string
		want, conflict string
	}{
		{"other items", []string{"a A x.", "b B b.", "c C c.", "d D d."}, []string{"a A a.", "b B b.", "c C y.", "d D d."}, "a A x., b B b., c C y., d D d.", ""},
		{"one item", []string{"a A x.", "b B b.", "c C c.", "d D d."}, []string{"a A y.", "b B b.", "c C c.", "d D d."}, "a A x., b B b., c C c., d D d.", "a words : a|x|y"},
		{"added by both", []string{"a A a.", "x X.", "b B b.", "c C c.", "d D d."}, []string{"a A a.", "b B b.", "c C c.", "d D d.", "y Y."}, "a A a., x X., b B b., c C c., d D d., y Y.", ""},
		{"added at one place", []string{"a A a.", "y Y.", "b B b.", "c C c.", "d D d."}, []string{"a A a.", "x X.", "b B b.", "c C c.", "d D d."}, "a A a., x X., y Y., b B b., c C c., d D d.", ""},
		{"taken out", []string{"a A a.", "c C c.", "d D d."}, []string{"a A a.", "b B b.", "d D d."}, "a A a., d D d.", ""},
		{"taken out and changed", []string{"a A a.", "c C c.", "d D d."}, []string{"a A a.", "b B x.", "c C c.", "d D d."}, "a A a., b B x., c C c., d D d.", "b removed : B b.||B x."},
		{"changed and taken out", []string{"a A a.", "b B x.", "c C c.", "d D d."}, []string{"a A a.", "c C c.", "d D d."}, "a A a., b B x., c C c., d D d.", "b removed : B b.|B x.|"},
		{"moved and changed", []string{"d D d.", "a A a.", "b B b.", "c C c."}, []string{"a A a.", "b B b.", "c C c.", "d D y."}, "d D y., a A a., b B b., c C c.", ""},
		{"moved by both to one place", []string{"d D d.", "a A a.", "b B b.", "c C c."}, []string{"d D d.", "a A a.", "b B b.", "c C c."}, "d D d., a A a., b B b., c C c.", ""},
		{"moved to two places", []string{"d D d.", "a A a.", "b B b.", "c C c."}, []string{"a A a.", "d D d.", "b B b.", "c C c."}, "d D d., a A a., b B b., c C c.", "d order : c||a"},
		{"two moved", []string{"d D d.", "a A a.", "b B b.", "c C c."}, []string{"b B b.", "c C c.", "a A a.", "d D d."}, "d D d., b B b., c C c., a A a.", ""},
		{"an item behind one that is gone", []string{"a A a.", "b B b.", "x X.", "c C c.", "d D d."}, []string{"a A a.", "c C c.", "d D d."}, "a A a., x X., c C c., d D d.", ""},
	} {
		got := issue.Merge(version(base...), version(c.mine...), version(c.theirs...))
		if shown(&got.Version) != c.want || told(got.Conflicts) != c.conflict {
			t.Errorf("%s: %s\nwant %s\n%s\nwant %s", c.name, shown(&got.Version), c.want, told(got.Conflicts), c.conflict)
		}
	}
}

func TestMergeHead(t *testing.T) {
	base, mine, theirs := version(), version(), version()
	base.Issue.Number, mine.Issue.Number, theirs.Issue.Number = "74", "74", "75"
	mine.Issue.Subject, theirs.Issue.Subject = "The tides", "A tide"
	mine.Issue.Own.Lang = "en-GB"
	theirs.Issue.Own.Social = []issue.Link{{Name: "Web", URL: "https://tidewater.example"}}
	mine.Issue.More = []issue.Field{{Key: "owner", Text: "owner: mo"}, {Text: "# mine"}}
	theirs.Issue.More = []issue.Field{{Key: "desk", Text: "desk: news"}, {Key: "owner", Text: "owner: ada"}, {Text: "# theirs"}}
	got := issue.Merge(base, mine, theirs)
	is := got.Issue
	if is.Number != "75" || is.Subject != "The tides" || is.Own.Lang != "en-GB" || len(is.Own.Social) != 1 {
		t.Errorf("the head is %+v", is)
	}
	if want := " field subject: The tide|The tides|A tide;  field owner: |owner: mo|owner: ada"; told(got.Conflicts) != want {
		t.Errorf("conflicts are %s", told(got.Conflicts))
	}
	if want := []issue.Field{{Key: "owner", Text: "owner: mo"}, {Text: "# mine"}, {Key: "desk", Text: "desk: news"}, {Text: "# theirs"}}; !reflect.DeepEqual(is.More, want) {
		t.Errorf("more is %+v", is.More)
	}
}

func TestMergePictures(t *testing.T) {
	base, mine, theirs := version("a A."), version("a A ![](fax.png)."), version("a A.")
	base.Pictures = map[string]string{"fax.png": "1", "map.png": "1", "buoy.png": "1"}
	mine.Pictures = map[string]string{"fax.png": "2", "fax-2.png": "5", "map.png": "1", "buoy.png": "1"}
	theirs.Pictures = map[string]string{"fax.png": "3", "buoy.png": "4", "gull.png": "6"}
	got := issue.Merge(base, mine, theirs)
	want := map[string]string{"fax.png": "2", "fax-2.png": "5", "fax-3.png": "3", "buoy.png": "4", "gull.png": "6"}
	if !reflect.DeepEqual(got.Pictures, want) {
		t.Errorf("pictures are %v", got.Pictures)
	}
	if len(got.Conflicts) != 1 || got.Conflicts[0] != (issue.Conflict{What: issue.WhatPicture, Field: "fax.png", Base: "1", Mine: "2", Theirs: "3", Kept: "fax-3.png"}) {
		t.Errorf("conflicts are %+v", got.Conflicts)
	}
	theirs.Pictures = nil // they took all out, and mine still shows one
	base.Pictures["fax.png"] = "2"
	if got := issue.Merge(base, mine, theirs); got.Pictures["fax.png"] != "2" || got.Pictures["map.png"] != "" {
		t.Errorf("pictures are %v", got.Pictures)
	}
}

func at(minute int) time.Time { return time.Date(2026, 11, 25, 9, minute, 0, 0, time.UTC) }

func TestMergeSidecar(t *testing.T) {
	comment := func(change func(*issue.Comment)) issue.Comment {
		c := issue.Comment{ID: "c1", Who: "Ada", Time: at(1), Text: "Really?", Anchor: &issue.Anchor{Words: "tide"}}
		change(&c)
		return c
	}
	with := func(r issue.Record) *issue.Version {
		v := version("a The tide.")
		v.Sidecar.Items = map[string]issue.Record{"a": r}
		return v
	}
	base := with(issue.Record{Comments: []issue.Comment{comment(func(*issue.Comment) {})}, Suggestions: []issue.Suggestion{{ID: "s1", New: "tides", Time: at(1)}}})
	mine := with(issue.Record{
		Comments: []issue.Comment{comment(func(c *issue.Comment) {
			c.Replies = []issue.Reply{{ID: "r2", Who: "Mo", Time: at(5), Text: "Yes."}}
			c.Resolved = &issue.Answer{Yes: true, Who: "Mo", Time: at(5)}
		})},
		Suggestions: []issue.Suggestion{{ID: "s1", New: "tides", Time: at(1), Answer: &issue.Answer{Yes: true, Who: "Mo", Time: at(6)}}},
		Steps:       []issue.Step{{State: issue.StateReview, Who: "Mo", Time: at(7)}},
		Signed:      &issue.SignOff{Hash: "m", Who: "Mo"},
	})
	theirs := with(issue.Record{
		Comments: []issue.Comment{
			comment(func(c *issue.Comment) {
				c.Text, c.Edited = "Really so?", at(3)
				c.Replies = []issue.Reply{{ID: "r1", Who: "Ada", Time: at(4), Text: "I asked."}}
				c.Resolved = &issue.Answer{Yes: false, Who: "Ada", Time: at(6)}
			}),
			{ID: "c0", Who: "Ada", Time: at(0), Text: "Good."},
		},
		Suggestions: []issue.Suggestion{{ID: "s1", New: "tides", Time: at(1)}, {ID: "s2", New: "sea", Time: at(2)}},
		Steps:       []issue.Step{{State: issue.StateDrafting, Who: "Ada", Time: at(2)}},
		Signed:      &issue.SignOff{Hash: "t", Who: "Ada"},
	})
	theirs.Sidecar.People = map[string]string{"Ada": "AL"}
	mine.Sidecar.More = issue.Unknown{"later": []byte(`1`)}
	theirs.Sidecar.More = issue.Unknown{"later": []byte(`2`)}
	found := 0
	got := issue.Merging{
		Signed: func(item string, mine, theirs *issue.SignOff) *issue.SignOff {
			if item != "a" || mine.Hash != "m" {
				t.Errorf("asked about %s, %+v", item, mine)
			}
			return theirs
		},
		Find: func(a *issue.Anchor, copy string) { found++; a.Start = strings.Index(copy, a.Words) },
	}.Merge(base, mine, theirs)
	r := got.Sidecar.Items["a"]
	if len(r.Comments) != 2 || r.Comments[0].ID != "c0" {
		t.Fatalf("comments are %+v", r.Comments)
	}
	c := r.Comments[1]
	if c.Text != "Really so?" || len(c.Replies) != 2 || c.Replies[0].ID != "r1" || c.Resolved.Yes || c.Anchor.Start != 4 {
		t.Errorf("the thread is %+v", c)
	}
	if len(r.Suggestions) != 2 || r.Suggestions[0].Answer == nil || len(r.Steps) != 2 || r.Steps[1].State != issue.StateReview || r.Signed.Hash != "t" {
		t.Errorf("the record is %+v", r)
	}
	if got.Sidecar.People["Ada"] != "AL" || found != 3 || mine.Sidecar.Items["a"].Comments[0].Anchor.Start != 0 {
		t.Errorf("people are %v, %d anchors were looked for", got.Sidecar.People, found)
	}
	if want := " beside later: |1|2"; told(got.Conflicts) != want || string(got.Sidecar.More["later-2"]) != "2" {
		t.Errorf("conflicts are %s, and beside is %s", told(got.Conflicts), got.Sidecar.More)
	}
}

func TestMergeRuns(t *testing.T) {
	base, mine, theirs := version("a The old wall.\n\nThe tide."), version("a The new wall.\n\nThe tide."), version("a The old wall.\n\nThe high tide.")
	base.By = map[string][]issue.Run{"a": {{Bytes: 24, Who: "Ada"}}}
	mine.By = map[string][]issue.Run{"a": {{Bytes: 4, Who: "Ada"}, {Bytes: 3, Who: "Mo"}, {Bytes: 17, Who: "Ada"}}}
	theirs.By = map[string][]issue.Run{"a": {{Bytes: 19, Who: "Ada"}, {Bytes: 5, Who: "Zoë", How: issue.HowPasted}, {Bytes: 5, Who: "Ada"}}}
	got := issue.Merge(base, mine, theirs)
	want := []issue.Run{{Bytes: 4, Who: "Ada"}, {Bytes: 3, Who: "Mo"}, {Bytes: 12, Who: "Ada"}, {Bytes: 5, Who: "Zoë", How: issue.HowPasted}, {Bytes: 5, Who: "Ada"}}
	if copy := got.Issue.Items[0].Copy; copy != "The new wall.\n\nThe high tide." || !slices.Equal(got.By["a"], want) {
		t.Errorf("%q is by %+v", copy, got.By["a"])
	}
}
