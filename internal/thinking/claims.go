package thinking

import (
	"encoding/json"
	"strings"
)

// Claim is something that a story says and that wants a look: nothing leads to where
// it is from, or something else in the story says otherwise.
type Claim struct {
	Words string `json:"words"` // exact, as in the story
	Kind  string `json:"kind"`  // source or contradiction
	Why   string `json:"why"`   // one sentence
}

// Bounds of a list of claims: tokens that a model may use for it, claims, and letters
// of a sentence.
const (
	mostClaimTokens = 2_000
	mostClaims      = 30
	mostClaimWhy    = 300
	mostTries       = 50 // brackets that a list may begin at
)

var claimsSchema = json.RawMessage(`{"type":"object","properties":{"claims":{"type":"array","items":{"type":"object","properties":{` +
	`"words":{"type":"string"},"kind":{"type":"string","enum":["source","contradiction"]},"why":{"type":"string"}},` +
	`"required":["words","kind","why"],"additionalProperties":false}}},"required":["claims"],"additionalProperties":false}`)

// ReadClaims takes claims out of an answer. A server may have ignored the schema, and
// a model may have put words around its JSON; ok is false when there is no list in it.
// What does not stand in the story, word for word, is left out: there is nothing to
// look at.
func ReadClaims(answer, story string) (list []Claim, ok bool) {
	for from, tries := 0, 0; tries < mostTries; tries++ {
		at := strings.IndexAny(answer[from:], "{[")
		if at < 0 {
			return nil, false
		}
		from += at
		var raw json.RawMessage
		d := json.NewDecoder(strings.NewReader(answer[from:]))
		var all struct {
			Claims *[]Claim `json:"claims"`
		}
		if d.Decode(&raw) == nil {
			var bare []Claim
			switch {
			case json.Unmarshal(raw, &all) == nil && all.Claims != nil:
				return standing(*all.Claims, story), true
			case answer[from] == '[' && json.Unmarshal(raw, &bare) == nil:
				return standing(bare, story), true
			}
		}
		from++
	}
	return nil, false
}

func standing(all []Claim, story string) []Claim {
	list := []Claim{}
	seen := map[string]bool{}
	for _, c := range all {
		c.Words = strings.TrimSpace(c.Words)
		if c.Kind != "contradiction" {
			c.Kind = "source"
		}
		if c.Words == "" || !strings.Contains(story, c.Words) || seen[c.Words] || len(list) == mostClaims {
			continue
		}
		seen[c.Words] = true
		if c.Why = strings.Join(strings.Fields(c.Why), " "); len(c.Why) > mostClaimWhy {
			c.Why = strings.ToValidUTF8(c.Why[:mostClaimWhy], "") + "…"
		}
		list = append(list, c)
	}
	return list
}
