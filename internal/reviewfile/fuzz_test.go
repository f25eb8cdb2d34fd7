package reviewfile

import (
	"bytes"
	"reflect"
	"testing"

	"galley/internal/fault"
)

// judged holds what is so of every file: it is refused in words, or it is one that
// could have been written here, and reads back.
func judged(t *testing.T, data []byte) {
	r, err := open(data)
	if err != nil {
		f := fault.Of(err)
		if f.Code != fault.BadInput || f.Message == "" || f.Hint == "" {
			t.Fatalf("refused in no words: %s %q %q", f.Code, f.Message, f.Hint)
		}
		return
	}
	pictures := shelf{}
	for hash := range r.pictures {
		data, err := r.Picture(hash)
		if err != nil {
			t.Fatal(err)
		}
		if pictures.put(data) != hash {
			t.Fatal("a picture is not what its hash says")
		}
	}
	var b bytes.Buffer
	if err := Write(&b, r.File, pictures.open); err != nil {
		t.Fatalf("it was read, and cannot be written: %v", err)
	}
	again, err := open(b.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(again.File, r.File) {
		t.Fatalf("read\n%+v\nread again\n%+v", r.File, again.File)
	}
}

func FuzzOpen(f *testing.F) {
	for _, h := range append(append([]hostile{}, slips...), forms...) {
		if data := h.make(f); len(data) < 1<<16 {
			f.Add(data)
		}
	}
	file, pictures := small()
	f.Add(written(f, file, pictures))
	f.Fuzz(judged)
}

// FuzzRecords changes one file in it, and puts its hash right: what stands behind
// the zip is tried as well.
func FuzzRecords(f *testing.F) {
	file, pictures := small()
	whole := parts(f, written(f, file, pictures))
	for i, p := range whole {
		f.Add(i, p.data)
	}
	f.Fuzz(func(t *testing.T, which int, data []byte) {
		all := append([]part{}, whole...)
		which = int(uint(which) % uint(len(all)))
		all[which].data = data
		if which > 0 {
			all = listing(all, nil)
		}
		judged(t, zipped(all))
	})
}
