package issue

import "time"

// Mended says what was wrong with the store when it was opened, and what was
// done about it.
type Mended struct {
	Why     string    // what was wrong: the rest of a sentence that begins with “The store was damaged:”
	Aside   string    // the folder in which the damaged store stands now, absolute
	Backup  time.Time // of the backup that was taken; zero for none
	Read    int       // records that could be read in the damaged store and are newer than the backup
	Missing []string  // ids of items whose text is nowhere in it
	Mirror  int       // issues that were taken from the mirror, where nothing else was left
	Gone    bool      // its files were gone altogether: Aside has none
	Found   string    // nothing was wrong, and a new store has what this folder of text had
	Whole   bool      // everything that the last session had kept is there
}
