// Package secrets keeps keys: in the system's keychain; where there is none in a file
// that nobody else can read, when the person says so; else until the program is
// closed. They are never with the issues, in no backup and in no export.
//
// The library's errors have no types, and differ by system: only “not found” means
// that there is none, and everything else that there is no keychain.
package secrets

import (
	"encoding/json"
	"errors"
	"fmt"
	"sync"
	"time"

	"github.com/zalando/go-keyring"

	"galley/internal/fault"
)

// Where says where a key is.
type Where string

// The places. What the environment says, this package does not look at.
const (
	Nowhere     Where = ""
	Environment Where = "environment"
	Keychain    Where = "keychain"
	File        Where = "file"
	Session     Where = "session"
)

// service is what the keychain calls all of Galley's keys.
const service = "Galley"

// Bounds of names and keys, in bytes.
const (
	maxName  = 300
	maxValue = 4096
)

// slowest is how long a keychain may take to answer: a bus that hangs must not hang
// the window. One that asks the person for a password may take longer, and has the key
// the next time.
const slowest = 5 * time.Second

// ring is a keychain.
type ring interface {
	get(name string) (string, error)
	set(name, value string) error
	remove(name string) error
}

// system is the system's own.
type system struct{}

func (system) get(name string) (string, error) { return keyring.Get(service, name) }
func (system) set(name, value string) error    { return keyring.Set(service, name, value) }
func (system) remove(name string) error        { return keyring.Delete(service, name) }

// Keys keeps keys by name. A key is in one place only.
type Keys struct {
	dir  string // where the file is; empty for none
	ring ring
	slow time.Duration

	mu      sync.Mutex
	session map[string]string
}

// New gives the keys of a data folder and of the system's keychain.
func New(dir string) *Keys { return &Keys{dir: dir, ring: system{}, slow: slowest} }

// String says nothing of what is kept.
func (k *Keys) String() string { return "keys" }

// GoString does the same for %#v, and Format for every other verb.
func (k *Keys) GoString() string { return k.String() }

// Format prints the same whatever the verb.
func (k *Keys) Format(f fmt.State, _ rune) { _, _ = f.Write([]byte(k.String())) }

// MarshalJSON does the same for JSON.
func (k *Keys) MarshalJSON() ([]byte, error) { return json.Marshal(k.String()) }

// Get gives a key, and where it is: what cannot be read is not there.
func (k *Keys) Get(name string) (value string, where Where) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if value, ok := k.session[name]; ok {
		return value, Session
	}
	if value, err := k.inRing(name); err == nil && value != "" {
		return value, Keychain
	}
	if all, err := k.read(); err == nil && all[name] != "" {
		return all[name], File
	}
	return "", Nowhere
}

// Set keeps a key, and says where. Where there is no keychain it is a file when
// mayFile, and else the memory of this process. An empty one is taken away everywhere.
func (k *Keys) Set(name, value string, mayFile bool) (Where, error) {
	switch {
	case name == "" || len(name) > maxName:
		return Nowhere, fault.New(fault.BadInput, "A key cannot be kept for this address.", "Look at the address: it is too long.")
	case len(value) > maxValue:
		return Nowhere, fault.New(fault.BadInput, "This is too long for a key.", "Copy the key alone, as its maker shows it.")
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	where := Nowhere
	if value != "" {
		where = k.put(name, value, mayFile)
		if where == Nowhere {
			return Nowhere, fault.New(fault.Denied, "The key could not be written.", "See whether the data folder can be written, or keep the key for this session.")
		}
	}
	return where, k.nowhereBut(name, where)
}

// put keeps a key in the best place that there is.
func (k *Keys) put(name, value string, mayFile bool) Where {
	if k.within(func() error { return k.ring.set(name, value) }) == nil {
		return Keychain
	}
	if mayFile && k.dir != "" {
		all, err := k.read()
		if err != nil {
			return Nowhere
		}
		all[name] = value
		if k.write(all) != nil {
			return Nowhere
		}
		return File
	}
	if k.session == nil {
		k.session = map[string]string{}
	}
	k.session[name] = value
	return Session
}

// nowhereBut takes a key away from where it is not any more.
func (k *Keys) nowhereBut(name string, where Where) error {
	if where != Session {
		delete(k.session, name)
	}
	if where != Keychain {
		_ = k.within(func() error { return k.ring.remove(name) }) // there is none, or no keychain
		if value, err := k.inRing(name); err == nil && value != "" {
			return fault.New(fault.Denied, "The keychain did not give the key up.", "Take “"+service+"” away in the system's own program for keys.")
		}
	}
	if where == File || k.dir == "" {
		return nil
	}
	all, _ := k.read() // a file that cannot be read gives no key either
	if _, has := all[name]; !has {
		return nil
	}
	delete(all, name)
	if err := k.write(all); err != nil {
		return fault.Wrap(err, fault.Denied, "The old key is still in its file, which cannot be written.", "See whether the data folder can be written.")
	}
	return nil
}

// HasKeychain reports whether the system has a keychain that answers.
func (k *Keys) HasKeychain() bool {
	k.mu.Lock()
	defer k.mu.Unlock()
	_, err := k.inRing("is there a keychain")
	return err == nil || errors.Is(err, keyring.ErrNotFound)
}

func (k *Keys) inRing(name string) (value string, err error) {
	var got string
	err = k.within(func() (err error) { got, err = k.ring.get(name); return err })
	if err != nil {
		return "", err // got may still be written
	}
	return got, nil
}

var errSlow = errors.New("the keychain does not answer")

// within gives up on a keychain that does not answer.
func (k *Keys) within(do func() error) error {
	done := make(chan error, 1)
	go func() { done <- do() }()
	timer := time.NewTimer(k.slow)
	defer timer.Stop()
	select {
	case err := <-done:
		return err
	case <-timer.C:
		return errSlow
	}
}
