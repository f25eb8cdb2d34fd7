package change

import "testing"

func TestWords(t *testing.T) {
	for _, c := range []struct {
		before, after  string
		added, removed int
	}{
		{"", "", 0, 0},
		{"", "two words", 2, 0},
		{"one two three", "one three", 0, 1},
		{"one two three", "one twofold three", 1, 1},
		{"one two", "one two three", 1, 0},
		{"one", "oneself", 1, 1},
		{"a b c", "c b a", 0, 0},
		{"same same", "same", 0, 1},
		{"line\nline", "line\nother\nline", 1, 0},
		{"ähnlich", "öhnlich", 1, 1},
	} {
		if added, removed := Words(c.before, c.after); added != c.added || removed != c.removed {
			t.Errorf("%q → %q: +%d −%d", c.before, c.after, added, removed)
		}
	}
}
