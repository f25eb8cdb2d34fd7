package thinking

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"strings"

	openai "github.com/sashabaranov/go-openai"
)

// mostEmpty is how many lines of a stream may say nothing; what bounds them is the
// size of the whole.
const mostEmpty = 1 << 30

func (s *Server) config(g *guard) openai.ClientConfig {
	c := openai.DefaultConfig(s.Key.Reveal())
	if s.Azure != "" {
		c = openai.DefaultAzureConfig(s.Key.Reveal(), s.Address)
		c.APIVersion = s.Azure
		c.AzureModelMapperFunc = func(model string) string { return model }
	}
	c.BaseURL = s.Address
	c.HTTPClient = g.client()
	c.EmptyMessagesLimit = mostEmpty
	return c
}

// Shown gives what a question would send: its address, and its body as people read it.
// A picture's bytes are told by their number; the key is in neither.
func (c *Client) Shown(ask *Ask, stream bool) (address, body string, err error) {
	t := try{client: c, ask: ask, options: true}
	if stream {
		t.heard = func(string) {}
	}
	r := t.request()
	r.Stream = stream
	for i := range r.Messages {
		for j := range r.Messages[i].MultiContent {
			if u := r.Messages[i].MultiContent[j].ImageURL; u != nil {
				u.URL = fmt.Sprintf("data:%s;base64,… (%d bytes)", ask.PictureType, len(ask.Picture))
			}
		}
	}
	var b strings.Builder
	w := json.NewEncoder(&b)
	w.SetEscapeHTML(false)
	w.SetIndent("", "  ")
	if err := w.Encode(r); err != nil {
		return "", "", err
	}
	address = strings.TrimRight(c.Server.Address, "/")
	if c.Server.Azure != "" {
		address += "/openai/deployments/" + c.Server.Model
	}
	return address + "/chat/completions", readable(strings.TrimSpace(b.String())), nil
}

// readable is the same JSON with its angle brackets and ampersands as they are: the
// library writes them by their numbers.
func readable(text string) string {
	var b strings.Builder
	for i := 0; i < len(text); i++ {
		if text[i] != '\\' || i+1 == len(text) {
			b.WriteByte(text[i])
			continue
		}
		switch rest := text[i:]; {
		case strings.HasPrefix(rest, `\u003c`):
			b.WriteByte('<')
			i += 5
		case strings.HasPrefix(rest, `\u003e`):
			b.WriteByte('>')
			i += 5
		case strings.HasPrefix(rest, `\u0026`):
			b.WriteByte('&')
			i += 5
		default: // of a backslash that stands for itself the second one, too
			b.WriteString(rest[:2])
			i++
		}
	}
	return b.String()
}

// request is the question as it goes out. No tool is offered in it.
func (t *try) request() openai.ChatCompletionRequest {
	ask, model := t.ask, t.client.Server.Model
	r := openai.ChatCompletionRequest{Model: model, Messages: messages(ask)}
	if isReasoner(model) { // these take no temperature, and count their own thoughts
		r.MaxCompletionTokens = ask.Most
	} else {
		r.MaxTokens, r.Temperature = ask.Most, ask.Warmth //nolint:staticcheck // SA1019: servers on this machine know no other
	}
	if t.options && t.heard != nil {
		r.StreamOptions = &openai.StreamOptions{IncludeUsage: true}
	}
	if t.options && ask.Schema != nil {
		r.ResponseFormat = &openai.ChatCompletionResponseFormat{
			Type:       openai.ChatCompletionResponseFormatTypeJSONSchema,
			JSONSchema: &openai.ChatCompletionResponseFormatJSONSchema{Name: "answer", Schema: ask.Schema, Strict: true},
		}
	}
	return r
}

func messages(ask *Ask) []openai.ChatCompletionMessage {
	list := []openai.ChatCompletionMessage{{Role: openai.ChatMessageRoleSystem, Content: ask.System}}
	if ask.System == "" {
		list = nil
	}
	user := openai.ChatCompletionMessage{Role: openai.ChatMessageRoleUser, Content: ask.Text}
	if len(ask.Picture) > 0 {
		address := "data:" + ask.PictureType + ";base64," + base64.StdEncoding.EncodeToString(ask.Picture)
		user.Content, user.MultiContent = "", []openai.ChatMessagePart{
			{Type: openai.ChatMessagePartTypeText, Text: ask.Text},
			{Type: openai.ChatMessagePartTypeImageURL, ImageURL: &openai.ChatMessageImageURL{URL: address}},
		}
	}
	return append(list, user)
}

// isReasoner reports whether a model is one of OpenAI's that think before they speak:
// these refuse max_tokens and a temperature.
func isReasoner(model string) bool {
	for _, family := range []string{"o1", "o3", "o4", "gpt-5", "gpt-6"} {
		if strings.HasPrefix(model, family) {
			return true
		}
	}
	return false
}
