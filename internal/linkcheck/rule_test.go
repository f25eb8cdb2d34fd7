package linkcheck

import (
	"fmt"
	"net/netip"
	"strconv"
	"strings"
	"testing"
)

// privates are addresses that are never dialled, in every block that is not the
// public internet's; publics are their neighbours, and what people link.
const (
	privates = `
	0.0.0.0 0.0.0.1 0.1.2.3 0.255.255.255 10.0.0.0 10.0.0.1 10.1.2.3 10.255.255.254 10.255.255.255
	100.64.0.0 100.64.0.1 100.100.100.200 100.127.255.255 127.0.0.0 127.0.0.1 127.0.0.2 127.0.1.1 127.1.1.1 127.255.255.254 127.255.255.255
	168.63.129.16 169.254.0.0 169.254.0.1 169.254.169.123 169.254.169.253 169.254.169.254 169.254.170.2 169.254.170.23 169.254.255.255
	172.16.0.0 172.16.0.1 172.17.0.1 172.20.10.1 172.31.255.254 172.31.255.255 192.0.0.0 192.0.0.1 192.0.0.8 192.0.0.170 192.0.0.171 192.0.0.192 192.0.0.255
	192.0.2.0 192.0.2.1 192.0.2.255 192.88.99.0 192.88.99.1 192.88.99.255 192.168.0.0 192.168.0.1 192.168.1.1 192.168.178.1 192.168.255.255
	198.18.0.0 198.18.0.1 198.19.255.255 198.51.100.0 198.51.100.7 198.51.100.255 203.0.113.0 203.0.113.9 203.0.113.255
	224.0.0.0 224.0.0.1 224.0.0.251 232.1.1.1 239.255.255.250 239.255.255.255 240.0.0.0 240.0.0.1 250.1.2.3 255.255.255.254 255.255.255.255
	:: ::1 ::2 ::ffff ::1.2.3.4 ::8.8.8.8 ::127.0.0.1 ::10.0.0.1
	::ffff:0.0.0.0 ::ffff:127.0.0.1 ::ffff:7f00:1 ::ffff:10.0.0.1 ::ffff:192.168.1.1 ::ffff:169.254.169.254 ::ffff:a9fe:a9fe ::ffff:172.16.0.1 ::ffff:100.64.0.1 ::ffff:255.255.255.255
	::ffff:0:127.0.0.1 ::ffff:0:8.8.8.8
	64:ff9b::127.0.0.1 64:ff9b::7f00:1 64:ff9b::10.0.0.1 64:ff9b::192.168.1.1 64:ff9b::169.254.169.254 64:ff9b::0.0.0.0 64:ff9b::224.0.0.1 64:ff9b::100.64.0.1
	64:ff9b:0:0:0:1:0808:0808 64:ff9b:1::8.8.8.8 64:ff9b:1::127.0.0.1 64:ff9b:1:ffff::1
	100::1 100::ffff:ffff:ffff:ffff 100:0:0:1::1
	2001::1 2001:0:4136:e378:8000:63bf:3fff:fdd2 2001:0:7f00:1:0:0:80ff:fffe 2001:0:808:808:0:0:f7f7:f7f7 2001:1::1 2001:1::2 2001:2::1 2001:2:0:ffff::1 2001:3::1 2001:4:112::1 2001:10::1 2001:1f::1 2001:20::1 2001:2f::1 2001:30::1 2001:1ff:ffff::1
	2001:db8:: 2001:db8::1 2001:db8:ffff:ffff::1
	2002:: 2002:7f00:1:: 2002:7f00:1::1 2002:a00:1::1 2002:c0a8:101::1 2002:a9fe:a9fe::1 2002:808:808::1 2002:ac10:1:: 2002:ffff:ffff::1
	3fff:: 3fff::1 3fff:fff:ffff::1 5f00::1 4000::1 6000::1 8000::1 a000::1 c000::1 e000::1 f000::1 f800::1
	fc00:: fc00::1 fc12:3456::1 fd00::1 fd00:ec2::254 fd00:ec2::253 fd20:ce::254 fd12:3456:789a:1::1 fdff:ffff:ffff:ffff:ffff:ffff:ffff:ffff
	fe00::1 fe80:: fe80::1 fe80::a9fe:a9fe fe80:1::1 febf::1 fec0::1 feff::1 ff00::1 ff01::1 ff02::1 ff02::fb ff05::2 ff0e::1 ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff
	2a00:1450:4001::5efe:10.0.0.1 2a00:1450:4001::5efe:127.0.0.1 2a00:1450:4001::200:5efe:192.168.1.1
	fe80::1%eth0 2a00:1450:4001:829::200e%eth0 ff02::1%1 ::1%lo`

	publics = `
	1.0.0.0 1.1.1.1 8.8.8.8 9.9.9.9 9.255.255.255 11.0.0.0 52.1.2.3 93.184.215.14 100.63.255.255 100.128.0.0 104.16.1.1 126.255.255.255 128.0.0.1
	140.82.121.3 168.63.129.15 168.63.129.17 169.253.255.255 169.255.0.0 172.15.255.255 172.32.0.0 172.217.16.206 191.255.255.255 192.0.1.0 192.0.3.0 192.31.196.1 192.52.193.1
	192.88.98.255 192.88.100.0 192.167.255.255 192.169.0.0 192.175.48.1 198.17.255.255 198.20.0.0 198.51.99.255 198.51.101.0 203.0.112.255 203.0.114.0 223.255.255.255
	::ffff:8.8.8.8 ::ffff:1.1.1.1 64:ff9b::8.8.8.8 64:ff9b::1.1.1.1 64:ff9b::808:808
	2000::1 2001:200::1 2001:500:2::c 2001:4860:4860::8888 2001:db7:ffff::1 2001:db9::1 2001:ffff::1 2003::1 2400:cb00::1 2600:1f00::1 2606:4700:4700::1111 2620:fe::fe
	2804:14d::1 2a00:1450:4001:829::200e 2a01:4f8::1 2c0f:f248::1 3ffe:ffff::1 3fff:1000::1 2a00:1450:4001::5efe:8.8.8.8`
)

func TestPublic(t *testing.T) {
	for list, want := range map[string]bool{privates: false, publics: true} {
		for _, s := range strings.Fields(list) {
			at, err := netip.ParseAddr(s)
			if err != nil {
				t.Fatal(err)
			}
			if public(at) != want {
				t.Errorf("%s: public is %v", s, !want)
			}
		}
	}
	if public(netip.Addr{}) {
		t.Error("no address is public")
	}
}

// Every block is refused from its first address to its last one.
func TestBlocksWhole(t *testing.T) {
	for _, b := range append(append([]netip.Prefix{}, special4...), special6...) {
		if b != b.Masked() {
			t.Errorf("%s is not the block that it looks like", b)
		}
		last := b.Addr().AsSlice()
		for i := b.Bits(); i < len(last)*8; i++ {
			last[i/8] |= 0x80 >> (i % 8)
		}
		end, _ := netip.AddrFromSlice(last)
		if public(b.Addr()) || public(end) {
			t.Errorf("%s: %s or %s is public", b, b.Addr(), end)
		}
		if end.Is4() && public(netip.AddrFrom16(end.As16())) {
			t.Errorf("%s is public as IPv6", end)
		}
	}
}

// Hosts as an address may spell them.
func TestHosts(t *testing.T) {
	c := &Checker{}
	for _, host := range strings.Fields(privates) {
		if c.allowsHost(host, 443) || c.allowsHost(host+".", 443) {
			t.Errorf("%s is allowed", host)
		}
	}
	for host := range strings.FieldsSeq(`
		localhost LOCALHOST localhost. localhost.. a.localhost ip6-localhost localhost.localdomain printer printer. intranet wiki go
		printer.local PRINTER.Local nas.lan fritz.home router.home.arpa wiki.corp x.intranet x.private host.internal metadata.google.internal metadata.google.internal.
		instance-data.ec2.internal kubernetes.default.svc.cluster.local abc.onion metadata
		0 1 127.1 127.0.1 2130706433 017700000001 0x7f000001 0x7f.1 0X7F.0.0.1 0x7f.0x0.0x0.0x1 0177.0.0.1 0177.0.0.01 127.0.0.1. 127.0.0.1.. 127.00.0.1 010.0.0.1 10.1
		3232235777 0xc0a80101 0xa9fea9fe 2852039166 0251.0376.0251.0376 169.254.43518 0xa9.254.0251.0xfe 1.2.3.4.5 999.1.1.1 256.256.256.256 0x 0x. a.0x a.0x1 a.1 tide.test.1 8.8.8.010 134744072 0x08080808
		`) {
		if c.allowsHost(host, 443) {
			t.Errorf("%s is allowed", host)
		}
	}
	for host := range strings.FieldsSeq(`
		tidewater.example tidewater.example. WWW.Tidewater.Example 8.8.8.8 1.1.1.1. 2606:4700:4700::1111 a.b.c.d.co.uk xn--bcher-kva.example bücher.example
		local.example internal.example.org mylocal.org localhost.org lan.de home.pl 1.fm 0x7f.org 127.0.0.1.nip.io 3com.com 123.de a.0xyz dead.beef 0xbad.cafe
		`) {
		if !c.allowsHost(host, 443) {
			t.Errorf("%s is not allowed", host)
		}
	}
	for port, want := range map[uint16]bool{80: true, 443: true, 8080: true, 8443: true, 0: false, 22: false, 25: false, 81: false, 6379: false, 9200: false, 65535: false} {
		if c.allowsHost("8.8.8.8", port) != want {
			t.Errorf("port %d: %v", port, !want)
		}
	}
}

// FuzzPublic holds the rule against what Go's own library says of addresses,
// and against an address in an address.
func FuzzPublic(f *testing.F) {
	for list := range strings.FieldsSeq(privates + publics) {
		at := netip.MustParseAddr(list).As16()
		f.Add(at[:])
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		at, ok := netip.AddrFromSlice(b)
		if !ok || !public(at) {
			return
		}
		inner := at.Unmap()
		if b := at.As16(); !inner.Is4() && strings.HasPrefix(string(b[:]), "\x00\x64\xff\x9b") {
			inner = netip.AddrFrom4([4]byte(b[12:]))
		}
		for _, one := range []netip.Addr{at, inner} {
			if one.IsPrivate() || one.IsLoopback() || one.IsLinkLocalUnicast() || one.IsMulticast() || one.IsUnspecified() || !one.IsGlobalUnicast() {
				t.Errorf("%s is dialled", at)
			}
		}
		if inner.Is6() && (at.As16()[0] < 0x20 || at.As16()[0] > 0x3f) {
			t.Errorf("%s is dialled, and nobody was given it", at)
		}
	})
}

// FuzzHost holds that a host which the C library would take for a number is
// never looked up, unless it is a public address as everybody writes it.
func FuzzHost(f *testing.F) {
	for s := range strings.FieldsSeq(privates + " 127.1 0x7f.1 017700000001 2130706433 1.2.3 8.8.8.8 0x08080808 tide.test a.1 1.2.3.4. 0.0.0.0x7f localhost foo.local") {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, host string) {
		if !(&Checker{}).allowsHost(host, 443) {
			return
		}
		plain := strings.ToLower(strings.TrimRight(host, "."))
		if at, odd := atoa(plain); odd && (at.String() != plain || !public(at)) {
			t.Errorf("%q is looked up, and is %s", host, at)
		}
		if plain == "localhost" || strings.HasSuffix(plain, ".internal") || strings.HasSuffix(plain, ".localhost") {
			t.Errorf("%q is looked up", host)
		}
	})
}

// atoa reads an IPv4 address as inet_aton of the C library does: one to four
// numbers in any of three bases, the last of which fills what is left.
func atoa(host string) (at netip.Addr, ok bool) {
	parts := strings.Split(host, ".")
	if len(parts) > 4 {
		return at, false
	}
	var value uint64
	for i, s := range parts {
		base := 10
		switch {
		case strings.HasPrefix(s, "0x"):
			s, base = s[2:], 16
		case len(s) > 1 && s[0] == '0':
			s, base = s[1:], 8
		}
		n, err := strconv.ParseUint(s, base, 32)
		room := uint64(1) << 8
		if i == len(parts)-1 {
			room = 1 << (8 * (5 - len(parts)))
		}
		if err != nil || n >= room {
			return at, false
		}
		value = value*room + n
	}
	return netip.MustParseAddr(fmt.Sprintf("%d.%d.%d.%d", value>>24, value>>16&255, value>>8&255, value&255)), true
}

func TestAskable(t *testing.T) {
	for raw, want := range map[string]bool{
		"https://tide.test/": true, " HTTP://tide.test/a#b ": true, "http://10.0.0.1/": true, "http://localhost/": true, // the answer is that they are private
		"mailto:ann@tide.test": false, "{{unsubscribe}}": false, "#top": false, "": false, "https://tide.test/{{id}}": false,
		"https://tide.test:22/": false, "https://ann:secret@tide.test/": false, "https://tide.test/unsubscribe?u=1": false,
	} {
		if Askable(raw) != want {
			t.Errorf("%s: askable is %v", raw, !want)
		}
	}
}
