package issue

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// anchorStory is a story as a newsletter has them.
const anchorStory = `## Lindhaven’s night ferry learns to wait

The last boat of the day used to leave at ten to eleven, whether the train from the valley was late or not. For a year now a small program on the bridge has been reading the signals along the line, and when it sees eleven passengers or more in a train that is less than nine minutes behind, it asks the captain for patience.

**What’s new:** The harbour board has published the figures of the first four seasons. On 212 evenings the ferry waited, on average for six minutes, and 3,940 people slept at home who would otherwise have slept in the waiting room. The board counted the diesel, too: a little over two tonnes, most of it because a late boat has to hurry against the current off Quill Point.

**How it works:** Nothing about the program is large. It knows the timetable, the tide and the wind at the outer buoy, and it keeps a table of how often a train that is late at Marrow Bridge is later still when it reaches the sea. The engineers, Odile Brandt and her former student Pim Sorley, tried a model with four hundred inputs first; it was right about as often as the table and nobody could say why when it was wrong.

**Behind the news:** Ferries that wait are older than computers. Until the sixties a railway clerk in a wooden hut swung a lamp when the express had passed the last tunnel, and the captains of that time, if one believes their logbooks, waited as long as the lamp was swinging. The hut was sold in 1971. Its owner, a potter, says that she still finds burnt matches under the floor.

**Why it matters:** Most of what is called clever in transport is clever about the average passenger, who is never late. The table in Lindhaven is clever about the eleven who are, and it shows its reasons on a screen beside the wheel: four minutes, nineteen people, ebb in half an hour. The captain nods or does not. In the first year she nodded nine times out of ten, and the tenth time she was usually right.

**We’re thinking:** It would be easy to take the captain out, and the board has been asked why it does not. Its answer fits on a postcard: because somebody has to be sorry when the boat has gone. We have seen longer documents about responsibility that said less. Until a table can be sorry, let it make proposals, show its arithmetic, and leave the rope to the person who is standing next to it.

The program’s source is open, the table is printed in the annual report, and the waiting room at the pier has been given to a choir, which practises there on Thursdays and has promised to be quiet when the lamp is on.
`

// script is a text in which every byte knows where it came from.
type script struct {
	rnd    *rand.Rand
	text   []byte
	origin []int // in the old text; −1 for what was put in
	words  []string
}

func newScript(seed uint64, old string) *script {
	s := &script{rnd: rand.New(rand.NewPCG(seed, 29)), text: []byte(old), words: strings.Fields(old)}
	s.origin = make([]int, len(old))
	for i := range s.origin {
		s.origin[i] = i
	}
	return s
}

// edit does one edit in a stretch of the text: it inserts, deletes, or replaces,
// 1 to most characters of each, and reports what it did.
func (s *script) edit(in Span, most int) Change {
	at := letterStart(string(s.text), in.Start+s.rnd.IntN(max(1, in.End-in.Start)))
	del, ins := 0, 0
	switch s.rnd.IntN(3) {
	case 0:
		ins = 1 + s.rnd.IntN(most)
	case 1:
		del = 1 + s.rnd.IntN(most)
	default:
		del, ins = 1+s.rnd.IntN(most), 1+s.rnd.IntN(most)
	}
	end := letterEnd(string(s.text), min(at+del, max(at, in.End)))
	put := s.prose(ins)
	did := Change{Span{at, end}, Span{at, at + len(put)}}
	from := make([]int, len(put))
	for i := range from {
		from[i] = -1
	}
	s.text = slices.Concat(s.text[:at], []byte(put), s.text[end:])
	s.origin = slices.Concat(s.origin[:at], from, s.origin[end:])
	return did
}

// prose makes about so many characters of the story's own words, which are the
// hardest to tell from it.
func (s *script) prose(n int) string {
	var b strings.Builder
	for b.Len() < n {
		b.WriteString(s.words[s.rnd.IntN(len(s.words))])
		b.WriteByte(' ')
	}
	return b.String()[:letterStart(b.String(), n)]
}

// left gives, in the text, from the first to the last byte that comes from a
// stretch of the old one, and how many there are.
func (s *script) left(of Span) (at Span, n int) {
	at = Span{-1, -1}
	for i, o := range s.origin {
		if o >= of.Start && o < of.End {
			if n == 0 {
				at.Start = i
			}
			at.End = i + 1
			n++
		}
	}
	return at, n
}

// missed counts the bytes of the stretch that a span leaves out before and behind
// it, and reports whether it holds any at all.
func (s *script) missed(of, span Span) (before, behind int, any bool) {
	for i, o := range s.origin {
		switch {
		case o < of.Start || o >= of.End:
		case i < span.Start:
			before++
		case i >= span.End:
			behind++
		default:
			any = true
		}
	}
	return before, behind, any
}

// anchored chooses a quote of 20 to 240 characters, from word to word, in a
// paragraph of the story.
func anchored(rnd *rand.Rand) (paragraph, quote Span) {
	for {
		at := rnd.IntN(len(anchorStory))
		paragraph.Start = strings.LastIndex(anchorStory[:at], "\n\n") + 2
		n := strings.Index(anchorStory[paragraph.Start:], "\n\n")
		if n < 200 {
			continue
		}
		paragraph.End = paragraph.Start + n
		text := anchorStory[paragraph.Start:paragraph.End]
		from := strings.LastIndexByte(text[:rnd.IntN(len(text))], ' ') + 1
		to := min(len(text), from+20+rnd.IntN(221))
		if to < len(text) {
			to = strings.LastIndexByte(text[:to], ' ')
		}
		if to-from >= 16 {
			return paragraph, Span{paragraph.Start + from, paragraph.Start + to}
		}
	}
}

// scripted runs one script of 20 edits: three inside the quote (in what is left of
// it, not beyond), five more in its paragraph, the others anywhere. Each edit is
// handed over as it happens.
func scripted(seed uint64, most int, each func(Change, string)) (*script, Span) {
	rnd := rand.New(rand.NewPCG(seed, 31))
	paragraph, quote := anchored(rnd)
	s := newScript(seed, anchorStory)
	for i := range 20 {
		in := Span{0, len(s.text)}
		switch at, n := s.left(quote); {
		case i%7 == 3 && n > 0:
			in = at
		case i%3 == 1:
			in, _ = s.left(paragraph)
		}
		if in.Start < 0 {
			in = Span{0, len(s.text)}
		}
		did := s.edit(in, most)
		if each != nil {
			each(did, string(s.text))
		}
	}
	return s, quote
}

// score counts how anchors fared.
type score struct {
	found, lost, short, givenUp, wrong int
	third, thirdFound                  int // those of which a third is left at least
}

func (c *score) all() int      { return c.found + c.lost + c.short + c.givenUp + c.wrong }
func (c *score) right() int    { return c.found + c.lost }
func (c *score) rate() float64 { return 100 * float64(c.right()) / float64(c.all()) }

// judge holds a span against what is left of the quote. It is right when it
// leaves out no more than a word of what is left at either end, and begins and
// ends no more than a word outside. Lost is right when less than a third of
// the quote is left: a third is where people stop calling a sentence the same,
// and comments on it mostly have become pointless.
func (c *score) judge(s *script, quote, span Span, ok bool) {
	const word = 12
	left, n := s.left(quote)
	before, behind, any := s.missed(quote, span)
	few := n*3 < quote.End-quote.Start
	if !few {
		c.third++
		defer func(found int) { c.thirdFound += c.found - found }(c.found)
	}
	switch {
	case !ok && few:
		c.lost++
	case !ok:
		c.givenUp++
	case !any:
		c.wrong++
	case before > word || behind > word || span.Start < left.Start-word || span.End > left.End+word:
		c.short++
	default:
		c.found++
	}
}

const anchorScripts = 1_000

// Of all that a text became, only the end is known: what a file was that another
// program wrote. Then the middle way, where the old text is there as well and
// the two are compared.
func TestAnchorsUnseen(t *testing.T) {
	for _, most := range []int{200, 40} {
		var unseen, compared score
		for seed := range uint64(anchorScripts) {
			s, quote := scripted(seed, most, nil)
			a := AnchorAt(anchorStory, quote)
			span, ok := a.Find(string(s.text))
			unseen.judge(s, quote, span, ok)
			a.Through(anchorStory, string(s.text))
			compared.judge(s, quote, a.Span(), !a.Lost)
		}
		unseen.report(t, "unseen", most)
		compared.report(t, "compared", most)
	}
}

func (c *score) report(t *testing.T, how string, most int) {
	t.Helper()
	t.Logf("20 edits of 1–%d characters, %s: %.1f %% of %d anchors right (%d found, %d rightly lost); "+
		"%d found in part, %d given up too soon, %d on wrong words. Of %d with a third left or more, %d are found",
		most, how, c.rate(), c.all(), c.found, c.lost, c.short, c.givenUp, c.wrong, c.third, c.thirdFound)
	if c.wrong > 0 || c.rate() < 95 {
		t.Errorf("%s: %+v", how, *c)
	}
}

// Seen one by one, edits move an anchor exactly: it goes from the first to the
// last character that was in it, or was put in between two such.
func TestAnchorsFollowed(t *testing.T) {
	exact := 0
	for seed := range uint64(anchorScripts) {
		_, quote := anchored(rand.New(rand.NewPCG(seed, 31)))
		a := AnchorAt(anchorStory, quote)
		in := make([]bool, len(anchorStory)) // which bytes are in it
		for i := quote.Start; i < quote.End; i++ {
			in[i] = true
		}
		s, _ := scripted(seed, 200, func(did Change, text string) {
			a.Follow([]Change{did}, text)
			put := make([]bool, did.New.End-did.New.Start)
			if slices.Contains(in[:did.Old.Start], true) && slices.Contains(in[did.Old.End:], true) {
				for i := range put {
					put[i] = true
				}
			}
			in = slices.Concat(in[:did.Old.Start], put, in[did.Old.End:])
		})
		first := slices.Index(in, true)
		last := len(in) - slices.Index(reversed(in), true)
		switch {
		case first < 0 && a.Lost, first >= 0 && a.Span() == Span{first, last} && !a.Lost && hasAt(string(s.text), first, a.Words):
			exact++
		default:
			t.Errorf("seed %d: %v, lost %v; it is at %d to %d", seed, a.Span(), a.Lost, first, last)
		}
	}
	t.Logf("20 edits of 1–200 characters, seen one by one: %d of %d anchors exactly right", exact, anchorScripts)
}

func reversed(list []bool) []bool {
	list = slices.Clone(list)
	slices.Reverse(list)
	return list
}
