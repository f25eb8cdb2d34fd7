package intake_test

import (
	"errors"
	"io/fs"
	"os"
	"reflect"
	"strings"
	"testing"

	"galley/internal/intake"
	"galley/internal/issue"
	"galley/internal/markdown"
)

// realIssue is the text of a newsletter issue as it reached its readers. It is
// somebody's property and no part of this repository: it may stand beside the
// checkout, and only its structure is known here.
const realIssue = "../../../shared/real-issue/issue-2021-01-13.txt"

// anatomy is what one item of it has to be.
type anatomy struct {
	kind, story string
	words       int // as somebody counted who counts left-over counts; 0 for any
	labels      []string
	bullets     []int // of each list in a section
	lists       int
	pictures    int
}

var realAnatomy = []anatomy{
	{kind: "letter", words: 388, lists: 2, pictures: 2},
	{kind: "story", story: "news", words: 403, labels: []string{"What’s new", "What happened", "Deepfakes, too", "Why it matters", "We’re thinking"}, bullets: []int{3}, lists: 1},
	{kind: "story", story: "news", words: 476, labels: []string{"What’s new", "How they work", "Yes, but", "Behind the news", "Why it matters", "We’re thinking"}, bullets: []int{4}, lists: 1},
	{kind: "story", story: "research", words: 441, labels: []string{"What’s new", "Key insight", "How it works", "Results", "Why it matters", "We’re thinking"}, bullets: []int{2}, lists: 1},
	{kind: "promo", pictures: 1},
	{kind: "story", story: "news", words: 369, labels: []string{"What’s new", "How it works", "Behind the news", "Why it matters", "We’re thinking"}, bullets: []int{3}, lists: 1},
	{kind: "story", story: "research", words: 484, labels: []string{"What’s new", "Key insight", "How it works", "Results", "Yes, but", "Why it matters", "We’re thinking"}, bullets: []int{4}, lists: 1},
	{kind: "promo", pictures: 1},
	{kind: "jobs"},
	{kind: "footer", pictures: 1},
}

// leftOver is where somebody left the count of a story's last words.
var leftOver = map[int]bool{2: true, 5: true}

func readReal(t *testing.T) []byte {
	t.Helper()
	data, err := os.ReadFile(realIssue)
	if errors.Is(err, fs.ErrNotExist) {
		t.Skip("the real issue is not here: it belongs to others, and stands in a folder “shared” beside the checkout where there is one")
	}
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func TestRealIssue(t *testing.T) {
	data := readReal(t)
	h := analysis(t)
	if err := checkLaws(t, realIssue, data, h); err != nil {
		t.Error(err)
	}
	r, err := intake.Read(realIssue, data, h)
	if err != nil {
		t.Fatal(err)
	}
	if r.Issue.Subject != "" || r.Issue.Number != "" || r.Issue.Date != "" {
		t.Error("a subject, a number or a date was invented")
	}
	markdown.New(h).ReadItems(h, r.Issue.Items)
	if len(r.Issue.Items) != len(realAnatomy) {
		t.Fatalf("%d items, want %d", len(r.Issue.Items), len(realAnatomy))
	}
	for i, want := range realAnatomy {
		item := &r.Issue.Items[i]
		got := anatomyOf(item)
		if leftOver[i] {
			got.words++
		}
		if want.words == 0 {
			got.words = 0
		}
		if want.kind == "jobs" {
			if len(got.labels) != 4 {
				t.Errorf("%d job advertisements, want 4", len(got.labels))
			}
			got.labels = nil
		}
		if !reflect.DeepEqual(got, want) {
			t.Errorf("item %d:\n got %+v\nwant %+v", i, got, want)
		}
	}
	letter := r.Issue.Items[0]
	if !strings.HasPrefix(letter.Copy, "![") {
		t.Error("the header picture does not open the letter")
	}
}

func anatomyOf(item *issue.Item) anatomy {
	r := &item.Reading
	a := anatomy{kind: item.Kind, story: item.Story, words: r.Words, lists: r.Lists, pictures: len(r.Pictures)}
	for _, s := range r.Sections {
		a.labels = append(a.labels, s.Label.Words)
		a.bullets = append(a.bullets, s.Bullets...)
	}
	return a
}

// TestRealLetterBullets: the letter has two lists of three bullets.
func TestRealLetterBullets(t *testing.T) {
	r, err := intake.Read(realIssue, readReal(t), analysis(t))
	if err != nil {
		t.Fatal(err)
	}
	var runs []int
	above := ""
	for line := range strings.SplitSeq(r.Issue.Items[0].Copy, "\n") {
		if strings.HasPrefix(line, "- ") {
			if !strings.HasPrefix(above, "- ") {
				runs = append(runs, 0)
			}
			runs[len(runs)-1]++
		}
		above = line
	}
	if !reflect.DeepEqual(runs, []int{3, 3}) {
		t.Errorf("lists of %v bullets, want two of three", runs)
	}
}
