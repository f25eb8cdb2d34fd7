package plain

import (
	"math/rand/v2"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/rivo/uniseg"
)

// lines wraps a run as a page does.
func lines(r *run, room int) (text []string, width []int) {
	for line := range wrap(r.finish(), room) {
		var b strings.Builder
		n := 0
		for i := range line {
			if i > 0 {
				b.WriteString(line[i].join.space())
				n += line[i].join.columns()
			}
			b.Write(line[i].text)
			n += line[i].width
		}
		text, width = append(text, b.String()), append(width, n)
	}
	return text, width
}

var chunks = []string{
	"tide", "a", "naïve", "don’t—stop", "x\u0301y\u0301", "🌊", "👩🏽‍🚒🇳🇴", "שלום", "لَلَّ", "10\u00a0000\u202fkm",
	"incomprehensibilities/", "https://example.com/a-b?c=d", "한국어는", "…", "\u200d", "\u0301",
}

// TestWrap holds random runs to what wrapping means: nothing but spaces
// changes, no line is wider than the room unless it is one word, and none is
// so short that the next line's beginning would have fitted.
func TestWrap(t *testing.T) {
	for seed := range uint64(2000) {
		rng := rand.New(rand.NewPCG(seed, 2))
		var words []string
		for range 1 + rng.IntN(60) {
			words = append(words, chunks[rng.IntN(len(chunks))])
		}
		var r run
		r.text(strings.Join(words, " \t\n"))
		room := 1 + rng.IntN(72)
		got, widths := lines(&r, room)
		if joined := strings.Join(got, " "); joined != strings.Join(words, " ") {
			t.Fatalf("seed %d: the words became %q", seed, joined)
		}
		for i, line := range got {
			if widths[i] > room && strings.Contains(line, " ") {
				t.Errorf("seed %d: a line of %d columns in a room of %d: %q", seed, widths[i], room, line)
			}
			if i == 0 {
				continue
			}
			next, _, _ := strings.Cut(line, " ")
			if widths[i-1]+1+width([]byte(next)) <= room {
				t.Errorf("seed %d: %q would have fitted behind %q in %d columns", seed, next, got[i-1], room)
			}
		}
	}
}

// TestFold wraps text without spaces: lines are full to within a character or
// what may not stand at a line's end, and no mark begins one.
func TestFold(t *testing.T) {
	sentence := "港口的一台验潮仪记录下了卫星没有看到的东西，“没有人”注意到它（十一年）。「誰も」気づかなかった！"
	var r run
	r.text(strings.Repeat(sentence, 5))
	got, widths := lines(&r, 31)
	if strings.Join(got, "") != strings.Repeat(sentence, 5) {
		t.Errorf("the text became %q", got)
	}
	for i, line := range got {
		if first, _ := utf8.DecodeRuneInString(line); strings.ContainsRune("，。”）」！", first) {
			t.Errorf("a line begins with a closing mark: %q", line)
		}
		if widths[i] > 31 || widths[i] < 25 && i < len(got)-1 {
			t.Errorf("a line of %d columns: %q", widths[i], line)
		}
	}
}

// TestMark keeps a link's number with the word before it, as long as the two
// fit on one line.
func TestMark(t *testing.T) {
	for _, c := range []struct {
		words string
		room  int
		want  string
	}{
		{"one two", 10, "one|two [1]"},
		{"one two", 11, "one two [1]"},
		{"one incomprehensible", 16, "one|incomprehensible|[1]"},
		{"", 10, "[1]"},
	} {
		var r run
		r.text(c.words)
		r.mark("[1]")
		if got, _ := lines(&r, c.room); strings.Join(got, "|") != c.want {
			t.Errorf("%q in %d columns: %q, want %q", c.words, c.room, got, c.want)
		}
	}
}

// TestWidth holds the short cut to the tables that it saves asking.
func TestWidth(t *testing.T) {
	for r := rune(0); r <= 0x3000; r++ {
		if !oneColumn(r) {
			continue
		}
		for _, s := range []string{string(r), "a" + string(r), string(r) + "a", string([]rune{r, r})} {
			if got, want := utf8.RuneCountInString(s), uniseg.StringWidth(s); got != want {
				t.Errorf("%q (%U) is %d columns wide by the short cut and %d by the tables", s, r, got, want)
			}
		}
	}
	for s, want := range map[string]int{"": 0, "潮汐": 4, "e\u0301": 1, "👩🏽‍🚒": 2, "🇳🇴": 2, "שָׁלוֹם": 4, "❤️": 2} {
		if got := width([]byte(s)); got != want {
			t.Errorf("%q is %d columns wide, want %d", s, got, want)
		}
	}
}
