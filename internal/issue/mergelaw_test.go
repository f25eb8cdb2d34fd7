package issue_test

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"

	"galley/internal/issue"
)

// madeIssue makes an issue with something of everything.
func madeIssue(rnd *rand.Rand, items int) *issue.Version {
	v := &issue.Version{
		Issue: &issue.Issue{Number: "74", Subject: "The tide turns"}, Sidecar: &issue.Sidecar{Items: map[string]issue.Record{}},
		Pictures: map[string]string{"fax.png": "1", "map.png": "2"}, States: map[string]issue.State{},
	}
	for i := range items {
		id := fmt.Sprintf("base%d", i)
		v.Issue.Items = append(v.Issue.Items, issue.Item{ID: id, Kind: issue.KindStory, Copy: made(rnd, 1+rnd.IntN(4))})
		v.States[id] = issue.StateDrafting
		v.Sidecar.Items[id] = issue.Record{Comments: []issue.Comment{{ID: "c" + id, Who: "Ada", Time: at(i), Text: "Is this so?"}}}
	}
	return v
}

// copyOf gives a version that shares nothing with v that edits write to.
func copyOf(v *issue.Version) *issue.Version {
	is, sidecar := *v.Issue, *v.Sidecar
	is.Items, is.More = slices.Clone(is.Items), slices.Clone(is.More)
	sidecar.Items, sidecar.Comments = maps.Clone(sidecar.Items), slices.Clone(sidecar.Comments)
	return &issue.Version{Issue: &is, Sidecar: &sidecar, Pictures: maps.Clone(v.Pictures), States: maps.Clone(v.States)}
}

// edited gives a version after edits that somebody made.
func edited(rnd *rand.Rand, v *issue.Version, edits int, who string) *issue.Version {
	v = copyOf(v)
	for i := range edits {
		items := v.Issue.Items
		if len(items) == 0 {
			return v
		}
		n := rnd.IntN(len(items))
		id := items[n].ID
		r := v.Sidecar.Items[id]
		switch rnd.IntN(10) {
		case 0, 1, 2:
			items[n].Copy = strings.TrimSpace(wordEdits(rnd, items[n].Copy, 1+rnd.IntN(4), fmt.Sprintf("%s%dn", who, i)))
		case 3:
			v.Issue.Items = slices.Insert(items, n, issue.Item{ID: fmt.Sprintf("%s%d", who, i), Kind: issue.KindNote, Copy: fmt.Sprintf("%snew%d.", who, i)})
		case 4:
			v.Issue.Items = slices.Delete(items, n, n+1)
		case 5:
			item := items[n]
			items = slices.Delete(items, n, n+1)
			v.Issue.Items = slices.Insert(items, rnd.IntN(len(items)+1), item)
		case 6:
			*v.Issue.HeadFields()[rnd.IntN(19)].Value = fmt.Sprintf("%shead%d", who, rnd.IntN(3))
		case 7:
			r.Comments = append(slices.Clone(r.Comments), issue.Comment{ID: fmt.Sprintf("%sc%d", who, i), Who: who, Time: at(i), Text: who + "says"})
			r.Steps = append(slices.Clone(r.Steps), issue.Step{State: issue.StateReview, Who: who, Time: at(i)})
			v.Sidecar.Items[id], v.States[id] = r, issue.StateReview
		case 8:
			if len(r.Comments) > 0 {
				r.Comments = slices.Clone(r.Comments)
				c := &r.Comments[rnd.IntN(len(r.Comments))]
				c.Replies = append(slices.Clone(c.Replies), issue.Reply{ID: fmt.Sprintf("%sr%d", who, i), Who: who, Time: at(i), Text: who + "answers"})
				v.Sidecar.Items[id] = r
			}
		case 9:
			v.Pictures[[]string{"fax.png", "map.png", who + ".png"}[rnd.IntN(3)]] = fmt.Sprintf("%s%d", who, i)
		}
	}
	return v
}

// alike compares all that a version says.
func alike(a, b *issue.Version) bool {
	is := func(v *issue.Version) issue.Issue {
		is := *v.Issue
		is.Items = nil
		return is
	}
	return shown(a) == shown(b) && reflect.DeepEqual(is(a), is(b)) && reflect.DeepEqual(a.Sidecar, b.Sidecar) &&
		reflect.DeepEqual(a.Pictures, b.Pictures) && reflect.DeepEqual(a.States, b.States)
}

func TestMergeLaws(t *testing.T) {
	rnd := rand.New(rand.NewPCG(74, 74))
	conflicts, clean := 0, 0
	for round := range 2000 {
		base := madeIssue(rnd, 1+rnd.IntN(7))
		mine, theirs := edited(rnd, base, rnd.IntN(9), "m"), edited(rnd, base, rnd.IntN(9), "t")
		for _, c := range [][4]*issue.Version{{base, mine, mine, mine}, {base, base, mine, mine}, {base, mine, base, mine}} {
			if got := issue.Merge(c[0], c[1], c[2]); len(got.Conflicts) > 0 || !alike(&got.Version, c[3]) {
				t.Fatalf("round %d: %s\nwant %s\n%s", round, shown(&got.Version), shown(c[3]), told(got.Conflicts))
			}
		}
		got, other := issue.Merge(base, mine, theirs), issue.Merge(base, theirs, mine)
		if len(got.Conflicts) != len(other.Conflicts) || len(got.Conflicts) == 0 && !alike(&got.Version, &other.Version) {
			t.Fatalf("round %d, the sides exchanged: %s\n%s\n%s\n%s\n%+v\n%+v", round, shown(&got.Version), shown(&other.Version), told(got.Conflicts), told(other.Conflicts), got.Sidecar, other.Sidecar)
		}
		if conflicts += len(got.Conflicts); len(got.Conflicts) == 0 {
			clean++
		}
		checkKept(t, base, mine, theirs, got)
	}
	if conflicts == 0 || clean == 0 {
		t.Errorf("%d conflicts, and %d merges without: nothing was tested", conflicts, clean)
	}
}

// checkKept holds that nothing is lost.
func checkKept(t *testing.T, base, mine, theirs *issue.Version, got *issue.Merged) {
	t.Helper()
	all := saidIn(&got.Version)
	for _, c := range got.Conflicts {
		all += "\n" + c.Mine + "\n" + c.Theirs
		if i := slices.IndexFunc(got.Issue.Items, func(it issue.Item) bool { return it.ID == c.Item }); c.What == issue.WhatWords &&
			got.Issue.Items[i].Copy[c.At.Start:c.At.End] != c.Mine {
			t.Fatalf("%+v is not in %q", c, got.Issue.Items[i].Copy)
		}
	}
	has, was := wordsOf(all), wordsOf(saidIn(base))
	for _, side := range []*issue.Version{mine, theirs} {
		for w := range wordsOf(saidIn(side)) {
			if was[w] == 0 && has[w] == 0 {
				t.Fatalf("%q is in neither %s nor a conflict", w, shown(&got.Version))
			}
		}
	}
	for _, it := range base.Issue.Items {
		is := func(v *issue.Version) bool {
			return slices.ContainsFunc(v.Issue.Items, func(o issue.Item) bool { return o.ID == it.ID })
		}
		if is(mine) && is(theirs) && !is(&got.Version) {
			t.Fatalf("%s is gone", it.ID)
		}
	}
}

// saidIn is all words of a version.
func saidIn(v *issue.Version) string {
	text := shown(v)
	for _, f := range v.Issue.HeadFields() {
		text += "\n" + *f.Value
	}
	for _, r := range v.Sidecar.Items {
		for _, c := range r.Comments {
			text += "\n" + c.ID + " " + c.Text
			for _, r := range c.Replies {
				text += "\n" + r.ID + " " + r.Text
			}
		}
		for _, s := range r.Steps {
			text += fmt.Sprintf("\nstep %s %d", s.Who, s.Time.Minute())
		}
	}
	for name, hash := range v.Pictures {
		text += "\n" + name + " " + hash
	}
	return text
}

// BenchmarkMerge merges two issues of 5,000 words in which 200 places each were
// edited.
func BenchmarkMerge(b *testing.B) {
	rnd := rand.New(rand.NewPCG(9, 9))
	base, by := madeIssue(rnd, 0), map[string][]issue.Run{}
	for words := 0; words < 5000; {
		copy := made(rnd, 8)
		words += issue.CountWords(copy)
		id := fmt.Sprintf("i%03d", len(base.Issue.Items))
		base.Issue.Items = append(base.Issue.Items, issue.Item{ID: id, Kind: issue.KindStory, Copy: copy})
		by[id] = []issue.Run{{Bytes: len(copy), Who: "Ada"}}
	}
	side := func(who string) *issue.Version {
		v := copyOf(base)
		for i := range 200 {
			item := &v.Issue.Items[rnd.IntN(len(v.Issue.Items))]
			item.Copy = wordEdits(rnd, item.Copy, 1, fmt.Sprintf("%s%dn", who, i))
		}
		v.By = by
		return v
	}
	mine, theirs := side("m"), side("t")
	conflicts := 0
	for b.Loop() {
		conflicts = len(issue.Merge(base, mine, theirs).Conflicts)
	}
	b.ReportMetric(float64(conflicts), "conflicts")
}

// TestMergeDisjointIssues merges what two people did to different items: it is what
// one has who did the one and then the other, in either order.
func TestMergeDisjointIssues(t *testing.T) {
	rnd := rand.New(rand.NewPCG(11, 74))
	for round := range 1500 {
		base := madeIssue(rnd, 2+rnd.IntN(8))
		var mine, theirs []func(*issue.Version)
		for i := range base.Issue.Items {
			id := base.Issue.Items[i].ID
			switch rnd.IntN(3) {
			case 0:
				mine = append(mine, deeds(rnd, id, "m")...)
			case 1:
				theirs = append(theirs, deeds(rnd, id, "t")...)
			}
		}
		if len(mine) > 0 {
			mine = append(mine, func(v *issue.Version) { v.Issue.Subject = "Mine" })
		}
		theirs = append(theirs, func(v *issue.Version) { v.Issue.Own.Lang, v.Pictures["gull.png"] = "en-GB", "7" })
		done := func(deeds ...func(*issue.Version)) *issue.Version {
			v := copyOf(base)
			for _, deed := range deeds {
				deed(v)
			}
			return v
		}
		want, other := done(append(slices.Clone(mine), theirs...)...), done(append(slices.Clone(theirs), mine...)...)
		if !alike(want, other) {
			t.Fatalf("round %d: the edits are not apart", round)
		}
		for _, got := range []*issue.Merged{issue.Merge(base, done(mine...), done(theirs...)), issue.Merge(base, done(theirs...), done(mine...))} {
			if len(got.Conflicts) > 0 || !alike(&got.Version, want) {
				t.Fatalf("round %d: %s\nwant %s\n%s", round, shown(&got.Version), shown(want), told(got.Conflicts))
			}
		}
	}
}

// deeds are edits of one item, and what was put behind it.
func deeds(rnd *rand.Rand, id, who string) []func(*issue.Version) {
	on := func(deed func(v *issue.Version, n int)) func(*issue.Version) {
		return func(v *issue.Version) {
			deed(v, slices.IndexFunc(v.Issue.Items, func(it issue.Item) bool { return it.ID == id }))
		}
	}
	seed := rnd.Uint64()
	rewrite := on(func(v *issue.Version, n int) {
		again := rand.New(rand.NewPCG(seed, 1)) // the same whenever it is done
		v.Issue.Items[n].Copy = strings.TrimSpace(wordEdits(again, v.Issue.Items[n].Copy, 3, who+id))
	})
	kind := on(func(v *issue.Version, n int) {
		v.Issue.Items[n].Kind, v.Issue.Items[n].More = issue.KindNote, "; owner="+who
	})
	behind := on(func(v *issue.Version, n int) {
		v.Issue.Items = slices.Insert(v.Issue.Items, n+1, issue.Item{ID: who + id, Kind: issue.KindNote, Copy: "New from " + who})
	})
	says := on(func(v *issue.Version, _ int) {
		r := v.Sidecar.Items[id]
		r.Suggestions = append(slices.Clone(r.Suggestions), issue.Suggestion{ID: who + id, New: "tides", Who: who, Time: at(30)})
		v.Sidecar.Items[id], v.States[id] = r, issue.StateReview
	})
	out := on(func(v *issue.Version, n int) { v.Issue.Items = slices.Delete(v.Issue.Items, n, n+1) })
	return [][]func(*issue.Version){{rewrite}, {kind, behind}, {says, rewrite}, {out}, {rewrite, behind, says}}[rnd.IntN(5)]
}
