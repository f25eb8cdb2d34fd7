package cli

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"time"

	"galley/internal/fault"
	"galley/internal/issue"
	"galley/internal/store"
)

// storeCommand is what is done to a store as a whole.
type storeCommand struct {
	List    storeList      `cmd:"" help:"List the backups, the newest first."`
	Check   storeCheck     `cmd:"" help:"Verify the backups, and the store when no window is open."`
	Backup  storeBackup    `cmd:"" help:"Make a backup now."`
	Restore storeRestore   `cmd:"" help:"Go back to a backup; what is there now is backed up and put aside first."`
	Compact storeCompact   `cmd:"" help:"Free disk space."`
	Rebuild rebuildCommand `cmd:"" help:"Rebuild the store from the folder with your text."`
}

// program is this program, whose child looks into a store that may be damaged.
func program() []string {
	name, err := os.Executable()
	if err != nil {
		return nil
	}
	return []string{name}
}

// inData is what they all have.
type inData struct {
	Data string `placeholder:"DIR" help:"The data folder; else GALLEY_DATA, else the system's place."`
}

type storeList struct {
	inData
	JSON bool `name:"json" help:"Print the list as JSON."`
}

// backupEntry is a backup for programs.
type backupEntry struct {
	Name    string    `json:"name"`
	Time    time.Time `json:"time"`
	Save    uint64    `json:"save"`
	Kind    string    `json:"kind"`
	Why     string    `json:"why,omitempty"`
	Base    string    `json:"base,omitempty"`
	Bytes   int64     `json:"bytes"`
	Problem string    `json:"problem,omitempty"`
}

func (c *storeList) run(s *session) (int, error) {
	dir, list, err := c.backups()
	if err != nil {
		return 0, err
	}
	if c.JSON {
		entries := make([]backupEntry, 0, len(list))
		for _, b := range list {
			e := backupEntry{Name: b.Name, Time: b.Time, Save: b.Seq, Kind: kindOf(b), Why: b.Why, Base: b.Base, Bytes: b.Size}
			if b.Problem != nil {
				e.Problem = fault.Of(b.Problem).Message
			}
			entries = append(entries, e)
		}
		return statusDone, s.json(struct {
			Backups []backupEntry `json:"backups"`
		}{entries})
	}
	if len(list) == 0 {
		s.say(sayNoBackups, dir)
	}
	for _, b := range list {
		if _, err := fmt.Fprintln(s.out, printable(backedUp(b))); err != nil {
			return 0, err
		}
	}
	return statusDone, nil
}

func (d *inData) backups() (dir string, list []store.Backup, err error) {
	if dir, err = store.Folder(d.Data); err != nil {
		return "", nil, err
	}
	if _, err := os.Stat(dir); errors.Is(err, fs.ErrNotExist) { // a name that was mistyped, perhaps
		return "", nil, fault.New(fault.NotFound, fmt.Sprintf(sayNoStore, dir), hintData)
	}
	list, err = store.Backups(dir)
	return dir, list, err
}

type storeCheck struct{ inData }

func (c *storeCheck) run(s *session) (int, error) {
	dir, list, err := c.backups()
	if err != nil {
		return 0, err
	}
	status := statusDone
	for _, b := range list {
		line := b.Name + ": " + sayWhole
		if err := store.CheckBackup(s.ctx, dir, b.Name, nil); is(err, fault.Cancelled) {
			return 0, err
		} else if err != nil {
			line, status = b.Name+": "+fault.Of(err).Message, statusOpen
		}
		if _, err := fmt.Fprintln(s.out, printable(line)); err != nil {
			return 0, err
		}
	}
	whole, err := c.store(s, dir)
	if err == nil && !whole {
		status = statusOpen
	}
	return status, err
}

// store checks the database. One that a window has is left alone, and so is not
// whole for all that is known here: the window checks each record when it reads it.
func (c *storeCheck) store(s *session, dir string) (whole bool, err error) {
	if !store.Exists(dir) {
		s.say(sayNoStore, dir)
		return true, nil
	}
	found, err := store.Inspect(s.ctx, dir, program())
	if is(err, fault.Busy) {
		s.say(sayBusy, fault.Of(err).Message)
		return false, nil
	}
	if is(err, fault.Mismatch) { // with the backups checked all the same
		_, err := fmt.Fprintln(s.out, printable(fault.Of(err).Error()))
		return false, err
	}
	if err != nil {
		return false, err
	}
	for _, what := range found.Damaged {
		if _, err := fmt.Fprintln(s.out, printable(fmt.Sprintf(sayDamaged, what))); err != nil {
			return false, err
		}
	}
	_, err = fmt.Fprintln(s.out, walked(found))
	return len(found.Damaged) == 0, err
}

type storeBackup struct{ inData }

func (c *storeBackup) run(s *session) (int, error) {
	dir, err := c.there()
	if err != nil {
		return 0, err
	}
	st, err := store.OpenWith(s.ctx, dir, program())
	if err != nil {
		return 0, err
	}
	if m := st.Mended; m != nil {
		s.say(sayMended, m.Why, m.Aside)
	}
	b, err := st.Backup(s.ctx, nil)
	if err == nil {
		err = st.Retain()
	}
	if e := st.Close(); err == nil {
		err = e
	}
	if err != nil {
		return 0, err
	}
	_, err = fmt.Fprintln(s.out, printable(backedUp(b)))
	return statusDone, err
}

// there gives the data folder of a store: a command makes none.
func (d *inData) there() (string, error) {
	dir, err := store.Folder(d.Data)
	if err == nil && !store.Exists(dir) {
		err = fault.New(fault.NotFound, fmt.Sprintf(sayNoStore, dir), hintData)
	}
	return dir, err
}

type storeRestore struct {
	inData
	Name string `arg:"" optional:"" help:"The backup; without it the newest one that is not what is there already."`
}

func (c *storeRestore) run(s *session) (int, error) {
	dir, err := store.Folder(c.Data)
	if err != nil {
		return 0, err
	}
	r, err := store.Restore(s.ctx, dir, c.Name, program(), nil)
	if err != nil {
		return 0, err
	}
	for _, b := range r.Worse {
		s.say(sayWorse, fault.Of(b.Problem).Message)
	}
	if r.Before.Name != "" {
		s.say(sayBefore, r.Before.Name)
	}
	s.say(sayAside, r.Aside)
	_, err = fmt.Fprintln(s.out, printable(fmt.Sprintf(sayRestored, r.From.Name, issue.Counted(recordsIn(r.From), "record", "records"))))
	return statusDone, err
}

type storeCompact struct{ inData }

func (c *storeCompact) run(s *session) (int, error) {
	dir, err := c.there()
	if err != nil {
		return 0, err
	}
	before, after, err := store.Compact(s.ctx, dir, program())
	if err != nil {
		return 0, err
	}
	_, err = fmt.Fprintf(s.out, sayCompacted+"\n", megabytes(before), megabytes(after))
	return statusDone, err
}

func is(err error, code fault.Code) bool { return err != nil && fault.Of(err).Code == code }
