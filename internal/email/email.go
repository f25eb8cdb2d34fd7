// Package email makes the HTML that is sent: one pass from each item's syntax
// tree to table layout with inline styles from the theme.
//
// Nothing is repaired afterwards. Item HTML is kept by its content in a
// [Renderer], so that a keystroke costs one item and not the issue. Merge
// slots travel as tokens between two control characters that no copy can hold
// (markdown.Decode replaces them) and are filled once, last, by the profile.
// [Prove] reads the finished HTML back and compares it with the copy.
//
// What clients support is caniemail's word; what Word (Outlook for Windows)
// does is why there are tables, width attributes and a ghost table.
//
// The promise: the same edition gives the same bytes, whatever the copy holds
// the HTML has no script, no handler and no address but https, http, mailto,
// tel and anchors, and the mail stands when its style element is removed.
package email

import (
	"bytes"
	"fmt"
	"strings"
	"sync"

	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/util"

	"galley/internal/issue"
	"galley/internal/markdown"
)

// Renderer renders issues and remembers the HTML of items that have not
// changed. The zero value is ready; it is safe for use by several goroutines.
type Renderer struct {
	memory memory
	pages  sync.Pool // of *page
}

// Render gives the email of an edition, complete with its slots.
func Render(e *issue.Edition) []byte { return new(Renderer).Render(e) }

// Render gives the email of an edition, complete with its slots.
func (r *Renderer) Render(e *issue.Edition) []byte {
	s := r.setter(e)
	defer r.pages.Put(s.out)
	p := r.pieces(s)
	size := len(p.head) + len(p.foot) + 1024
	for i := range p.items {
		size += len(p.items[i].html)
	}
	f := newSlotFiller(e, s.look)
	out := f.fill(make([]byte, 0, size), p.head)
	for i := range p.items {
		out = f.fill(out, p.items[i].html)
	}
	return f.fill(out, p.foot)
}

// setter gives a setter for an edition, with a page to write to that goes back
// to r.pages.
func (r *Renderer) setter(e *issue.Edition) *setter {
	p := newPress(e, r.memory.lookOf(&e.House.Theme, e.Dir() == "rtl"))
	out, ok := r.pages.Get().(*page)
	if !ok {
		out = new(page)
	}
	out.Reset()
	return newSetter(p, out)
}

// pieces is an email with its slots unfilled. Head and foot are the setter's.
type pieces struct {
	head, foot []byte
	items      []kept
}

func (r *Renderer) pieces(s *setter) (p pieces) {
	s.out.Grow(likelySize(s.Issue))
	p.head = s.piece(s.head)
	items := s.Rundown()
	p.items = make([]kept, len(items))
	for i := range items {
		p.items[i] = r.item(s, &items[i], i == 0)
	}
	p.foot = s.piece(s.foot)
	return p
}

// likelySize is about what the email of an issue takes.
func likelySize(is *issue.Issue) int {
	size := 16 << 10
	for i := range is.Items {
		size += 2 * len(is.Items[i].Copy)
	}
	return size
}

// piece gives what write adds to the page.
func (s *setter) piece(write func(*bytes.Buffer)) []byte {
	start := s.out.Len()
	write(&s.out.Buffer)
	return s.out.Bytes()[start:]
}

// item gives an item's HTML, from memory where it is known.
func (r *Renderer) item(s *setter, item *issue.Item, first bool) kept {
	key := itemKey{setting: s.setting, kind: item.Kind, story: item.Story, copy: item.Copy, first: first}
	if k, ok := r.memory.find(key, s.Pictures); ok {
		return k
	}
	start := s.out.Len()
	s.item(item, first)
	for i := range s.set {
		s.set[i].At.Start -= start
		s.set[i].At.End -= start
	}
	k := kept{html: bytes.Clone(s.out.Bytes()[start:]), blocks: s.set, pictures: s.used}
	r.memory.keep(key, k, 2*len(s.Issue.Items))
	return k
}

// page is the email as it grows: a buffer that goldmark can write to without a
// second one in between.
type page struct{ bytes.Buffer }

// Buffered is always 0, as a bufio.Writer has it when nothing waits.
func (*page) Buffered() int { return 0 }

// Flush has nothing to do.
func (*page) Flush() error { return nil }

// press is one rendering of one edition.
type press struct {
	*issue.Edition
	look    *look
	dialect *markdown.Dialect
	setting string // everything but itself and its pictures that shapes an item's HTML
}

func newPress(e *issue.Edition, l *look) *press {
	p := &press{Edition: e, look: l, dialect: markdown.New(e.House)}
	p.setting = p.settings()
	return p
}

// settings writes down what an item's HTML depends on beside its own copy, so
// that two editions with the same settings set the same item alike. Slots are
// filled when an item is finished; only their kind matters to it.
func (p *press) settings() string {
	var b strings.Builder
	add := func(list ...string) {
		for _, s := range list {
			b.WriteString(s)
			b.WriteByte(0)
		}
	}
	h := p.House
	fmt.Fprint(&b, h.Theme)
	add(p.Dir(), h.Parts.JobsTitle)
	for i := range h.Labels {
		add(h.Labels[i].Name)
		add(h.Labels[i].Also...)
	}
	for i := range h.Kinds {
		add(h.Kinds[i].Name, h.Kinds[i].Like)
	}
	for i := range h.Stories {
		add(h.Stories[i].Kind, closer(h, h.Stories[i].Kind))
	}
	for _, name := range issue.SlotNames {
		add(string(p.Fill(name, "").Kind), string(p.Fill(name, "x").Kind))
	}
	for _, name := range issue.SlotNames { // what is a tag of the provider's own
		v := p.Profile.Slots[name]
		add(v.Value, v.Text, v.Fallback)
	}
	if add(p.Issue.UTM); p.Issue.UTM != "" {
		add(p.Issue.Number, p.Issue.Date)
	}
	return b.String()
}

// newSetter gives the setter of a rendering, for one item after the other.
func newSetter(p *press, out *page) *setter {
	s := &setter{press: p, out: out}
	s.goldmark = renderer.NewRenderer(renderer.WithNodeRenderers(util.Prioritized(s, 1)))
	return s
}
