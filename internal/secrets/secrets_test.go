package secrets

import (
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/zalando/go-keyring"

	"galley/internal/fault"
)

// fake is a keychain that can go away, and hang.
type fake struct {
	mu   sync.Mutex
	all  map[string]string
	gone bool
	hang chan struct{}
}

var errBus = errors.New("The name org.freedesktop.secrets was not provided by any .service files") //nolint:staticcheck // as the bus words it

func (f *fake) enter() error {
	if f.hang != nil {
		<-f.hang
	}
	f.mu.Lock()
	if f.gone {
		f.mu.Unlock()
		return errBus
	}
	return nil
}

func (f *fake) get(name string) (string, error) {
	if err := f.enter(); err != nil {
		return "", err
	}
	defer f.mu.Unlock()
	if value, ok := f.all[name]; ok {
		return value, nil
	}
	return "", keyring.ErrNotFound
}

func (f *fake) set(name, value string) error {
	if err := f.enter(); err != nil {
		return err
	}
	defer f.mu.Unlock()
	f.all[name] = value
	return nil
}

func (f *fake) remove(name string) error {
	if err := f.enter(); err != nil {
		return err
	}
	defer f.mu.Unlock()
	if _, ok := f.all[name]; !ok {
		return keyring.ErrNotFound
	}
	delete(f.all, name)
	return nil
}

const canary = "sk-canary-9f2b6d1c"

func keys(t *testing.T) (*Keys, *fake) {
	t.Helper()
	f := &fake{all: map[string]string{}}
	return &Keys{dir: filepath.Join(t.TempDir(), "data"), ring: f, slow: time.Minute}, f
}

// files are the names of the files in the data folder that hold the key.
func files(t *testing.T, k *Keys) (list []string) {
	t.Helper()
	all, _ := filepath.Glob(filepath.Join(k.dir, "*"))
	hidden, _ := filepath.Glob(filepath.Join(k.dir, ".*"))
	for _, path := range append(all, hidden...) {
		if data, err := os.ReadFile(path); err == nil && strings.Contains(string(data), canary) {
			list = append(list, filepath.Base(path))
		}
	}
	return list
}

func TestPlaces(t *testing.T) {
	k, ring := keys(t)
	is := func(what string, got Where, err error, want Where) {
		t.Helper()
		value, where := k.Get("a")
		if err != nil || got != want || where != want || want != Nowhere && value != canary {
			t.Errorf("%s: %q, %v; then it is in %q", what, got, err, where)
		}
	}
	where, err := k.Set("a", canary, true)
	is("with a keychain", where, err, Keychain)
	if found := files(t, k); len(found) > 0 || !k.HasKeychain() {
		t.Errorf("it is in %v", found)
	}
	where, err = k.Set("a", "", true)
	is("taken away", where, err, Nowhere)
	ring.gone = true
	where, err = k.Set("a", canary, false)
	is("without one", where, err, Session)
	if found := files(t, k); len(found) > 0 || k.HasKeychain() {
		t.Errorf("it is in %v", found)
	}
	where, err = k.Set("a", canary, true)
	is("in a file", where, err, File)
	info, err := os.Stat(filepath.Join(k.dir, fileName))
	if err != nil || info.Mode().Perm() != 0o600 || len(files(t, k)) != 1 || len(k.session) > 0 {
		t.Errorf("%v, %v, %v", info, err, files(t, k))
	}
	again := &Keys{dir: k.dir, ring: ring, slow: time.Minute}
	if value, where := again.Get("a"); value != canary || where != File {
		t.Errorf("after a start %q in %q", value, where)
	}
	ring.gone = false
	where, err = k.Set("a", canary, true)
	is("the keychain is back", where, err, Keychain)
	if found := files(t, k); len(found) > 0 {
		t.Errorf("it is still in %v", found)
	}
}

// However keychains come and go, a key that was set is in one place and is the last one.
func TestOnePlace(t *testing.T) {
	k, ring := keys(t)
	r := rand.New(rand.NewPCG(7, 7))
	for n := range 300 {
		// One that is away keeps what it has, so nothing is set meanwhile that was in it.
		if len(ring.all) == 0 {
			ring.gone = r.IntN(2) == 0
		}
		value := fmt.Sprintf("%s-%d", canary, n)
		if r.IntN(4) == 0 {
			value = ""
		}
		where, err := k.Set("a", value, r.IntN(2) == 0)
		got, at := k.Get("a")
		if err != nil || got != value || at != where {
			t.Fatalf("%d: %v; %q in %q, want %q in %q", n, err, got, at, value, where)
		}
		places := len(files(t, k))
		if _, ok := ring.all["a"]; ok {
			places++
		}
		if _, ok := k.session["a"]; ok {
			places++
		}
		if want := min(1, len(value)); places != want {
			t.Fatalf("%d: in %d places", n, places)
		}
	}
}

// A bus that hangs is no keychain, and hangs nobody.
func TestHang(t *testing.T) {
	k, ring := keys(t)
	ring.hang, k.slow = make(chan struct{}), time.Millisecond
	defer close(ring.hang)
	if k.HasKeychain() {
		t.Error("it hangs")
	}
	if where, err := k.Set("a", canary, false); where != Session || err != nil {
		t.Errorf("%q, %v", where, err)
	}
}

func TestFileIsGuarded(t *testing.T) {
	k, ring := keys(t)
	ring.gone = true
	if _, err := k.Set("a", canary, true); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(k.dir, fileName)
	if err := os.Chmod(path, 0o644); err != nil {
		t.Fatal(err)
	}
	k.Get("a")
	if info, err := os.Stat(path); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("%v, %v", info, err)
	}
	if err := os.WriteFile(path, []byte(`{"a":`), 0o600); err != nil {
		t.Fatal(err)
	}
	if value, where := k.Get("a"); value != "" || where != Nowhere {
		t.Errorf("%q in %q", value, where)
	}
	if _, err := os.Stat(path + ".damaged"); err != nil {
		t.Error(err)
	}
	other := filepath.Join(t.TempDir(), "elsewhere")
	if err := os.WriteFile(other, []byte("{}"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(other, path); err != nil {
		t.Fatal(err)
	}
	if where, err := k.Set("a", canary, true); err == nil || where != Nowhere {
		t.Errorf("a link was followed: %q", where)
	}
	if data, _ := os.ReadFile(other); string(data) != "{}" {
		t.Errorf("%s", data)
	}
}

func TestBounds(t *testing.T) {
	k, _ := keys(t)
	for name, value := range map[string]string{"": canary, strings.Repeat("n", 301): canary, "a": strings.Repeat("v", 4097)} {
		_, err := k.Set(name, value, true)
		f := fault.Of(err)
		if err == nil || f.Hint == "" || strings.Contains(err.Error(), canary) {
			t.Errorf("%d, %d: %v", len(name), len(value), err)
		}
	}
}

// Whatever prints the keys prints none of them.
func TestNothingIsPrinted(t *testing.T) {
	k, ring := keys(t)
	ring.gone = true
	if _, err := k.Set("a", canary, false); err != nil {
		t.Fatal(err)
	}
	all := fmt.Sprintf("%v %+v %#v %s %q %d", k, k, k, k, k, k)
	data, err := json.Marshal(map[string]any{"keys": k})
	if err != nil || strings.Contains(all+string(data), "canary") {
		t.Errorf("%s %s %v", all, data, err)
	}
}

// The library's own stand-in, and many at once.
func TestSystem(t *testing.T) {
	keyring.MockInit()
	k := New(t.TempDir())
	var wait sync.WaitGroup
	for n := range 8 {
		wait.Go(func() {
			name := fmt.Sprint(n % 2)
			_, _ = k.Set(name, canary, true)
			k.Get(name)
			k.HasKeychain()
		})
	}
	wait.Wait()
	if value, where := k.Get("1"); value != canary || where != Keychain {
		t.Errorf("%q in %q", value, where)
	}
	keyring.MockInitWithError(errBus)
	if k.HasKeychain() {
		t.Error("an error is no keychain")
	}
}
