package intake

import (
	"strings"
	"unicode/utf8"
)

// maxPictureLine is how long, in bytes, the name of a picture may be.
const maxPictureLine = 160

// A picture that is lost in pasting leaves its alternative text behind, which
// is often no text at all but the name of a file, a layer or a screen capture.
var (
	pictureFile = lazily(`(?i)^[^\n<>"|?*:]{1,120}\.(?:jpe?g|png|gif|webp|avif|svg|heic|tiff?|bmp)$`)

	captureName = lazily(`(?i)^(?:` +
		`artboard(?: \d+)?(?: ?[-–—] ?\d+)?(?: copy)?(?: \d+)?` +
		`|(?:screen ?shot|screen ?capture|bildschirmfoto|capture d[’']écran|captura de pantalla|schermata|skärmavbild|schermafbeelding|снимок экрана)` +
		`[ _-]?\(?\d{1,8}(?:[-_.)].{0,60}?)?(?: copy(?: \d+)?)?` +
		`|(?:gif|image|img|bild|picture|photo|foto|frame|layer|rectangle|slice) ?[-_]?\d{1,4}(?: ?[-–] ?\d{1,3})?(?: copy)?(?: \d+)?` +
		`|(?:img|dsc|dscn|dscf|pxl|mvimg|gopr|whatsapp image)[-_ ]?\d{3,}[\w ().-]{0,30}` +
		`|(?:untitled|unbenannt|sans titre|sin título|senza titolo)[- ]\d+(?: copy)?(?: \d+)?` +
		`)$`)

	// What is left of the icons in a footer: Behance tw link.
	socialIcon = lazily(`(?i)^(?:[\p{L}\d.]+ ){0,2}(?:behance|facebook|fb|twitter|tw|x|linkedin|instagram|ig|youtube|yt|mastodon|bluesky|threads|tiktok|github|medium|pinterest|rss)(?: [\p{L}\d.]+){0,2} (?:icon|link|logo)$`)

	// How mail programs write a picture into their text part.
	pictureTag = lazily(`(?i)^\[(?:image|cid|inline image[^:\]]{0,12}): ?[^\]\[\n]{1,140}\]$`)
)

// isPictureLine reports whether a line is all that is left of a picture.
func isPictureLine(s string) bool {
	if s == "" || len(s) > maxPictureLine || utf8.RuneCountInString(s) < 4 {
		return false
	}
	return isPictureFile(s) || captureName().MatchString(s) || socialIcon().MatchString(s) || pictureTag().MatchString(s)
}

// isPictureFile reports whether a line is a file's name; a sentence may end in
// one.
func isPictureFile(s string) bool {
	return strings.Count(s, " ") < 8 && pictureFile().MatchString(s)
}

// pictureOf gives the alternative text that is left, and the file's name when
// the line is one.
func pictureOf(s string) (alt, name string) {
	if pictureTag().MatchString(s) {
		return s[1 : len(s)-1], ""
	}
	if isPictureFile(s) {
		return s, s
	}
	return s, ""
}
