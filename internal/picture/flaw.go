package picture

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode"

	"galley/internal/fault"
)

// flaw is what is wrong with a picture. Its sentence lacks the beginning, “The
// picture fax.png …”, because the readers of the formats know no names.
type flaw struct {
	says  string // is cut off: its end is missing
	hint  string // what to do, as a sentence
	cause error
}

func (f *flaw) Error() string { return f.says }
func (f *flaw) Unwrap() error { return f.cause }

// The hints that several flaws share.
const (
	hintAgain   = "Copy or download it again, or save it once more from the program that made it."
	hintFormats = "Save it as JPEG, PNG, GIF or WebP."
	hintSmaller = "Save it smaller: an email never needs more than 2400 pixels across."
)

var (
	errCutOff = &flaw{says: "is cut off: its end is missing", hint: hintAgain}
	errNoSize = &flaw{says: "is damaged: it says that it has no size", hint: hintAgain}
)

func damaged(why string) error {
	return &flaw{says: "is damaged: " + why, hint: hintAgain}
}

// unreadable is what a decoder's error means to a person.
func unreadable(err error) error {
	if cutOff(err) {
		return &flaw{says: errCutOff.says, hint: errCutOff.hint, cause: err}
	}
	return &flaw{says: "is damaged: its pixels cannot be read", hint: hintAgain, cause: err}
}

// cutOff reports whether a decoder ran out of bytes.
func cutOff(err error) bool {
	return errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, io.EOF)
}

// tooLarge names the size in the unit that cameras and phones use.
func tooLarge(w, h int) error {
	return &flaw{
		says: fmt.Sprintf("is too large to open: %.1f megapixels (%d × %d pixels)", float64(w)*float64(h)/1e6, w, h),
		hint: hintSmaller,
	}
}

// sentence makes an error for people out of a flaw.
func sentence(name string, err error) error {
	var done *fault.Error
	if errors.As(err, &done) {
		return done
	}
	var f *flaw
	if !errors.As(err, &f) {
		f = &flaw{says: "cannot be read", hint: hintFormats, cause: err}
	}
	subject := "The picture"
	if name = printable(name); name != "" {
		subject += " " + name
	}
	return fault.Wrap(f.cause, fault.BadInput, subject+" "+f.says+".", f.hint)
}

// printable keeps a file's name from breaking the line that it is printed on.
func printable(name string) string {
	return strings.TrimSpace(strings.Map(func(r rune) rune {
		if unicode.IsPrint(r) {
			return r
		}
		return -1
	}, name))
}
