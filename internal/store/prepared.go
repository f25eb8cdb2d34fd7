package store

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"io/fs"
	"slices"
	"sync"
	"time"
)

const (
	maxPrepared     = 256 << 20 // of the cache, in bytes
	maxPreparedFile = MaxPicture + sha256.Size
)

// cache bounds the folder of prepared pictures.
type cache struct {
	limit, step int64 // bytes in all, and bytes that are written before it is looked at again

	mu    sync.Mutex
	fresh int64 // written since
}

// Prepared gives what was kept under a key, 64 digits of hex. It is a cache:
// what is missing or damaged is not there.
func (s *Store) Prepared(key string) ([]byte, bool) {
	if !hashForm.MatchString(key) {
		return nil, false
	}
	done, err := s.use()
	if err != nil {
		return nil, false
	}
	defer done()
	data, err := s.read(place(preparedDir, key), maxPreparedFile)
	if err != nil || len(data) < sha256.Size {
		return nil, false
	}
	sum, data := data[:sha256.Size], data[sha256.Size:]
	if have := sha256.Sum256(data); !bytes.Equal(have[:], sum) {
		return nil, false
	}
	return data, true
}

// KeepPrepared keeps bytes under a key, 64 digits of hex, for a while: nobody
// hears of it when that does not work, and the oldest go when all of them
// together are over 256 MB.
func (s *Store) KeepPrepared(key string, data []byte) {
	if !hashForm.MatchString(key) || len(data) > MaxPicture {
		return
	}
	done, err := s.use()
	if err != nil {
		return
	}
	defer done()
	if s.roomFor(len(data)) != nil {
		return
	}
	sum := sha256.Sum256(data)
	if s.write(place(preparedDir, key), slices.Concat(sum[:], data), false) != nil {
		return
	}
	if s.cache.grown(len(data)) {
		s.trim()
	}
}

// grown counts what was written, and says when it is time to look at it all.
func (c *cache) grown(size int) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.fresh += int64(size)
	if c.fresh < c.step {
		return false
	}
	c.fresh = 0
	return true
}

// trim removes the oldest files of the cache while they are too many.
func (s *Store) trim() {
	type file struct {
		name string
		size int64
		time time.Time
	}
	var files []file
	var total int64
	_ = fs.WalkDir(s.root.FS(), preparedDir, func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return nil //nolint:nilerr // what cannot be read cannot be removed either
		}
		if info, err := e.Info(); err == nil {
			files = append(files, file{name, info.Size(), info.ModTime()})
			total += info.Size()
		}
		return nil
	})
	slices.SortFunc(files, func(a, b file) int { return cmp.Or(a.time.Compare(b.time), cmp.Compare(a.name, b.name)) })
	for _, f := range files {
		if total <= s.cache.limit {
			return
		}
		if s.root.Remove(f.name) == nil {
			total -= f.size
		}
	}
}
