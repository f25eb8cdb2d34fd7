package reviewfile

import (
	"path"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// What is in a review file.
const (
	manifestName    = "manifest.json"
	textName        = "issue.md"
	aroundName      = "issue.json"
	sidecarName     = "issue.galley.json"
	publicationName = "publication.toml"
	houseName       = "house.toml"
	itemsName       = "items.json"
	revisionsName   = "revisions.json"
	snapshotsName   = "snapshots.json"
	picturesDir     = "pictures/"
)

// limitOf gives how many bytes a file in a review file may have, unpacked. What
// this Galley does not know is bounded as a picture is.
func limitOf(name string) int64 {
	switch name {
	case manifestName, aroundName, textName:
		return 1 << 20
	case publicationName, houseName:
		return 256 << 10
	case itemsName:
		return 4 << 20
	case revisionsName:
		return MaxRevisions
	case sidecarName, snapshotsName:
		return 2 << 20
	}
	return MaxPicture
}

// isKnown reports whether a file is one that becomes part of [File].
func isKnown(name string) bool {
	switch name {
	case textName, aroundName, sidecarName, publicationName, houseName, itemsName, revisionsName, snapshotsName:
		return true
	}
	return false
}

var (
	entryForm   = regexp.MustCompile(`^[0-9A-Za-z][0-9A-Za-z._/-]{0,199}$`)
	pictureForm = regexp.MustCompile(`^pictures/([0-9a-f]{64})\.[0-9a-z]{1,8}$`)
	hashForm    = regexp.MustCompile(`^[0-9a-f]{64}$`)
	idForm      = regexp.MustCompile(`^[0-9A-Za-z._-]{1,128}$`) // as the store's keys have it
)

func isID(s string) bool   { return idForm.MatchString(s) && s != "." && s != ".." }
func isHash(s string) bool { return hashForm.MatchString(s) }

// nameFlaw judges the name of an entry. Only ASCII is a name here, so that no two
// of them are one to a file system that folds or composes letters. Nothing is
// ever unpacked under such a name; but another program may, and a file that tries
// it has no good in mind.
func nameFlaw(name string) error {
	switch {
	case leadsOut(name):
		return flawf("names a place outside of itself: %s", shown(name))
	case strings.HasSuffix(name, "/"):
		return flawf("holds a folder, and none that Galley makes does: %s", shown(name))
	case !entryForm.MatchString(name), path.Clean(name) != name, strings.Contains(name, "./"):
		return flawf("holds a file whose name cannot be one: %s", shown(name))
	}
	return nil
}

// leadsOut reports whether a name is, on any system, more than a way down from
// where it is looked up.
func leadsOut(name string) bool {
	if name == "" || name[0] == '/' || strings.ContainsAny(name, "\\\x00") || isDrive(name) {
		return true
	}
	for part := range strings.SplitSeq(name, "/") {
		if part == ".." || part == "." {
			return true
		}
	}
	return false
}

func isDrive(name string) bool {
	return len(name) >= 2 && name[1] == ':' && (name[0]|0x20 >= 'a' && name[0]|0x20 <= 'z')
}

// isPictureName reports whether a picture of an issue may be called so: letters of
// any language, but a way down, and no more than file systems take.
func isPictureName(name string) bool {
	return utf8.ValidString(name) && len(name) <= 1024 && !leadsOut(name) && !strings.ContainsFunc(name, unicode.IsControl)
}

// extOf gives the end of a picture's file name, for whoever unzips it.
func extOf(name string) string {
	ext := strings.ToLower(strings.TrimPrefix(path.Ext(name), "."))
	if !pictureForm.MatchString(picturesDir + strings.Repeat("0", 64) + "." + ext) {
		return "bin"
	}
	return ext
}
