package thinking

import "testing"

func TestReadClaims(t *testing.T) {
	const story = "The pier is 97 metres long. Nobody has measured it. It is 92 metres long."
	for answer, want := range map[string]int{
		`{"claims":[{"words":"97 metres long","kind":"contradiction","why":"92 elsewhere"},{"words":"not there","kind":"source","why":"x"}]}`: 1,
		"Here you are:\n```json\n{\"claims\":[{\"words\":\"Nobody has measured it.\",\"kind\":\"odd\",\"why\":\"says who\"}]}\n```":           1,
		`[{"words":"97 metres long"},{"words":"97 metres long"}]`:                                                                             1,
		`{"claims":[]}`:              0,
		`{"note":{"claims":[]}} `:    0,
		`I found nothing.`:           -1,
		`{"claims":"none"}`:          -1,
		`{"claims":[{"words":"97 me`: -1,
		``:                           -1,
		`{{{{[[[[`:                   -1,
	} {
		list, ok := ReadClaims(answer, story)
		if ok != (want >= 0) || ok && len(list) != want {
			t.Errorf("%s: %+v, %v", answer, list, ok)
		}
	}
}

// Whatever a model answers ends, and soon.
func FuzzReadClaims(f *testing.F) {
	f.Add(`{"claims":[{"words":"pier","kind":"source","why":""}]}`)
	f.Add(`[[[{{{"claims":`)
	f.Fuzz(func(t *testing.T, answer string) {
		list, _ := ReadClaims(answer, "the pier")
		if len(list) > mostClaims {
			t.Errorf("%d claims", len(list))
		}
	})
}
