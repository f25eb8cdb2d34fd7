package grounding

import "testing"

// The same number in another form is no claim; the same figure of something else is.
func TestEqualNumbers(t *testing.T) {
	for _, c := range []struct {
		story, draft string
		want         int
	}{
		{"It sold its millionth loaf.", "A million loaves later.", 0},
		{"It opened its 1,500th station.", "Fifteen hundred stations in.", 0},
		{"They lent the 50,000th item.", "That makes 50 000 loans.", 0},
		{"One in ten packs is lost.", "The missing 10 percent.", 0},
		{"5 per cent of hives.", "It is wrong for 1 in 20.", 0},
		{"5 per cent of hives.", "It is wrong for 1 in 30.", 2},
		{"Orders rose tenfold.", "Orders are up 10-fold.", 0},
		{"He lost it in 2022.", "He lost it in ’22.", 0},
		{"He lost it in 2022.", "He lost it in ’23.", 1},
		{"They fixed 212 leaks.", "They fixed over two hundred leaks.", 0},
		{"They fixed 212 leaks.", "They fixed nearly two hundred leaks.", 1},
		{"They fixed 212 leaks.", "They fixed over a hundred leaks.", 1},
		{"It takes 12 minutes.", "It takes a dozen hours.", 1},
		{"It takes 12 minutes.", "It takes a dozen minutes.", 0},
		{"It weighs 12 kilograms.", "It is twelve kilos.", 0},
		{"It costs $500.", "It costs £500.", 1},
		{"Of 17 times four of them were wrong.", "Thirteen out of 17 were right.", 0},
		{"It opened in Leeds, Cork and Utrecht.", "Three other cities have it.", 0},
		{"It opened in Leeds, Cork and Utrecht.", "Four other cities have it.", 1},
		{"Nothing is counted.", "That is our two cents.", 0},
	} {
		if marks := Check(c.story, c.draft); len(marks) != c.want {
			t.Errorf("%q of %q: %+v", c.draft, c.story, marks)
		}
	}
}

// A person is known by first and last name together.
func TestMixedNames(t *testing.T) {
	const story = "Helen Ortiz wants fines. David Marsh, of Pellucid Voice, grumbles. Mayor Otto Tolliver does not, in the United States and the European Union."
	for draft, want := range map[string]int{
		"So says Helen Marsh.": 1, "So says Helen Ortiz.": 0, "Ask Mr Marsh, or Ms. Ortiz.": 0, "So says Mayor Tolliver.": 0, "It is the law in the U.S. and the EU.": 0,
		"It is the law in the UK.": 1,
	} {
		if marks := Check(story, draft); len(marks) != want {
			t.Errorf("%q: %+v", draft, marks)
		}
	}
}
