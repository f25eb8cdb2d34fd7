package reviewfile

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"testing"
	"time"
	"unicode"

	"galley/internal/fault"
)

var sentence = regexp.MustCompile(`^\S.*[.)]$`)

func TestHostileFilesAreRefused(t *testing.T) {
	for _, h := range all() {
		r, err := open(h.make(t))
		if err == nil || r != nil {
			t.Errorf("%s: was read", h.name)
			continue
		}
		f := fault.Of(err)
		if f.Code != fault.BadInput || f.Hint == "" || !sentence.MatchString(f.Message) || len(f.Message) > 200 ||
			strings.ContainsFunc(f.Message, unicode.IsControl) || strings.Contains(f.Message, "zip:") {
			t.Errorf("%s: %s %q %q", h.name, f.Code, f.Message, f.Hint)
		}
		if !strings.Contains(f.Message, h.want) {
			t.Errorf("%s: %q, want %q", h.name, f.Message, h.want)
		}
		t.Logf("%s: %s", h.name, f)
	}
}

// maxRefusal is what refusing a file may take in memory, in bytes.
const maxRefusal = 64 << 20

// The heap is looked at while a file is refused: at its highest it may not have
// grown by more than that. Whatever is refused at all is refused early, so what is
// allocated in sum is bounded by a few times as much.
func TestRefusingTakesLittleMemory(t *testing.T) {
	worst, whose := uint64(0), ""
	for _, h := range all() {
		name := filepath.Join(t.TempDir(), "x.galley") // a file, as at a desk: in memory it would put the collector off
		if err := os.WriteFile(name, h.make(t), 0o600); err != nil {
			t.Fatal(err)
		}
		grown := peak(t, name)
		if grown > worst {
			worst, whose = grown, h.name
		}
	}
	t.Logf("the most was %.1f MB: %s", float64(worst)/(1<<20), whose)
	if worst > maxRefusal {
		t.Errorf("%d MB for %s", worst>>20, whose)
	}
}

// peak gives by how much all that was allocated grew at most while a file was
// opened.
func peak(t *testing.T, name string) uint64 {
	file, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = file.Close() }()
	info, err := file.Stat()
	if err != nil {
		t.Fatal(err)
	}
	runtime.GC()
	stop, done := make(chan bool), make(chan bool)
	before, most := heap(), uint64(0)
	go func() {
		defer close(done)
		for {
			most = max(most, heap())
			select {
			case <-stop:
				return
			default:
				time.Sleep(100 * time.Microsecond) // to look stops the world
			}
		}
	}()
	_, err = Open(file, info.Size())
	close(stop)
	<-done
	if err == nil {
		t.Errorf("%s was read", name)
	}
	return most - min(before, most)
}

func heap() uint64 {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}

// Whatever byte is changed, nothing else is read than what was written.
func TestEveryByteCounts(t *testing.T) {
	f, pictures := small()
	data := written(t, f, pictures)
	want, err := json.Marshal(f)
	if err != nil {
		t.Fatal(err)
	}
	for i := range data {
		for _, bit := range []byte{1, 0x20, 0x80} {
			other := bytes.Clone(data)
			other[i] ^= bit
			r, err := open(other)
			if err != nil {
				continue
			}
			if got, err := json.Marshal(r.File); err != nil || !bytes.Equal(got, want) {
				t.Fatalf("byte %d: %s", i, got)
			}
		}
	}
}

// Wherever it is cut off, it is refused.
func TestEveryCut(t *testing.T) {
	f, pictures := small()
	data := written(t, f, pictures)
	for i := range data {
		if _, err := open(data[:i]); err == nil {
			t.Fatalf("read %d of %d bytes", i, len(data))
		}
	}
}

// What a newer Galley adds within the version is checked and left alone.
func TestAdditionsAreLeftAlone(t *testing.T) {
	f, pictures := small()
	r, err := open(adding(part{name: "sound/intro.ogg", data: []byte("later")})(t))
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(written(t, r.File, pictures), written(t, f, pictures)) {
		t.Error("something else was read")
	}
	if _, err := open(replacing("items.json", `"kind":`, `"later":{"x":[1]},"kind":`)(t)); err != nil {
		t.Error(err)
	}
}
