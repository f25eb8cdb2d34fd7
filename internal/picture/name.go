package picture

import (
	"path"
	"strings"
)

// maxSlug keeps names short enough to be read in a folder's window.
const maxSlug = 40

// slug makes a name that is safe in a URL, in a Content-ID and on every file
// system: small ASCII letters, digits and single hyphens. “Fax machine.PNG”
// becomes fax-machine; a name without any of those becomes picture.
func slug(name string) string {
	base := path.Base(strings.ReplaceAll(name, `\`, "/"))
	base = strings.TrimSuffix(base, path.Ext(base))
	var b strings.Builder
	for _, r := range strings.ToLower(base) {
		if b.Len() >= maxSlug {
			break
		}
		switch {
		case 'a' <= r && r <= 'z', '0' <= r && r <= '9':
			b.WriteRune(r)
		case b.Len() > 0 && !strings.HasSuffix(b.String(), "-"):
			b.WriteByte('-')
		}
	}
	if s := strings.TrimRight(b.String(), "-"); s != "" {
		return s
	}
	return "picture"
}
