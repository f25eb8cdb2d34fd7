package thinking

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"mime"
	"net"
	"net/http"
	"net/http/httptrace"
	"strconv"
	"strings"
	"sync"
	"time"

	openai "github.com/sashabaranov/go-openai"
)

// Why an answer was given up.
var (
	errFirst   = errors.New("no first word")
	errSilence = errors.New("silence")
	errAll     = errors.New("too slow")
	errTooMuch = errors.New("too much")
	errWebPage = errors.New("a web page")
	errAway    = errors.New("sent elsewhere")
)

// refusal is an answer with a status of 300 or more.
type refusal struct {
	status int
	says   string        // the server's own words, bounded
	after  time.Duration // Retry-After; 0 for none
}

func (r *refusal) Error() string { return "status " + strconv.Itoa(r.status) }

// maxRefusal is how much of a refusal is read, in bytes.
const maxRefusal = 16 << 10

// guard is the transport of one question: it bounds what comes, and remembers why it
// ended it. The library above turns most of these into a good end.
type guard struct {
	base   http.RoundTripper
	limits Limits
	cancel context.CancelCauseFunc // of the question

	mu      sync.Mutex
	timer   *time.Timer
	why     error                          // the first thing that went wrong
	done    *openai.ChatCompletionResponse // it came in one piece where a stream was asked for
	streams bool
}

// newGuard gives a guard with connections of its own: a key never waits in a pool.
func newGuard(c *Client, cancel context.CancelCauseFunc, streams bool) *guard {
	limits, dial := c.Limits, c.Dial
	if dial == nil {
		dial = (&net.Dialer{Timeout: limits.Connect}).DialContext
	}
	return &guard{limits: limits, cancel: cancel, streams: streams, base: &http.Transport{
		Proxy: http.ProxyFromEnvironment, DialContext: dial, TLSHandshakeTimeout: limits.Connect,
		DisableKeepAlives: true, ForceAttemptHTTP2: true, MaxResponseHeaderBytes: 64 << 10,
	}}
}

// client is the guard as what the library wants. A question goes to the host that it
// was meant for: where that one sends it on, nobody agreed to it.
func (g *guard) client() *http.Client {
	return &http.Client{Transport: g, CheckRedirect: func(*http.Request, []*http.Request) error { return g.gone(errAway) }}
}

// gone remembers why, and gives the first reason that there was.
func (g *guard) gone(why error) error {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.why == nil {
		g.why = why
	}
	return g.why
}

func (g *guard) reason() error {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.why
}

// completion is an answer in one piece that came in the place of a stream; nil for
// none.
func (g *guard) completion() *openai.ChatCompletionResponse {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.done
}

// wait gives the server so long from now; it ends the question else.
func (g *guard) wait(limit time.Duration, why error) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.timer != nil {
		g.timer.Stop()
	}
	g.timer = time.AfterFunc(limit, func() { g.cancel(g.gone(why)) })
}

// stop ends the waiting.
func (g *guard) stop() {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.timer != nil {
		g.timer.Stop()
	}
}

// RoundTrip sends a request, and gives only answers that may be one.
func (g *guard) RoundTrip(r *http.Request) (*http.Response, error) {
	trace := &httptrace.ClientTrace{WroteRequest: func(httptrace.WroteRequestInfo) { g.wait(g.limits.First, errFirst) }}
	answer, err := g.base.RoundTrip(r.WithContext(httptrace.WithClientTrace(r.Context(), trace)))
	if err != nil {
		return nil, err
	}
	if answer.StatusCode >= http.StatusMultipleChoices && answer.StatusCode < http.StatusBadRequest && answer.Header.Get("Location") != "" {
		_ = answer.Body.Close()
		return nil, g.gone(errAway)
	}
	if answer.StatusCode >= http.StatusMultipleChoices {
		defer func() { _ = answer.Body.Close() }()
		says, _ := io.ReadAll(io.LimitReader(answer.Body, maxRefusal)) // half a reason is one
		return nil, g.gone(&refusal{status: answer.StatusCode, says: reasonIn(says), after: retryAfter(answer.Header.Get("Retry-After"))})
	}
	body := &guarded{guard: g, body: answer.Body, left: g.limits.Body}
	opens := bufio.NewReader(body)
	head, err := opens.Peek(1)
	for err == nil && (head[0] == ' ' || head[0] == '\n' || head[0] == '\r') {
		_, _ = opens.Discard(1)
		head, err = opens.Peek(1)
	}
	kind, _, _ := mime.ParseMediaType(answer.Header.Get("Content-Type"))
	if kind == "text/html" || err == nil && head[0] == '<' {
		_ = answer.Body.Close()
		return nil, g.gone(errWebPage)
	}
	if err == nil && head[0] == '{' {
		whole, err := g.piece(opens)
		if err != nil {
			_ = answer.Body.Close()
			return nil, err
		}
		opens = bufio.NewReader(bytes.NewReader(whole))
	}
	answer.Body = struct {
		io.Reader
		io.Closer
	}{opens, answer.Body}
	return answer, nil
}

// errPiece says that an answer came in one piece, in the place of a stream.
var errPiece = errors.New("in one piece")

// piece reads an answer that is one object: a server may have no streams, and some
// say with status 200 that they could not answer.
func (g *guard) piece(body io.Reader) ([]byte, error) {
	whole, err := io.ReadAll(body)
	if err != nil {
		if why := g.reason(); why != nil {
			return nil, why
		}
		return nil, errBroken
	}
	var said struct {
		Error   jsonText          `json:"error"`
		Choices []json.RawMessage `json:"choices"`
	}
	if json.Unmarshal(whole, &said) != nil {
		return nil, g.gone(errBroken)
	}
	if said.Error != "" && len(said.Choices) == 0 {
		return nil, g.gone(&refusal{status: http.StatusOK, says: string(said.Error)})
	}
	if !g.streams {
		return whole, nil
	}
	var done openai.ChatCompletionResponse
	if json.Unmarshal(whole, &done) != nil {
		return nil, g.gone(errBroken)
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	g.done = &done
	return nil, errPiece
}

// guarded is a body of which not too much comes, nor too slowly.
type guarded struct {
	guard *guard
	body  io.Reader
	left  int64
}

func (b *guarded) Read(p []byte) (int, error) {
	if b.left <= 0 {
		return 0, b.guard.gone(errTooMuch)
	}
	n, err := b.body.Read(p[:min(int64(len(p)), b.left)])
	b.left -= int64(n)
	if n > 0 && !b.guard.streams {
		b.guard.wait(b.guard.limits.Silence, errSilence)
	}
	return n, err
}

// retryAfter reads a Retry-After header (RFC 9110, 10.2.3): seconds, or a date.
func retryAfter(header string) time.Duration {
	if seconds, err := strconv.Atoi(strings.TrimSpace(header)); err == nil && seconds > 0 && seconds < 1<<20 {
		return time.Duration(seconds) * time.Second
	}
	if at, err := http.ParseTime(header); err == nil {
		return max(0, time.Until(at))
	}
	return 0
}

// isUnheard reports whether a connection could not even begin, or ended before it said
// a word: then nobody has taken the question.
func isUnheard(err error) bool {
	var op *net.OpError
	return errors.As(err, &op) || errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF)
}

// reasonIn finds the server's own words in a refusal: {"error": {"message": …}},
// {"error": "…"}, {"message": …}, {"detail": …}, else nothing.
func reasonIn(body []byte) string {
	var said struct {
		Error   jsonText `json:"error"`
		Message jsonText `json:"message"`
		Detail  jsonText `json:"detail"`
	}
	if json.Unmarshal(bytes.TrimSpace(body), &said) != nil {
		return ""
	}
	for _, one := range []jsonText{said.Error, said.Message, said.Detail} {
		if one != "" {
			return string(one)
		}
	}
	return ""
}
