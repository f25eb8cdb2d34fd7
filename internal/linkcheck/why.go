package linkcheck

import (
	"bytes"
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"strings"
	"syscall"
)

// said makes an answer of what went wrong before there was a reply.
func said(at *url.URL, err error) Answer {
	state, why := verdictOf(err)
	return Answer{State: state, Why: fmt.Sprintf(why, shown(at.Hostname()))}
}

// verdictOf says what an error means for readers. Only what would happen to
// their browsers as well is Unreachable: a connection that breaks off once it
// stands is how some servers turn programs away, and a name that cannot be
// looked up now may be one that this desk's resolver has trouble with.
func verdictOf(err error) (State, string) {
	var dns *net.DNSError
	switch {
	case errors.Is(err, errPrivate):
		return Forbidden, whyLeadsPrivate
	case errors.As(err, &dns) && dns.IsNotFound:
		return Unreachable, whyNoHost
	case late(err):
		return Slow, whySlow
	case errors.As(err, &dns):
		return Failing, whyNoLookup
	}
	if state, why, ok := ofTLS(err); ok {
		return state, why
	}
	switch {
	case refusedDial(err):
		return Unreachable, whyNoDial
	case dialling(err):
		return Failing, whyNoWay
	case brokeOff(err):
		return Refused, whyBroken
	}
	return Failing, whyGarbled
}

func late(err error) bool {
	var timed net.Error
	return errors.Is(err, context.DeadlineExceeded) || errors.As(err, &timed) && timed.Timeout()
}

// dialling reports whether there was no connection yet.
func dialling(err error) bool {
	var op *net.OpError
	return errors.As(err, &op) && op.Op == "dial"
}

// refusedDial reports whether a host said that nobody listens there, which
// proves that the desk reaches it.
func refusedDial(err error) bool {
	const windows = syscall.Errno(10061) // WSAECONNREFUSED; no other system has that number
	var no syscall.Errno
	return errors.As(err, &no) && (no == syscall.ECONNREFUSED || no == windows)
}

func brokeOff(err error) bool {
	var op *net.OpError
	return errors.As(err, &op) || errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) ||
		strings.Contains(err.Error(), "stream error") || strings.Contains(err.Error(), "GOAWAY") // HTTP/2’s, which have no exported type
}

// ofTLS says what went wrong with a secure connection. A certificate whose
// issuer is unknown is not Unreachable: browsers fetch what a server forgot to
// send of its chain (RFC 5280, 4.2.2.1), and Go does not.
func ofTLS(err error) (state State, why string, ok bool) {
	var (
		name     x509.HostnameError
		invalid  x509.CertificateInvalidError
		unknown  x509.UnknownAuthorityError
		verified *tls.CertificateVerificationError
		record   tls.RecordHeaderError
		alert    tls.AlertError
	)
	switch {
	case errors.As(err, &name):
		return Unreachable, whyOtherName, true
	case errors.As(err, &invalid) && invalid.Reason == x509.Expired:
		return Unreachable, whyExpired, true
	case errors.As(err, &unknown):
		if errors.As(err, &verified) && selfMade(verified.UnverifiedCertificates) {
			return Unreachable, whySelfMade, true
		}
		return Refused, whyUnknownCA, true
	case errors.As(err, &verified):
		return Refused, whyUnknownCA, true
	case errors.As(err, &record), errors.As(err, &alert), errors.Is(err, http.ErrSchemeMismatch), strings.Contains(err.Error(), "tls: "):
		return Unreachable, whyNoTLS, true
	}
	return "", "", false
}

func selfMade(chain []*x509.Certificate) bool {
	return len(chain) > 0 && bytes.Equal(chain[0].RawIssuer, chain[0].RawSubject)
}

// worthGet reports whether GET might fare better than HEAD did: a server was
// reached, and did not know what to do with it.
func worthGet(err error) bool {
	var dns *net.DNSError
	_, _, ofTLS := ofTLS(err)
	return !errors.Is(err, errPrivate) && !errors.As(err, &dns) && !dialling(err) && !ofTLS
}
