package store

import (
	"os"
	"path/filepath"

	"github.com/adrg/xdg"

	"galley/internal/fault"
)

// Variable is the environment variable that names the data folder.
const Variable = "GALLEY_DATA"

// Folder gives the data folder: the one that was asked for, else what
// GALLEY_DATA names, else the system's place for a program's data (XDG Base
// Directory on Linux, Application Support on macOS, Local AppData on Windows).
func Folder(asked string) (string, error) {
	dir := asked
	if dir == "" {
		dir = os.Getenv(Variable)
	}
	if dir == "" {
		dir = systemFolder()
	}
	abs, err := filepath.Abs(dir)
	if err != nil {
		return "", fault.Wrap(err, fault.NotFound, "The data folder "+dir+" cannot be found.", "Name it with --data and its whole path.")
	}
	return abs, nil
}

// Exists says whether a data folder has a store in it.
func Exists(dir string) bool {
	entries, err := os.ReadDir(filepath.Join(dir, databaseDir))
	return err == nil && len(entries) > 0
}

func systemFolder() string { return filepath.Join(xdg.DataHome, "galley") }

// MirrorFolder gives the usual folder for the text of a data folder: among the
// person's documents, or in the data folder where that is not the system's own,
// so that two data folders never share one.
func MirrorFolder(dir string) string {
	if dir == systemFolder() {
		return filepath.Join(xdg.UserDirs.Documents, "Galley")
	}
	return filepath.Join(dir, "mirror")
}
