package issue

import (
	"strings"
	"testing"
	"unicode/utf8"
)

// quoted makes a copy and the anchor of what stands between ‹ and ›.
func quoted(marked string) (string, Anchor) {
	copy := strings.NewReplacer("‹", "", "›", "").Replace(marked)
	start := strings.Index(marked, "‹")
	return copy, AnchorAt(copy, Span{start, strings.Index(marked, "›") - len("‹")})
}

// shown marks where an anchor stands.
func shown(copy string, a *Anchor) string {
	if a.Lost {
		return "lost: " + a.Words
	}
	at := a.Span()
	return copy[:at.Start] + "‹" + copy[at.Start:at.End] + "›" + copy[at.End:]
}

// changeOf is the one change between two texts that have a stretch in brackets.
func changeOf(marked, in string) Change {
	start := strings.Index(marked, "[")
	end := strings.Index(marked, "]") - 1
	return Change{Span{start, end}, Span{start, start + len(in)}}
}

func TestFollow(t *testing.T) {
	for _, c := range []struct{ words, cut, in, want string }{
		{"The ‹tide› rose.", "[]The tide rose.", "Yes: ", "Yes: The ‹tide› rose."},
		{"The ‹tide› rose.", "The tide rose.[]", " So?", "The ‹tide› rose. So?"},
		{"The ‹tide› rose.", "The ti[]de rose.", "-", "The ‹ti-de› rose."},
		{"The ‹tide› rose.", "The []tide rose.", "low ", "The low ‹tide› rose."},
		{"The ‹tide› rose.", "The tide[] rose.", "s", "The ‹tide›s rose."},
		{"The ‹tide› rose.", "The [ti]de rose.", "mo", "The mo‹de› rose."},
		{"The ‹tide› rose.", "The ti[de rose].", "me flew", "The ‹ti›me flew."},
		{"The ‹tide› rose.", "The t[id]e rose.", "ak", "The ‹take› rose."},
		{"The ‹tide› rose.", "The [tide] rose.", "moon", "lost: tide"},
		{"The ‹tide› rose.", "[The tide rose.]", "", "lost: tide"},
		{"The ‹tide› rose.", "The tide ro[]se.", "", "The ‹tide› rose."},
		{"The ‹›tide rose.", "The []tide rose.", "low ", "The ‹›low tide rose."},
		{"The ‹›tide rose.", "[The ]tide rose.", "A ", "A ‹›tide rose."},
		{"The ‹›tide rose.", "The [tide] rose.", "moon", "The ‹›moon rose."},
		{"The ‹›tide rose.", "Th[e t]ide rose.", "", "lost: "},
	} {
		old, a := quoted(c.words)
		did := changeOf(c.cut, c.in)
		text := old[:did.Old.Start] + c.in + old[did.Old.End:]
		a.Follow([]Change{did}, text)
		if got := shown(text, &a); got != c.want {
			t.Errorf("%s, %s becomes %q: %q, want %q", c.words, c.cut, c.in, got, c.want)
		}
		if !a.Lost && a.Words != "" && (a.Before != text[:a.Start] || a.After != text[a.Span().End:]) {
			t.Errorf("%q: around it are %q and %q", shown(text, &a), a.Before, a.After)
		}
	}
}

// A quote that is deleted with the backspace key, and comes back with undo, is
// the whole quote both times.
func TestFollowBackspace(t *testing.T) {
	for _, marked := range []string{"The harbour ‹sleeps before the tide›, they say.", "‹All of it›", "x‹é😀›y"} {
		old, a := quoted(marked)
		text, words := old, a.Words
		for end := a.Span().End; !a.Lost; {
			_, size := utf8.DecodeLastRuneInString(text[:end])
			text = text[:end-size] + text[end:]
			end -= size
			a.Follow([]Change{{Span{end, end + size}, Span{end, end}}}, text)
		}
		if a.Words != words {
			t.Errorf("%s: lost as %q", marked, a.Words)
		}
		at := a.Start
		a.Follow([]Change{{Span{at, at}, Span{at, at + len(words)}}}, old)
		if got := shown(old, &a); got != marked && len(words)+len(a.Before)+len(a.After) >= sure {
			t.Errorf("%s came back as %s", marked, got)
		}
	}
	// and when some of it is left
	old, a := quoted("The harbour ‹sleeps before the tide›, they say.")
	at := a.Start + len("sleeps ")
	text := old[:at] + old[a.Span().End:]
	a.Follow([]Change{{Span{at, a.Span().End}, Span{at, at}}}, text)
	a.Follow([]Change{{Span{at, at}, Span{at, at + len("before the tide")}}}, old)
	if got := shown(old, &a); got != "The harbour ‹sleeps before the tide›, they say." {
		t.Errorf("the rest came back as %s", got)
	}
}

// What is cut in one place and pasted in another takes its comments along.
func TestFollowCutAndPaste(t *testing.T) {
	const moved = "The harbour sleeps before the tide does. "
	old, a := quoted("One. The harbour ‹sleeps before the tide› does. Two. Three.")
	start := strings.Index(old, moved)
	text := strings.Replace(old, moved, "", 1)
	a.Follow([]Change{{Span{start, start + len(moved)}, Span{start, start}}}, text)
	if !a.Lost {
		t.Fatalf("%s: not lost", shown(text, &a))
	}
	a.Follow([]Change{{Span{0, 0}, Span{0, len(moved)}}}, moved+text)
	if got := shown(moved+text, &a); !strings.HasPrefix(got, "The harbour ‹sleeps before the tide› does. One.") {
		t.Error(got)
	}
	place, b := quoted("One. The harbour sleeps‹› before the tide does. Two. Three.")
	b.Follow([]Change{{Span{start, start + len(moved)}, Span{start, start}}}, text)
	b.Follow([]Change{{Span{start, start}, Span{start, start + len(moved)}}}, place)
	if got := shown(place, &b); got != "One. The harbour sleeps‹› before the tide does. Two. Three." {
		t.Error(got)
	}
}

func TestFind(t *testing.T) {
	for _, c := range []struct{ words, text, want string }{
		{"The ‹tide› rose.", "The tide rose.", "The ‹tide› rose."},
		{"The ‹tide› rose.", "At noon the tide rose.", "At noon the ‹tide› rose."},
		{"The ‹tide› rose.", "The moon rose.", "lost: tide"},
		{"The ‹tide› rose.", "", "lost: tide"},
		{"The ‹tide› rose. A tide fell.", "A tide fell. And then the tide rose.", "lost: tide"}, // as like the other one
		{
			"The harbour ‹sleeps before the tide› does, they say.", "They say the harbour sleeps long before the tides do.",
			"They say the harbour ‹sleeps long before the tide›s do.",
		},
		{"no ‹no› no no no no no no no no no no no no no no", "no no no no no no no no no no no no no no no", "no ‹no› no no no no no no no no no no no no no"},
		{"The harbour‹› sleeps before the tide.", "They say the harbour sleeps before the tide.", "They say the harbour‹› sleeps before the tide."},
		{
			"The harbour‹› sleeps before the tide.", "A new sentence. The harbour of Lindhaven sleeps before the tide.",
			"A new sentence. The harbour‹› of Lindhaven sleeps before the tide.",
		},
		{
			"They say the harbour‹› sleeps before the tide.", "They say the harbour, which is the oldest one on the coast, sleeps before the tide.",
			"They say the harbour‹›, which is the oldest one on the coast, sleeps before the tide.",
		},
		{"The harbour‹› sleeps before the tide.", "Something else entirely was written.", "lost: "},
	} {
		_, a := quoted(c.words)
		a.Settle(c.text)
		if got := shown(c.text, &a); got != c.want {
			t.Errorf("%s in %q: %q, want %q", c.words, c.text, got, c.want)
		}
	}
}

// Of several that nothing tells apart it takes none.
func TestFindDoesNotGuess(t *testing.T) {
	verse := "The tide comes in and the tide goes out, and nobody at the harbour counts. "
	old := strings.Repeat(verse, 9)
	at := 4*len(verse) + strings.Index(verse, "nobody")
	a := AnchorAt(old, Span{at, at + len("nobody")})
	text := strings.Repeat(verse, 20)[len(verse)/2:]
	if span, ok := a.Find(text); ok {
		t.Errorf("found at %d, which is as good as any: %q", span.Start, text[span.Start:span.End])
	}
	if span, ok := a.Find("Oh. " + old); !ok || span.Start != at+4 {
		t.Errorf("four bytes further on it is at %v, %v", span, ok)
	}
}

func TestAnchorAt(t *testing.T) {
	copy := strings.Repeat("é", 100)
	for _, at := range []Span{{0, 0}, {3, 7}, {101, 103}, {199, 500}, {-3, -1}, {150, 20}} {
		a := AnchorAt(copy, at)
		if !utf8.ValidString(a.Words+"|"+a.Before+"|"+a.After) || !hasAt(copy, a.Start, a.Words) ||
			!strings.HasSuffix(copy[:a.Start], a.Before) || !strings.HasPrefix(copy[a.Span().End:], a.After) ||
			len(a.Before) > anchorAround || len(a.After) > anchorAround {
			t.Errorf("%v gives %+v", at, a)
		}
	}
}
