package app

import (
	"context"
	"errors"

	"galley/internal/fault"
)

// Shown is an error as the page gets it.
type Shown struct {
	Code    fault.Code `json:"code"`
	Message string     `json:"message"` // one sentence
	Hint    string     `json:"hint"`    // what to do next; may be empty
}

// show translates an error at the window's edge. Wails calls it for every
// error that a bound method returns.
func show(err error) Shown {
	if errors.Is(err, context.Canceled) {
		return Shown{Code: fault.Cancelled, Message: "Stopped before it was done.", Hint: "Nothing was changed."}
	}
	f := fault.Of(err)
	return Shown{Code: f.Code, Message: f.Message, Hint: f.Hint}
}
