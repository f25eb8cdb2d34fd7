package issue

import (
	"math/rand/v2"
	"strings"
	"testing"
	"unicode/utf8"
)

// longest is as much copy as Galley takes of one issue.
const longest = 640 << 10

// hostile are copies that search is slow on where nothing bounds it, each with a
// quote of it that was edited.
func hostile() map[string]struct {
	copy string
	a    Anchor
} {
	fill := func(s string) string { return strings.Repeat(s, longest/len(s)) }
	edited := func(s string) string { return s[:len(s)/2] + "—" + s[len(s)/2:] }
	type hostile = struct {
		copy string
		a    Anchor
	}
	made := map[string]hostile{}
	for name, copy := range map[string]string{
		"one letter": fill("a"), "one word": fill("tide "), "two words": fill("the tide "), "a verse": fill("the tide at the harbour, "),
		"a story": fill(anchorStory), "blank": fill(" \n"), "nearly": fill(strings.Repeat("a", 999) + "b"), "characters": fill("字"),
	} {
		for size, n := range map[string]int{", a word": 5, ", a line": 120, ", a page": 3_000, ", all of it": len(copy) / 2} {
			a := AnchorAt(copy, Span{len(copy) / 4, len(copy)/4 + n})
			a.Words, a.Before, a.After = edited(a.Words), edited(a.Before), edited(a.After)
			made[name+size] = hostile{copy, a}
			a.Words = a.Words[:len(a.Words)-1] + "b" // a Rabin-Karp's worst
			made[name+size+", other end"] = hostile{copy, a}
		}
	}
	return made
}

// Whatever the copy is, an answer comes (in milliseconds, see BenchmarkFind) and
// is a stretch of it.
func TestFindIsBounded(t *testing.T) {
	for name, h := range hostile() {
		if at, ok := h.a.Find(h.copy); ok && (at.Start < 0 || at.End > len(h.copy) || at.Start > at.End) {
			t.Errorf("%s: %v", name, at)
		}
	}
}

// Finding an anchor in its own copy gives the place where it is.
func TestFindInItsOwnCopy(t *testing.T) {
	rnd := rand.New(rand.NewPCG(5, 6))
	for range 2_000 {
		_, quote := anchored(rnd)
		if rnd.IntN(3) == 0 {
			quote.End = quote.Start
		}
		a := AnchorAt(anchorStory, quote)
		if at, ok := a.Find(anchorStory); !ok || at != a.Span() {
			t.Fatalf("%q: %v, %v", a.Words, at, ok)
		}
		a.Start = rnd.IntN(len(anchorStory)) // even if somebody else says where it is
		if at, ok := a.Find("\n" + anchorStory); !ok || at.Start != quote.Start+1 || at.End != quote.End+1 {
			t.Fatalf("%q after a line: %v, %v", a.Words, at, ok)
		}
	}
}

func FuzzFind(f *testing.F) {
	f.Add(anchorStory, 700, 760, anchorStory[300:])
	f.Add("aaaaaaaaaaaaaaaa", 3, 9, "aaaaaaaaaaaaaaaaaaaaaaa")
	f.Add("é😀é", 2, 6, "xé😀é")
	f.Add("", 0, 0, "x")
	f.Fuzz(func(t *testing.T, old string, start, end int, text string) {
		a := AnchorAt(old, Span{start, end})
		if at, ok := a.Find(old); ok && at != a.Span() && old[at.Start:at.End] != a.Words {
			t.Fatalf("in its own copy it is at %v, not at %v", at, a.Span())
		}
		through := a
		through.Through(old, text)
		a.Settle(text)
		for _, a := range []Anchor{a, through} {
			if !a.Lost && !hasAt(text, a.Start, a.Words) {
				t.Fatalf("%+v is not in %q", a, text)
			}
			if utf8.ValidString(text) && utf8.ValidString(old) && !utf8.ValidString(a.Words+"|"+a.Before+"|"+a.After) {
				t.Fatalf("%+v cuts a character", a)
			}
		}
	})
}

func BenchmarkFind(b *testing.B) {
	for name, h := range hostile() {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				h.a.Find(h.copy)
			}
		})
	}
	b.Run("in a story", func(b *testing.B) {
		s, quote := scripted(7, 40, nil)
		a, text := AnchorAt(anchorStory, quote), string(s.text)
		for b.Loop() {
			a.Find(text)
		}
	})
}

func BenchmarkFollow(b *testing.B) {
	copy := strings.Repeat(anchorStory, 50)
	old := copy[:1000] + copy[1001:]
	anchors := make([]Anchor, 100)
	for i := range anchors {
		anchors[i] = AnchorAt(old, Span{i * 1000, i*1000 + 60})
	}
	did := []Change{{Span{1000, 1000}, Span{1000, 1001}}}
	for b.Loop() {
		for i := range anchors {
			a := anchors[i]
			a.Follow(did, copy)
		}
	}
}
