package issue

import "slices"

// by merges who wrote an item's copy; a nil side has no such item.
func (m *merger) by(item Item, mine, theirs *Item) {
	var runs []Run
	switch {
	case len(m.mine.By[item.ID])+len(m.theirs.By[item.ID]) == 0:
		return
	case theirs == nil || mine != nil && item.Copy == mine.Copy && item.Copy != theirs.Copy:
		runs = m.mine.By[item.ID]
	case mine == nil || item.Copy == theirs.Copy && item.Copy != mine.Copy:
		runs = m.theirs.By[item.ID]
	case item.Copy == mine.Copy: // both have it
		runs = m.mine.By[item.ID]
		if slices.Equal(runs, m.base.By[item.ID]) {
			runs = m.theirs.By[item.ID]
		}
	default:
		runs = mergeRuns(item.Copy, side{theirs.Copy, m.theirs.By[item.ID]}, side{mine.Copy, m.mine.By[item.ID]})
	}
	if len(runs) == 0 {
		return
	}
	if m.out.By == nil {
		m.out.By = map[string][]Run{}
	}
	m.out.By[item.ID] = runs
}

// side is a copy and who wrote it.
type side struct {
	copy string
	by   []Run
}

// mergeRuns tells who wrote a copy that was made of others: each stretch that one
// of them has as well came from there, of several from the last.
func mergeRuns(copy string, sides ...side) []Run {
	type hand struct { // a run without its length
		who string
		how How
	}
	var hands []hand
	of := make([]int32, len(copy)) // by byte: in hands, from 1 on; 0 for nobody known
	for _, s := range sides {
		first := int32(len(hands))
		ends, end := make([]int, len(s.by)), 0
		for i, r := range s.by {
			hands = append(hands, hand{r.Who, r.How})
			end += r.Bytes
			ends[i] = end
		}
		run, at := 0, Change{}
		paint := func(upTo Change) {
			for i, j := at.Old.End, at.New.End; i < upTo.Old.Start; i, j = i+1, j+1 {
				for run < len(ends) && ends[run] <= i {
					run++
				}
				if run < len(ends) {
					of[j] = first + int32(run) + 1
				}
			}
			at = upTo
		}
		for _, c := range Diff(s.copy, copy) {
			paint(c)
		}
		paint(Change{Old: Span{Start: len(s.copy)}})
	}
	var runs []Run
	for _, h := range of {
		r := Run{Bytes: 1}
		if h > 0 {
			r.Who, r.How = hands[h-1].who, hands[h-1].how
		}
		if n := len(runs); n > 0 && runs[n-1].Who == r.Who && runs[n-1].How == r.How {
			runs[n-1].Bytes++
			continue
		}
		runs = append(runs, r)
	}
	return runs
}
