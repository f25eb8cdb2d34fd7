package linkcheck

import (
	"context"
	"crypto/tls"
	"errors"
	"net"
	"net/http"
	"net/netip"
	"strconv"
	"syscall"
	"time"
)

// maxHeader is how many bytes of header are read of a response.
const maxHeader = 64 << 10

// errPrivate is what the dialer says of what the rule forbids.
var errPrivate = errors.New("not an address of the public internet")

// transport gives what makes requests. Connections are shared within one run
// alone, and each was dialled by the rule.
func (c *Checker) transport() *http.Transport {
	return &http.Transport{
		Proxy:                  nil, // see the package's comment
		DialContext:            c.dial,
		TLSClientConfig:        &tls.Config{RootCAs: c.roots, MinVersion: tls.VersionTLS12},
		ForceAttemptHTTP2:      true,
		DisableCompression:     true, // nothing is ever unpacked
		MaxResponseHeaderBytes: maxHeader,
		MaxIdleConns:           4 * orOne(c.Parallel, usualParallel),
		MaxIdleConnsPerHost:    orOne(c.PerHost, usualPerHost),
		IdleConnTimeout:        5 * time.Second,
	}
}

// dial connects to a host by the rule: its name is judged as it is looked up
// (in ASCII, after what IDNA makes of it), and each address that the name has as
// it is dialled.
func (c *Checker) dial(ctx context.Context, network, address string) (net.Conn, error) {
	host, port, err := net.SplitHostPort(address)
	if err != nil {
		return nil, err
	}
	n, err := strconv.ParseUint(port, 10, 16)
	if err != nil {
		return nil, err
	}
	if !c.allowsHost(host, uint16(n)) {
		return nil, errPrivate
	}
	d := net.Dialer{Resolver: c.resolver, Control: c.control}
	return d.DialContext(ctx, network, address)
}

// control is called with the very address that is about to be connected to.
func (c *Checker) control(_, address string, _ syscall.RawConn) error {
	at, err := netip.ParseAddrPort(address)
	if err != nil || !c.reaches(at) {
		return errPrivate
	}
	return nil
}
