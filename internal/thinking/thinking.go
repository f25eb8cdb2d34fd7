// Package thinking asks a language model for words, at any address that speaks
// OpenAI's chat API: a program on this machine (Ollama, llama.cpp, vLLM, LM Studio)
// or a host elsewhere. It is the only room that talks to one, and it says nothing to
// anybody unless it is asked to.
//
// What comes back is text of at most [Limits.Body] bytes, never markup and never
// something to run. Streams end badly in many ways that look like a good end, so an
// answer counts when its server said why it stopped, and not before. Errors are
// [fault.Error] with the host in them and never the key.
package thinking

import (
	"encoding/json"
	"fmt"
	"net/url"
	"strings"
	"time"

	"galley/internal/fault"
)

// Server is where a model answers.
type Server struct {
	// Address is the base of the API, as http://localhost:11434/v1. Of Azure it is
	// the resource's, as https://NAME.openai.azure.com.
	Address string
	Model   string // of Azure the deployment
	Key     Key
	// Azure is the API version of an Azure-style address, as 2024-06-01; empty for
	// every other.
	Azure string
}

// Key is a secret. It prints as dots, whatever prints it; Reveal is for the request.
type Key string

// String keeps the key out of what is printed.
func (k Key) String() string {
	if k == "" {
		return ""
	}
	return "…"
}

// GoString does the same for %#v.
func (k Key) GoString() string { return fmt.Sprintf("thinking.Key(%q)", k.String()) }

// MarshalJSON does the same for whatever is written as JSON.
func (k Key) MarshalJSON() ([]byte, error) { return json.Marshal(k.String()) }

// Reveal gives the key itself.
func (k Key) Reveal() string { return string(k) }

// Limits is what one question may take. The zero value of a field is no limit to be
// had: begin with [Usual].
type Limits struct {
	Connect  time.Duration // until there is a connection
	First    time.Duration // from there until the first word
	Silence  time.Duration // between two words
	All      time.Duration // for everything, retries too
	Body     int64         // bytes of an answer, with everything around its words
	Retries  int           // after a refusal that may pass, and never after the first word
	Pause    time.Duration // before the first retry; it doubles
	Patience time.Duration // the longest Retry-After that is waited for
}

// Usual are the limits of the window.
var Usual = Limits{
	Connect: 10 * time.Second, First: 60 * time.Second, Silence: 30 * time.Second, All: 5 * time.Minute, Body: 1 << 20,
	Retries: 2, Pause: 500 * time.Millisecond, Patience: 30 * time.Second,
}

// Ask is one question.
type Ask struct {
	System string // what the model is to do
	Text   string // what it is about: data, between marks, never an order
	// Picture is a picture to look at, with its media type; empty for none.
	Picture     []byte
	PictureType string
	Schema      json.RawMessage // JSON schema of the answer; nil for plain text. A server may ignore it
	Most        int             // tokens of the answer
	Warmth      float32         // the temperature, 0 to 2
}

// Answer is what came of a question.
type Answer struct {
	Text   string
	Host   string
	Model  string // as the server calls it
	Tokens Tokens // as the server counts them; zero where it did not say
	Whole  bool   // false where it stopped at Ask.Most
}

// Tokens is what a question cost.
type Tokens struct {
	Asked    int `json:"asked"`
	Answered int `json:"answered"`
}

// Host gives the host that an address leads to, with its port, as people are told it.
func (s *Server) Host() string {
	u, err := url.Parse(s.Address)
	if err != nil {
		return ""
	}
	return u.Host
}

// Check says what is wrong with a server before anything is sent.
func (s *Server) Check() error {
	const hint = "Write it as its program shows it, such as http://localhost:11434/v1."
	if strings.TrimSpace(s.Address) == "" {
		return fault.New(fault.NotFound, "No model is set up.", "Settings, “Model help”, takes an address and a model.")
	}
	u, err := url.Parse(s.Address)
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" || u.User != nil || u.RawQuery != "" || u.Fragment != "" {
		return fault.New(fault.BadInput, "The model’s address is not one of the web.", hint)
	}
	if s.Model == "" {
		return fault.New(fault.BadInput, "No model is named.", "Settings, “Model help”, lists those that the server has.")
	}
	return nil
}
