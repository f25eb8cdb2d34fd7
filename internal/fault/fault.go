// Package fault is the one kind of error that people get to read.
//
// An [Error] carries a code for programs, one sentence for people, a hint that
// says what to do next, and the cause for whoever debugs. Packages below the
// skins return it; a skin (the terminal, the window) translates it once, at its
// own edge, and prints nothing else.
//
// The promise: a person sees a Go error string only where the mistake is
// Galley's own and somebody should hear of it ([Of]), and a program never has to
// parse a sentence.
package fault

import (
	"errors"
	"fmt"
)

// Code tells programs what kind of thing went wrong.
type Code string

// The codes, from the person's side inwards.
const (
	BadInput  Code = "bad-input" // what was given cannot be used as it is
	NotFound  Code = "not-found" // a file or folder that was named is not there
	Exists    Code = "exists"    // writing would replace something
	Denied    Code = "denied"    // the system does not allow it
	Busy      Code = "busy"      // somebody else is at it; later it may go
	Full      Code = "full"      // no room left on the disk
	Cancelled Code = "cancelled" // the person stopped it
	Mismatch  Code = "mismatch"  // what was written does not read back as it was
	Internal  Code = "internal"  // a mistake of ours
)

// Error is a failure in words.
type Error struct {
	Code    Code
	Message string // one sentence, with the file where there is one; ends in a full stop
	Hint    string // what to do next; may be empty
	Cause   error  // for logs; never shown
}

// New makes an Error without a cause.
func New(code Code, message, hint string) *Error {
	return &Error{Code: code, Message: message, Hint: hint}
}

// Wrap makes an Error around a cause.
func Wrap(cause error, code Code, message, hint string) *Error {
	return &Error{Code: code, Message: message, Hint: hint, Cause: cause}
}

// Error gives the sentence and the hint.
func (e *Error) Error() string {
	if e.Hint == "" {
		return e.Message
	}
	return fmt.Sprintf("%s %s", e.Message, e.Hint)
}

// Unwrap gives the cause to errors.Is and errors.As.
func (e *Error) Unwrap() error { return e.Cause }

// Of gives the Error in err's chain. An error of any other kind becomes an
// Internal one, so that a skin has one shape to print.
func Of(err error) *Error {
	if err == nil {
		return nil
	}
	var e *Error
	if errors.As(err, &e) {
		return e
	}
	return Wrap(err, Internal, "Galley met something it did not expect: "+err.Error()+".", "Nothing was changed; please report it.")
}
