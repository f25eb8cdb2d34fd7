package store

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"
)

// putAside puts the database aside and the built one in its place. Two folders
// cannot change places at once, so what is to come stands beside what goes
// before that goes: whoever finds no database and finds that finishes it (see
// finishExchange).
func putAside(dir, next, why string, now time.Time) (aside string, err error) {
	if aside, err = asideFolder(dir, now.UTC().Format(nameTime)+"-"+why); err != nil {
		return "", err
	}
	database, old, built := filepath.Join(dir, databaseDir), filepath.Join(aside, databaseDir), filepath.Join(aside, nextDir)
	defer func() {
		if err != nil {
			_ = os.Remove(aside) // when nothing is in it
		}
	}()
	if err := os.Rename(next, built); err != nil {
		return "", err
	}
	syncPath(aside)
	if err := os.Rename(database, old); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return "", errors.Join(err, os.Rename(built, next))
	}
	if err := os.Rename(built, database); err != nil {
		return "", errors.Join(err, os.Rename(old, database), os.Rename(built, next))
	}
	syncPath(aside)
	syncPath(dir)
	return aside, nil
}

// takePlace does it where nobody has the database open. What the last session had
// is not asked of another one. Restored is the number of the save at which a person
// wants an older state, 0 for none: it is put down first, as in noteRestored.
func takePlace(dir, next, why string, now time.Time, restored uint64) (aside string, err error) {
	if err := os.RemoveAll(filepath.Join(dir, sessionDir)); err != nil {
		return "", err
	}
	if restored > 0 {
		if err := noteRestored(dir, restored); err != nil {
			return "", err
		}
	}
	return putAside(dir, next, why, now)
}

// putBack undoes it.
func putBack(dir, aside, next string) error {
	database := filepath.Join(dir, databaseDir)
	err := os.Rename(database, next)
	if err == nil {
		err = os.Rename(filepath.Join(aside, databaseDir), database)
	}
	if err == nil {
		_ = os.Remove(aside)
	}
	return err
}

// asideFolder makes a folder below aside that nothing is in.
func asideFolder(dir, name string) (string, error) {
	if err := os.MkdirAll(filepath.Join(dir, asideDir), 0o700); err != nil {
		return "", err
	}
	for n := 1; ; n++ {
		path := filepath.Join(dir, asideDir, name)
		if n > 1 {
			path = fmt.Sprintf("%s-%d", path, n)
		}
		if err := os.Mkdir(path, 0o700); !errors.Is(err, fs.ErrExist) {
			return path, err
		}
	}
}

// finishExchange ends what was killed in this: where the database was put aside
// already, what was to come takes its place; where it was not, that goes.
// It comes before anything that would make a database.
func finishExchange(dir string) error {
	all, err := os.ReadDir(filepath.Join(dir, asideDir))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	var waiting []string
	for _, e := range all {
		built := filepath.Join(dir, asideDir, e.Name(), nextDir)
		if _, err := os.Stat(built); err == nil {
			waiting = append(waiting, built)
		}
	}
	if len(waiting) == 0 {
		return nil
	}
	database := filepath.Join(dir, databaseDir)
	_, err = os.Stat(database)
	for _, built := range waiting {
		if errors.Is(err, fs.ErrNotExist) {
			err = os.Rename(built, database)
			continue
		}
		if err != nil {
			return err
		}
		if err := os.RemoveAll(built); err != nil {
			return err
		}
		_ = os.Remove(filepath.Dir(built)) // when nothing else is in it
	}
	return err
}

func syncPath(dir string) {
	if d, err := os.Open(dir); err == nil {
		_ = d.Sync() // where the system can
		_ = d.Close()
	}
}
