package preflight

import (
	"strings"

	"galley/internal/dom"
	"galley/internal/issue"
)

// round is one run over one input: what every check can look at, and where it
// reports.
type round struct {
	in *Input
	e  *issue.Edition

	items    []*piece // the rundown
	footers  []*piece // the items that are footers, else the publication's or the house's own
	masthead *piece   // the publication's; nil when it is only a name

	check    *check
	found    issue.Findings
	unlisted int

	tongue *issue.Tongue // of the profile
	hidden []string      // secrets in the copy, which no finding may quote
	page   *dom.Document // of the HTML part; nil until somebody asks

	rules map[*dom.Rule]traits // of the page's sheets; see traits

	campaigns map[string]map[string]bool // see campaign; nil until somebody asks

	// Of mail, nil until somebody asks.
	header        []field // of the message
	readable      *mailPage
	message, text *ruler
}

// piece is copy under check: an item, or copy of the publication's that stands
// around the items.
type piece struct {
	*issue.Item
	number int               // 1-based place in the rundown; 0 around it
	like   string            // the built-in kind
	style  *issue.StoryStyle // of a story whose kind the house knows; else nil
	prose  string            // Copy with code blanked out, byte for byte
	house  bool              // it is the house style's, and nobody here wrote it

	slots, links *nest      // of the reading's; nil until somebody asks
	read         *[]passage // see passages; nil until somebody asks
}

func newRound(in *Input) *round {
	r := &round{in: in, e: in.Edition}
	if r.e == nil {
		r.e = &issue.Edition{Issue: &issue.Issue{}}
		if in.Profile != nil {
			r.e.Profile = *in.Profile
		}
	}
	if r.e.House == nil { // a zero Edition is legal
		with := *r.e
		with.House = &issue.House{}
		r.e = &with
	}
	if in.Edition == nil {
		return r
	}
	for i := range r.e.Issue.Items {
		if in.Only > 0 && i+1 != in.Only {
			continue
		}
		p := r.piece(&r.e.Issue.Items[i])
		p.number = i + 1
		r.items = append(r.items, p)
		if p.like == issue.KindFooter {
			r.footers = append(r.footers, p)
		}
	}
	if in.Only > 0 {
		return r // what stands around the items is not written in
	}
	if copy := r.e.Footer(); copy != "" {
		p := r.piece(&issue.Item{Kind: issue.KindFooter, Copy: copy, Reading: in.Footer})
		p.house = r.e.Publication.Footer == ""
		r.footers = append(r.footers, p)
	}
	if copy := r.e.Publication.Masthead; strings.TrimSpace(copy) != "" {
		r.masthead = r.piece(&issue.Item{Kind: issue.KindNote, Copy: copy, Reading: in.Masthead})
	}
	return r
}

func (r *round) piece(item *issue.Item) *piece {
	p := &piece{Item: item, like: r.e.House.Like(item.Kind), prose: prose(item.Copy)}
	if p.like == issue.KindStory {
		p.style, _ = r.e.House.Story(item.Story)
	}
	return p
}

// stories lists the items that a story's grammar holds for: those with words
// in them. An empty one is one finding, not six.
func (r *round) stories() []*piece {
	var list []*piece
	for _, p := range r.items {
		if p.like == issue.KindStory && !p.empty() {
			list = append(list, p)
		}
	}
	return list
}

// everywhere lists the items and the copy around them.
func (r *round) everywhere() []*piece {
	list := r.items
	for _, p := range r.footers {
		if p.number == 0 {
			list = append(list[:len(list):len(list)], p)
		}
	}
	return list
}

// inside finds words within a span of the copy, so that a finding can point
// at them alone; ok is false where the copy spells them another way (escapes,
// marks between them).
func (p *piece) inside(at issue.Span, words string) (found issue.Span, ok bool) {
	i := strings.Index(p.Copy[at.Start:at.End], words)
	if i < 0 || words == "" {
		return at, false
	}
	return issue.Span{Start: at.Start + i, End: at.Start + i + len(words)}, true
}

// own gives the tongue of the issue's profile.
func (r *round) own() *issue.Tongue {
	if r.tongue == nil {
		r.tongue = r.e.Profile.Tongue()
	}
	return r.tongue
}
