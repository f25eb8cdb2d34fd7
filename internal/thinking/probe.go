package thinking

import (
	"bytes"
	"context"
	"encoding/json"
	"image"
	"image/color"
	"image/png"
	"slices"
	"strings"

	openai "github.com/sashabaranov/go-openai"
)

// Found is what a server can do, as far as four small questions tell. What it cannot
// is no failure: Galley does without.
type Found struct {
	Host    string
	Models  []string // that it lists; none where it has no list
	Streams bool     // words come one after the other
	Schema  bool     // it holds to a JSON schema
	Vision  bool     // it says what is in a picture
}

// mostModels is how many models are listed.
const mostModels = 500

// Models lists the models of a server, by name.
func (c *Client) Models(ctx context.Context) ([]string, error) {
	server := c.Server
	if server.Model == "" {
		server.Model = "any" // the list wants none
	}
	if err := server.Check(); err != nil {
		return nil, err
	}
	all, stop := context.WithTimeoutCause(ctx, min(c.Limits.All, c.Limits.Connect+c.Limits.First), errAll)
	defer stop()
	inner, cancel := context.WithCancelCause(all)
	defer cancel(nil)
	g := newGuard(c, cancel, false)
	defer g.stop()
	list, err := openai.NewClientWithConfig(server.config(g)).ListModels(inner)
	if err != nil {
		if ctx.Err() != nil {
			return nil, stopped(ctx.Err())
		}
		if why := g.reason(); why != nil {
			err = why
		}
		return nil, c.words(err)
	}
	var names []string
	for i := range list.Models {
		if id := plain(list.Models[i].ID, c.Server.Key); id != "" && len(names) < mostModels && !slices.Contains(names, id) {
			names = append(names, id)
		}
	}
	slices.Sort(names)
	return names, nil
}

// Test asks a server four small questions. The error is of the first one that has to
// be answered: that for a word.
func (c *Client) Test(ctx context.Context) (Found, error) {
	found := Found{Host: c.Server.Host()}
	pieces := 0
	if _, err := c.Ask(ctx, &Ask{Text: "Count from one to five, in words.", Most: 64}, func(string) { pieces++ }); err != nil {
		return found, err
	}
	found.Streams = pieces > 1
	found.Models, _ = c.Models(ctx) // some have no list, and answer all the same
	found.Schema = c.holdsToSchema(ctx)
	found.Vision = c.sees(ctx)
	if ctx.Err() != nil {
		return found, stopped(ctx.Err())
	}
	return found, nil
}

// holdsToSchema asks for an object that nobody would write by chance.
func (c *Client) holdsToSchema(ctx context.Context) bool {
	schema := json.RawMessage(`{"type":"object","properties":{"tide":{"type":"string","enum":["ebb","flood"]}},"required":["tide"],"additionalProperties":false}`)
	answer, err := c.Ask(ctx, &Ask{Text: "Which tide comes after the ebb?", Schema: schema, Most: 64}, nil)
	var said struct {
		Tide string `json:"tide"`
	}
	return err == nil && json.Unmarshal([]byte(answer.Text), &said) == nil && (said.Tide == "ebb" || said.Tide == "flood")
}

// sees asks what colour a picture has.
func (c *Client) sees(ctx context.Context) bool {
	answer, err := c.Ask(ctx, &Ask{Text: "Which colour is this picture? Answer with one word of English.", Picture: red(), PictureType: "image/png", Most: 64}, nil)
	return err == nil && strings.Contains(strings.ToLower(answer.Text), "red") && len(answer.Text) < 60
}

// red is a picture in one colour.
func red() []byte {
	m := image.NewRGBA(image.Rect(0, 0, 64, 64))
	for i := range 64 * 64 {
		m.Set(i%64, i/64, color.RGBA{R: 0xe0, A: 0xff})
	}
	var b bytes.Buffer
	_ = png.Encode(&b, m) // into memory it cannot fail
	return b.Bytes()
}
