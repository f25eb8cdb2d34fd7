package preflight

import (
	"regexp"
	"slices"
	"strings"
)

// The names that cameras, screens and drawing programs give. Each wants
// nothing beside the name but numbers, times and the words that copying adds,
// so that a sentence which begins like one stays a sentence.
var fileNames = []*regexp.Regexp{
	// fax.png, chart of votes.JPEG (2)
	regexp.MustCompile(`(?i)^.{1,120}\.(?:jpe?g|jfif|png|gif|webp|avif|svg|hei[cf]|tiff?|bmp|psd)(?: ?\(\d+\))?$`),
	// Screen Shot 2021-01-13 at 10.56.40 AM copy, Screenshot_20210113, Bildschirmfoto 2021-01-13 um 10.56.40
	regexp.MustCompile(`(?i)^(?:screen ?shot|screen ?recording|screen ?grab|bildschirmfoto|capture d[’']écran|captura de pantalla|` +
		`captura de tela|schermafbeelding|schermata|schermafdruk|skärmavbild|skjermbilde|skærmbillede|zrzut ekranu|снимок экрана|` +
		`スクリーンショット|屏幕截图|屏幕快照|لقطة الشاشة|لقطة شاشة)` + trailer),
	// image, Gif 1-1, Untitled-1, Untitled design (3), Artboard 1 – 1
	regexp.MustCompile(`(?i)^(?:image|img|picture|photo|pic|graphic|gif|jpe?g|png|bild|foto|imagen|immagine|untitled|untitled design|` +
		`unbenannt|sans titre|unnamed|artboard)` + trailer),
	// hero_final_v2
	regexp.MustCompile(`^[\p{L}\d.@()-]*[\p{L}\d]_[\p{L}\d][\p{L}\d._@()-]*$`),
	// banner-600x400, logo@2x
	regexp.MustCompile(`(?i)^[a-z0-9._-]*[a-z0-9](?:[-_]\d{2,5}x\d{2,5}|@[23]x)[a-z0-9._-]*$`),
	// 5f2b9c0e1d7a4b3c, 0f8fad5b-d9cb-469f-a165-70867728950e
	regexp.MustCompile(`^(?:[0-9a-f]{16,}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$`),
}

// numberedNames are names of files and layers only when a number stands in
// them: “Group” is a word, “Group 12” is a layer.
var numberedNames = []*regexp.Regexp{
	// Layer 2 copy, Frame 3, Asset 4
	regexp.MustCompile(`(?i)^(?:layer|ebene|calque|frame|group|rectangle|ellipse|vector|slice|asset|component|mask group|download)` + trailer),
	// IMG_2041, DSC00012, PXL_20210113_105640, IMG-20210113-WA0001
	regexp.MustCompile(`(?i)^(?:img|_mg|_?dsc[nf]?|pxl|mvi|gopr|dji|kimg|fb_img|whatsapp image)[-_ ]?e?\d[\d_-]*(?:wa\d+)?` + trailer),
	// covid-19-cases-map
	regexp.MustCompile(`^[a-z]+\d*(?:-[a-z0-9]+){2,}$`),
}

// trailer is what may follow such a name: numbers, dates, times, copies.
const trailer = `(?:[\s\d.,:_@()–—-]|\b(?:at|um|à|a las|alle|om|kl|am|pm|copy|kopie|copie|copia|edited|final|x|v)\b|\d[xv]\b|\bv\d)*$`

// bareNames are alt texts that name no file and still say nothing.
var bareNames = []string{
	"alt", "alt text", "banner", "divider", "header image", "hero", "hero image", "image alt text",
	"image description", "null", "placeholder", "spacer", "thumb", "thumbnail", "undefined", "untitled image",
}

// fileName reports whether words are the name of a file, a layer or a screen
// capture, or of nothing.
func fileName(words string) bool {
	const longestName, mostSpaces = 200, 6 // above them it is a sentence that ends in a file's name
	words = strings.TrimSpace(words)
	if words == "" || len(words) > longestName || strings.Count(words, " ") > mostSpaces {
		return false
	}
	matches := func(r *regexp.Regexp) bool { return r.MatchString(words) }
	return slices.Contains(bareNames, strings.ToLower(words)) || iconName(words) || slices.ContainsFunc(fileNames, matches) ||
		strings.ContainsAny(words, "0123456789") && slices.ContainsFunc(numberedNames, matches)
}

// What the layers of social icons are called.
var (
	networks = strings.Fields("behance bluesky dribbble discord facebook flickr github instagram linkedin mastodon medium " +
		"patreon pinterest reddit rss slack snapchat soundcloud spotify telegram threads tiktok tumblr twitch twitter " +
		"vimeo vk whatsapp xing youtube")
	shortNetworks = strings.Fields("tw fb ig yt li pin tt gh")
	iconWords     = strings.Fields("link icon icons ico logo btn button social circle square round black white grey gray " +
		"color colour dark light small large copy")
)

// iconName reports whether words are the layer name of a social icon: nothing
// but networks and drawing words, at least one network, and an abbreviation
// that nobody would write for readers. “Facebook link” is a fair alt text.
func iconName(words string) bool {
	var named, short, drawn int
	for word := range strings.FieldsFuncSeq(strings.ToLower(words), func(r rune) bool { return strings.ContainsRune(" _-.", r) }) {
		switch {
		case slices.Contains(networks, word):
			named++
		case slices.Contains(shortNetworks, word):
			short++
		case slices.Contains(iconWords, word) || strings.Trim(word, "0123456789") == "":
			drawn++
		default:
			return false
		}
	}
	return short > 0 && drawn > 0 && named+short+drawn > 1
}
