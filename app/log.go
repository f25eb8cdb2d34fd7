package app

import (
	"fmt"
	"io"
	"runtime/debug"
	"strings"
	"sync"

	"galley/internal/fault"
)

// log is where Wails writes. It keeps what happened and drops what a person
// wrote: Wails logs a failure together with the whole call, and a call can
// hold an issue's copy.
//
// Of Wails' seven levels, what helps only Wails' own authors is dropped.
type log struct {
	mu sync.Mutex
	to io.Writer
}

func (l *log) Trace(string)           {}
func (l *log) Debug(string)           {}
func (l *log) Info(string)            {}
func (l *log) Print(message string)   { l.line(redact(message)) }
func (l *log) Warning(message string) { l.line("warning: " + redact(message)) }
func (l *log) Error(message string)   { l.line("error: " + redact(message)) }
func (l *log) Fatal(message string)   { l.line("fatal: " + redact(message)) }

func (l *log) line(text string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	_, _ = fmt.Fprintln(l.to, "galley: window:", text)
}

// maxLogLine bounds the kept part of a message, in bytes.
const maxLogLine = 200

// redact keeps the words that Wails itself put at the front of a message, up
// to the first mark after which a value may stand, and the name of the method
// that was called: that one is ours and says where to look.
func redact(message string) string {
	words := message
	if at := strings.IndexAny(words, ":{[\"'`\n"); at >= 0 {
		words = words[:at]
	}
	words = strings.ToValidUTF8(words[:min(len(words), maxLogLine)], "")
	if name := methodIn(message); name != "" {
		words += " in " + name
	}
	return strings.TrimSpace(words)
}

// methodIn finds "name":"app.Reader.Sample" at the front of a call, as Wails'
// page writes it; what does not look like a method's name is none.
func methodIn(message string) string {
	_, after, _ := strings.Cut(message, `C{"name":"`)
	name, _, found := strings.Cut(after, `"`)
	plain := func(r rune) bool {
		return r == '.' || r >= 'A' && r <= 'Z' || r >= 'a' && r <= 'z'
	}
	if !found || strings.Count(name, ".") != 2 || strings.TrimFunc(name, plain) != "" {
		return ""
	}
	return name
}

// caught turns a panic of a bound method into an error, for otherwise Wails
// logs the call with its arguments and the page waits for ever. It is
// deferred. The log gets the stack, which holds places and no words.
func (l *log) caught(err *error) {
	p := recover()
	if p == nil {
		return
	}
	l.line(fmt.Sprintf("error: panic (%T)\n%s", p, debug.Stack()))
	*err = fault.New(fault.Internal, "Galley made a mistake of its own and stopped what it was doing.",
		"What was typed is kept; please report it with what the terminal shows.")
}
