package thinking

import (
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"strings"
	"time"

	openai "github.com/sashabaranov/go-openai"
)

// Client asks one server. It keeps nothing between two questions, and may be used by
// several goroutines.
type Client struct {
	Server Server
	Limits Limits
	// Dial opens connections; nil for the network's own.
	Dial func(ctx context.Context, network, address string) (net.Conn, error) `json:"-"`
}

// afterEnd is how long the count of tokens is waited for, behind the last word.
const afterEnd = 2 * time.Second

// Ask puts a question, and gives the answer when its server said that it is one.
// Heard hears each piece as it comes, on this goroutine; without it the answer comes
// in one piece. Of an answer that broke off, heard has heard a part.
func (c *Client) Ask(ctx context.Context, ask *Ask, heard func(piece string)) (Answer, error) {
	if err := c.Server.Check(); err != nil {
		return Answer{}, err
	}
	all, stop := context.WithTimeoutCause(ctx, c.Limits.All, errAll)
	defer stop()
	t := try{client: c, ask: ask, heard: heard, options: true}
	pause := c.Limits.Pause
	for n := 0; ; n++ {
		answer, err := t.once(all)
		if err == nil {
			return answer, nil
		}
		if ctx.Err() != nil {
			return Answer{}, stopped(ctx.Err())
		}
		wait, may := again(err, pause)
		switch {
		case t.begun || all.Err() != nil:
			may = false
		case t.options && isUnwanted(err): // it may not know what else was asked for
			t.options, wait, may = false, 0, true
		}
		if !may || n >= c.Limits.Retries || wait > c.Limits.Patience {
			return Answer{}, c.words(err)
		}
		select {
		case <-all.Done():
		case <-time.After(wait):
		}
		pause *= 2
	}
}

// again says whether a question may be put once more, and after how long.
func again(err error, pause time.Duration) (wait time.Duration, may bool) {
	var r *refusal
	if errors.As(err, &r) {
		passes := r.status == http.StatusTooManyRequests || r.status >= http.StatusInternalServerError
		return max(pause, r.after), passes
	}
	return pause, isUnheard(err)
}

// isUnwanted reports whether a server may have refused not the question but how it
// was put.
func isUnwanted(err error) bool {
	var r *refusal
	return errors.As(err, &r) && (r.status == http.StatusBadRequest || r.status == http.StatusUnprocessableEntity)
}

// try is a question under way.
type try struct {
	client  *Client
	ask     *Ask
	heard   func(string)
	options bool // schema and token counts are asked for
	begun   bool // a word was heard
}

func (t *try) once(ctx context.Context) (answer Answer, err error) {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	g := newGuard(t.client, cancel, t.heard != nil)
	defer g.stop()
	api := openai.NewClientWithConfig(t.client.Server.config(g))
	answer = Answer{Host: t.client.Server.Host(), Model: t.client.Server.Model}
	if t.heard != nil {
		err = t.stream(ctx, g, api, &answer)
	} else {
		err = t.piece(ctx, api, &answer)
	}
	if done := g.completion(); done != nil { // it has no streams
		if err = t.take(done, &answer); err == nil && t.heard != nil {
			t.begun = true
			t.heard(answer.Text)
		}
		return answer, err
	}
	if err != nil {
		if why := g.reason(); why != nil {
			return Answer{}, why
		}
		if cause := context.Cause(ctx); cause != nil {
			return Answer{}, cause
		}
		return Answer{}, err
	}
	return answer, nil
}

// stream hears an answer as it is made.
func (t *try) stream(ctx context.Context, g *guard, api *openai.Client, answer *Answer) error {
	s, err := api.CreateChatCompletionStream(ctx, t.request())
	if err != nil {
		return err
	}
	defer func() { _ = s.Close() }()
	var text strings.Builder
	ended := openai.FinishReason("")
	for {
		chunk, err := s.Recv()
		if err != nil {
			answer.Text = text.String()
			return t.ended(err, ended, answer)
		}
		if chunk.Model != "" {
			answer.Model = chunk.Model
		}
		if u := chunk.Usage; u != nil {
			answer.Tokens = Tokens{u.PromptTokens, u.CompletionTokens}
		}
		for i := range chunk.Choices {
			one := &chunk.Choices[i]
			if one.Index != 0 {
				continue // nobody asked for more than one
			}
			if one.Delta.Content != "" || one.Delta.ReasoningContent != "" {
				g.wait(t.client.Limits.Silence, errSilence)
			}
			if one.Delta.Content != "" && ended == "" {
				text.WriteString(one.Delta.Content)
				t.begun = true
				t.heard(one.Delta.Content)
			}
			if isEnd(one.FinishReason) {
				ended = one.FinishReason
				g.wait(min(afterEnd, t.client.Limits.Silence), errSilence)
			}
		}
	}
}

func isEnd(reason openai.FinishReason) bool {
	return reason != "" && reason != openai.FinishReasonNull
}

// ended says whether a stream that ended so has ended well: only what its server says
// counts.
func (t *try) ended(err error, reason openai.FinishReason, answer *Answer) error {
	if reason == "" {
		var said *openai.APIError
		if errors.As(err, &said) {
			return &refusal{status: http.StatusOK, says: said.Message}
		}
		if errors.Is(err, io.EOF) && !t.begun {
			return errNothing
		}
		return errBroken
	}
	return settle(reason, answer)
}

// settle takes what the server gave as its reason to stop.
func settle(reason openai.FinishReason, answer *Answer) error {
	switch {
	case reason == openai.FinishReasonContentFilter:
		return errWontSay
	case strings.TrimSpace(answer.Text) == "":
		return errNothing
	}
	answer.Whole = reason != openai.FinishReasonLength
	return nil
}

// piece takes an answer in one piece.
func (t *try) piece(ctx context.Context, api *openai.Client, answer *Answer) error {
	done, err := api.CreateChatCompletion(ctx, t.request())
	if err != nil {
		return err
	}
	return t.take(&done, answer)
}

func (t *try) take(done *openai.ChatCompletionResponse, answer *Answer) error {
	if done.Model != "" {
		answer.Model = done.Model
	}
	answer.Tokens = Tokens{done.Usage.PromptTokens, done.Usage.CompletionTokens}
	if len(done.Choices) == 0 {
		return errNothing
	}
	one := &done.Choices[0]
	answer.Text = one.Message.Content
	if !isEnd(one.FinishReason) {
		return errBroken
	}
	return settle(one.FinishReason, answer)
}
