package reviewfile

import (
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"galley/internal/issue"
)

// Limits of what a person says of the file.
const (
	maxName    = 200   // bytes of a name
	maxNote    = 1_000 // bytes of the note, and of what Galley does not know in a marker
	maxWho     = 1_000 // people in it
	maxPlaces  = 2_000 // pictures in an issue
	maxRecords = 20_000
	maxObjects = 10_000 // in the sidecar, see issue.MaxObjects: what a desk keeps for itself may be more
)

func checkSidecar(text string) error {
	if n := strings.Count(text, "{"); n > maxObjects {
		return flawf("has too much in %s: %d records, and Galley reads up to %d there", sidecarName, n, maxObjects)
	}
	return nil
}

// check says what is wrong with what a file carries, nil for nothing. It judges
// what is about to be written as it judges what was read, so that no desk makes a
// file that no desk opens. What copy, settings and front matter mean is not its
// business: the desk reads those as it reads them from anywhere. Nor is the sidecar,
// which has a reader of its own.
func (f *File) check() error {
	for _, look := range []func() error{
		f.checkTimes, f.checkPeople, f.checkAround, f.checkItems, f.checkRevisions, f.checkSnapshots, f.checkTexts,
		func() error { return checkSidecar(f.Issue.Sidecar) },
	} {
		if err := look(); err != nil {
			return err
		}
	}
	return nil
}

// checkTimes refuses a time that is in no year once it is told in UTC, as the desk
// keeps it.
func (f *File) checkTimes() error {
	all := []time.Time{f.Made, f.Publication.Made, f.Publication.Changed, f.Issue.Made, f.Issue.Changed}
	for i := range f.Items {
		all = append(all, f.Items[i].Changed)
	}
	for i := range f.Revisions {
		all = append(all, f.Revisions[i].Time)
	}
	for i := range f.Snapshots {
		all = append(all, f.Snapshots[i].Time)
	}
	for _, t := range all {
		if year := t.UTC().Year(); year < 0 || year > 9999 {
			return flaw("has a time that is none")
		}
	}
	return nil
}

func (f *File) checkPeople() error {
	if !isLine(f.By.Name, maxName) || !isLine(f.By.Initials, maxName) || len(f.People) > maxWho {
		return flaw("does not say who made it in words that are a name")
	}
	for name, initials := range f.People {
		if !isLine(name, maxName) || !isLine(initials, maxName) {
			return flawf("names a person in words that are no name: %s", shown(name))
		}
	}
	if !isLine(f.Note, maxNote) {
		return flaw("has a note that is no sentence")
	}
	return nil
}

// isLine reports whether s is at most so many bytes of one line.
func isLine(s string, most int) bool {
	return len(s) <= most && utf8.ValidString(s) && !strings.ContainsFunc(s, unicode.IsControl)
}

func (f *File) checkAround() error {
	switch {
	case !isID(f.Publication.ID):
		return badID("publication", f.Publication.ID)
	case !isID(f.Issue.ID):
		return badID("issue", f.Issue.ID)
	case f.Issue.Publication != f.Publication.ID:
		return flaw("carries an issue of another publication")
	case f.Issue.Picture != "" && !isHash(f.Issue.Picture):
		return flaw("names a picture by something that is no hash")
	case !isLine(f.Issue.Exported, maxName) || f.Issue.Words < 0:
		return notRecord
	}
	return checkPictures(f.Issue.Pictures)
}

func badID(of, id string) error {
	return flawf("has an id of %s that cannot be one: %s", of, shown(id))
}

// checkPictures judges names and hashes. That the bytes are there is not asked:
// a picture may have been missing where the file was made.
func checkPictures(pictures map[string]string) error {
	if len(pictures) > maxPlaces {
		return tooLong
	}
	for name, hash := range pictures {
		switch {
		case leadsOut(name):
			return flawf("has a picture whose name leads outside of itself: %s", shown(name))
		case !isPictureName(name):
			return flawf("has a picture whose name cannot be one: %s", shown(name))
		case !isHash(hash):
			return flawf("names the picture %s by something that is no hash", shown(name))
		}
	}
	return nil
}

func (f *File) checkItems() error {
	there := map[string]bool{}
	for i := range f.Items {
		w := &f.Items[i]
		switch {
		case !isID(w.ID):
			return badID("an item", w.ID)
		case there[w.ID]:
			return flawf("carries the item %s twice", shown(w.ID))
		case w.Issue != f.Issue.ID:
			return flawf("carries an item of another issue: %s", shown(w.ID))
		case !slices.Contains(issue.States, w.State):
			return flawf("has an item in a state that is none: %s", shown(string(w.State)))
		case !isMarker(w.Kind, w.Story, w.More):
			return flawf("has an item of a kind that cannot be one: %s", shown(w.Kind))
		case w.Revision != "" && !isHash(w.Revision):
			return badID("a revision", w.Revision)
		}
		if err := checkRuns(w); err != nil {
			return err
		}
		there[w.ID] = true
	}
	return f.checkRundown(there)
}

var (
	kindForm = regexp.MustCompile(`^[a-z][a-z0-9-]{0,63}$`)
	moreForm = regexp.MustCompile(`^(; [a-z]+=[^;>\x00-\x1f\x7f]*)*$`)
)

// isMarker reports whether these may stand in the marker of an issue file: a mark
// that ended early would make items of its own there.
func isMarker(kind, story, more string) bool {
	return kindForm.MatchString(kind) && (story == "" || kindForm.MatchString(story)) && len(more) <= maxNote && moreForm.MatchString(more)
}

// checkRuns judges who wrote what: no run is less than nothing, and all together
// are no more than the copy.
func checkRuns(w *issue.Working) error {
	left := len(w.Copy)
	for _, run := range w.By {
		if run.Bytes < 0 || run.Bytes > left || !isLine(run.Who, maxName) || !isLine(string(run.How), maxName) {
			return flawf("does not say in a way that can be true who wrote the item %s", shown(w.ID))
		}
		left -= run.Bytes
	}
	return nil
}

func (f *File) checkRundown(there map[string]bool) error {
	ordered := map[string]bool{}
	for _, id := range f.Issue.Rundown {
		switch {
		case ordered[id]:
			return flawf("has the item %s twice in its rundown", shown(id))
		case !there[id]:
			return flawf("has an item in its rundown that it does not carry: %s", shown(id))
		}
		ordered[id] = true
	}
	if len(ordered) != len(there) {
		return flaw("carries an item that is not in its rundown")
	}
	about := map[string]bool{}
	for _, id := range f.Only {
		if !there[id] || about[id] {
			return flawf("is about an item that it does not carry, or twice about the same: %s", shown(id))
		}
		about[id] = true
	}
	return nil
}

// checkRevisions judges that each is what its id says, so that nobody can give
// one desk another history than the next.
func (f *File) checkRevisions() error {
	if len(f.Revisions) > maxRecords {
		return tooLong
	}
	items, there := map[string]bool{}, map[string]bool{}
	for i := range f.Items {
		items[f.Items[i].ID] = true
	}
	for i := range f.Revisions {
		r := f.Revisions[i]
		sealed := r
		sealed.Seal()
		switch {
		case r.Issue != f.Issue.ID || !items[r.Item]:
			return flawf("carries a revision of an item that it does not carry: %s", shown(r.Item))
		case !isMarker(r.Kind, r.Story, ""):
			return flawf("carries a revision of a kind that cannot be one: %s", shown(r.Kind))
		case !isLine(r.Author, maxName):
			return flawf("carries a revision by a name that is none: %s", shown(r.Author))
		case sealed.ID != r.ID:
			return flawf("carries a revision that is not what its id says: %s", shown(r.ID))
		case there[r.ID]:
			return flawf("carries the revision %s twice", shown(r.ID))
		case r.Parent != "" && !isHash(r.Parent), !isHash(r.Hash):
			return flawf("carries a revision that names something that is no hash: %s", shown(r.ID))
		}
		there[r.ID] = true
	}
	for i := range f.Items {
		if w := &f.Items[i]; w.Revision != "" && !there[w.Revision] {
			return flawf("does not carry the revision that the item %s is of", shown(w.ID))
		}
	}
	return nil
}

func (f *File) checkSnapshots() error {
	if len(f.Snapshots) > maxRecords {
		return tooLong
	}
	there := map[string]bool{}
	for i := range f.Snapshots {
		s := f.Snapshots[i]
		sealed := s
		sealed.Seal()
		switch {
		case s.Issue != f.Issue.ID:
			return flawf("carries a snapshot of another issue: %s", shown(s.ID))
		case !isLine(s.Who, maxName) || !isLine(string(s.Why), maxName):
			return flawf("carries a snapshot by a name that is none: %s", shown(s.Who))
		case sealed.ID != s.ID:
			return flawf("carries a snapshot that is not what its id says: %s", shown(s.ID))
		case there[s.ID]:
			return flawf("carries the snapshot %s twice", shown(s.ID))
		}
		there[s.ID] = true
		if err := checkSnapshotItems(&s); err != nil {
			return err
		}
		if err := checkPictures(s.Pictures); err != nil {
			return err
		}
	}
	return nil
}

func checkSnapshotItems(s *issue.Snapshot) error {
	seen := map[string]bool{}
	for _, it := range s.Rundown {
		if !isID(it.Item) || seen[it.Item] || it.Revision != "" && !isHash(it.Revision) || it.Hash != "" && !isHash(it.Hash) {
			return flawf("carries a snapshot whose rundown cannot be one: %s", shown(s.ID))
		}
		seen[it.Item] = true
	}
	return nil
}

// checkTexts finds what JSON could not carry as it is.
func (f *File) checkTexts() error {
	texts := []string{f.Text, f.Publication.Settings, f.Publication.House, f.Issue.Sidecar, f.Issue.Head}
	for i := range f.Items {
		w := &f.Items[i]
		texts = append(texts, w.Copy, w.Kind, w.Story, w.More)
	}
	for i := range f.Revisions {
		r := &f.Revisions[i]
		texts = append(texts, r.Copy, r.Kind, r.Story, r.Author)
	}
	for i := range f.Snapshots {
		texts = append(texts, f.Snapshots[i].Head, f.Snapshots[i].Who, string(f.Snapshots[i].Why))
	}
	for _, text := range texts {
		if !utf8.ValidString(text) {
			return notText
		}
	}
	return nil
}

const notText flaw = "holds text that is no text (not UTF-8)"
