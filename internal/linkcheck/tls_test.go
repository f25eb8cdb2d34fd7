package linkcheck

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"io"
	"log"
	"math/big"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"
)

// certificate makes one, by an authority or by itself.
func certificate(t *testing.T, template, parent *x509.Certificate, parentKey *ecdsa.PrivateKey) (*x509.Certificate, *ecdsa.PrivateKey) {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	if parent == nil {
		parent, parentKey = template, key
	}
	der, err := x509.CreateCertificate(rand.Reader, template, parent, &key.PublicKey, parentKey)
	if err != nil {
		t.Fatal(err)
	}
	made, err := x509.ParseCertificate(der)
	if err != nil {
		t.Fatal(err)
	}
	return made, key
}

func secure(t *testing.T, cert *x509.Certificate, key *ecdsa.PrivateKey, set func(*httptest.Server)) *httptest.Server {
	t.Helper()
	s := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.ProtoMajor == 2 {
			w.WriteHeader(http.StatusGone)
		}
	}))
	s.TLS = &tls.Config{Certificates: []tls.Certificate{{Certificate: [][]byte{cert.Raw}, PrivateKey: key}}, MinVersion: tls.VersionTLS10}
	if set != nil {
		set(s)
	}
	s.Config.ErrorLog = log.New(io.Discard, "", 0)
	s.StartTLS()
	t.Cleanup(s.Close)
	return s
}

func TestTLS(t *testing.T) {
	now := time.Now()
	authority, authorityKey := certificate(t, &x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "Tide Authority"}, NotBefore: now.Add(-time.Hour), NotAfter: now.Add(time.Hour),
		IsCA: true, BasicConstraintsValid: true, KeyUsage: x509.KeyUsageCertSign,
	}, nil, nil)
	leaf := func(change func(*x509.Certificate)) (*x509.Certificate, *ecdsa.PrivateKey) {
		template := &x509.Certificate{
			SerialNumber: big.NewInt(2), Subject: pkix.Name{CommonName: "tide.test"}, DNSNames: []string{"tide.test"},
			NotBefore: now.Add(-time.Hour), NotAfter: now.Add(time.Hour), ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth},
		}
		change(template)
		return certificate(t, template, authority, authorityKey)
	}
	good, goodKey := leaf(func(*x509.Certificate) {})
	expired, expiredKey := leaf(func(c *x509.Certificate) { c.NotAfter = now.Add(-time.Minute) })
	self, selfKey := certificate(t, &x509.Certificate{
		SerialNumber: big.NewInt(3), Subject: pkix.Name{CommonName: "tide.test"}, DNSNames: []string{"tide.test"}, NotBefore: now.Add(-time.Hour), NotAfter: now.Add(time.Hour),
	}, nil, nil)
	old := func(s *httptest.Server) { s.TLS.MaxVersion = tls.VersionTLS11 }
	second := func(s *httptest.Server) { s.EnableHTTP2 = true }

	c := lifted(t, all("127.0.0.1"))
	roots := x509.NewCertPool()
	roots.AddCert(authority)
	plain := serve(t, http.NotFoundHandler())
	for _, is := range []struct {
		name    string
		address string
		roots   *x509.CertPool
		state   State
		why     string
	}{
		{"in order", called(t, secure(t, good, goodKey, nil), "tide.test"), roots, Fine, whyFine},
		{"HTTP/2", called(t, secure(t, good, goodKey, second), "tide.test"), roots, Gone, "(410)"},
		{"another name", called(t, secure(t, good, goodKey, nil), "ebb.test"), roots, Unreachable, "is for another host"},
		{"run out", called(t, secure(t, expired, expiredKey, nil), "tide.test"), roots, Unreachable, "has run out"},
		{"made by itself", called(t, secure(t, self, selfKey, nil), "tide.test"), roots, Unreachable, "nobody vouches for"},
		{"by a stranger", called(t, secure(t, good, goodKey, nil), "tide.test"), x509.NewCertPool(), Refused, "not known on this computer"},
		{"of long ago", called(t, secure(t, good, goodKey, old), "tide.test"), roots, Unreachable, "No secure connection to tide.test"},
		{"no TLS at all", strings.Replace(called(t, plain, "tide.test"), "http:", "https:", 1), roots, Unreachable, "No secure connection"},
	} {
		c.roots = is.roots
		if a := one(t, c, is.address+"/"); a.State != is.state || !strings.Contains(a.Why, is.why) {
			t.Errorf("%s: %+v", is.name, a)
		}
	}
}
