package app

import "testing"

// Stop stops everything that was begun and is not done.
func TestHaltStopsAll(t *testing.T) {
	var w longWork
	w.halt() // nothing is being done
	one, doneOne := w.begin(t.Context())
	two, doneTwo := w.begin(t.Context())
	w.halt()
	if one.Err() == nil || two.Err() == nil {
		t.Errorf("it goes on: %v, %v", one.Err(), two.Err())
	}
	doneOne()
	doneTwo()
	three, doneThree := w.begin(t.Context())
	if three.Err() != nil || len(w.stops) != 1 {
		t.Errorf("what is begun after it: %v, %d kept", three.Err(), len(w.stops))
	}
	doneThree()
}
