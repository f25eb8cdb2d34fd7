package linkcheck

import (
	"net/netip"
	"slices"
	"strings"
)

// ports are those that are dialled. The web lives on them; an address with
// another port would make a desk knock at whatever else a host runs.
var ports = []uint16{80, 443, 8080, 8443}

// public reports whether an address belongs to the internet that readers are
// on. What is not on the list of the internet's own blocks is refused, not the
// other way round: of IPv6 only 2000::/3 has been given out (RFC 4291), and the
// special blocks in it are IANA's registries (RFC 6890 and its successors).
func public(at netip.Addr) bool {
	at = at.Unmap() // ::ffff:127.0.0.1 is dialled as 127.0.0.1
	switch {
	case !at.IsValid() || at.Zone() != "":
		return false
	case at.Is4():
		return !within(at, special4)
	}
	if inner, ok := translated(at); ok {
		return !within(inner, special4)
	}
	return given6.Contains(at) && !within(at, special6) && !tunnelled(at)
}

func within(at netip.Addr, blocks []netip.Prefix) bool {
	return slices.ContainsFunc(blocks, func(b netip.Prefix) bool { return b.Contains(at) })
}

var special4 = prefixes(
	"0.0.0.0/8",        // this network, RFC 791
	"10.0.0.0/8",       // private, RFC 1918
	"100.64.0.0/10",    // carriers' own, RFC 6598; metadata of Alibaba's machines
	"127.0.0.0/8",      // loopback
	"168.63.129.16/32", // the host of Azure's machines: metadata
	"169.254.0.0/16",   // link-local, RFC 3927; metadata of nearly everybody's machines
	"172.16.0.0/12",    // private
	"192.0.0.0/24",     // protocol assignments, RFC 6890; metadata of Oracle's machines
	"192.0.2.0/24",     // documentation, RFC 5737
	"192.88.99.0/24",   // 6to4 relays, RFC 7526
	"192.168.0.0/16",   // private
	"198.18.0.0/15",    // benchmarks, RFC 2544
	"198.51.100.0/24",  // documentation
	"203.0.113.0/24",   // documentation
	"224.0.0.0/4",      // multicast
	"240.0.0.0/4",      // reserved, and broadcast
)

var (
	given6   = netip.MustParsePrefix("2000::/3")
	special6 = prefixes(
		"2001::/23",     // protocol assignments: Teredo, benchmarks, ORCHID, RFC 2928
		"2001:db8::/32", // documentation, RFC 3849
		"2002::/16",     // 6to4, which holds an IPv4 address, RFC 7526
		"3fff::/20",     // documentation, RFC 9637
	)
	nat64 = netip.MustParsePrefix("64:ff9b::/96")
)

func prefixes(list ...string) []netip.Prefix {
	all := make([]netip.Prefix, len(list))
	for i, s := range list {
		all[i] = netip.MustParsePrefix(s)
	}
	return all
}

// translated gives the IPv4 address behind one of NAT64's well-known prefix
// (RFC 6052), which is what every host without IPv6 has in a network without
// IPv4. A network's own prefix cannot be told from any other address; those of
// RFC 8215 are outside of 2000::/3.
func translated(at netip.Addr) (inner netip.Addr, ok bool) {
	if !nat64.Contains(at) {
		return netip.Addr{}, false
	}
	b := at.As16()
	return netip.AddrFrom4([4]byte(b[12:])), true
}

// tunnelled reports whether an address leads to a private IPv4 address through
// an ISATAP router (RFC 5214), in whose form it is.
func tunnelled(at netip.Addr) bool {
	b := at.As16()
	form := b[8]&^2 == 0 && b[9] == 0 && b[10] == 0x5e && b[11] == 0xfe
	return form && within(netip.AddrFrom4([4]byte(b[12:])), special4)
}

// ownNames end the names of machines that no reader can reach (RFC 2606, 6761,
// 6762, 7686, 8375, and what routers and offices use): they are not even looked
// up, since whom the desk would ask for them learns of them. Metadata servers
// are among them: metadata.google.internal.
var ownNames = []string{
	"localhost", "localdomain", "local", "internal", "intranet", "private", "corp", "home", "lan", "home.arpa", "onion",
}

// ownName reports whether a host's name, in ASCII, is that of a machine in
// somebody's own network: one without a dot, or with one of the endings.
func ownName(host string) bool {
	host = strings.TrimRight(strings.ToLower(host), ".")
	return !strings.Contains(host, ".") || slices.ContainsFunc(ownNames, func(end string) bool {
		return strings.HasSuffix(host, "."+end)
	})
}

// oddNumber reports whether a host would be taken for an IPv4 address by a
// browser although it is not written as one: 0x7f.1, 2130706433, 127.1. It ends
// in a number then (WHATWG URL, 3.5), and no name does, since no top-level
// domain is a number.
func oddNumber(host string) bool {
	host = strings.TrimRight(strings.ToLower(host), ".")
	last := host[strings.LastIndexByte(host, '.')+1:]
	digits, hex := strings.CutPrefix(last, "0x")
	return last != "" && strings.IndexFunc(digits, func(r rune) bool {
		return !(r >= '0' && r <= '9' || hex && r >= 'a' && r <= 'f')
	}) < 0
}
