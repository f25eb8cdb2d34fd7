package issue

import (
	"net/url"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"
)

const utm = "utm_source=tidewater&utm_campaign=issue-{number}"

func utmEdition(parameters, number string) *Edition {
	return &Edition{Issue: &Issue{UTM: parameters, Number: number, Date: "2026-11-25"}}
}

func TestLinkURL(t *testing.T) {
	const with = "utm_source=tidewater&utm_campaign=issue-74"
	for raw, want := range map[string]string{
		"https://a.example":                    "https://a.example?" + with,
		"https://a.example/":                   "https://a.example/?" + with,
		"HTTPS://A.example/B":                  "HTTPS://A.example/B?" + with,
		"http://a.example/b?c=d":               "http://a.example/b?c=d&" + with,
		"https://a.example/b?":                 "https://a.example/b?" + with,
		"https://a.example/b?c&":               "https://a.example/b?c&" + with,
		"https://a.example/b#c":                "https://a.example/b?" + with + "#c",
		"https://a.example/b?c=d#e?f=g":        "https://a.example/b?c=d&" + with + "#e?f=g",
		"https://a.example/#/utm_source=x":     "https://a.example/?" + with + "#/utm_source=x",
		"https://a.example/?UTM_Medium=mail#x": "https://a.example/?UTM_Medium=mail#x",
		"https://a.example/?a=1&utm_id=7":      "https://a.example/?a=1&utm_id=7",
		"https://a.example/?autm_id=7":         "https://a.example/?autm_id=7&" + with,
		"https://a.example/?q=utm_source":      "https://a.example/?q=utm_source&" + with,
		"https://a.example/%7e(b)'\"<c>":       "https://a.example/%7e(b)'\"<c>?" + with,
		"https://münchen.example/über/日本":      "https://münchen.example/über/日本?" + with,
		"https://a.example/?e=*|EMAIL|*":       "https://a.example/?e=*|EMAIL|*&" + with,
		"https://user@a.example:8080/":         "https://user@a.example:8080/?" + with,
		"https://[2001:db8::1]/":               "https://[2001:db8::1]/?" + with,
		"  https://a.example ":                 "https://a.example?" + with,
		"mailto:desk@a.example?subject=Hello":  "mailto:desk@a.example?subject=Hello",
		"MailTo:desk@a.example":                "MailTo:desk@a.example",
		"tel:+442079460000":                    "tel:+442079460000",
		"#notes":                               "#notes",
	} {
		if got, ok := utmEdition(utm, "74").LinkURL(raw); !ok || got != want {
			t.Errorf("%q became %q, %v; want %q", raw, got, ok, want)
		}
	}
}

func TestLinkURLRefuses(t *testing.T) {
	for _, raw := range []string{
		"", " ", "#", "words", "a.example", "/relative", "../up", "//a.example/", "?q", "https", "https:", "https:a.example", "https:/a.example",
		"https://", "https:///a", "https://?a", "https://#a", "https://user@/a", "https://:80/", `https:\\a.example`,
		"mailto:", "tel:", "{{unsubscribe}}", "{{ UnsubscribeURL }}", "*|UNSUB|*",
		"javascript:alert(1)", "JavaScript:alert(1)", " javascript:alert(1)", "java\nscript:alert(1)", "java\tscript:alert(1)", "java\rscript:alert(1)",
		"\x01javascript:alert(1)", "javascript\x00:alert(1)", "java\u200bscript:alert(1)", "java&#10;script:alert(1)", "&#106;avascript:alert(1)",
		"javascript&colon;alert(1)", "javascript://a.example/%0aalert(1)", "ⓙavascript:alert(1)", "vbscript:x", "livescript:x", "data:text/html,<script>",
		"DATA:text/html;base64,PHNjcmlwdD4=", "file:///etc/passwd", "cid:picture", "blob:https://a.example/7", "about:blank", "view-source:https://a.example",
		"ftp://a.example", "ws://a.example", "httpx://a.example", "ⅿailto:a@b", "jar:https://a.example!/", "chrome://settings", "ms-settings:x",
		"https://a.example/b c", "https://a.example/\n", "ht\ntps://a.example", "https://a.example/\x1b]0;x\x07", "https://a.example/\x7f", "https://a.example/\u0085",
		"https://a.example/\u00a0", "https://a.example/\u2028", "https://a.example/\u3000", "https://a.example/\u202egpj.exe", "https://a.example/\u2066x",
		"https://a.example/\xff", "mailto:a@b.example\r\nBcc: all@b.example", "tel:+1 555", "#a b",
	} {
		if got, ok := utmEdition(utm, "74").LinkURL(raw); ok || got != "" {
			t.Errorf("%q was let through as %q", raw, got)
		}
	}
}

func TestLinkURLParameters(t *testing.T) {
	for _, c := range []struct{ parameters, number, want string }{
		{"", "74", "https://a.example/"},
		{"?utm_source=x", "74", "https://a.example/?utm_source=x"},
		{"&utm_source=x&", "74", "https://a.example/?utm_source=x"},
		{" & ", "74", "https://a.example/"},
		{"utm_campaign={number}&utm_content={date}", "12½", "https://a.example/?utm_campaign=12%C2%BD&utm_content=2026-11-25"},
		{"utm_campaign=the tide #{number}", "7", "https://a.example/?utm_campaign=the%20tide%20%237"},
		{"utm_campaign=a%20b\r\n\"<>", "7", "https://a.example/?utm_campaign=a%20b%0D%0A%22%3C%3E"},
	} {
		if got, ok := utmEdition(c.parameters, c.number).LinkURL("https://a.example/"); !ok || got != c.want {
			t.Errorf("%q: %q, %v; want %q", c.parameters, got, ok, c.want)
		}
	}
}

// FuzzLinkURL holds whatever is let through to what a browser makes of it.
func FuzzLinkURL(f *testing.F) {
	for _, seed := range []string{"https://a.example/b?c#d", "java\nscript:x", "mailto:a@b.example", "#x", "https://a.example/?utm_source=y", " tel:1"} {
		f.Add(seed, utm)
	}
	f.Fuzz(func(t *testing.T, raw, parameters string) {
		got, ok := utmEdition(parameters, "74").LinkURL(raw)
		if !ok {
			if got != "" {
				t.Errorf("%q was refused and came back as %q", raw, got)
			}
			return
		}
		if !utf8.ValidString(got) || strings.ContainsFunc(got, func(r rune) bool { return unicode.IsControl(r) || unicode.IsSpace(r) }) {
			t.Errorf("%q became %q", raw, got)
		}
		trimmed := strings.Trim(raw, " ")
		before, fragment, _ := strings.Cut(trimmed, "#")
		if !strings.HasPrefix(got, before) || !strings.HasSuffix(got, fragment) {
			t.Errorf("%q lost something: %q", raw, got)
		}
		if got[0] == '#' {
			return
		}
		scheme, _, _ := strings.Cut(got, ":")
		switch strings.ToLower(scheme) {
		case "https", "http", "mailto", "tel":
		default:
			t.Errorf("%q was let through as %q", raw, got)
		}
		if u, err := url.Parse(got); err == nil && strings.HasPrefix(strings.ToLower(scheme), "http") && u.Host == "" {
			t.Errorf("%q has no host", got)
		}
	})
}
