package desk

import (
	"errors"
	"fmt"
	"path"
	"runtime/debug"
	"slices"
	"time"

	"galley/internal/fault"
	"galley/internal/folder"
)

// errSettling says that somebody else is writing there: it is not written over.
var errSettling = errors.New("somebody else is writing")

// pass writes what is due and, with look, looks for what others wrote.
func (m *mirror) pass(all, look bool) {
	keys := m.due(all)
	if len(keys) == 0 && !look && m.caughtUp.Load() {
		return
	}
	m.working.Lock()
	defer m.working.Unlock()
	defer m.caught()
	m.begin(time.Now())
	defer m.begin(time.Time{})
	err := m.inTree(func(tree, data *folder.Tree) error {
		if m.caughtUp.CompareAndSwap(false, true) { // before it is so: what a restore takes back meanwhile stays taken back
			if err := m.catchUp(tree, data); err != nil {
				m.caughtUp.Store(false)
				return err
			}
			keys = m.due(all)
		}
		if look {
			keys = append(keys, m.changedOutside(tree, data, keys)...)
		}
		return m.each(tree, data, keys)
	})
	m.done(err)
}

func (m *mirror) each(tree, data *folder.Tree, keys []string) (first error) {
	for _, key := range keys {
		before := m.noted(key)
		err := m.stepSafely(tree, data, key)
		switch {
		case errors.Is(err, errSettling):
		case missing(err) && m.gone(key), err == nil:
			m.wrote(key, before)
		case first == nil:
			first = err
		}
	}
	return first
}

// slip is a mistake of ours, with where it happened.
type slip struct {
	why   *fault.Error
	stack string
}

func (s slip) Error() string { return s.why.Error() }
func (s slip) Unwrap() error { return s.why }

func slipOf(p any) slip {
	return slip{
		fault.New(fault.Internal, "Galley made a mistake of its own while it wrote the folder with your text.", "Everything is saved; please report it."),
		fmt.Sprintf("panic (%T)\n%s", p, debug.Stack()),
	}
}

// stepSafely is step: a mistake with one issue is that issue's failure, and the
// others are written all the same.
func (m *mirror) stepSafely(tree, data *folder.Tree, key string) (err error) {
	defer func() {
		if p := recover(); p != nil {
			delete(m.bases, key) // half changed, perhaps: it is read anew
			err = slipOf(p)
		}
	}()
	return m.step(tree, data, key)
}

// gone reports whether the store has nothing of that name any more.
func (m *mirror) gone(key string) bool {
	_, err := m.Store.Issue(key)
	return missing(err) && !isPublication(key)
}

func (m *mirror) begin(at time.Time) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.began = at
}

func (m *mirror) noted(key string) time.Time {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.last[key]
}

// wrote takes something off the list, unless it changed meanwhile.
func (m *mirror) wrote(key string, asOf time.Time) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.last[key].Equal(asOf) {
		delete(m.since, key)
		delete(m.last, key)
	}
}

// done puts down how a pass ended; what went wrong is told once.
func (m *mirror) done(err error) {
	m.mu.Lock()
	if err == nil && time.Now().Before(m.pause) {
		m.mu.Unlock()
		return // it was a look: what failed was not tried again
	}
	m.problem = err
	if err == nil {
		m.told = ""
		if len(m.since) == 0 {
			m.written = m.desk.now()
		}
		m.mu.Unlock()
		return
	}
	m.mu.Unlock()
	var s slip
	_ = errors.As(err, &s) // any other failure has no stack to show
	m.failed(err, s.stack)
}

// failed puts down why a pass came to nothing, and has the next try wait.
func (m *mirror) failed(err error, stack string) {
	m.mu.Lock()
	m.problem = err
	m.pause = time.Now().Add(5 * time.Second)
	f := fault.Of(err)
	isNew := m.told != f.Message
	m.told = f.Message
	m.mu.Unlock()
	if isNew {
		m.desk.tell(Heard{Stack: stack, Outside: &Outside{Kind: OutsideUnwritten, Message: f.Message, Hint: f.Hint}})
	}
}

// inTree opens the mirror and the data folder.
func (m *mirror) inTree(work func(tree, data *folder.Tree) error) error {
	data, err := folder.OpenTree(m.Store.Dir())
	if err != nil {
		return err
	}
	defer func() { _ = data.Close() }()
	if !data.Exists(mirroredDir) { // for the first time
		if err := folder.Plant(m.dir); err != nil {
			return err
		}
	}
	tree, err := folder.OpenTree(m.dir)
	if err != nil {
		return err
	}
	defer func() { _ = tree.Close() }()
	return work(tree, data)
}

func (m *mirror) caught() {
	if p := recover(); p != nil {
		s := slipOf(p)
		m.failed(s, s.stack)
	}
}

// catchUp finds out what the mirror has not got, and what it has more of than
// the store: a store may be an older one, from a backup.
func (m *mirror) catchUp(tree, data *folder.Tree) error {
	publications, err := m.Store.Publications()
	if err != nil && fault.Of(err).Code != fault.Mismatch {
		return err
	}
	for i := range publications {
		p := &publications[i]
		if b := m.base(data, publicationKey(p.ID)); b.Seq != p.Seq || b.Root != m.dir {
			m.noteOnce(publicationKey(p.ID))
		}
		m.published[publicationKey(p.ID)] = p.ID
		issues, err := m.Store.Issues(p.ID)
		if err != nil && fault.Of(err).Code != fault.Mismatch {
			return err
		}
		for j := range issues {
			k := &issues[j]
			if b := m.base(data, k.ID); b.Seq != k.Seq || b.Root != m.dir {
				m.noteOnce(k.ID)
			}
			m.published[k.ID] = p.ID
		}
	}
	return m.bringBack(tree, data)
}

// noteOnce notes what was not saved just now: it is due at once.
func (m *mirror) noteOnce(key string) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if _, waits := m.since[key]; !waits {
		m.since[key], m.last[key] = time.Time{}, time.Time{}
	}
}

// base gives what the mirror was when it was last written.
func (m *mirror) base(data *folder.Tree, key string) *mirrorBase {
	if b := m.bases[key]; b != nil {
		return b
	}
	b := readBase(data, key)
	m.bases[key] = &b
	return &b
}

// changedOutside looks at the files of some issues, and names those of which one
// is not as it was written.
func (m *mirror) changedOutside(tree, data *folder.Tree, but []string) (list []string) {
	keys := make([]string, 0, len(m.published))
	for key := range m.published {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	for range min(len(keys), mostLooked) {
		m.turn = (m.turn + 1) % len(keys)
		key := keys[m.turn]
		b := m.base(data, key)
		if b.Root != m.dir || slices.Contains(but, key) {
			continue
		}
		if dir := m.folderOf(data, key); !b.unchanged(tree, dir) {
			list = append(list, key)
		}
	}
	slices.SortStableFunc(list, func(a, b string) int { return len(b) - len(a) })
	return list
}

// folderOf gives the folder of a publication or an issue in the mirror.
func (m *mirror) folderOf(data *folder.Tree, key string) string {
	b := m.base(data, key)
	if p := m.published[key]; publicationKey(p) != key {
		return path.Join(m.base(data, publicationKey(p)).Folder, b.Folder)
	}
	return b.Folder
}

// unchanged reports whether all files are as they were written.
func (b *mirrorBase) unchanged(t *folder.Tree, dir string) bool {
	for name, was := range b.Files {
		if now, there := t.Mark(path.Join(dir, name)); !there || !now.Same(was.Mark) {
			return false
		}
	}
	return len(b.Files) > 0
}
