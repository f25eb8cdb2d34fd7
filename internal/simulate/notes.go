package simulate

import (
	"fmt"
	"slices"
)

// mostNotes is how many changes are told; nobody reads more.
const mostNotes = 12

// notes collects what a simulation changed: each kind of change once, with how
// often it was made.
type notes struct {
	order []string
	count map[string]int
	heavy map[string]bool
}

func newNotes() *notes { return &notes{count: map[string]int{}, heavy: map[string]bool{}} }

// add takes down a change. Sentence has no full stop.
func (n *notes) add(sentence string) {
	if n.count[sentence]++; n.count[sentence] == 1 {
		n.order = append(n.order, sentence)
	}
}

// weigh takes down a change that shapes the whole page: it is told first.
func (n *notes) weigh(sentence string) {
	n.add(sentence)
	n.heavy[sentence] = true
}

// list gives the sentences, those that shape the page first and then in the
// order in which they were found.
func (n *notes) list() []string {
	slices.SortStableFunc(n.order, func(a, b string) int {
		switch {
		case n.heavy[a] == n.heavy[b]:
			return 0
		case n.heavy[a]:
			return -1
		}
		return 1
	})
	list := make([]string, 0, min(len(n.order), mostNotes))
	for i, s := range n.order {
		if i == mostNotes-1 && len(n.order) > mostNotes {
			list = append(list, fmt.Sprintf("And %d more kinds of things.", len(n.order)-i))
			break
		}
		if times := n.count[s]; times > 1 && !n.heavy[s] {
			s += fmt.Sprintf(" (%d times)", times)
		}
		list = append(list, s+".")
	}
	return list
}
