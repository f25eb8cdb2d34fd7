package desk

import (
	"fmt"
	"slices"
	"strings"
	"sync"

	"galley/internal/issue"
	"galley/internal/markdown"
	"galley/internal/preflight"
)

// past is what preflight knows of a publication's earlier issues: how they
// write names, and what they say of themselves. The zero value knows nothing.
type past struct {
	names  *preflight.Ledger
	issues []issue.Issue // with their items, the newest first

	closers []closer // of these issues
}

// mostPast is how many earlier issues are read: a year of a weekly.
const mostPast = 52

// pasts keeps what was read of earlier issues, which seldom change.
type pasts struct {
	mu    sync.Mutex
	read  map[string]pastIssue // by issue
	whole map[string]pastOf    // by the issue that they are the past of
}

type pastIssue struct {
	seq   uint64 // of the save that it was read of
	issue issue.Issue
	names *preflight.Ledger

	closers []closer
}

type pastOf struct {
	made string // of which issues, in which saves
	past past
}

// pastOf reads what was made before an issue of the store, of the same
// publication. What cannot be read is left out: it is no fault of this issue.
func (d *Desk) pastOf(s *keptSource) past {
	all, err := d.Store.Issues(s.issue.Publication)
	if err != nil {
		return past{}
	}
	all = slices.DeleteFunc(all, func(k issue.KeptIssue) bool {
		return k.ID == s.issue.ID || !k.Deleted.IsZero() || !k.Made.Before(s.issue.Made)
	})
	slices.SortStableFunc(all, func(a, b issue.KeptIssue) int { return b.Made.Compare(a.Made) })
	all = all[:min(len(all), mostPast)]
	var made strings.Builder
	for i := range all {
		fmt.Fprintf(&made, "%s %d\n", all[i].ID, all[i].Seq)
	}
	p := &d.pasts
	p.mu.Lock()
	defer p.mu.Unlock()
	if known, ok := p.whole[s.issue.ID]; ok && known.made == made.String() {
		return known.past
	}
	h := houseOf(&s.publication)
	found := past{names: &preflight.Ledger{}}
	read := map[string]pastIssue{}
	for i := range all {
		one, ok := p.read[all[i].ID]
		if !ok || one.seq != all[i].Seq {
			if one, ok = d.readPast(&all[i], h); !ok {
				continue
			}
		}
		read[all[i].ID] = one
		found.names.Join(one.names)
		found.issues = append(found.issues, one.issue)
		found.closers = append(found.closers, one.closers...)
	}
	p.read = read // of other publications nothing is kept: one is open at a time
	p.whole = map[string]pastOf{s.issue.ID: {made.String(), found}}
	return found
}

func (d *Desk) readPast(k *issue.KeptIssue, h *issue.House) (pastIssue, bool) {
	is, _, err := markdown.Read(issueFile, []byte(k.Head))
	if err != nil {
		return pastIssue{}, false
	}
	working, err := d.Store.Items(k.ID)
	if err != nil {
		return pastIssue{}, false
	}
	is.Items = nil
	var weight markdown.Weight
	for _, id := range k.Rundown {
		if w, ok := working[id]; ok {
			is.Items = append(is.Items, issue.Item{ID: w.ID, Kind: w.Kind, Story: w.Story, Copy: w.Copy})
			weight = weight.Add(markdown.Weigh(w.Copy))
		}
	}
	if weight.Check(issueFile) != nil { // more than an issue may hold
		return pastIssue{}, false
	}
	markdown.New(h).ReadItems(h, is.Items)
	names, closers := preflight.NamesIn(is), closersOf(is, h)
	for i := range is.Items {
		is.Items[i].Reading = issue.Reading{} // the names are counted, and the rest is of no use
	}
	return pastIssue{seq: k.Seq, issue: *is, names: names, closers: closers}, true
}
