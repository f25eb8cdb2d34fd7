package secrets

import (
	"errors"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/zalando/go-keyring"

	"galley/internal/fault"
)

// fake is a keychain that can go away, hang, lie and hold fast.
type fake struct {
	mu    sync.Mutex
	all   map[string]string
	calls int
	gone  bool
	holds bool // it gives nothing up
	lies  bool // it takes a key, and has none
	panic bool
	hang  chan struct{} // calls that begin while it is there wait until it is closed
}

// errBus is worded as the bus does it, and quotes, as an error of some system might.
var errBus = errors.New("The name org.freedesktop.secrets was not provided by any .service files: " + canary) //nolint:staticcheck // as the bus words it

func (f *fake) enter() error {
	f.mu.Lock()
	hang := f.hang
	f.calls++
	f.mu.Unlock()
	if hang != nil {
		<-hang
	}
	f.mu.Lock()
	switch {
	case f.panic:
		f.mu.Unlock()
		panic("interface conversion: " + canary)
	case f.gone:
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
	if !f.lies {
		f.all[name] = value
	}
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
	if f.holds {
		return errBus
	}
	delete(f.all, name)
	return nil
}

// A bus that hangs is no keychain, and costs one wait in all and one call. What a call
// does after it was given up is undone.
func TestHang(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		k, ring := keys(t)
		ring.hang = make(chan struct{})
		began := time.Now()
		if where, err := k.Set("a", canary, false); where != Session || err != nil {
			t.Errorf("%q, %v", where, err)
		}
		if k.HasKeychain() {
			t.Error("it hangs, and is thought to be there")
		}
		if value, where := k.Get("b"); where != Nowhere {
			t.Errorf("%q in %q", value, where)
		}
		if value, where := k.Get("a"); value != canary || where != Session {
			t.Errorf("%q in %q", value, where)
		}
		synctest.Wait()
		if took := time.Since(began); took != slowest || ring.calls != 1 {
			t.Errorf("%v and %d calls, want %v and one", took, ring.calls, slowest)
		}
		close(ring.hang) // it sets the key, for which nobody waits any more
		ring.mu.Lock()
		ring.hang = nil
		ring.mu.Unlock()
		synctest.Wait()
		if len(ring.all) > 0 {
			t.Error("a key is in two places")
		}
		if where, err := k.Set("a", canary, false); where != Keychain || err != nil || len(k.session) > 0 || !k.HasKeychain() {
			t.Errorf("it answers again: %q, %v", where, err)
		}
	})
}

// Somebody who turns a question of the keychain away has kept nothing in it.
func TestLies(t *testing.T) {
	k, ring := keys(t)
	ring.lies = true
	if where, err := k.Set("a", canary, false); where != Session || err != nil {
		t.Errorf("%q, %v", where, err)
	}
	ring.all["a"] = "sk-another"
	if where, err := k.Set("a", canary, true); where != File || err != nil || len(ring.all) > 0 {
		t.Errorf("%q, %v, %v", where, err, ring.all)
	}
}

func TestPanic(t *testing.T) {
	k, ring := keys(t)
	ring.panic = true
	if where, err := k.Set("a", canary, false); where != Session || err != nil || k.HasKeychain() {
		t.Errorf("%q, %v", where, err)
	}
}

// What a keychain does not give up is told, is never given back as the key, and is
// taken away when that goes, whatever the keychain is asked next.
func TestHolds(t *testing.T) {
	for what, next := range map[string]func(*Keys){
		"get":    func(k *Keys) { k.Get("b") },
		"set":    func(k *Keys) { _, _ = k.Set("b", canary, false) },
		"remove": func(k *Keys) { _, _ = k.Set("b", "", false) },
	} {
		k, ring := keys(t)
		if _, err := k.Set("a", "sk-old", false); err != nil {
			t.Fatal(err)
		}
		ring.holds = true
		where, err := k.Set("a", "", false)
		if f := fault.Of(err); where != Nowhere || f == nil || f.Code != fault.Busy || f.Hint == "" {
			t.Errorf("%s: %q, %v", what, where, err)
		}
		if value, where := k.Get("a"); where != Nowhere {
			t.Errorf("%s: %q in %q, and it was taken away", what, value, where)
		}
		if where, err := k.Set("b", canary, false); where != Keychain || err != nil {
			t.Errorf("%s: another key: %q, %v", what, where, err)
		}
		if _, has := ring.all["a"]; !has {
			t.Fatalf("%s: it was given up: this proves nothing", what)
		}
		ring.holds = false
		next(k)
		if _, has := ring.all["a"]; has {
			t.Errorf("%s: it is still there", what)
		}
	}
}

// Whether there is a keychain is asked once, by reading.
func TestAskedOnce(t *testing.T) {
	for _, gone := range []bool{false, true} {
		k, ring := keys(t)
		ring.gone = gone
		for range 3 {
			if k.HasKeychain() == gone {
				t.Errorf("gone: %v", gone)
			}
		}
		if ring.calls != 1 || len(ring.all) > 0 {
			t.Errorf("%d calls, %v", ring.calls, ring.all)
		}
		ring.gone = !gone // a use of it tells
		k.Get("a")
		if k.HasKeychain() != gone || ring.calls != 2 {
			t.Errorf("gone: %v, after %d calls", !gone, ring.calls)
		}
	}
}

// The library's own stand-in, and many at once.
func TestSystem(t *testing.T) {
	keyring.MockInit()
	k := New(t.TempDir())
	var wait sync.WaitGroup
	for n := range 8 {
		wait.Go(func() {
			name := string(rune('a' + n%2))
			for range 20 {
				if where, err := k.Set(name, canary, true); where != Keychain || err != nil {
					t.Errorf("%q, %v", where, err)
				}
				k.Get(name)
				_ = k.String()
				if !k.HasKeychain() {
					t.Error("no keychain")
				}
			}
		})
	}
	wait.Wait()
	if value, where := k.Get("b"); value != canary || where != Keychain {
		t.Errorf("%q in %q", value, where)
	}
	if value, err := keyring.Get("Galley", "b"); value != canary || err != nil {
		t.Errorf("by another program: %q, %v", value, err)
	}
	if where, err := k.Set("b", "", true); where != Nowhere || err != nil {
		t.Errorf("%q, %v", where, err)
	}
	if _, err := keyring.Get("Galley", "b"); !errors.Is(err, keyring.ErrNotFound) {
		t.Error(err)
	}
	keyring.MockInitWithError(errBus)
	k = New(t.TempDir())
	if where, err := k.Set("a", canary, false); where != Session || err != nil || k.HasKeychain() {
		t.Errorf("an error is no keychain: %q, %v", where, err)
	}
}
