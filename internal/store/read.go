package store

import (
	"cmp"
	"errors"
	"slices"
	"strings"

	"github.com/dgraph-io/badger/v4"

	"galley/internal/issue"
)

// Lists come with what can be read also when their error is a Mismatch: one
// damaged record does not take its neighbours away.

// Publications lists all publications, those that were deleted included, the
// oldest first.
func (s *Store) Publications() ([]issue.KeptPublication, error) {
	list, err := list[issue.KeptPublication](s, publicationsPrefix)
	slices.SortFunc(list, func(a, b issue.KeptPublication) int {
		return cmp.Or(a.Made.Compare(b.Made), strings.Compare(a.ID, b.ID))
	})
	return list, err
}

// Publication gives one publication. The error's code is NotFound when there
// is none of that id.
func (s *Store) Publication(id string) (issue.KeptPublication, error) {
	return one[issue.KeptPublication](s, publicationKey(id))
}

// Issues lists all issues of a publication, those that were deleted included,
// the last one made first. It reads none of their copy.
func (s *Store) Issues(publication string) ([]issue.KeptIssue, error) {
	list, err := list[issue.KeptIssue](s, issuesPrefix(publication))
	slices.SortFunc(list, func(a, b issue.KeptIssue) int {
		return cmp.Or(b.Made.Compare(a.Made), strings.Compare(a.ID, b.ID))
	})
	return list, err
}

// Issue gives one issue. The error's code is NotFound when there is none of
// that id.
func (s *Store) Issue(id string) (k issue.KeptIssue, err error) {
	err = s.view(func(txn *badger.Txn) error { // both in one view: it may be moved meanwhile
		home, err := get[string](txn, homeKey(id))
		if err == nil {
			k, err = get[issue.KeptIssue](txn, issueKey(home, id))
		}
		if errors.Is(err, badger.ErrKeyNotFound) {
			return missing(issueKey("-", id))
		}
		return err
	})
	return k, err
}

// Items gives the working texts of an issue by the ids of its items, those of
// removed items included. The map is empty for an issue without any.
func (s *Store) Items(issueID string) (map[string]issue.Working, error) {
	list, err := list[issue.Working](s, itemsPrefix(issueID))
	items := make(map[string]issue.Working, len(list))
	for _, w := range list {
		items[w.ID] = w
	}
	return items, err
}

// Item gives one working text. The error's code is NotFound when there is none.
func (s *Store) Item(issueID, itemID string) (issue.Working, error) {
	return one[issue.Working](s, itemKey(issueID, itemID))
}

// Receipts lists the receipts of an issue's exports, the last one first.
func (s *Store) Receipts(issueID string) ([]issue.KeptReceipt, error) {
	list, err := list[issue.KeptReceipt](s, receiptsPrefix(issueID))
	slices.SortFunc(list, func(a, b issue.KeptReceipt) int {
		return cmp.Or(b.Time.Compare(a.Time), strings.Compare(a.Dir, b.Dir), strings.Compare(a.Text, b.Text))
	})
	return list, err
}

// Setting gives a setting of the program as it was kept, and "" when it never
// was.
func (s *Store) Setting(name string) (value string, err error) {
	key := settingKey(name)
	err = s.view(func(txn *badger.Txn) error {
		value, err = get[string](txn, key)
		if errors.Is(err, badger.ErrKeyNotFound) {
			return nil
		}
		return err
	})
	return value, err
}

// Settings gives the settings whose names begin with prefix, without it.
func (s *Store) Settings(prefix string) (map[string]string, error) {
	start, settings := settingKey(prefix), map[string]string{}
	err := walk(s, start, func(key, value string) { settings[strings.TrimPrefix(key, start)] = value })
	return settings, err
}
