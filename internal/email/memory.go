package email

import (
	"sync"

	"galley/internal/issue"
)

// memory holds the last look, and the HTML of items in two generations: an item that is wanted
// moves to the young one, and when that is full, what nobody wanted since the
// last time is forgotten. So an item that is shown is never set twice, and a
// long day's typing does not fill the memory.
type memory struct {
	mu         sync.Mutex
	young, old map[itemKey][]kept
	n, size    int // of items in young, and about their bytes
	look       *look
}

// lookOf gives the look of a theme: the last one, when it is the same.
func (m *memory) lookOf(t *issue.Theme, rtl bool) *look {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.look == nil || m.look.rtl != rtl || m.look.Theme != *t {
		m.look = newLook(*t, rtl)
	}
	return m.look
}

// minKept is how many items a generation holds at least: more than an issue
// has. But when they are so large that they take more than enough bytes, the
// two rounds of the issue that keep asks for will do: a day's typing in an item
// of 150 KB would be hundreds of megabytes.
const (
	minKept = 256
	enough  = 4 << 20
)

// itemKey is what an item's HTML depends on, except for its pictures.
type itemKey struct {
	setting, kind, story, copy string
	first                      bool // below the masthead, whose line it needs no second of
}

// kept is an item's HTML with its slots unfilled, its blocks there, and the
// pictures that it was made with.
type kept struct {
	html     []byte
	blocks   []Block
	pictures []used
}

// used is what became of one picture's name.
type used struct {
	name   string
	placed issue.Placed
	ok     bool
}

// madeWith reports whether the pictures are the ones that k was made with.
func (k *kept) madeWith(pictures map[string]issue.Placed) bool {
	for _, u := range k.pictures {
		if placed, ok := pictures[u.name]; ok != u.ok || placed != u.placed {
			return false
		}
	}
	return true
}

// find gives an item that was set before with these pictures.
func (m *memory) find(key itemKey, pictures map[string]issue.Placed) (k kept, ok bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	for _, k := range m.young[key] {
		if k.madeWith(pictures) {
			return k, true
		}
	}
	for _, k := range m.old[key] {
		if k.madeWith(pictures) {
			m.add(key, k)
			return k, true
		}
	}
	return kept{}, false
}

// keep remembers an item. A generation holds at least atLeast items.
func (m *memory) keep(key itemKey, k kept, atLeast int) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.n >= max(minKept, atLeast) || m.size > enough && m.n >= atLeast {
		m.old, m.young, m.n, m.size = m.young, nil, 0, 0
	}
	m.add(key, k)
}

func (m *memory) add(key itemKey, k kept) {
	if m.young == nil {
		m.young = map[itemKey][]kept{}
	}
	m.young[key] = append(m.young[key], k)
	m.n++
	m.size += len(key.copy) + len(k.html)
}
