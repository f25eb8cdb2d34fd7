package thinking

import (
	"context"
	"crypto/x509"
	"errors"
	"fmt"
	"net"
	"net/http"
	"time"

	"galley/internal/fault"
)

// Why an answer is none, beside what the guard finds.
var (
	errBroken  = errors.New("broken off")
	errNothing = errors.New("no words")
	errWontSay = errors.New("filtered")
)

func stopped(cause error) error {
	return fault.Wrap(cause, fault.Cancelled, "Stopped.", "Nothing was changed.")
}

// words says what went wrong, in one sentence and what to do next. No key is in it,
// and of the server's own words one line.
func (c *Client) words(err error) error {
	host := c.Server.Host()
	tell := func(code fault.Code, hint, form string, more ...any) error {
		return fault.New(code, fmt.Sprintf(form, more...), hint)
	}
	const address, later, another = "Settings, “Model help”, has the address.", "Try again in a moment.", "Ask again; if it stays so, try another model."
	var r *refusal
	var dns *net.DNSError
	var unknown x509.UnknownAuthorityError
	var name x509.HostnameError
	var op *net.OpError
	switch {
	case errors.As(err, &r):
		return c.refused(r)
	case errors.Is(err, errFirst):
		return tell(fault.Busy, "A large model may still be loading: ask again. Else look whether it is running.",
			"%s took the question and said nothing for %s.", host, spoken(c.Limits.First))
	case errors.Is(err, errSilence):
		return tell(fault.Busy, another, "%s stopped in the middle: nothing came for %s.", host, spoken(c.Limits.Silence))
	case errors.Is(err, errAll), errors.Is(err, context.DeadlineExceeded):
		return tell(fault.Busy, "Ask for less, or try a smaller model.", "%s was not done after %s.", host, spoken(c.Limits.All))
	case errors.Is(err, errTooMuch):
		return tell(fault.Mismatch, another, "%s sent far more than was asked for, and was stopped.", host)
	case errors.Is(err, errWebPage):
		return tell(fault.BadInput, "Look at the address; it often ends in /v1.", "%s answered with a web page, and not as a model does.", host)
	case errors.Is(err, errAway):
		return tell(fault.BadInput, "Write the address that it leads to, if you trust it.", "%s sent the question on to another address, and it was not sent there.", host)
	case errors.Is(err, errNothing):
		return tell(fault.Mismatch, another, "%s answered without a word.", host)
	case errors.Is(err, errWontSay):
		return tell(fault.Denied, "Ask in another way, or write it yourself.", "%s would not answer this.", host)
	case errors.Is(err, errBroken):
		return tell(fault.Mismatch, another, "The answer of %s broke off.", host)
	case errors.As(err, &dns):
		return tell(fault.NotFound, address, "There is no host %s, or no network.", host)
	case errors.As(err, &unknown), errors.As(err, &name):
		return tell(fault.Denied, address, "%s cannot prove that it is the one: its certificate is not trusted here.", host)
	case errors.As(err, &op) && op.Timeout():
		return tell(fault.Busy, address, "%s does not answer.", host)
	case errors.As(err, &op) && op.Op == "dial":
		return tell(fault.NotFound, "Start the program of the model. "+address, "Nothing answers at %s.", host)
	case isUnheard(err):
		return tell(fault.Busy, later, "%s hung up.", host)
	}
	return tell(fault.Mismatch, another+" "+address, "%s answered with something that is no answer.", host)
}

// refused words a refusal.
func (c *Client) refused(r *refusal) error {
	host, model := c.Server.Host(), c.Server.Model
	says := ""
	if words := plain(r.says, c.Server.Key); words != "" {
		says = " It says: " + words
	}
	tell := func(code fault.Code, hint, form string, more ...any) error {
		return fault.New(code, fmt.Sprintf(form, more...), hint)
	}
	switch {
	case r.status == http.StatusUnauthorized && c.Server.Key == "":
		return tell(fault.Denied, "Settings, “Model help”, takes one.", "%s wants a key.", host)
	case r.status == http.StatusUnauthorized:
		return tell(fault.Denied, "Settings, “Model help”, takes another.", "%s does not know this key.", host)
	case r.status == http.StatusForbidden:
		return tell(fault.Denied, "Whoever gave you the key can allow it."+says, "%s does not let this key use %s.", host, model)
	case r.status == http.StatusNotFound:
		return tell(fault.NotFound, "Look at both in Settings, “Model help”."+says, "%s has no model called %s, or the address is another one.", host, model)
	case r.status == http.StatusTooManyRequests && r.after > 0:
		return tell(fault.Busy, fmt.Sprintf("Ask again in %s.", spoken(r.after))+says, "%s has been asked too often.", host)
	case r.status == http.StatusTooManyRequests:
		return tell(fault.Busy, "Wait a minute, or look at what your account still has."+says, "%s has been asked too often.", host)
	case r.status == http.StatusServiceUnavailable:
		return tell(fault.Busy, "Ask again in a moment."+says, "%s is not ready: it may still be loading %s.", host, model)
	case r.status >= http.StatusInternalServerError:
		return tell(fault.Busy, "Ask again in a moment."+says, "%s has trouble of its own (%d).", host, r.status)
	case r.status == http.StatusOK:
		return tell(fault.Mismatch, "Ask again; if it stays so, try another model."+says, "%s could not answer.", host)
	}
	return tell(fault.BadInput, "Look at address and model in Settings, “Model help”."+says, "%s refused the question (%d).", host, r.status)
}

// spoken gives a time as people say it.
func spoken(d time.Duration) string {
	switch {
	case d >= 2*time.Minute:
		return fmt.Sprintf("%d minutes", int(d.Round(time.Minute)/time.Minute))
	case d >= time.Second:
		n := int((d + time.Second - 1) / time.Second)
		if n == 1 {
			return "a second"
		}
		return fmt.Sprintf("%d seconds", n)
	}
	return fmt.Sprintf("%d ms", d.Milliseconds())
}
