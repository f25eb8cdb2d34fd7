package picture

import (
	"errors"
	"fmt"
	"image"
	"runtime"
	"sync"
)

// largeMemory is from where on pictures are decoded one after another.
const largeMemory = 24 << 20

// large lets one large picture at a time into memory. Several goroutines may
// prepare an issue's pictures; without this their memory would add up.
var large sync.Mutex

// pixels decodes a picture and gives it upright, w by h pixels.
func (s *source) pixels(w, h int) (m *image.RGBA, err error) {
	if s.need(w, h) > MaxMemory {
		return nil, tooLarge(s.Width, s.Height)
	}
	if s.memory > largeMemory {
		large.Lock()
		defer large.Unlock()
		// The picture before this one may still lie about as garbage, and two of
		// them are more than was promised. A collection takes a millisecond or
		// two, decoding a picture of this size a hundred times that.
		runtime.GC()
	}
	// The decoders are fuzzed by those who keep them, but a mistake in one of
	// them must not take a window with unsaved words down.
	defer func() {
		if r := recover(); r != nil {
			m, err = nil, unreadable(fmt.Errorf("decoder: %v", r))
		}
	}()
	if lies(s.Orientation) {
		w, h = h, w
	}
	stored, err := s.decode(w, h)
	if err != nil {
		return nil, explain(err)
	}
	return turn(shrink(stored, w, h), s.Orientation), nil
}

// need adds what comes after decoding: the picture in its new size, once more
// while it is turned, and once more while it is encoded.
func (s *source) need(w, h int) int64 {
	return s.memory + saturate(int64(w), int64(h), 4*3)
}

// explain keeps a reader's own sentence and words a decoder's error.
func explain(err error) error {
	var f *flaw
	if errors.As(err, &f) {
		return f
	}
	return unreadable(err)
}
