package app

import (
	"net/url"

	"galley/internal/fault"
	"galley/internal/issue"
)

// sizeName is the preference that has the window's size.
const sizeName = "window"

// Frame is what stands around the desks. What the window opens on is fetched at
// /begin.
type Frame struct {
	bound
	desk interface {
		DataDir() (string, error)
		AsideDir() (string, error)
		SetPreference(name, value string) error
	}
}

// OpenLink opens an address in the system's browser, or its mail program.
func (b *Frame) OpenLink(address string) (err error) {
	defer b.log.caught(&err)
	safe, ok := mayBrowse(address)
	if !ok {
		return fault.New(fault.BadInput, "This is no address that Galley opens.", "It opens https, http and mailto; copy anything else by hand.")
	}
	b.window.browse(safe)
	return nil
}

// mayBrowse gives an address as the browser may get it.
func mayBrowse(address string) (safe string, ok bool) {
	safe, ok = issue.SafeURL(address)
	if !ok {
		return "", false
	}
	u, err := url.Parse(safe)
	if err != nil {
		return "", false
	}
	switch u.Scheme {
	case "https", "http":
		return u.String(), u.Host != ""
	case "mailto":
		return u.String(), true
	}
	return "", false
}

// ShowData opens the data folder in the system's file manager.
func (b *Frame) ShowData() (err error) {
	defer b.log.caught(&err)
	dir, err := b.desk.DataDir()
	if err != nil {
		return err
	}
	return b.window.showFolder(dir)
}

// ShowAside opens the folder of the store that was put aside at this start.
func (b *Frame) ShowAside() (err error) {
	defer b.log.caught(&err)
	dir, err := b.desk.AsideDir()
	if err != nil {
		return err
	}
	return b.window.showFolder(dir)
}

// SetTitle names the window in the system's title bar and task bar.
func (b *Frame) SetTitle(text string) { b.window.setTitle(text) }

// HandOver answers the event “closing” of that number: the page has sent
// everything that it held, or not all of it. The window waits for it.
func (b *Frame) HandOver(number int, all bool) { b.window.handOver(number, all) }

// Pong answers the event “ping” of that number; isSeen says whether anybody can
// see the page, for one that is hidden may sleep.
func (b *Frame) Pong(number int, isSeen bool) { b.window.pong(number, isSeen) }

// KeepSpot notes where the person is, as the page writes it, for the case that
// the page has to be started again. It costs no write to the disk.
func (b *Frame) KeepSpot(spot string) { b.window.keepSpot(spot) }

// KeepSize remembers the window's size. The page calls it when a change of size
// has come to rest, for nobody asks a window that is being closed.
func (b *Frame) KeepSize() (err error) {
	defer b.log.caught(&err)
	size, ok := b.window.lastSize()
	if !ok {
		return nil
	}
	return b.desk.SetPreference(sizeName, size)
}
