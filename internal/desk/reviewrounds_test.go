package desk

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"galley/internal/issue"
)

// hand is somebody at a desk who does this and that.
type hand struct {
	t     *testing.T
	d     *Desk
	rnd   *rand.Rand
	id    string
	name  string
	n     int
	fresh map[string]bool // words that the other desk has not seen
}

func (h *hand) word() string {
	h.n++
	w := fmt.Sprintf("%s%dx", h.name, h.n)
	h.fresh[w] = true
	return w
}

func (h *hand) try(err error) {
	h.t.Helper()
	if err != nil {
		h.t.Fatalf("%s: %v", h.name, err)
	}
}

// work does some things.
func (h *hand) work(steps int) {
	for range steps {
		rundown := orderAt(h.t, h.d, h.id)
		if len(rundown) == 0 {
			return
		}
		item := rundown[h.rnd.IntN(len(rundown))]
		switch h.rnd.IntN(14) {
		case 0, 1, 2, 3, 4:
			h.edit(item)
		case 5:
			_, err := h.d.MoveItem(h.id, item, h.rnd.IntN(len(rundown)))
			h.try(err)
		case 6:
			v, err := h.d.AddItem(h.id, issue.KindNote, "", item)
			h.try(err)
			_, err = h.d.Retype(h.id, v.Item, "New "+h.word()+" item.")
			h.try(err)
		case 7:
			if len(rundown) > 3 && h.rnd.IntN(3) == 0 {
				h.forget(item)
				_, err := h.d.RemoveItem(h.id, item)
				h.try(err)
			}
		case 8, 9:
			h.comment(item)
		case 10:
			h.suggest(item)
		case 11:
			_, err := h.d.SetState(h.id, item, string(issue.States[h.rnd.IntN(4)]), "")
			h.try(err)
		case 12:
			h.answer(2)
		case 13:
			v := draftOf(h.t, h.d, h.id).Card
			v.Subject = "Subject " + h.word()
			delete(h.fresh, strings.TrimPrefix(v.Subject, "Subject ")) // the next one takes its place
			h.try(setCard(h.d, h.id, v))
		}
	}
}

// forget says that words are gone by this hand's will.
func (h *hand) forget(item string) {
	copy := copyAt(h.t, h.d, h.id, item)
	for w := range h.fresh {
		if strings.Contains(copy, w) {
			delete(h.fresh, w)
		}
	}
}

func (h *hand) edit(item string) {
	words := strings.SplitAfter(copyAt(h.t, h.d, h.id, item), " ")
	at := h.rnd.IntN(len(words))
	end := []string{" ", " ", " ", ".\n\n"}[h.rnd.IntN(4)]
	for w := range h.fresh {
		if strings.Contains(words[at], w) {
			return // one's own new words stay, so that they can be looked for
		}
	}
	switch h.rnd.IntN(3) {
	case 0:
		words[at] = h.word() + end
	case 1:
		words[at] = words[at] + h.word() + end
	case 2:
		words[at] = ""
	}
	_, err := h.d.Retype(h.id, item, strings.Join(words, ""))
	h.try(err)
}

func (h *hand) comment(item string) {
	v := reviewOf(h.t, h.d, h.id)
	if len(v.Comments) > 0 && h.rnd.IntN(2) == 0 {
		c := v.Comments[h.rnd.IntN(len(v.Comments))]
		switch h.rnd.IntN(3) {
		case 0:
			h.try(h.d.Reply(h.id, c.Item, c.ID, "Answer "+h.word()))
		case 1:
			h.try(h.d.Resolve(h.id, c.Item, c.ID, c.Open))
		case 2:
			if c.Mine {
				for w := range h.fresh {
					if strings.Contains(fmt.Sprint(c), w) {
						delete(h.fresh, w)
					}
				}
				h.try(h.d.Withdraw(h.id, c.Item, c.ID, "", false))
			}
		}
		return
	}
	_, err := h.d.Comment(h.id, item, v.Versions[item], 0, min(8, len(copyAt(h.t, h.d, h.id, item))), "Said "+h.word())
	h.try(err)
}

func (h *hand) suggest(item string) {
	copy := copyAt(h.t, h.d, h.id, item)
	if i := strings.IndexByte(copy, ' '); i > 0 && !strings.ContainsFunc(copy, func(r rune) bool { return r > 0xffff }) {
		for _, s := range reviewOf(h.t, h.d, h.id).Suggestions {
			if s.Item == item {
				return // they would overlap
			}
		}
		suggestion(h.t, h.d, h.id, item, copy[:i], h.word())
	}
}

// answer accepts or refuses up to so many open suggestions. Words that are refused,
// and those in whose place others go, are gone by this hand's will.
func (h *hand) answer(most int) {
	v := reviewOf(h.t, h.d, h.id)
	for _, s := range v.Suggestions[:min(most, len(v.Suggestions))] {
		gone := s.New
		if h.rnd.IntN(2) == 0 {
			gone = s.Old
			_, err := h.d.Accept(h.id, []string{s.ID}, false)
			h.try(err)
		} else {
			h.try(h.d.Stet(h.id, []string{s.ID}))
		}
		for w := range h.fresh {
			if strings.Contains(gone, w) {
				delete(h.fresh, w)
			}
		}
	}
}

func setCard(d *Desk, id string, c Card) error {
	_, err := d.SetCard(context.Background(), id, c)
	return err
}

// has reports whether words stand in the copy or beside it.
func (h *hand) lost(words map[string]bool) (lost []string) {
	state := stateOf(h.t, h.d, h.id)
	for w := range words {
		if !strings.Contains(state, w) {
			lost = append(lost, w)
		}
	}
	slices.Sort(lost)
	return lost
}

// Two people send an issue back and forth while both write, comment, suggest, move,
// add and remove. No word of either is lost, a file taken twice changes nothing the
// second time, and whoever changed nothing since has in the end what the other has.
func TestRoundsLoseNothing(t *testing.T) {
	rounds, conflicts := 0, 0
	for seed := range uint64(4) {
		rnd := rand.New(rand.NewPCG(seed, 74))
		writer, editor, id, _, _ := play(t)
		a := &hand{t: t, d: writer, rnd: rnd, id: id, name: "mira", fresh: map[string]bool{}}
		b := &hand{t: t, d: editor, rnd: rnd, id: id, name: "ines", fresh: map[string]bool{}}
		takenIn(t, editor, sent(t, writer, id, ""))
		if err := editor.TakePart(id); err != nil {
			t.Fatal(err)
		}
		took := map[*hand][]string{}
		for round := range 5 {
			a.work(6)
			b.work(6)
			from, to := a, b
			if rnd.IntN(2) == 0 {
				from, to = b, a
			}
			path := sent(t, from.d, id, "")
			if rnd.IntN(2) == 0 {
				from.work(2) // meanwhile
			}
			theirs := map[string]bool{}
			for w := range from.fresh {
				theirs[w] = true
			}
			if sentState := fileState(t, path); true {
				for w := range theirs {
					if !strings.Contains(sentState, w) {
						delete(theirs, w) // written since
					}
				}
			}
			conflicts += takenIn(t, to.d, path).Conflicts
			rounds++
			if lost := to.lost(to.fresh); len(lost) > 0 {
				t.Fatalf("seed %d, round %d: %s lost %v\n%s", seed, round, to.name, lost, stateOf(t, to.d, id))
			}
			if lost := to.lost(theirs); len(lost) > 0 {
				t.Fatalf("seed %d, round %d: %s did not get %v\n%s", seed, round, to.name, lost, stateOf(t, to.d, id))
			}
			before := stateOf(t, to.d, id)
			took[to] = append(took[to], path)
			takenIn(t, to.d, took[to][rnd.IntN(len(took[to]))]) // that one, or one from before
			takenIn(t, to.d, path)
			if after := stateOf(t, to.d, id); after != before {
				t.Fatalf("seed %d, round %d: the second time made it another one:\n%s", seed, round, differing(before, after))
			}
			for w := range theirs {
				delete(from.fresh, w)
			}
		}
		takenIn(t, editor, sent(t, writer, id, "")) // the writer rests from here on
		b.answer(1000)
		last := takenIn(t, writer, sent(t, editor, id, ""))
		if last.Conflicts != 0 {
			t.Errorf("seed %d: conflicts with nobody: %+v", seed, last)
		}
		if mine, theirs := shownState(t, writer, id), shownState(t, editor, id); mine != theirs {
			t.Errorf("seed %d: in the end they have different things:\n%s", seed, differing(mine, theirs))
		}
	}
	t.Logf("%d merges with %d conflicts", rounds, conflicts)
	if conflicts == 0 {
		t.Error("nobody ever changed the same: nothing was tested")
	}
}

// shownState is stateOf without the places of what is said: where words were edited
// two desks may end a quote at another letter.
func shownState(t *testing.T, d *Desk, id string) string {
	t.Helper()
	state, k := stateOf(t, d, id), kept(t, d, id)
	s, err := issue.ReadSidecar(Sidecar, []byte(k.Sidecar))
	if err != nil {
		t.Fatal(err)
	}
	for item, r := range s.Items {
		for i := range r.Comments {
			r.Comments[i].Anchor = nil
		}
		for i := range r.Suggestions {
			r.Suggestions[i].Anchor = issue.Anchor{}
		}
		s.Items[item] = r
	}
	text, err := s.Bytes()
	if err != nil {
		t.Fatal(err)
	}
	return strings.Replace(state, k.Sidecar, string(text), 1)
}

// differing gives the lines that one of two texts has alone.
func differing(a, b string) string {
	var out strings.Builder
	for _, side := range []struct{ mark, text, other string }{{"- ", a, b}, {"+ ", b, a}} {
		for line := range strings.SplitSeq(side.text, "\n") {
			if !strings.Contains(side.other, line) {
				out.WriteString(side.mark + line + "\n")
			}
		}
	}
	return out.String()
}
