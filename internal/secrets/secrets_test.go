package secrets

import (
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"galley/internal/fault"
)

const canary = "sk-canary-9f2b6d1c"

func keys(t *testing.T) (*Keys, *fake) {
	t.Helper()
	f := &fake{all: map[string]string{}}
	return &Keys{Dir: filepath.Join(t.TempDir(), "data"), ring: f}, f
}

// files are the names of the files in the data folder that hold a text.
func files(t *testing.T, k *Keys, text string) (list []string) {
	t.Helper()
	all, err := os.ReadDir(k.Dir)
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		t.Fatal(err)
	}
	for _, one := range all {
		data, err := os.ReadFile(filepath.Join(k.Dir, one.Name()))
		if err != nil {
			t.Fatal(err)
		}
		if strings.Contains(string(data), text) {
			list = append(list, one.Name())
		}
	}
	return list
}

func TestPlaces(t *testing.T) {
	k, ring := keys(t)
	for _, c := range []struct {
		what    string
		gone    bool
		value   string
		mayFile bool
		want    Where
	}{
		{"nothing to take away", false, "", true, Nowhere},
		{"with a keychain", false, canary, true, Keychain},
		{"taken away", false, "", true, Nowhere},
		{"without one", true, canary, false, Session},
		{"in a file", true, canary, true, File},
		{"not in the file any more", true, canary, false, Session},
		{"in it again", true, canary, true, File},
		{"the keychain is back", false, canary, true, Keychain},
	} {
		ring.gone = c.gone
		where, err := k.Set("a", c.value, c.mayFile)
		value, at := k.Get("a")
		if err != nil || where != c.want || at != c.want || value != c.value {
			t.Errorf("%s: %q, %v; then %q in %q", c.what, where, err, value, at)
		}
		found := files(t, k, canary)
		if inFile := len(found) == 1 && found[0] == fileName; inFile != (c.want == File) || len(found) > 1 {
			t.Errorf("%s: it is in %v", c.what, found)
		}
	}
}

// Without a folder there is no file, whatever the person says, and the zero value of
// everything else is ready.
func TestNoFolder(t *testing.T) {
	t.Chdir(t.TempDir())
	k := &Keys{ring: &fake{gone: true}}
	if where, err := k.Set("a", canary, true); where != Session || err != nil {
		t.Errorf("%q, %v", where, err)
	}
	if where, err := k.Set("a", "", true); where != Nowhere || err != nil {
		t.Errorf("%q, %v", where, err)
	}
	if left, _ := os.ReadDir("."); len(left) > 0 {
		t.Errorf("%v", left)
	}
}

// A start later a file is still believed, before a keychain in which an older key was
// left; and the next change leaves one of both.
func TestNewestWins(t *testing.T) {
	k, ring := keys(t)
	if _, err := k.Set("a", "sk-old", false); err != nil {
		t.Fatal(err)
	}
	k = &Keys{Dir: k.Dir, ring: ring} // which has never seen the keychain
	ring.gone = true
	if where, err := k.Set("a", canary, true); where != File || err != nil {
		t.Errorf("%q, %v", where, err)
	}
	k = &Keys{Dir: k.Dir, ring: ring}
	ring.gone = false
	if value, where := k.Get("a"); value != canary || where != File {
		t.Errorf("%q in %q", value, where)
	}
	if where, err := k.Set("a", "", false); where != Nowhere || err != nil || len(ring.all) > 0 || len(files(t, k, "sk-")) > 0 {
		t.Errorf("%q, %v, %d left", where, err, len(ring.all))
	}
}

// places counts where a name is, whether it can be reached or not.
func places(t *testing.T, k *Keys, ring *fake, name string) (n int) {
	t.Helper()
	if _, has := ring.all[name]; has {
		n++
	}
	if _, has := k.session[name]; has {
		n++
	}
	return n + len(files(t, k, `"`+name+`":`))
}

// However a keychain comes and goes, the last key is the one that is given back. It is
// in one place only, or else that is said; and when the keychain is back it is so.
func TestOnePlace(t *testing.T) {
	for seed := range uint64(8) {
		k, ring := keys(t)
		r := rand.New(rand.NewPCG(seed, 7))
		last := map[string]string{}
		told := 0
		for n := range 60 {
			ring.gone = r.IntN(2) == 0
			name := string(rune('a' + r.IntN(3)))
			value := fmt.Sprintf("%s-%d", canary, n)
			if r.IntN(4) == 0 {
				value = ""
			}
			where, err := k.Set(name, value, r.IntN(2) == 0)
			last[name] = value
			if got, at := k.Get(name); got != value || at != where {
				t.Fatalf("%d, %d: %q in %q, want %q in %q (%v)", seed, n, got, at, value, where, err)
			}
			found, want := places(t, k, ring, name), min(1, len(value))
			switch {
			case err == nil && found != want:
				t.Fatalf("%d, %d: in %d places, and nobody says so", seed, n, found)
			case err != nil && (found == want || !ring.gone):
				t.Fatalf("%d, %d: in %d places, and %v", seed, n, found, err)
			case err != nil:
				told++
			}
		}
		ring.gone = false
		k.Get("another")
		for name, value := range last {
			if found := places(t, k, ring, name); found != min(1, len(value)) {
				t.Errorf("%d: %s is in %d places in the end", seed, name, found)
			}
		}
		if told == 0 {
			t.Errorf("%d: no key was ever left behind: this proves nothing", seed)
		}
	}
}

func TestBounds(t *testing.T) {
	k, ring := keys(t)
	for _, c := range []struct{ name, value string }{
		{"", canary},
		{strings.Repeat("n", maxName+1), canary},
		{"a\nb", canary},
		{"a\xff", canary},
		{"a", canary + strings.Repeat("v", maxValue)},
		{"a", canary + "\n" + canary},
		{"a", canary + "\xff"},
	} {
		where, err := k.Set(c.name, c.value, true)
		f := fault.Of(err)
		if err == nil || where != Nowhere || f.Code != fault.BadInput || f.Hint == "" || strings.Contains(err.Error(), "canary") {
			t.Errorf("%d, %d: %q, %v", len(c.name), len(c.value), where, err)
		}
	}
	if ring.calls > 0 {
		t.Errorf("%d calls", ring.calls)
	}
	name, value := strings.Repeat("n", maxName), strings.Repeat("v", maxValue)
	if where, err := k.Set(name, value, true); where != Keychain || err != nil {
		t.Errorf("%q, %v", where, err)
	}
}

// Whatever prints the keys, or an error of theirs, prints no key.
func TestNothingIsPrinted(t *testing.T) {
	k, ring := keys(t)
	say := func(what any) string {
		return fmt.Sprintf("%v %+v %#v %s %q %d %x", what, what, what, what, what, what, what)
	}
	var all strings.Builder
	for _, gone := range []bool{true, false} {
		ring.gone = gone
		for _, name := range []string{"a", "b"} {
			if _, err := k.Set(name, canary, false); err != nil {
				t.Fatal(err)
			}
		}
		data, err := json.Marshal(map[string]any{"keys": k})
		if err != nil {
			t.Fatal(err)
		}
		k.ring = system{} // the stand-in is no part of what is promised
		// A struct by value, or inside another one, has no methods to keep it from being printed.
		all.WriteString(say(k) + say(struct{ k *Keys }{k}) + say(reflect.ValueOf(k).Elem()) + string(data))
		k.ring = ring
	}
	if want := `keys (2 for this session)`; !strings.Contains(all.String(), want) {
		t.Errorf("no count in %s", all.String())
	}
	ring.gone = true
	if _, err := k.Set("a", "", false); err != nil { // the keychain has it, and quotes it
		all.WriteString(say(err) + say(errors.Unwrap(err)))
	} else {
		t.Error("it is still in the keychain, and nobody says so")
	}
	k.Dir = filepath.Join(k.Dir, "file", "below")
	if err := os.MkdirAll(filepath.Dir(filepath.Dir(k.Dir)), 0o700); err != nil {
		t.Fatal(err)
	}
	put(t, filepath.Dir(k.Dir), "in the way")
	if _, err := k.Set("c", canary, true); err != nil {
		all.WriteString(say(err) + say(errors.Unwrap(err)))
	} else {
		t.Error("it was written into a folder that is a file")
	}
	text := all.String()
	for _, secret := range []string{"canary", fmt.Sprintf("%x", canary), "9f2b6d1c"} {
		if at := strings.Index(text, secret); at >= 0 {
			t.Errorf("%q is in …%s", secret, text[max(0, at-200):at+len(secret)])
		}
	}
}
