package store

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
)

// tableNames gives Badger's tables in a folder, with their whole paths. A pattern
// would not do: the folder's own name may hold what means something in one.
func tableNames(dir string) ([]string, error) {
	entries, err := os.ReadDir(dir)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	var names []string
	for _, e := range entries {
		if isTable(e.Name()) {
			names = append(names, filepath.Join(dir, e.Name()))
		}
	}
	return names, nil
}
