// Package secrets keeps keys: in the system's keychain; where there is none in a file
// that nobody else can read, when the person says so; else until the program is
// closed. They are never with the issues, in no backup, no log and no export.
//
// The promise: a key that was set is in one place, and what is given back is the one
// that was set last. A keychain that is away keeps what it has; so what is anywhere
// else is newer, and what is in it is taken away when it answers again.
package secrets

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"sync"
	"time"
	"unicode"
	"unicode/utf8"

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

// Bounds of names and keys, in bytes.
const (
	maxName  = 300
	maxValue = 4096
)

// Keys keeps keys by name. The zero value is ready, and has no file.
type Keys struct {
	// Dir is the data folder, where the file is; empty for no file.
	Dir string

	mu   sync.Mutex
	ring ring          // nil for the system's own
	slow time.Duration // how long the ring may take; 0 for slowest
	turn chan struct{} // held by the one call to the ring that is under way

	asked, answers bool            // the ring was asked, and did it answer the last time
	seen           map[string]bool // names that the ring is known to have
	owed           map[string]bool // names that the ring may have and should not

	session map[string]*string // pointers, so that nothing that prints this struct prints a key
}

// New gives the keys of a data folder and of the system's keychain.
func New(dir string) *Keys { return &Keys{Dir: dir} }

// String says how many keys are in memory, and nothing else.
func (k *Keys) String() string {
	k.mu.Lock()
	defer k.mu.Unlock()
	return fmt.Sprintf("keys (%d for this session)", len(k.session))
}

// GoString does the same for %#v.
func (k *Keys) GoString() string { return k.String() }

// Format does the same whatever the verb.
func (k *Keys) Format(f fmt.State, _ rune) { _, _ = f.Write([]byte(k.String())) }

// MarshalJSON does the same for JSON.
func (k *Keys) MarshalJSON() ([]byte, error) { return json.Marshal(k.String()) }

// Get gives a key, and where it is: what cannot be read is not there. It looks into the
// keychain last, since a key is elsewhere only where the keychain was away when it was set.
func (k *Keys) Get(name string) (value string, where Where) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if value, has := k.session[name]; has {
		return *value, Session
	}
	if all, err := k.read(); err == nil && all[name] != "" {
		return all[name], File
	}
	if value, err := k.ringGet(name); err == nil && value != "" {
		return value, Keychain
	}
	return "", Nowhere
}

// Set keeps a key, and says where. Where there is no keychain it is a file when
// mayFile, and else the memory of this process. An empty key is taken away everywhere.
// With an error and a place, the key is in that place and an older one in another, too.
func (k *Keys) Set(name, value string, mayFile bool) (Where, error) {
	if err := check(name, value); err != nil {
		return Nowhere, err
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	where := Nowhere
	if value != "" {
		var err error
		if where, err = k.put(name, value, mayFile); err != nil {
			return Nowhere, err
		}
	}
	return where, k.leave(name, where)
}

// check refuses what some keychain could not keep as it is. No sentence repeats it.
func check(name, value string) error {
	const copied = "Copy the key alone, as its maker shows it."
	switch {
	case name == "":
		return fault.New(fault.BadInput, "It is not said what this key is for.", "Give the address first.")
	case len(name) > maxName:
		return fault.New(fault.BadInput, "The address that this key is for is too long.", fmt.Sprintf("It may have %d bytes.", maxName))
	case !plain(name):
		return fault.New(fault.BadInput, "The address that this key is for has characters in it that cannot be printed.", "Type it anew.")
	case len(value) > maxValue:
		return fault.New(fault.BadInput, "This is too long for a key.", copied)
	case !plain(value):
		return fault.New(fault.BadInput, "This is no key: it has line breaks in it, or characters that cannot be printed.", copied)
	}
	return nil
}

// plain reports whether a text has no control characters in it, and is UTF-8.
func plain(text string) bool {
	for _, r := range text {
		if unicode.IsControl(r) {
			return false
		}
	}
	return utf8.ValidString(text)
}

// put keeps a key in the best place that there is.
func (k *Keys) put(name, value string, mayFile bool) (Where, error) {
	if k.ringSet(name, value) == nil {
		return Keychain, nil
	}
	if mayFile && k.Dir != "" {
		all, err := k.read()
		if err == nil {
			all[name] = value
			err = k.write(all)
		}
		if err != nil {
			return Nowhere, fault.Wrap(err, fault.Denied, "The key could not be written.",
				"See whether the data folder can be written, or keep the key for this session.")
		}
		return File, nil
	}
	if k.session == nil {
		k.session = map[string]*string{}
	}
	k.session[name] = &value
	return Session, nil
}

// leave takes a key away from everywhere else than where it is now.
func (k *Keys) leave(name string, where Where) error {
	if where != Session {
		delete(k.session, name)
	}
	if where != File {
		if err := k.leaveFile(name); err != nil {
			return err
		}
	}
	if where == Keychain || k.ringRemove(name) == nil || !k.seen[name] {
		return nil
	}
	return fault.New(fault.Busy, "A key is still in the keychain, which did not give it up.",
		"Unlock the keychain and do this again, or take “"+service+"” away in the system's own program for keys.")
}

func (k *Keys) leaveFile(name string) error {
	if k.Dir == "" {
		return nil
	}
	_ = os.Remove(k.unfinished()) // what a write that was killed has left
	all, err := k.read()
	if errors.Is(err, errNoFile) {
		return nil // nothing in it was ever believed
	}
	if _, has := all[name]; has {
		delete(all, name)
		err = k.write(all)
	}
	if err != nil {
		return fault.Wrap(err, fault.Denied, "An older key may still be in its file, which could not be changed.",
			"See whether “"+fileName+"” in the data folder can be read and written.")
	}
	return nil
}
