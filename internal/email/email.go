// Package email makes the HTML that is sent: one pass from each item's syntax
// tree to table layout with inline styles from the theme.
//
// Nothing is repaired afterwards. Item HTML is kept by content hash in a
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
	"crypto/sha256"
	"fmt"
	"sync"

	"galley/internal/issue"
	"galley/internal/markdown"
)

// Renderer renders issues and remembers the HTML of items that have not
// changed. The zero value is ready; it is safe for use by several goroutines.
type Renderer struct {
	mu    sync.Mutex
	items map[[sha256.Size]byte][]byte
}

// maxKept is how many items' HTML a Renderer keeps: more than an issue has,
// and some megabytes at most.
const maxKept = 512

// Render gives the email of an edition, complete with its slots.
func Render(e *issue.Edition) []byte { return new(Renderer).Render(e) }

// Render gives the email of an edition, complete with its slots.
func (r *Renderer) Render(e *issue.Edition) []byte {
	p := newPress(e)
	var b bytes.Buffer
	b.Grow(48 << 10)
	p.head(&b)
	for i := range e.Issue.Items {
		r.item(&b, p, &e.Issue.Items[i])
	}
	p.foot(&b)
	return fill(e, b.Bytes(), p.look)
}

// item writes an item's HTML, from memory where it is known.
func (r *Renderer) item(b *bytes.Buffer, p *press, item *issue.Item) {
	key := p.key(item)
	r.mu.Lock()
	known, ok := r.items[key]
	r.mu.Unlock()
	if ok {
		b.Write(known)
		return
	}
	start := b.Len()
	p.item(b, item)
	html := bytes.Clone(b.Bytes()[start:])
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.items == nil || len(r.items) >= maxKept {
		r.items = map[[sha256.Size]byte][]byte{}
	}
	r.items[key] = html
}

// press is one rendering of one edition.
type press struct {
	*issue.Edition
	look    *look
	dialect *markdown.Dialect
	setting [sha256.Size]byte // of everything but the items that shapes an item's HTML
	rtl     bool
}

func newPress(e *issue.Edition) *press {
	p := &press{Edition: e, dialect: markdown.New(e.House), rtl: e.Dir() == "rtl"}
	p.look = newLook(&e.House.Theme, p.rtl)
	h := sha256.New()
	fmt.Fprintf(h, "%q%q%q%q", e.Profile.Name, e.Publication, e.Issue.UTM, e.Dir())
	fmt.Fprintf(h, "%v%v%v%v%v", e.House.Theme, e.House.Labels, e.House.Stories, e.House.Kinds, e.House.Parts.JobsTitle)
	if len(e.Issue.UTM) > 0 {
		fmt.Fprintf(h, "%q%q", e.Issue.Number, e.Issue.Date)
	}
	h.Sum(p.setting[:0])
	return p
}

// key is what an item's HTML depends on.
func (p *press) key(item *issue.Item) (key [sha256.Size]byte) {
	h := sha256.New()
	h.Write(p.setting[:])
	for _, s := range []string{item.Kind, item.Story, item.Copy} {
		fmt.Fprintf(h, "%d:", len(s))
		h.Write([]byte(s))
	}
	if bytes.Contains([]byte(item.Copy), []byte("![")) {
		for _, name := range pictureNames(item.Copy) {
			fmt.Fprintf(h, "%q%v", name, p.Pictures[name])
		}
	}
	h.Sum(key[:0])
	return key
}
