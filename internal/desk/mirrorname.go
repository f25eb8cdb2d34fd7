package desk

import (
	"cmp"
	"fmt"
	"path"
	"slices"
	"strings"
	"unicode"

	"galley/internal/folder"
	"galley/internal/house"
	"galley/internal/issue"
	"galley/internal/markdown"
)

// longestFolder is how many letters the name of a folder in the mirror has.
const longestFolder = 60

// reserved are names that Windows gives to devices.
var reserved = []string{"con", "prn", "aux", "nul"}

// folderName makes a readable name for a folder, which every system takes.
func folderName(words ...string) string {
	var b strings.Builder
	gap, n := false, 0
	for _, r := range strings.ToLower(strings.Join(words, " ")) {
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r) {
			gap = b.Len() > 0
			continue
		}
		if n++; n > longestFolder {
			break
		}
		if gap {
			b.WriteByte('-')
		}
		gap = false
		b.WriteRune(r)
	}
	name := b.String()
	if slices.Contains(reserved, name) || len(name) == 4 && (strings.HasPrefix(name, "com") || strings.HasPrefix(name, "lpt")) {
		name += "-issue"
	}
	return name
}

func publicationFolder(p *issue.KeptPublication) string {
	settings, err := house.ReadPublication(publicationFile, []byte(p.Settings))
	if err != nil {
		return "newsletter"
	}
	return cmp.Or(folderName(settings.Name), "newsletter")
}

func issueFolder(k *issue.KeptIssue) string {
	is, _, err := markdown.Read(issueFile, []byte(k.Head))
	if err != nil {
		return "issue"
	}
	return cmp.Or(folderName(is.Number, is.Date, is.Subject), "issue")
}

// freeFolder gives a name that nothing in a folder has.
func freeFolder(t *folder.Tree, above, name string) string {
	free := name
	for n := 2; t.Exists(path.Join(above, free)); n++ {
		free = fmt.Sprintf("%s-%d", name, n)
	}
	return free
}

// place gives the folder of something that is called name now. It keeps the one
// that it has until its name changes, also where a person gave it another; one
// that is not where it was is looked for by what is in it.
func (b *mirrorBase) place(t *folder.Tree, above, name string, isOurs func(dir string) bool) error {
	if b.Folder == "" || !t.Exists(path.Join(above, b.Folder)) {
		b.Folder = ""
		names, err := t.Folders(above)
		if err != nil && !missing(err) {
			return err
		}
		for _, n := range names {
			if isOurs(path.Join(above, n)) {
				b.Folder = n
				break
			}
		}
	}
	switch {
	case b.Folder == "":
		b.Folder = freeFolder(t, above, name)
		b.Files = map[string]fileMark{}
	case b.Called != "" && b.Called != name:
		free := freeFolder(t, above, name)
		if err := t.Rename(path.Join(above, b.Folder), path.Join(above, free)); err != nil {
			return err
		}
		b.Folder = free
	}
	b.Called = name
	return nil
}
