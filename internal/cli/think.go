package cli

import (
	"fmt"
	"os"
	"strings"

	"galley/internal/desk"
	"galley/internal/fault"
	"galley/internal/grounding"
	"galley/internal/thinking"
)

// The variables that say where a model answers. There is no other way to give a key
// to the terminal program: what stands in arguments is in everybody's list of
// processes.
const (
	modelURL = "GALLEY_LLM_URL"
	modelID  = "GALLEY_LLM_MODEL"
	modelKey = "GALLEY_LLM_KEY"
)

type thinkCommand struct {
	Issue string `arg:"" help:"The issue file."`
	Item  int    `required:"" placeholder:"N" help:"The item, the first being 1."`
	Offer string `default:"closer" placeholder:"OFFER" help:"closer, headline, subject, preheader, standfirst, why, tighten, alt or claims."`
	Tone  string `placeholder:"WORD" help:"dry, warm, wry …"`
	Label string `placeholder:"LABEL" help:"The section to tighten, as its label says."`
	Count int    `default:"3" placeholder:"N" help:"How many drafts, each by a question of its own."`
	JSON  bool   `name:"json" help:"Print the drafts as JSON."`
}

// draftEntry is a draft for programs. Marks are in bytes of its text.
type draftEntry struct {
	Text   string           `json:"text"`
	Words  int              `json:"words"`
	Whole  bool             `json:"whole"`
	Marks  []grounding.Mark `json:"not_in_story"`
	Tokens thinking.Tokens  `json:"tokens"`
	Model  string           `json:"model"`
	Host   string           `json:"host"`
	Error  string           `json:"error,omitempty"`
}

func (c *thinkCommand) run(s *session) (int, error) {
	client := &thinking.Client{Limits: thinking.Usual, Server: thinking.Server{
		Address: os.Getenv(modelURL), Model: os.Getenv(modelID), Key: thinking.Key(os.Getenv(modelKey)),
	}}
	if client.Server.Address != "" && !c.JSON {
		s.say(sayThinking, client.Server.Host(), client.Server.Model)
	}
	all, err := s.desk.DraftFor(s.ctx, c.Issue, c.Item, desk.DraftAsk{Offer: thinking.Offer(c.Offer), Tone: c.Tone, Label: c.Label, Count: c.Count}, client)
	if err != nil {
		return 0, err
	}
	if err := s.stopped(); err != nil {
		return 0, err
	}
	if len(all.All) == 0 && !c.JSON {
		s.say(sayNoModel, modelURL, modelID)
		s.result(printable(all.Last))
		return statusOpen, nil
	}
	entries := make([]draftEntry, len(all.All))
	for i := range all.All {
		one := &all.All[i]
		entries[i] = draftEntry{one.Text, one.Words, one.Whole, append([]grounding.Mark{}, one.Marks...), one.Tokens, one.Model, one.Host, ""}
		if one.Err != nil {
			entries[i].Error = fault.Of(one.Err).Error()
		}
		if !c.JSON {
			s.draft(i+1, all, one)
		}
	}
	for _, claim := range all.Claims {
		if !c.JSON {
			s.result(printable(fmt.Sprintf("“%s”: %s", claim.Words, claim.Why)))
		}
	}
	status := statusDone
	if len(entries) == 0 {
		status = statusOpen
	}
	if c.JSON {
		return status, s.json(struct {
			Item   string       `json:"item"`
			Drafts []draftEntry `json:"drafts"`
			Last   string       `json:"last"` // how the story ends

			Claims []thinking.Claim `json:"claims,omitempty"`
		}{all.Item, entries, all.Last, all.Claims})
	}
	return status, nil
}

// draft prints one draft, and what is to be known of it.
func (s *session) draft(n int, all *desk.Drafts, one *desk.Drafted) {
	if one.Err != nil {
		s.result(printable(fmt.Sprintf("%d: %s", n, fault.Of(one.Err).Error())))
		return
	}
	if one.Text != "" { // a list of claims says it all
		s.result(printable(fmt.Sprintf("%d: %s", n, strings.Join(strings.Fields(one.Text), " "))))
	}
	about := []string{counted(one.Words, all.Least, all.Most)}
	if one.Tokens != (thinking.Tokens{}) {
		about = append(about, fmt.Sprintf("%d tokens asked, %d answered", one.Tokens.Asked, one.Tokens.Answered))
	}
	if !one.Whole {
		about = append(about, "cut at the limit")
	}
	for _, m := range one.Marks {
		about = append(about, fmt.Sprintf("not in the story: “%s”", m.Words))
	}
	s.result(printable("   " + strings.Join(about, "; ")))
}

// counted gives words against their budget.
func counted(words, least, most int) string {
	switch {
	case most > 0 && least > 0:
		return fmt.Sprintf("%d words of %d to %d", words, least, most)
	case most > 0:
		return fmt.Sprintf("%d words of at most %d", words, most)
	}
	return fmt.Sprintf("%d words", words)
}
