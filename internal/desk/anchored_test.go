package desk

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"galley/internal/change"
	"galley/internal/issue"
)

// scribbler types, comments and suggests at random, in a room with a mirror.
type scribbler struct {
	*mirrorRoom
	*rand.Rand
	items []string // that it works on
	made  int
	lost  int
}

// scribbled is what is typed: some that are there often, and some of several units.
var scribbled = []string{"the ", "tide", " 🌊", ".", "\n\n", " é", "**", "water ", "", "x", " of the sea and of all that swims in it", "- "}

func (w *scribbler) word() string { return scribbled[w.IntN(len(scribbled))] }

// copy gives an item's copy and version, as the page has them.
func (w *scribbler) at(item string) (copy string, version int) {
	w.Helper()
	dr, err := w.desk.lock(w.view.Issue)
	if err != nil {
		w.Fatal(err)
	}
	defer dr.mu.Unlock()
	return dr.texts[item].Copy, dr.texts[item].version
}

// span picks a stretch of up to so many bytes.
func (w *scribbler) span(copy string, most int) issue.Span {
	from := w.IntN(len(copy) + 1)
	to := min(len(copy), from+w.IntN(most+1))
	for from > 0 && from < len(copy) && !utf8.RuneStart(copy[from]) {
		from--
	}
	for to < len(copy) && !utf8.RuneStart(copy[to]) {
		to++
	}
	return issue.Span{Start: from, End: to}
}

// types replaces a stretch of an item, as an editor does.
func (w *scribbler) types(item string) {
	w.Helper()
	copy, version := w.at(item)
	span := w.span(copy, []int{0, 3, 20, 90}[w.IntN(4)])
	words := w.word()
	ruler := change.NewRuler(copy)
	from, to := ruler.At(span.Start), ruler.At(span.End)
	if from == to && words == "" {
		return
	}
	length := change.Units(copy)
	sections := []any{}
	if from > 0 {
		sections = append(sections, from)
	}
	part := []any{to - from}
	for line := range strings.SplitSeq(words, "\n") {
		if words != "" {
			part = append(part, line)
		}
	}
	sections = append(sections, part)
	if to < length {
		sections = append(sections, length-to)
	}
	text, err := json.Marshal(sections)
	if err != nil {
		w.Fatal(err)
	}
	echo, err := w.desk.Type(Typed{Issue: w.view.Issue, Item: item, Base: version, Changes: string(text), Length: length - (to - from) + change.Units(words)})
	if err != nil || echo.Stale {
		w.Fatalf("%s on %q: %+v, %v", text, copy, echo, err)
	}
}

func (w *scribbler) comments(item string) {
	w.Helper()
	copy, version := w.at(item)
	span := w.span(copy, 40)
	ruler := change.NewRuler(copy)
	if _, err := w.desk.Comment(w.view.Issue, item, version, ruler.At(span.Start), ruler.At(span.End), "Why?"); err != nil {
		w.Fatal(err)
	}
}

// suggests adds an edit to those that are suggested, where there is room.
func (w *scribbler) suggests(item string) {
	w.Helper()
	copy, version := w.at(item)
	span, ruler := w.span(copy, 25), change.NewRuler(copy)
	w.made++
	one := SuggestedEdit{ID: fmt.Sprint("s", w.made), Start: ruler.At(span.Start), End: ruler.At(span.End), Insert: w.word()}
	edits := []SuggestedEdit{one}
	for _, s := range w.edits(item) {
		if s.Start <= one.End && one.Start <= s.End { // a page makes one of two that touch
			return
		}
		edits = append(edits, SuggestedEdit{ID: s.ID, Start: s.Start, End: s.End, Insert: s.New})
	}
	slices.SortFunc(edits, func(a, b SuggestedEdit) int { return a.Start - b.Start })
	if s, err := w.desk.Suggest(w.view.Issue, item, version, edits); err != nil || s.Stale {
		w.Fatalf("%+v: %+v, %v", edits, s, err)
	}
}

// edits lists what is suggested on an item and has its words.
func (w *scribbler) edits(item string) []SuggestionView {
	w.Helper()
	return slices.DeleteFunc(reviewOf(w.T, w.desk, w.view.Issue).Suggestions, func(s SuggestionView) bool { return s.Lost || s.Item != item })
}

// holds says that every anchor that is not lost stands on its words.
func (w *scribbler) holds(when string) {
	w.Helper()
	dr, err := w.desk.lock(w.view.Issue)
	if err != nil {
		w.Fatal(err)
	}
	defer dr.mu.Unlock()
	w.lost = 0
	for _, item := range w.items {
		r, copy := dr.record(item), dr.texts[item].Copy
		check := func(id string, a *issue.Anchor) {
			if a.Lost {
				w.lost++
			} else if a.Start < 0 || a.Start > len(copy) || !standsAt(a, copy) {
				w.Fatalf("%s: %s is not at %d of\n%q:\n%+v", when, id, a.Start, copy, a)
			}
		}
		for i := range r.Comments {
			check(r.Comments[i].ID, r.Comments[i].Anchor)
		}
		for i := range r.Suggestions {
			if s := &r.Suggestions[i]; s.IsOpen() { // what became of the others is over
				check(s.ID, &s.Anchor)
			}
		}
	}
}

// reopens closes the store, and opens it again with the mirror over it.
func (w *scribbler) reopens() {
	w.Helper()
	before := [2][]string{}
	for i := range before {
		if i == 1 {
			if err := w.desk.Close(); err != nil {
				w.Fatal(err)
			}
			w.open()
		}
		v := reviewOf(w.T, w.desk, w.view.Issue)
		for j := range v.Comments {
			before[i] = append(before[i], fmt.Sprint(v.Comments[j].ID, v.Comments[j].Start, v.Comments[j].Words, v.Comments[j].Lost))
		}
		for j := range v.Suggestions {
			before[i] = append(before[i], fmt.Sprint(v.Suggestions[j].ID, v.Suggestions[j].Start, v.Suggestions[j].Old, v.Suggestions[j].Lost))
		}
		slices.Sort(before[i])
	}
	if !slices.Equal(before[0], before[1]) {
		for i := range before[0] {
			if before[0][i] != before[1][i] {
				w.Errorf("opened again: %q, was %q", before[1][i], before[0][i])
			}
		}
		w.FailNow()
	}
}

// another program writes into the file, before the copy of an item.
func (w *scribbler) outsider(item string) {
	w.Helper()
	copy, _ := w.at(item)
	line := firstLine(strings.TrimLeft(copy, "\n"))
	w.settled()
	if strings.TrimSpace(line) == "" || strings.Count(w.text(), line) != 1 {
		return
	}
	w.outside(line, "Outside "+line)
	w.eventually("it comes in", func() bool {
		copy, _ := w.at(item)
		_, both := w.heard(OutsideBoth)
		return both || strings.Contains(copy, "Outside "+line)
	})
}

// accepts takes all that is suggested, and compares it with the copy in which all of
// it was made at once.
func (w *scribbler) accepts(item string) {
	w.Helper()
	copy, _ := w.at(item)
	want, at, units := "", 0, change.NewRuler(copy)
	byUnit := map[int]int{units.At(len(copy)): len(copy)}
	for i := range copy {
		byUnit[units.At(i)] = i
	}
	var ids []string
	for _, s := range w.edits(item) {
		from, to := byUnit[s.Start], byUnit[s.End]
		if from < at {
			w.Fatalf("%s overlaps another edit", s.ID)
		}
		want += copy[at:from] + s.New
		at = to
		ids = append(ids, s.ID)
	}
	want += copy[at:]
	if len(ids) == 0 {
		return
	}
	w.Shuffle(len(ids), func(i, j int) { ids[i], ids[j] = ids[j], ids[i] })
	did, err := w.desk.Accept(w.view.Issue, ids, false)
	if err != nil || len(did.Gone) != 0 || len(did.Items) != 1 || did.Items[0].Copy != want {
		w.Fatalf("accepted %v: %+v, %v\nwant %q", ids, did, err, want)
	}
	if now, _ := w.at(item); now != want {
		w.Fatalf("here is %q\nwant %q", now, want)
	}
}

// However an issue is typed into, by the page and from outside, closed and opened:
// what stands on words stands on its words, and what was suggested is what comes of
// accepting it.
func TestAnchorsInDrafts(t *testing.T) {
	t.Parallel()
	for seed := range uint64(6) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			t.Parallel()
			w := &scribbler{mirrorRoom: newMirrorRoom(t), Rand: rand.New(rand.NewPCG(seed, 7))}
			for _, c := range w.view.Copies[:3] {
				w.items = append(w.items, c.ID)
			}
			const steps = 150
			for step := range steps {
				item := w.items[w.IntN(len(w.items))]
				switch n := w.IntN(10); {
				case step == steps/2 && seed%3 == 0:
					w.outsider(item)
				case step%50 == 49:
					w.reopens()
				case n < 6:
					w.types(item)
				case n < 8:
					w.comments(item)
				default:
					w.suggests(item)
				}
				w.holds(fmt.Sprint("step ", step))
			}
			for _, item := range w.items {
				w.accepts(item)
				w.holds("accepted")
			}
			w.reopens()
			w.holds("in the end")
			if _, err := os.Stat(w.file); err != nil {
				t.Error(err)
			}
			t.Logf("%d anchors are lost", w.lost)
		})
	}
}
