package store

import "context"

// discardRatio is the part of a value file that must be out of date before it
// is written anew without it.
const discardRatio = 0.5

// Tidy gives room back to the disk: what is out of date in the database's value
// files (there is little: see options), and what the cache has too much. It may take seconds and disturbs
// nobody; call it when the person rests. Close ends it soon.
func (s *Store) Tidy() {
	done, err := s.use()
	if err != nil {
		return
	}
	defer done()
	s.trim()
	s.collect(s.running)
}

// collect goes through the value files, one at a time, until there is nothing
// to gain or ctx ends. A file is 64 MB, and is not interrupted.
func (s *Store) collect(ctx context.Context) {
	for ctx.Err() == nil && s.db.RunValueLogGC(discardRatio) == nil { // an error is that there is nothing to gain
	}
}
