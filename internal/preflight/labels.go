package preflight

import (
	"fmt"
	"slices"
	"strings"

	"galley/internal/issue"
)

// labels: a story's labels against the grammar of its kind. One-off labels are
// anybody's right; only a near miss of one that the house knows is a finding.
var labels = []check{
	{"label.unknown", issue.SeverityWarning, unknownLabel},
	{"label.missing", issue.SeverityWarning, missingLabel},
	{"label.order", issue.SeverityWarning, labelOrder},
	{"label.twice", issue.SeverityWarning, labelTwice},
}

// labelWords gives the place of a label's words, without marks and colon where
// the copy spells them as they are read.
func (p *piece) labelWords(s *issue.Section) issue.Span {
	at, _ := p.inside(s.Label.Span, s.Label.Words)
	return at
}

func unknownLabel(r *round) {
	for _, p := range r.stories() {
		for i := range p.Reading.Sections {
			s := &p.Reading.Sections[i]
			known, ok := p.nearMiss(r.e.House, s)
			if !ok {
				continue
			}
			at, exact := p.inside(s.Label.Span, s.Label.Words)
			h := r.at(p, at, fmt.Sprintf("“%s” is nearly the house’s label “%s”: use that one, or another wording if it is meant to differ.", s.Label.Words, known))
			if exact {
				h.fix("Change to “"+known+"”", at, known)
			}
		}
	}
}

// nearMiss gives the spelling of the house's label that a one-off label was
// probably meant to be. Beside the real one it is a wording of its own.
func (p *piece) nearMiss(h *issue.House, s *issue.Section) (known string, ok bool) {
	if s.Name != "" {
		return "", false
	}
	for _, l := range h.Labels {
		for _, spelling := range append([]string{l.Name}, l.Also...) {
			if near(s.Label.Words, spelling) && !p.hasLabel(l.Name) {
				return spelling, true
			}
		}
	}
	return "", false
}

func (p *piece) hasLabel(name string) bool {
	return slices.ContainsFunc(p.Reading.Sections, func(s issue.Section) bool { return s.Name == name })
}

// missingLabel finds required labels that are not there. One that is there
// without its emphasis gets a finding of its own, because one key mends it;
// the others of a story are one finding.
func missingLabel(r *round) {
	for _, p := range r.stories() {
		if p.style == nil {
			continue
		}
		var missing []string
		for _, name := range p.style.Required {
			switch at, found := p.plainLabel(r.e.House, name); {
			case p.hasLabel(name) || p.meant(r.e.House, name):
			case found:
				words := p.Copy[at.Start : at.End-1]
				h := r.at(p, at, fmt.Sprintf("“%s” opens this paragraph in plain words, so it is no label: set it in bold.", words))
				h.fix("Make it a label", at, "**"+words+":**")
			default:
				missing = append(missing, "“"+name+"”")
			}
		}
		if len(missing) > 0 {
			r.lacks(p, 0, fmt.Sprintf("This story lacks %s, which the house style requires of its kind.", list(missing)))
		}
	}
}

// meant reports whether a near miss stands in for a label.
func (p *piece) meant(h *issue.House, name string) bool {
	for i := range p.Reading.Sections {
		known, ok := p.nearMiss(h, &p.Reading.Sections[i])
		if ok && slices.ContainsFunc(spellings(h, name), func(s string) bool { return s == known }) {
			return true
		}
	}
	return false
}

// spellings lists how a label may be written.
func spellings(h *issue.House, name string) []string {
	for _, l := range h.Labels {
		if l.Name == name {
			return append([]string{l.Name}, l.Also...)
		}
	}
	return []string{name}
}

// plainLabel finds a paragraph that opens with a label's words and a colon,
// without emphasis. The span holds words and colon.
func (p *piece) plainLabel(h *issue.House, name string) (at issue.Span, found bool) {
	for _, words := range spellings(h, name) {
		words = straight(words) + ":"
		for offset, line := range lines(p.prose) {
			opens := offset == 0 || strings.HasSuffix(p.prose[:offset], "\n\n")
			n := samePrefix(line, words)
			if opens && n > 0 && (n == len(line) || line[n] == ' ') {
				return issue.Span{Start: offset, End: offset + n}, true
			}
		}
	}
	return issue.Span{}, false
}

// labelOrder finds the labels that would have to move for the rest to stand in
// the house's order: those outside the longest run that is in order already.
func labelOrder(r *round) {
	for _, p := range r.stories() {
		if p.style == nil {
			continue
		}
		var present []*issue.Section // first of each, as they stand
		var rank []int               // their places in the house's order
		for i := range p.Reading.Sections {
			s := &p.Reading.Sections[i]
			n := slices.Index(p.style.Labels, s.Name)
			if s.Name == "" || n < 0 || slices.Contains(rank, n) {
				continue
			}
			present, rank = append(present, s), append(rank, n)
		}
		kept := inOrder(rank)
		for i, s := range present {
			if !slices.Contains(kept, i) {
				r.at(p, p.labelWords(s), fmt.Sprintf("“%s” is out of order: the house has it %s.", s.Name, whereto(p.style.Labels, rank, kept, i)))
			}
		}
	}
}

// inOrder gives the indices of the longest increasing subsequence; of several,
// the one whose members come first. (There are at most as many as the house
// has labels.)
func inOrder(rank []int) []int {
	best := make([][]int, len(rank)) // the longest that begins at i
	var longest []int
	for i := len(rank) - 1; i >= 0; i-- {
		best[i] = []int{i}
		for j := i + 1; j < len(rank); j++ {
			if rank[j] > rank[i] && len(best[j])+1 > len(best[i]) {
				best[i] = append([]int{i}, best[j]...)
			}
		}
		if len(best[i]) >= len(longest) {
			longest = best[i]
		}
	}
	return longest
}

// whereto says beside which label that stays a label belongs.
func whereto(order []string, rank, kept []int, i int) string {
	for _, k := range kept {
		if rank[k] > rank[i] {
			return "before “" + order[rank[k]] + "”"
		}
	}
	return "after “" + order[rank[kept[len(kept)-1]]] + "”"
}

// labelTwice goes by the house's labels: a one-off label (Q, A) may come as
// often as it likes.
func labelTwice(r *round) {
	for _, p := range r.stories() {
		seen := map[string]bool{}
		for i := range p.Reading.Sections {
			s := &p.Reading.Sections[i]
			if s.Name != "" && seen[s.Name] {
				r.at(p, p.labelWords(s), fmt.Sprintf("“%s” stands in this story twice: join the two, or reword one of the labels.", s.Name))
			}
			seen[s.Name] = true
		}
	}
}
