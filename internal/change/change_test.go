package change

import (
	"encoding/json"
	"errors"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"
)

func TestApply(t *testing.T) {
	for _, c := range []struct{ text, changes, want string }{
		{"", `[[0,"a"]]`, "a"},
		{"abc", `[3]`, "abc"},
		{"abc", `[1,[1,"x","y"],1]`, "ax\nyc"},
		{"a😀b", `[3,[0,"!"],1]`, "a😀!b"},
		{"a😀b", `[1,[2],1]`, "ab"},
		{"é\nß", `[1,[1],1]`, "éß"},
		{"ab", `[1,[0,"\u0007\ud83d"],1]`, "a��b"},
		{"", `[]`, ""},
	} {
		got, err := Apply(c.text, c.changes)
		if err != nil || got != c.want {
			t.Errorf("Apply(%q, %s) = %q, %v, want %q", c.text, c.changes, got, err, c.want)
		}
	}
}

func TestApplyRefuses(t *testing.T) {
	for _, c := range []struct{ text, changes string }{
		{"abc", `[2]`}, {"abc", `[4]`}, {"a😀", `[2,[1,"x"]]`}, {"abc", `[1,[3]]`}, {"abc", `[]`},
	} {
		if got, err := Apply(c.text, c.changes); !errors.Is(err, ErrMismatch) || got != "" {
			t.Errorf("Apply(%q, %s) = %q, %v", c.text, c.changes, got, err)
		}
	}
	for _, changes := range []string{``, `{}`, `[-1]`, `[["a"]]`, `[[]]`, `[[-1,"a"]]`, `[[0,1]]`, `[null,{}]`, `3`} {
		if _, err := Apply("abc", changes); err == nil {
			t.Errorf("%s was taken", changes)
		}
	}
}

// Whatever is typed where, both sides have the same text: the other side is
// modelled on its own units.
func TestApplyAsTheOtherSide(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 11))
	pieces := []string{"a", "ß", "\n", "😀", "e\u0301", "שלום", "👩‍👩‍👧", "\t", "字", " "}
	for range 300 {
		units := utf16.Encode([]rune(strings.Repeat("tide 😀 ", r.IntN(4))))
		text := string(utf16.Decode(units))
		for range 40 {
			from := boundary(units, r.IntN(len(units)+1))
			to := boundary(units, min(len(units), from+r.IntN(5)))
			to = max(from, to)
			insert := strings.Repeat(pieces[r.IntN(len(pieces))], r.IntN(3))
			changes, err := json.Marshal(sections(len(units), from, to, insert))
			if err != nil {
				t.Fatal(err)
			}
			units = slices.Concat(units[:from], utf16.Encode([]rune(insert)), units[to:])
			if text, err = Apply(text, string(changes)); err != nil {
				t.Fatalf("%s: %v", changes, err)
			}
			if want := string(utf16.Decode(units)); text != want || Units(text) != len(units) {
				t.Fatalf("%s gives %q, want %q", changes, text, want)
			}
		}
	}
}

// boundary moves a position out of a surrogate pair, as an editor does.
func boundary(units []uint16, at int) int {
	if at > 0 && at < len(units) && utf16.IsSurrogate(rune(units[at])) && units[at] >= 0xDC00 {
		return at - 1
	}
	return at
}

func sections(length, from, to int, insert string) []any {
	var list []any
	if from > 0 {
		list = append(list, from)
	}
	part := []any{to - from}
	if insert != "" {
		for line := range strings.SplitSeq(insert, "\n") {
			part = append(part, line)
		}
	}
	list = append(list, part)
	if to < length {
		list = append(list, length-to)
	}
	return list
}

func TestHashIsOverUnits(t *testing.T) {
	over := func(s string) uint32 {
		h := uint32(2166136261)
		for _, u := range utf16.Encode([]rune(s)) {
			h = (h ^ uint32(u&0xFF)) * 16777619
			h = (h ^ uint32(u>>8)) * 16777619
		}
		return h
	}
	for _, s := range []string{"", "a", "tide ß 字", "😀👩‍👩‍👧", "e\u0301\n"} {
		if Hash(s) != over(s) {
			t.Errorf("Hash(%q) = %x, want %x", s, Hash(s), over(s))
		}
	}
}

func TestRuler(t *testing.T) {
	r := NewRuler("aß😀b")
	for _, at := range []struct{ bytes, units int }{{0, 0}, {1, 1}, {3, 2}, {7, 4}, {8, 5}, {99, 5}, {3, 2}, {-1, 0}} {
		if got := r.At(at.bytes); got != at.units {
			t.Errorf("At(%d) = %d, want %d", at.bytes, got, at.units)
		}
	}
}

func FuzzApply(f *testing.F) {
	f.Add("a😀b", `[1,[2,"x"],1]`)
	f.Add("abc", `[[3]]`)
	f.Fuzz(func(t *testing.T, text, changes string) {
		text = Clean(text)
		got, err := Apply(text, changes)
		if err == nil && Clean(got) != got {
			t.Errorf("Apply(%q, %s) = %q, which is not clean", text, changes, got)
		}
	})
}
