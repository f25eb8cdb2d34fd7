package preflight

import (
	"maps"
	"slices"
	"strings"

	"galley/internal/issue"
)

// Bounds of a ledger. The archive of a weekly over ten years has some fifteen
// thousand names; what comes after is not counted.
const (
	maxNames   = 20_000
	maxPlain   = 40_000
	maxCompany = 8
	maxKin     = 16 // spellings of one key: nobody has more by mistake
)

// Ledger counts how names are written. The zero value is empty and ready; a
// filled one may be read by several goroutines, but not while it is added to.
//
// A desk keeps one for each item, made when its copy changes, and joins them
// for [Input.Names]; the ledgers of past issues, joined, are [Input.Archive].
type Ledger struct {
	words  map[string]*nameEntry // single words, as written
	people map[string]*nameEntry // names of several words, as written
	byKey  map[string][]string   // nameKey of a word → its spellings
	byGap  map[nameGap][]string  // a name of several words without one of them → its spellings
	plain  map[string]struct{}   // words that occur in lower case
}

// nameEntry is one spelling.
type nameEntry struct {
	count   int // mentions that say how the name is written
	opening int // others, where any word has a capital
	order   int // which spelling of the ledger it was, the first being 0
	company []string
}

// nameGap is a name of several words without one: the keys of the others, and
// where it is missing.
type nameGap struct {
	rest string
	at   int
}

// Add counts the names of one item's copy. Nothing of either is kept but
// the names.
func (l *Ledger) Add(copy string, reading *issue.Reading) {
	l.count(copy, mentions(copy, reading))
}

// count counts the names among the words of a copy.
func (l *Ledger) count(copy string, list []mention) {
	for i := range list {
		l.mention(&list[i])
	}
	for _, p := range persons(copy, list) {
		l.person(p)
	}
}

// Join adds what another ledger counted. Other stays as it is.
func (l *Ledger) Join(other *Ledger) {
	if other == nil {
		return
	}
	for _, word := range other.ordered(other.words) {
		if e := l.word(word); e != nil {
			e.add(other.words[word])
		}
	}
	for _, name := range other.ordered(other.people) {
		if e := l.several(name, strings.Fields(name)); e != nil {
			e.add(other.people[name])
		}
	}
	for word := range other.plain {
		l.lower(word)
	}
}

func (e *nameEntry) add(other *nameEntry) {
	e.count += other.count
	e.opening += other.opening
	for _, c := range other.company {
		e.beside(c)
	}
}

// beside remembers with which other words a name stood.
func (e *nameEntry) beside(others string) {
	if len(e.company) < maxCompany && !slices.Contains(e.company, others) {
		e.company = append(e.company, others)
	}
}

// ordered lists spellings in the order in which they came.
func (l *Ledger) ordered(entries map[string]*nameEntry) []string {
	names := make([]string, 0, len(entries))
	for name := range entries {
		names = append(names, name)
	}
	slices.SortFunc(names, func(a, b string) int { return entries[a].order - entries[b].order })
	return names
}

func (l *Ledger) mention(m *mention) {
	if !hasUpper(m.word) {
		l.lower(m.word)
		return
	}
	e := l.word(m.word)
	switch {
	case e == nil:
	case m.strong():
		e.count++
	default:
		e.opening++
	}
}

func (l *Ledger) lower(word string) {
	if len(l.plain) >= maxPlain {
		return
	}
	if l.plain == nil {
		l.plain = map[string]struct{}{}
	}
	l.plain[word] = struct{}{}
}

// word gives the entry of a word's spelling; nil when the ledger is full.
func (l *Ledger) word(word string) *nameEntry {
	if e := l.words[word]; e != nil {
		return e
	}
	if len(l.words)+len(l.people) >= maxNames || len(word) > maxContext {
		return nil
	}
	if l.words == nil {
		l.words, l.byKey = map[string]*nameEntry{}, map[string][]string{}
	}
	key := nameKey(word)
	if len(l.byKey[key]) >= maxKin {
		return nil
	}
	e := &nameEntry{order: len(l.words)}
	l.words[word], l.byKey[key] = e, append(l.byKey[key], word)
	return e
}

func (l *Ledger) person(p person) {
	words := p.words()
	if e := l.several(strings.Join(words, " "), words); e != nil {
		e.count++
	}
	for i, w := range words {
		if e := l.words[w]; e != nil {
			e.beside(company(p, i))
		}
	}
}

func (p person) words() []string {
	words := make([]string, len(p))
	for i := range p {
		words[i] = p[i].word
	}
	return words
}

// company gives the keys of the other words of a name, less one that only
// opens the sentence.
func company(p person, i int) string {
	var others []string
	for j := range p {
		if j != i && !(j == 0 && p[j].opens) {
			others = append(others, nameKey(p[j].word))
		}
	}
	slices.Sort(others)
	return strings.Join(others, " ")
}

// several gives the entry of a name of several words; nil when the ledger is
// full.
func (l *Ledger) several(name string, words []string) *nameEntry {
	if e := l.people[name]; e != nil {
		return e
	}
	if len(l.words)+len(l.people) >= maxNames || len(name) > maxContext {
		return nil
	}
	if l.people == nil {
		l.people, l.byGap = map[string]*nameEntry{}, map[nameGap][]string{}
	}
	e := &nameEntry{order: len(l.people)}
	l.people[name] = e
	for i := range words {
		if g := gapOf(words, i); len(l.byGap[g]) < maxKin {
			l.byGap[g] = append(l.byGap[g], name)
		}
	}
	return e
}

func gapOf(words []string, missing int) nameGap {
	var keys []string
	for i, w := range words {
		if i == missing {
			keys = append(keys, "")
		} else {
			keys = append(keys, nameKey(w))
		}
	}
	return nameGap{strings.Join(keys, " "), missing}
}

// countOf gives how often a word was written so where it says something.
func (l *Ledger) countOf(word string) int {
	if l == nil || l.words[word] == nil {
		return 0
	}
	return l.words[word].count
}

// times gives how often a name of several words was written so.
func (l *Ledger) times(name string) int {
	if l == nil || l.people[name] == nil {
		return 0
	}
	return l.people[name].count
}

// spellings lists how a key is written.
func (l *Ledger) spellings(key string) []string {
	if l == nil {
		return nil
	}
	return l.byKey[key]
}

// companies lists with which other words a word stood.
func (l *Ledger) companies(word string) []string {
	if l == nil || l.words[word] == nil {
		return nil
	}
	return l.words[word].company
}

// order tells which spelling came first.
func (l *Ledger) order(word string) int {
	if l == nil || l.words[word] == nil {
		return maxNames
	}
	return l.words[word].order
}

// usual reports whether a word occurs in lower case.
func (l *Ledger) usual(word string) bool {
	if l == nil {
		return false
	}
	_, ok := l.plain[word]
	return ok
}

// Words lists the words of names that were written so at least so many times
// and that no other spelling outnumbers, sorted, for whoever checks spelling:
// whole and, where they have joins, in their parts. There are at most some
// tens of thousands.
func (l *Ledger) Words(least int) []string {
	if l == nil {
		return nil
	}
	known := map[string]struct{}{}
	for word, e := range l.words {
		if e.count < max(least, 1) || l.outnumbered(word) {
			continue
		}
		known[word] = struct{}{}
		for part := range strings.FieldsFuncSeq(word, func(r rune) bool { return strings.ContainsRune(joins+"&", r) }) {
			if onlyLetters(part) && hasUpper(part) {
				known[part] = struct{}{}
			}
		}
	}
	return slices.Sorted(maps.Keys(known))
}

func (l *Ledger) outnumbered(word string) bool {
	return slices.ContainsFunc(l.byKey[nameKey(word)], func(other string) bool {
		return l.words[other].count > l.words[word].count && misspelt(word, other)
	})
}
