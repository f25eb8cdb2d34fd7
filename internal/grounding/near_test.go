package grounding

import "testing"

func TestNear(t *testing.T) {
	const printed = "A machine that asks us to wait a little, for the sake of someone coming the other way whom we will never meet? There used to be a word for that. It was manners."
	for draft, want := range map[string]bool{
		printed: true,
		"We liked it: for the sake of someone coming the other way, the lock waits.": true, // ten in a row
		"A machine asks us to wait. There used to be a word for that: manners.":      true,
		"There used to be a word for that. It was manners.":                          true,
		"The tide has kept its appointments for four billion years.":                 false,
		"":         false,
		"Manners.": false,
	} {
		if got := Near(draft, printed); got != want {
			t.Errorf("%q: %v", draft, got)
		}
	}
}
