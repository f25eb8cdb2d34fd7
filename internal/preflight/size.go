package preflight

import (
	"fmt"

	"galley/internal/issue"
)

// size: what the finished email weighs.
var size = []check{
	{"size.gmail-clip", issue.SeverityError, gmailClip},
}

// nearClip is from where on what the sending service adds (its footer, a pixel,
// longer links) can carry an email over [issue.ClipBytes].
const nearClip = 90_000

func gmailClip(r *round) {
	n := len(r.in.HTML)
	switch {
	case n >= issue.ClipBytes:
		r.whole("", fmt.Sprintf("The email has %s bytes and Gmail shows the first %s, so its end would be hidden: shorten it.", thousands(n), thousands(issue.ClipBytes)))
	case n >= nearClip:
		r.whole("", fmt.Sprintf("The email has %s bytes, and Gmail hides what comes after %s: what the sending service adds may be too much.",
			thousands(n), thousands(issue.ClipBytes))).warn()
	}
}

func thousands(n int) string {
	if n < 1000 {
		return fmt.Sprint(n)
	}
	return fmt.Sprintf("%s,%03d", thousands(n/1000), n%1000)
}
