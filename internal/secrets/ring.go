package secrets

import (
	"errors"
	"time"

	"github.com/zalando/go-keyring"
)

// service is what the keychain calls all of Galley's keys.
const service = "Galley"

// nobody is a name that no key has.
const nobody = "is there a keychain"

// slowest is how long a keychain may take to answer: a bus that hangs must not hang
// the window. One that asks the person for a password may take longer, and gives the key
// the next time.
const slowest = 3 * time.Second

// ring is a keychain.
type ring interface {
	get(name string) (string, error)
	set(name, value string) error
	remove(name string) error
}

// system is the system's own. Its errors have no types, and differ by system: only “not
// found” means that there is no such key, and all others that there is no keychain. They
// are never shown or kept: nobody knows what they quote.
type system struct{}

func (system) get(name string) (string, error) { return keyring.Get(service, name) }
func (system) set(name, value string) error    { return keyring.Set(service, name, value) }
func (system) remove(name string) error        { return keyring.Delete(service, name) }

var (
	errSlow   = errors.New("the keychain does not answer")
	errUnkept = errors.New("the keychain does not give back what it was given")
)

// HasKeychain reports whether the system has a keychain that answers. It is asked once;
// after that, each use of it tells.
func (k *Keys) HasKeychain() bool {
	k.mu.Lock()
	defer k.mu.Unlock()
	if !k.asked {
		_, _ = k.ringGet(nobody)
	}
	return k.answers
}

// ringGet, ringSet and ringRemove want the lock.

func (k *Keys) ringGet(name string) (string, error) {
	defer k.payAll()
	if err := k.pay(name); err != nil {
		return "", err
	}
	ring, got := k.theRing(), ""
	if err := k.ask(func() (err error) { got, err = ring.get(name); return err }, nil); err != nil {
		if errors.Is(err, keyring.ErrNotFound) {
			delete(k.seen, name)
		}
		return "", err // got may still be written
	}
	mark(&k.seen, name)
	return got, nil
}

// ringSet keeps a key in the ring, and looks whether it is there: where a person turns
// away the keychain's own question, the library says that all went well.
func (k *Keys) ringSet(name, value string) error {
	defer k.payAll()
	ring, got := k.theRing(), ""
	err := k.ask(func() error { return ring.set(name, value) }, func() { _ = ring.remove(name) })
	if err == nil {
		mark(&k.seen, name)
		err = k.ask(func() (err error) { got, err = ring.get(name); return err }, nil)
	}
	if err == nil && got != value {
		err = errUnkept
	}
	if err != nil {
		mark(&k.owed, name)
		return err
	}
	delete(k.owed, name)
	return nil
}

func (k *Keys) ringRemove(name string) error {
	defer k.payAll()
	mark(&k.owed, name)
	return k.pay(name)
}

func mark(names *map[string]bool, name string) {
	if *names == nil {
		*names = map[string]bool{}
	}
	(*names)[name] = true
}

// pay takes a key away from the ring that should not be in it, if there is one.
func (k *Keys) pay(name string) error {
	if !k.owed[name] {
		return nil
	}
	ring := k.theRing()
	if err := k.ask(func() error { return ring.remove(name) }, nil); err != nil && !errors.Is(err, keyring.ErrNotFound) {
		return err
	}
	delete(k.owed, name)
	delete(k.seen, name)
	return nil
}

// payAll does so for all of them, when the ring has just answered.
func (k *Keys) payAll() {
	for name := range k.owed {
		if !k.answers {
			return
		}
		_ = k.pay(name) // it stays owed
	}
}

func (k *Keys) theRing() ring {
	if k.ring == nil {
		k.ring = system{}
	}
	return k.ring
}

// ask makes one call to the ring, and remembers whether it answered. A call that is not
// done in time goes on behind: until it comes back there is no keychain, so that calls
// that hang do not add up. When it succeeds after all, late undoes it.
func (k *Keys) ask(call func() error, late func()) error {
	if k.turn == nil {
		k.turn = make(chan struct{}, 1)
	}
	err := within(k.turn, k.patience(), call, late)
	k.asked = true
	k.answers = err == nil || errors.Is(err, keyring.ErrNotFound) || errors.Is(err, keyring.ErrSetDataTooBig)
	return err
}

func (k *Keys) patience() time.Duration {
	if k.slow > 0 {
		return k.slow
	}
	return slowest
}

func within(turn chan struct{}, limit time.Duration, call func() error, late func()) error {
	select {
	case turn <- struct{}{}:
	default:
		return errSlow // an earlier one is still out
	}
	done, left := make(chan error), make(chan struct{})
	go func() {
		err := guarded(call)
		select {
		case done <- err:
		case <-left:
			if err == nil && late != nil {
				_ = guarded(func() error { late(); return nil })
			}
			<-turn
		}
	}()
	timer := time.NewTimer(limit)
	defer timer.Stop()
	select {
	case err := <-done:
		<-turn
		return err
	case <-timer.C:
		close(left)
		return errSlow
	}
}

// guarded ends a panic of the library, which believes whatever comes over the bus. What
// it says is not kept: it may quote.
func guarded(call func() error) (err error) {
	defer func() {
		if recover() != nil {
			err = errSlow
		}
	}()
	return call()
}
