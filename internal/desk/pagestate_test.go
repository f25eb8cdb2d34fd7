package desk

import (
	"bytes"
	"math/rand/v2"
	"testing"

	"galley/internal/email"
	"galley/internal/issue"
)

// A patch that says which blocks go and come leads to the item's new HTML when
// they are put where the page puts them: in the place of the first that goes,
// else behind the one before.
func TestPatchesLeadToTheNewHTML(t *testing.T) {
	random := rand.New(rand.NewPCG(4, 17851))
	single := 0
	for range 100_000 {
		before := randomLeaf(random, nil)
		after := randomLeaf(random, before)
		from, gone, come, whole := differ(before, after)
		if whole {
			continue
		}
		if gone+come > 0 {
			single++
		}
		if got := patched(before, after, from, gone, come); !bytes.Equal(got, after.HTML) {
			t.Fatalf("%s\nbecomes with %d, −%d, +%d\n%s\nand is\n%s", before.HTML, from, gone, come, got, after.HTML)
		}
	}
	if single < 10_000 {
		t.Errorf("only %d patches of single blocks: this shows too little", single)
	}
}

// randomLeaf makes blocks of letters with what may stand between blocks: nothing,
// or the tables around a box. With another leaf it is one that was edited.
func randomLeaf(random *rand.Rand, was *email.Leaf) *email.Leaf {
	var words, leads []string
	if was != nil {
		for k := range was.Blocks {
			words, leads = append(words, blockHTML(was, k)), append(leads, was.Lead(k))
		}
	}
	for range 1 + random.IntN(3) {
		at := random.IntN(len(words) + 1)
		lead := []string{"", "", "", "[", "]", "]["}[random.IntN(6)]
		word := string(rune('a' + random.IntN(6)))
		switch {
		case at < len(words) && random.IntN(3) > 0: // some go, and one comes in their place
			end := min(len(words), at+random.IntN(3))
			words, leads = append(words[:at:at], words[end:]...), append(leads[:at:at], leads[end:]...)
			fallthrough
		default:
			words, leads = append(words[:at:at], append([]string{word}, words[at:]...)...), append(leads[:at:at], append([]string{lead}, leads[at:]...)...)
		}
	}
	l := &email.Leaf{}
	for k := range words {
		lead := leads[k]
		if k == 0 {
			lead = "<"
		}
		l.HTML = append(l.HTML, lead...)
		start := len(l.HTML)
		l.HTML = append(l.HTML, words[k]...)
		l.Blocks = append(l.Blocks, email.Block{At: issue.Span{Start: start, End: len(l.HTML)}})
	}
	l.HTML = append(l.HTML, '>')
	return l
}

// patched does what the page does.
func patched(before, after *email.Leaf, from, gone, come int) []byte {
	if gone+come == 0 {
		return before.HTML
	}
	var start, end int
	if gone > 0 {
		start, end = before.Blocks[from].At.Start, before.Blocks[from+gone-1].At.End
	} else {
		start = before.Blocks[from-1].At.End
		end = start
	}
	out := append([]byte(nil), before.HTML[:start]...)
	for k := from; k < from+come; k++ {
		out = append(out, blockHTML(after, k)...)
	}
	return append(out, before.HTML[end:]...)
}
