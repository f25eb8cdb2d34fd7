package reviewfile

import (
	"errors"
	"fmt"
	"strings"

	"galley/internal/fault"
)

// flaw is what is wrong with a review file, as the end of a sentence that begins
// with it.
type flaw string

func (f flaw) Error() string { return "the review file " + string(f) }

func flawf(format string, args ...any) error { return flaw(fmt.Sprintf(format, args...)) }

// The flaws that are found in more than one place.
const (
	cutOff    flaw = "is cut off: its end is missing"
	damaged   flaw = "is damaged: what is in it is not what its list says"
	tooMany   flaw = "holds more than 2,000 files, and none that Galley makes does"
	tooLarge  flaw = "is too large: Galley reads up to 200 MB, unpacked as well"
	isBomb    flaw = "would unpack to far more than it is"
	isNone    flaw = "is none"
	notRecord flaw = "holds records that Galley cannot read"
)

const (
	hintAgain   = "Nothing of it was taken in; ask whoever sent it to make it again."
	hintWary    = "Nothing of it was taken in; do not open it in another program, and ask whoever sent it."
	hintSidecar = "Nothing of it was taken in; update Galley when there is a newer one, else ask whoever sent it to make it again."
	hintReport  = "Nothing was written; please report it."
)

// refused puts into words why a file is not read. An error that has its words
// keeps them.
func refused(err error) error {
	var words *fault.Error
	var f flaw
	switch {
	case err == nil:
		return nil
	case errors.As(err, &words):
		return words
	case errors.As(err, &f) && f == isNone:
		return fault.Wrap(err, fault.BadInput, "This is no review file: another program made it.", "Open a file that Galley made; its name ends in .galley.")
	case errors.As(err, &f):
		return fault.Wrap(err, fault.BadInput, "This review file "+string(f)+".", hintFor(f))
	default:
		return fault.Wrap(err, fault.BadInput, "This review file cannot be read.", "Copy it to this machine, and open it there.")
	}
}

// hintFor gives what to do next: what no accident makes is said to be none.
func hintFor(f flaw) string {
	if f == isBomb || f == tooMany || strings.Contains(string(f), "outside of itself") || strings.Contains(string(f), "a link") {
		return hintWary
	}
	return hintAgain
}

// notWritten puts into words why a file is not made.
func notWritten(err error) error {
	var words *fault.Error
	var f flaw
	switch {
	case err == nil:
		return nil
	case errors.As(err, &words):
		return words
	case errors.As(err, &f) && (f == tooLarge || f == tooMany || strings.HasPrefix(string(f), "has too much")):
		return fault.Wrap(err, fault.BadInput, "The review file "+strings.Replace(string(f), "is too", "would be too", 1)+".",
			"Nothing was written; send some of its items, or make its pictures smaller.")
	case errors.As(err, &f):
		return fault.Wrap(err, fault.Internal, "No review file can be made of this issue: it "+string(f)+".", hintReport)
	default:
		return fault.Wrap(err, fault.Internal, "The review file could not be written.", "Look whether there is room on the disk, and try again.")
	}
}

func later(version int) error {
	return fault.New(fault.BadInput, fmt.Sprintf("A newer Galley wrote this review file (version %d, and this one reads up to %d).", version, Schema),
		"Update Galley, and open it again; nothing of it was taken in.")
}

// shown gives a stranger's word as it may stand in a sentence: short, and with
// nothing in it that would turn the sentence around.
func shown(s string) string {
	const most = 40
	var b strings.Builder
	for _, r := range s {
		if b.Len() >= most {
			b.WriteString("…")
			break
		}
		if r < ' ' || r > '~' {
			r = '?'
		}
		b.WriteRune(r)
	}
	return "“" + b.String() + "”"
}
