package preflight

import (
	"regexp"
	"slices"
	"strings"

	"galley/internal/issue"
)

// secretForm is how one kind of secret looks. Where the expression has a group,
// that is the secret, and what stands before it may be shown; else the first
// characters of the whole are.
type secretForm struct {
	hints []string // one of them stands in every match: most copy has none, and is not searched
	form  func() *regexp.Regexp
	what  string // it is …

	// Random says that a word stands before the secret that stands before other
	// things, too (token, sig), so that the secret has to look like one: it has
	// digits in two places and more.
	random bool
}

// shownOfSecret is how many characters of a key are quoted, to find it by and to
// tell whose it is.
const shownOfSecret = 8

// The forms of keys as their makers document them, and of passwords in
// addresses and settings. An expression begins with letters where it can, since
// those are searched for fast; that a word begins there is looked at afterwards.
var secretForms = []secretForm{
	{[]string{"sk-"}, whenUsed(`sk-(?:proj-|svcacct-|ant-[a-z0-9]+-|or-v1-)?[A-Za-z0-9_-]{20,}`), "a key of an AI service", false},
	{[]string{"k_live_", "k_test_"}, whenUsed(`[srp]k_(?:live|test)_[A-Za-z0-9]{16,}`), "a Stripe key", false},
	{[]string{"AKIA", "ASIA"}, whenUsed(`(?:AKIA|ASIA)[A-Z0-9]{16}\b`), "an AWS key", false},
	{[]string{"ghp_", "gho_", "ghu_", "ghs_", "ghr_"}, whenUsed(`gh[pousr]_[A-Za-z0-9]{30,}`), "a GitHub token", false},
	{[]string{"github_pat_"}, whenUsed(`github_pat_[A-Za-z0-9_]{22,}`), "a GitHub token", false},
	{[]string{"glpat-"}, whenUsed(`glpat-[A-Za-z0-9_-]{20,}`), "a GitLab token", false},
	{[]string{"xox"}, whenUsed(`xox[abeoprs]-[A-Za-z0-9-]{10,}`), "a Slack token", false},
	{[]string{"hooks.slack.com"}, whenUsed(`hooks\.slack\.com/services/(T[A-Z0-9]+/B[A-Z0-9]+/[A-Za-z0-9]{16,64})`), "a Slack webhook", false},
	{[]string{"AIza"}, whenUsed(`AIza[A-Za-z0-9_-]{35}`), "a Google key", false},
	{[]string{"ya29."}, whenUsed(`ya29\.[A-Za-z0-9_-]{20,}`), "a Google token", false},
	{[]string{"SG."}, whenUsed(`SG\.[A-Za-z0-9_-]{16,32}\.[A-Za-z0-9_-]{16,64}`), "a SendGrid key", false},
	{[]string{"-us1", "-us2", "-us3", "-us4", "-us5", "-us6", "-us7", "-us8", "-us9"}, whenUsed(`[0-9a-f]{32}-us[0-9]{1,2}\b`), "a Mailchimp key", false},
	{[]string{"npm_"}, whenUsed(`npm_[A-Za-z0-9]{36}`), "an npm token", false},
	{[]string{"hf_"}, whenUsed(`hf_[A-Za-z0-9]{30,}`), "a Hugging Face token", false},
	{[]string{":AA"}, whenUsed(`[0-9]{8,10}:AA[A-Za-z0-9_-]{33}`), "a Telegram token", false},
	{[]string{"eyJ"}, whenUsed(`eyJ[A-Za-z0-9_-]{8,}\.eyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}`), "a token that signs somebody in", false},
	{[]string{"earer "}, whenUsed(`[Bb]earer ([A-Za-z0-9._~+/-]{20,}=*)`), "a token that signs somebody in", false},
	{[]string{"PRIVATE KEY"}, whenUsed(`-----BEGIN (?:[A-Z0-9]{1,20} ){0,3}PRIVATE KEY(?: BLOCK)?-----`), "a private key", false},
	{[]string{"://"}, whenUsed(`://[^\s/:@()<>\[\]"']{0,64}:([^\s/@()<>\[\]"']{4,128})@[^\s/:]+`), "a password in an address", false},
	{[]string{"AccountKey="}, whenUsed(`AccountKey=([A-Za-z0-9+/]{40,}=*)`), "a storage key", false},
	{
		strings.Fields("_key -key apikey _token -token _secret -secret _KEY -KEY APIKEY _TOKEN -TOKEN _SECRET -SECRET apiKey accessToken authToken clientSecret secretKey"),
		whenUsed(`(?i)(?:[a-z0-9]{1,20}[_-])?(?:api[_-]?key|(?:access|auth|api|refresh|session|bot)[_-]?token|(?:client|signing|webhook)[_-]?secret|(?:secret|private)[_-]?key)["']?\s?[:=]\s?["']?([A-Za-z0-9_./+-]{16,})`),
		"a key", false,
	},
	{
		strings.Fields("password= Password= PASSWORD= passwd= pwd= Pwd= PWD="),
		whenUsed(`(?i)(?:password|passwd|pwd)=([^;&\s"'` + "`" + `]{4,64})(?:;|&|\s|$|["'` + "`" + `])`),
		"a password", false,
	},
	{
		strings.Fields("oken: oken= OKEN: OKEN= ecret: ecret= ECRET: ECRET="),
		whenUsed(`(?i)(?:[a-z0-9]{1,20}[_-])?(?:token|secret)["']?[:=]\s?["']?([A-Za-z0-9_+=-]{20,})`),
		"a token", true,
	},
	{
		strings.Fields("assword: ASSWORD: asswort: pwd: PWD: contraseña: passe:"),
		whenUsed(`(?i)(?:password|passwort|pwd|contraseña|mot de passe):\s?["'` + "`" + `]?([^\s"'` + "`" + `<>()\[\]]{20,64})`),
		"a password", true,
	},
	{
		strings.Fields("-Signature= sig="),
		whenUsed(`(?:X-Amz-Signature|X-Goog-Signature)=([0-9a-f]{64,})|[?&](?:amp;)?sig=([A-Za-z0-9%+/=_-]{30,256})`),
		"the signature of an address that is not public", true,
	},
}

// secret is one that was found: what may be shown of it, and what may not.
type secret struct {
	shown, hidden issue.Span
	what          string
}

// secretsIn lists the secrets in text.
func secretsIn(text string) []secret {
	var list []secret
	for i := range secretForms {
		f := &secretForms[i]
		if !holdsAny(text, f.hints) {
			continue
		}
		for _, m := range f.form().FindAllStringSubmatchIndex(text, -1) {
			if f.what == "a password in an address" {
				for m[0] > 0 && schemeByte(text[m[0]-1]) {
					m[0]--
				}
			} else if m[0] > 0 && wordByte(text[m[0]-1]) && wordByte(text[m[0]]) {
				continue // the middle of another word
			}
			if s := f.parted(text, m); f.meant(text, m, &s) {
				list = append(list, s)
			}
		}
	}
	return list
}

// parted parts what was found into what may be shown and what may not.
func (f *secretForm) parted(text string, m []int) secret {
	s := secret{shown: issue.Span{Start: m[0], End: m[0]}, hidden: issue.Span{Start: m[0], End: m[1]}, what: f.what}
	group := len(m) - 2
	for group > 2 && m[group] < 0 {
		group -= 2
	}
	switch {
	case f.what == "a private key":
		s.shown.End, s.hidden = m[1], issue.Span{Start: m[1], End: keyEnd(text, m[1])}
	case group >= 2:
		s.shown.End = m[0] + len(strings.TrimRight(text[m[0]:m[group]], "\"' "))
		s.hidden = issue.Span{Start: m[group], End: m[group+1]}
	default:
		s.shown.End = m[0] + len(head(text[m[0]:m[1]], shownOfSecret))
		s.hidden.Start = s.shown.End
	}
	return s
}

// meant reports whether what was found is a secret and no stand-in.
func (f *secretForm) meant(text string, m []int, s *secret) bool {
	hidden := text[s.hidden.Start:s.hidden.End]
	switch {
	case f.what == "a private key": // not its name alone, nor one with a made-up inside
		return len(strings.TrimSpace(hidden)) >= 40 && varied(hidden, 16)
	case f.random && !scattered(hidden):
		return false
	}
	return !madeUp(text[m[0]:m[1]], hidden, f.what == "a password in an address")
}

// scattered reports whether a text has digits in two places and more, with letters
// between them: words with a year at their end do not.
func scattered(text string) bool {
	places, digit := 0, false
	for i := range len(text) {
		is := text[i] >= '0' && text[i] <= '9'
		if is && !digit {
			places++
		}
		digit = is || digit && text[i] == '-'
	}
	return places >= 2
}

func schemeByte(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '+'
}

func wordByte(c byte) bool { return schemeByte(c) && c != '+' || c == '_' || c >= 0x80 }

func holdsAny(text string, hints []string) bool {
	for _, h := range hints {
		if strings.Contains(text, h) {
			return true
		}
	}
	return false
}

// keyEnd gives where the block of a private key ends: before its last line, or
// after the lines that look like it where that is missing.
func keyEnd(text string, at int) int {
	const longest = 8 << 10
	rest := text[at:min(len(text), at+longest)]
	if i := strings.Index(rest, "-----END"); i >= 0 {
		return at + i
	}
	end := 0
	for end < len(rest) && rest[end] == '\n' {
		line, _, _ := strings.Cut(rest[end+1:], "\n")
		if strings.Trim(line, asciiLetters+"0123456789+/=") != "" {
			break
		}
		end += 1 + len(line)
	}
	return at + end
}

// standIns are what documents write in the place of a secret.
var standIns = strings.Fields("example xxx ... … *** ••• your redacted placeholder changeme dummy sample 12345 abcdef 0000000 {{ <")

// madeUp reports whether a secret is a stand-in: it says so, is of few different
// characters, or is no key because it has no digit or no letter. A password in
// an address may be any word but the words for one.
func madeUp(whole, hidden string, password bool) bool {
	lower := strings.ToLower(hidden)
	if holdsAny(lower, standIns) || strings.HasPrefix(lower, "$") || strings.HasPrefix(lower, "%") {
		return true
	}
	if password {
		return holdsAny(strings.ToLower(whole), exampleHosts) || slices.Contains(passwords, strings.Trim(lower, "[]()_-"))
	}
	return holdsAny(strings.ToLower(whole), standIns) || !varied(lower, 6) || !strings.ContainsAny(lower, "0123456789") || strings.Trim(lower, "0123456789-_.") == ""
}

// varied reports whether so many characters of a text differ.
func varied(text string, least int) bool {
	seen := map[rune]bool{}
	for _, r := range text {
		if seen[r] = true; len(seen) >= least {
			return true
		}
	}
	return false
}

// exampleHosts are those of documents (RFC 2606, 3).
var exampleHosts = []string{"@example.com", "@example.org", "@example.net", ".example.com", ".example.org", ".example.net", "@localhost"}

// passwords stand for one in the addresses of documents.
var passwords = strings.Fields("pass password passwd pwd secret pw token passwort x")
