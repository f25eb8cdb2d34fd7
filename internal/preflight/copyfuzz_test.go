package preflight_test

import (
	"testing"

	"galley/internal/house"
	"galley/internal/issue"
	"galley/internal/markdown"
	"galley/internal/preflight"
)

// FuzzCopyChecks holds what verify says of the checks that lean on more than the
// edition: past issues, records, what a link check found.
func FuzzCopyChecks(f *testing.F) {
	f.Add("We saw Dall-E, DALL·E, l’OpenAi, OpenAI and Open AI. A\u00adda B. Lovelace met Ada B. Lovelase in Düsseldorf.", "DALL·E")
	f.Add("© 2019\n\nApply by Monday, 3 March 2020, or between 1 May 2019 and 2 May 2019. Issue 7 · الخميس 12 نوفمبر 2020 2020-01-02 1.2.2020", "3 March")
	f.Add("[bank.com](http://evil.example/) <http://a.example> [here](#) [a@b.example](mailto:c@d.example) [read more](https://a.example/1)", "here")
	f.Add("sk-aaaa1bbbb2cccc3dddd4eeee https://a:b9cd@e.f eyJhhhhhhhh1.eyJhhhhhhhh2.hhhhhhhh3 -----BEGIN PRIVATE KEY-----\nAAAA\n /Users/ada/x file:///é C:\\Users\\é\\", "“ada")
	f.Add("1,224 faxes. 1,242 faxes. 1’224 Häuser. 1\u202f242 Häuser.", "1,2")
	h, err := house.Load(house.Default)
	if err != nil {
		f.Fatal(err)
	}
	h.Words.Dictionary = []string{"DALL·E", "Ada B. Lovelace", "é"}
	f.Fuzz(func(t *testing.T, copy, words string) {
		text := "---\nnumber: 8\ndate: 2026-11-25\nsubject: x\n---\n\n<!-- promo; id=aaaa -->\n" + copy + "\n\n<!-- footer; id=bbbb -->\n" + copy
		is, _, err := markdown.Read("fuzz.md", []byte(text))
		if err != nil {
			return
		}
		decoded, _, err := markdown.Decode("fuzz.md", []byte(text))
		if err != nil {
			return
		}
		markdown.New(h).ReadItems(h, is.Items)
		in := preflight.Input{
			Edition: &issue.Edition{Issue: is, House: h, Publication: newsroom.Over(is.Own)},
			Archive: &preflight.Ledger{},
			Earlier: []issue.Issue{{Number: "8", Subject: words}, {Items: []issue.Item{{Copy: copy}}}},
			Records: map[string]issue.Record{
				"aaaa": {Machine: []issue.MachineText{{Words: words}}, Signed: &issue.SignOff{Hash: words}},
			},
			Hashes:  map[string]string{"aaaa": "x"},
			Reached: map[string]preflight.Reached{},
		}
		for range 3 {
			in.Archive.Add(words, &issue.Reading{})
		}
		for _, address := range preflight.Asked(in) {
			in.Reached[address] = preflight.Reached{State: preflight.LinkGone, Why: words}
		}
		for _, found := range preflight.Check(in) {
			verify(t, is, []byte(decoded), &found)
		}
	})
}
