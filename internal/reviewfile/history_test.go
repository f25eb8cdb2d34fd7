package reviewfile

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"galley/internal/issue"
)

func TestFitHistory(t *testing.T) {
	f, pictures := small()
	needed := map[string]bool{}
	for _, r := range f.Revisions {
		needed[r.ID] = true
	}
	first := len(f.Revisions)
	for i := range 200 {
		r := issue.Revision{Issue: "iss1", Item: "one", Hash: strings.Repeat("c", 64), Kind: "story", Time: noon.Add(time.Duration(i) * time.Minute), Copy: fmt.Sprint(i, strings.Repeat(" ferry", 10_000))}
		r.Seal()
		f.Revisions = append(f.Revisions, r)
	}
	whole := f.Revisions
	f.Revisions = FitHistory(whole, needed)
	if n := len(f.Revisions); n < 100 || n >= 200 || f.Revisions[0].ID != whole[0].ID || f.Revisions[n-1].ID != whole[len(whole)-1].ID {
		t.Errorf("%d of %d stay", n, len(whole))
	}
	for i := first; i < len(f.Revisions); i++ { // the newest, without a gap
		if f.Revisions[i].ID != whole[len(whole)-len(f.Revisions)+i].ID {
			t.Fatalf("revision %d is another one", i)
		}
	}
	if _, err := open(written(t, f, pictures)); err != nil {
		t.Error(err)
	}
	if got := FitHistory(whole[:first], nil); len(got) != first {
		t.Errorf("%d of %d stay where all have room", len(got), first)
	}
}
