package eml

import (
	"net/mail"
	"strings"

	"golang.org/x/net/idna"
)

// maxAddress is the longest address that can be mailed to (RFC 5321, 4.5.3.1.3,
// less its brackets).
const maxAddress = 254

// IsMailbox reports whether s is one mailbox that a message can carry: a name
// of any letters, and an address that needs none beyond ASCII before its @ (RFC
// 5322, 3.4; the others want SMTPUTF8, RFC 6531, of every server on the way).
func IsMailbox(s string) bool {
	_, ok := mailbox(s)
	return ok
}

// mailbox reads one mailbox. A host of other letters is written as DNS has it
// (RFC 5891).
func mailbox(s string) (mail.Address, bool) {
	a, err := mail.ParseAddress(oneLine(s))
	if err != nil {
		return mail.Address{}, false
	}
	if at := strings.LastIndexByte(a.Address, '@'); !plainASCII(a.Address[at+1:]) {
		host, err := idna.Lookup.ToASCII(a.Address[at+1:])
		if err != nil {
			return mail.Address{}, false
		}
		a.Address = a.Address[:at+1] + host
	}
	if len(a.Address) > maxAddress || !plainASCII(a.Address) {
		return mail.Address{}, false
	}
	a.Name = oneLine(a.Name) // an encoded-word in it may have hidden a line break
	return *a, true
}

// mailboxTokens gives a mailbox as tokens for the field name, nil when s is
// none.
func mailboxTokens(name, s string) []string {
	a, ok := mailbox(s)
	if !ok {
		return nil
	}
	address := (&mail.Address{Address: a.Address}).String() // quotes the local part where it must
	if a.Name == "" {
		return []string{strings.Trim(address, "<>")}
	}
	return append(displayName(name, a.Name), address)
}

// displayName gives a display name as tokens: words where all are atoms, a
// quoted-string where it has specials, encoded-words where ASCII is not enough.
// A quoted-string is one token, so a long one is encoded instead.
func displayName(field, name string) []string {
	const longest = 60
	if !plainASCII(name) || len(name) > longest {
		return encodedWords(name, width-len(field)-len(": "))
	}
	if strings.IndexFunc(name, notAtom) < 0 && !strings.Contains(name, "  ") {
		return strings.Split(name, " ")
	}
	quoted := `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(name) + `"`
	if len(quoted) > longest {
		return encodedWords(name, width-len(field)-len(": "))
	}
	return []string{quoted}
}

// notAtom reports what a display name cannot have outside quotes (RFC 5322,
// 3.2.3), the space between two atoms apart.
func notAtom(r rune) bool {
	return r != ' ' && strings.ContainsRune(`()<>[]:;@\,."`, r)
}
