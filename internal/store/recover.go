package store

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"time"

	"github.com/dgraph-io/badger/v4"

	"galley/internal/fault"
	"galley/internal/issue"
)

// before looks at what the last session left, before Badger opens and perhaps
// deletes any of it. A database that is not what it has to be is put aside and
// made anew from the newest backup and from what can be read in it.
func (s *Store) before(ctx context.Context) error {
	database := filepath.Join(s.dir, databaseDir)
	floor, known := readFloor(s.dir)
	last := readClosed(s.dir)
	if last != nil && !last.Has.below(floor) && last.isOther(database) == "" {
		s.has, s.tables = last.Has, last.Files
		return nil
	}
	if entries, err := os.ReadDir(database); err == nil && len(entries) == 0 && !known {
		return nil // a new one
	}
	v, err := s.judge(ctx)
	if err != nil {
		return err
	}
	if v.sound(floor) {
		s.has = v.Has
		return nil
	}
	if s.onlyLook {
		return fault.New(fault.Mismatch, fmt.Sprintf("The store is damaged (%s). It was left as it is.", v.why(floor)),
			"Start Galley: it rebuilds the store from its backups, and puts the damaged one aside.")
	}
	return s.recover(ctx, &v, floor, known)
}

// judge goes through a copy of the database in a child. Its error is that this
// could not be done, which says nothing about the database.
func (s *Store) judge(ctx context.Context) (v verdict, err error) {
	err = s.onCopy(ctx, probing, func(r io.Reader) error {
		if err := json.NewDecoder(io.LimitReader(r, 1<<20)).Decode(&v); err != nil {
			v.Problem = "the child said nothing"
		}
		return nil
	})
	var ended *childError
	if !errors.As(err, &ended) {
		return v, err
	}
	if len(s.program) > 0 && !s.childWorks(ctx) { // it is no database that it ends on
		s.program = nil
		return s.judge(ctx)
	}
	v.Problem = ended.Error()
	return v, nil
}

// childWorks reports whether a child comes to its end on a database in which there
// is nothing.
func (s *Store) childWorks(ctx context.Context) bool {
	folder := filepath.Join(s.dir, unfinishedDir, rand.Text())
	defer func() { _ = os.RemoveAll(folder) }()
	if os.MkdirAll(folder, 0o700) != nil {
		return false
	}
	return s.child(ctx, probing, folder, func(r io.Reader) error {
		var v verdict
		return json.NewDecoder(io.LimitReader(r, 1<<20)).Decode(&v)
	}) == nil
}

// onCopy does a child's work on a copy of the database.
func (s *Store) onCopy(ctx context.Context, what string, consume func(io.Reader) error) error {
	folder := filepath.Join(s.dir, unfinishedDir, rand.Text())
	defer func() { _ = os.RemoveAll(folder) }()
	if err := copyDatabase(filepath.Join(s.dir, databaseDir), folder); err != nil {
		if errors.Is(err, syscall.EIO) { // the disk itself cannot read it
			return &childError{err}
		}
		return said(err, s.dir)
	}
	// The copy may have taken the last room: a child without any dies on a database
	// that is whole.
	if err := s.roomFor(0); err != nil {
		return err
	}
	err := s.child(ctx, what, folder, consume)
	if ctx.Err() != nil {
		return cancelled(ctx)
	}
	return err
}

// recover makes the database anew and puts the damaged one aside. When it fails,
// everything is as it was.
func (s *Store) recover(ctx context.Context, v *verdict, floor holding, known bool) error {
	if err := s.roomFor(2 * int(folderSize(filepath.Join(s.dir, databaseDir)))); err != nil {
		return err
	}
	m := issue.Mended{Why: v.why(floor), Gone: isEmpty(filepath.Join(s.dir, databaseDir))}
	if m.Gone {
		m.Why = "its files were gone"
	}
	next := filepath.Join(s.dir, unfinishedDir, rand.Text())
	defer func() { _ = os.RemoveAll(next) }() // when it did not take its place
	if err := s.fromBackup(ctx, next, &m); err != nil {
		return err
	}
	if err := os.MkdirAll(next, 0o700); err != nil {
		return said(err, s.dir)
	}
	has, whole, err := s.lay(ctx, next, &m, floor)
	if err != nil {
		return said(err, s.dir)
	}
	m.Whole = known && whole && !has.below(floor) && len(m.Missing) == 0 && len(v.Damaged) == 0
	if m.Aside, err = putAside(s.dir, next, "damaged", s.backing.time()); err != nil {
		return said(err, s.dir)
	}
	s.Mended, s.has = &m, has
	// What could not be had back is not asked of the new one, should this start end here.
	_ = os.WriteFile(filepath.Join(s.dir, filepath.FromSlash(floorFile)), []byte(has.line()), 0o600)
	_ = os.WriteFile(filepath.Join(m.Aside, "what-happened.txt"), []byte(report(&m, v)), 0o600) // the window says it too
	return nil
}

func isEmpty(dir string) bool {
	entries, err := os.ReadDir(dir)
	return err == nil && len(entries) == 0
}

// fromBackup builds the newest backup that is whole; none is no error.
func (s *Store) fromBackup(ctx context.Context, next string, m *issue.Mended) error {
	list, err := Backups(s.dir)
	if err != nil {
		return nil //nolint:nilerr // what cannot be listed cannot be taken
	}
	for _, b := range list {
		err := Build(ctx, next, s.dir, b, nil)
		switch code := fault.Of(err); {
		case err == nil:
			m.Backup = b.Time
			return nil
		case code.Code == fault.Full, code.Code == fault.Denied, code.Code == fault.Cancelled:
			return err
		}
	}
	return nil
}

// lay lays over a built backup, or over nothing, all that can be read in the
// damaged database. Whole says that every table of it could be.
func (s *Store) lay(ctx context.Context, next string, m *issue.Mended, floor holding) (has holding, whole bool, err error) {
	db, err := badger.Open(options(next).WithSyncWrites(false)) // all is synced at the end
	if err != nil {
		return holding{}, false, err
	}
	defer func() {
		if err = errors.Join(err, db.Close()); err == nil {
			err = syncAll(next)
		}
	}()
	o := overlay{db: db, seen: map[string]uint64{}}
	whole = true
	for _, way := range salvages {
		var broken error
		err := s.onCopy(ctx, way, func(r io.Reader) error {
			broken = salvaged(r, o.take)
			return nil
		})
		// That a way came to no end is why there are several.
		if ended := (*childError)(nil); broken != nil || err != nil && !errors.As(err, &ended) {
			return holding{}, false, errors.Join(broken, err)
		}
		whole = whole && (way != "tables" || err == nil)
	}
	m.Missing, has, err = o.finish(floor.Seq)
	m.Read = o.read
	return has, whole, err
}

// report is what-happened.txt.
func report(m *issue.Mended, v *verdict) string {
	var b strings.Builder
	b.WriteString("Galley found its store damaged when it opened it, and made a new one. This folder holds the damaged one; nothing of it was changed.\n\n")
	fmt.Fprintf(&b, "What was wrong: %s.\n", m.Why)
	if v.Problem != "" {
		fmt.Fprintf(&b, "In the words of the database: %s\n", v.Problem)
	}
	for _, key := range v.Damaged {
		fmt.Fprintf(&b, "Not as it was saved: %s\n", called(key))
	}
	if m.Backup.IsZero() {
		b.WriteString("There was no backup that was whole.\n")
	} else {
		fmt.Fprintf(&b, "The backup of %s was taken.\n", m.Backup.Format(time.RFC1123Z))
	}
	fmt.Fprintf(&b, "%d newer records were read from this folder.\n", m.Read)
	for _, id := range m.Missing {
		fmt.Fprintf(&b, "The text of item %s was in neither.\n", id)
	}
	if m.Whole {
		b.WriteString("Everything that was saved is in the new store.\n")
	}
	return b.String()
}
