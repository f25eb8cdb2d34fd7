package app

import (
	"context"
	"encoding/json"
	"errors"

	"galley/internal/fault"
)

// Shown is an error as the page gets it.
type Shown struct {
	Code    fault.Code `json:"code"`
	Message string     `json:"message"` // one sentence
	Hint    string     `json:"hint"`    // what to do next; may be empty
}

// written gives it as JSON: of what a bound method's error is formatted as,
// Wails' page makes an Error by its text alone.
func (s Shown) written() string {
	text, err := json.Marshal(s)
	if err != nil {
		return s.Message
	}
	return string(text)
}

// show translates an error at the window's edge.
func show(err error) Shown {
	if errors.Is(err, context.Canceled) {
		return Shown{Code: fault.Cancelled, Message: "Stopped before it was done.", Hint: "Nothing was changed."}
	}
	f := fault.Of(err)
	return Shown{Code: f.Code, Message: f.Message, Hint: f.Hint}
}
