// Package testserver is a model's server that behaves: one that answers well, and
// some thirty that do not, each in a way that was seen in the field. It speaks
// OpenAI's chat API on loopback. serve is the same as a command, so that the window
// can be tried by hand.
package testserver

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strings"
	"time"
)

// Pace is how slow the slow ones are; tests make it short.
type Pace struct {
	Late  time.Duration // before an answer that comes late
	Gap   time.Duration // between two pieces of a stream
	After time.Duration // what Retry-After says
}

// Usual is the pace for a person who tries it by hand.
var Usual = Pace{Late: 90 * time.Second, Gap: 60 * time.Millisecond, After: 2 * time.Second}

// Words are what every server that answers says, for those that ask nothing special.
const Words = "The tide has kept its appointments for four billion years. Our calendars could learn something."

// Server is one way to behave.
type Server struct {
	Name  string
	About string
	serve func(*talk)
}

// talk is one question to a server.
type talk struct {
	w    http.ResponseWriter
	r    *http.Request
	pace Pace
	ask  question
	turn int // how many came before it
}

// question is what of a request matters here.
type question struct {
	Model    string `json:"model"`
	Stream   bool   `json:"stream"`
	Messages []struct {
		Role    string          `json:"role"`
		Content json.RawMessage `json:"content"`
	} `json:"messages"`
	Schema  json.RawMessage `json:"response_format"`
	Options *struct {
		Usage bool `json:"include_usage"`
	} `json:"stream_options"`
}

// maxQuestion is how much of a question is read, in bytes.
const maxQuestion = 8 << 20

// Handler serves as the server of that name does; nil for a name that there is not.
// Each handler counts its own turns.
func Handler(name string, pace Pace) http.Handler {
	for i := range Servers {
		if one := &Servers[i]; one.Name == name {
			turns := make(chan int, 1)
			turns <- 0
			return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { one.answer(w, r, pace, turns) })
		}
	}
	return nil
}

func (s *Server) answer(w http.ResponseWriter, r *http.Request, pace Pace, turns chan int) {
	if strings.HasSuffix(r.URL.Path, "/models") {
		w.Header().Set("Content-Type", "application/json")
		_, _ = io.WriteString(w, `{"object":"list","data":[{"id":"tide-1","object":"model"},{"id":"tide-1-vision","object":"model"}]}`)
		return
	}
	t := &talk{w: w, r: r, pace: pace}
	if err := json.NewDecoder(io.LimitReader(r.Body, maxQuestion)).Decode(&t.ask); err != nil {
		t.status(http.StatusBadRequest, `{"error":{"message":"This is no question."}}`)
		return
	}
	t.turn = <-turns
	turns <- t.turn + 1
	s.serve(t)
}

// wait waits, unless whoever asked has gone; ok is false then.
func (t *talk) wait(d time.Duration) (ok bool) {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-t.r.Context().Done():
		return false
	case <-timer.C:
		return true
	}
}

// hang says nothing until whoever asked has gone.
func (t *talk) hang() { <-t.r.Context().Done() }

func (t *talk) status(code int, body string) {
	t.w.Header().Set("Content-Type", "application/json")
	t.w.WriteHeader(code)
	_, _ = io.WriteString(t.w, body)
}

// begin opens a stream.
func (t *talk) begin() {
	t.w.Header().Set("Content-Type", "text/event-stream")
	t.w.WriteHeader(http.StatusOK)
	t.flush()
}

func (t *talk) flush() {
	if f, can := t.w.(http.Flusher); can {
		f.Flush()
	}
}

// raw sends bytes as they are.
func (t *talk) raw(text string) {
	_, _ = io.WriteString(t.w, text)
	t.flush()
}

// piece sends a piece of an answer in a stream.
func (t *talk) piece(text string) {
	t.raw("data: " + chunk(t.ask.Model, text, "") + "\n\n")
}

func chunk(model, text, end string) string {
	reason := "null"
	if end != "" {
		reason = fmt.Sprintf("%q", end)
	}
	words, _ := json.Marshal(text) // of a string it cannot fail
	return fmt.Sprintf(`{"id":"c1","object":"chat.completion.chunk","created":1,"model":%q,"choices":[{"index":0,"delta":{"content":%s},"finish_reason":%s}]}`, model, words, reason)
}

func completion(model, text, end string) string {
	words, _ := json.Marshal(text)
	return fmt.Sprintf(`{"id":"c1","object":"chat.completion","created":1,"model":%q,"choices":[{"index":0,"message":{"role":"assistant","content":%s},"finish_reason":%q}],"usage":{"prompt_tokens":120,"completion_tokens":18,"total_tokens":138}}`, model, words, end)
}

// say answers well, with these words: in pieces, or in one.
func (t *talk) say(text string) {
	if !t.ask.Stream {
		t.status(http.StatusOK, completion(t.ask.Model, text, "stop"))
		return
	}
	t.begin()
	if t.pieces(text) {
		t.end()
	}
}

// pieces sends words one after the other; false when whoever asked has gone.
func (t *talk) pieces(text string) bool {
	for _, word := range strings.SplitAfter(text, " ") {
		t.piece(word)
		if !t.wait(t.pace.Gap) {
			return false
		}
	}
	return true
}

// end ends a stream as it should be.
func (t *talk) end() {
	t.raw("data: " + chunk(t.ask.Model, "", "stop") + "\n\n")
	if t.ask.Options != nil && t.ask.Options.Usage {
		t.raw(fmt.Sprintf(`data: {"id":"c1","object":"chat.completion.chunk","created":1,"model":%q,"choices":[],"usage":{"prompt_tokens":120,"completion_tokens":18,"total_tokens":138}}`, t.ask.Model) + "\n\n")
	}
	t.raw("data: [DONE]\n\n")
}

// text is all that was asked, in one.
func (t *talk) text() string {
	var b strings.Builder
	for _, m := range t.ask.Messages {
		b.Write(m.Content)
		b.WriteByte('\n')
	}
	return b.String()
}

// cut ends the connection in the middle.
func (t *talk) cut() {
	t.flush()
	panic(http.ErrAbortHandler)
}
