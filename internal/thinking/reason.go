package thinking

import (
	"encoding/json"
	"strings"
	"unicode"
)

// jsonText is a text, or an object with a message in it: servers write errors both
// ways.
type jsonText string

// UnmarshalJSON takes what is there to be read, and nothing from anything else.
func (t *jsonText) UnmarshalJSON(data []byte) error {
	var text string
	if json.Unmarshal(data, &text) == nil {
		*t = jsonText(text)
		return nil
	}
	var object struct {
		Message string `json:"message"`
	}
	if json.Unmarshal(data, &object) == nil {
		*t = jsonText(object.Message)
	}
	return nil
}

// maxReason is how much of a server's own words people are shown, in runes.
const maxReason = 160

// plain gives words of a server as they may be shown: in one line, short, and
// without the key.
func plain(words string, key Key) string {
	if secret := key.Reveal(); secret != "" {
		words = strings.ReplaceAll(words, secret, key.String())
		// Some repeat its end or its beginning only.
		for n := len(secret) - 1; n >= 8; n-- {
			words = strings.ReplaceAll(words, secret[:n], key.String())
			words = strings.ReplaceAll(words, secret[len(secret)-n:], key.String())
		}
	}
	words = strings.Join(strings.FieldsFunc(words, func(r rune) bool {
		return unicode.IsSpace(r) || unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r)
	}), " ")
	if runes := []rune(words); len(runes) > maxReason {
		words = string(runes[:maxReason]) + "…"
	}
	return words
}
