package desk

import (
	"context"
	"path/filepath"
	"slices"
	"time"

	"galley/internal/fault"
	"galley/internal/store"
)

// When backups are made: the first one soon after the start, since none is made
// at the close. That reads all of the store (250 MB take a second and a half), longer than a
// window may take to close, and nothing is lost without it: it is for the day on
// which the store itself is.
const (
	backupSoon  = 30 * time.Second
	backupEvery = 5 * time.Minute
	backupAgain = time.Minute // after a failure
	tidyAfter   = time.Minute // without a save
)

// BackupStore is what backups need of a store.
type BackupStore interface {
	Backup(ctx context.Context, progress func(done, total int64)) (store.Backup, error)
	Restore(ctx context.Context, name string, progress func(done, total int64)) (store.Restored, error)
	Retain() error
	Saves() uint64 // the number of the last one
	CountOn(above uint64)
	RestoredAt() uint64 // the number at which a person restored a backup; 0 for never
	Tidy()
}

// BackupsView is what Settings shows of the backups.
type BackupsView struct {
	Dir     string       `json:"dir"`
	List    []BackupView `json:"list"`    // the newest first
	Problem string       `json:"problem"` // why the last one could not be made; empty when it was
	Hint    string       `json:"hint"`
}

// BackupView is one of them.
type BackupView struct {
	Name    string    `json:"name"`
	Time    time.Time `json:"time"`
	Bytes   int64     `json:"bytes"`
	Full    bool      `json:"full"`
	Why     string    `json:"why"`     // see store.Backup
	Problem string    `json:"problem"` // why it cannot be restored
	Had     bool      `json:"had"`     // nothing had changed, so it is the one that was there
}

// RestoredView says what a restore did.
type RestoredView struct {
	Time   time.Time `json:"time"`   // of the backup
	Before string    `json:"before"` // the backup of what was there
	Aside  string    `json:"aside"`  // where that stands
}

// Backups lists the backups.
func (d *Desk) Backups() (BackupsView, error) {
	if err := d.needStore(); err != nil {
		return BackupsView{}, err
	}
	list, err := store.Backups(d.Store.Dir())
	view := BackupsView{Dir: filepath.Join(d.Store.Dir(), "backups"), List: make([]BackupView, 0, len(list))}
	for _, b := range list {
		view.List = append(view.List, backupView(b))
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.unbacked != nil {
		f := fault.Of(d.unbacked)
		view.Problem, view.Hint = f.Message, f.Hint
	}
	return view, err
}

func backupView(b store.Backup) BackupView {
	v := BackupView{Name: b.Name, Time: b.Time, Bytes: b.Size, Full: b.Full, Why: b.Why}
	if b.Problem != nil {
		v.Problem = fault.Of(b.Problem).Message
	}
	return v
}

// BackUp makes a backup of everything, the last word included, unless there is one
// already.
func (d *Desk) BackUp(ctx context.Context, progress func(done, total int64)) (BackupView, error) {
	if err := d.needStore(); err != nil {
		return BackupView{}, err
	}
	if err := d.Flush(lastPatience); err != nil {
		return BackupView{}, err
	}
	if b, ok := d.backed(); ok {
		v := backupView(b)
		v.Had = true
		return v, nil
	}
	b, err := d.backUp(ctx, progress)
	return backupView(b), err
}

// backed gives the backup that has the last save.
func (d *Desk) backed() (b store.Backup, ok bool) {
	list, err := store.Backups(d.Store.Dir())
	i := slices.IndexFunc(list, func(b store.Backup) bool { return b.Problem == nil && b.Seq >= d.Store.Saves() })
	if err != nil || i < 0 {
		return store.Backup{}, false
	}
	return list[i], true
}

func (d *Desk) backUp(ctx context.Context, progress func(done, total int64)) (store.Backup, error) {
	b, err := d.Store.Backup(ctx, progress)
	if err == nil {
		err = d.Store.Retain()
	}
	if err == nil || fault.Of(err).Code != fault.Cancelled {
		d.mu.Lock()
		d.unbacked = err
		d.mu.Unlock()
	}
	return b, err
}

// KeepBackups makes backups when something was saved since the last one, and
// tidies when nothing was for a while. It goes on until ctx ends.
func (d *Desk) KeepBackups(ctx context.Context) {
	if !d.hasStore() {
		return
	}
	next := time.NewTimer(backupSoon) // a timer knows nothing of a clock that is set
	defer next.Stop()
	idle := time.NewTicker(tidyAfter)
	defer idle.Stop()
	seen := d.Store.Saves()
	tidied := seen
	for {
		select {
		case <-ctx.Done():
			return
		case <-next.C:
			next.Reset(d.backUpIfNew(ctx))
		case <-idle.C:
			now := d.Store.Saves()
			if now == seen && now != tidied {
				d.Store.Tidy()
				tidied = now
			}
			seen = now
		}
	}
}

// backUpIfNew makes a backup when the newest one does not have the last save,
// and says when to look again.
func (d *Desk) backUpIfNew(ctx context.Context) time.Duration {
	if _, ok := d.backed(); ok {
		return backupEvery
	}
	if _, err := d.backUp(ctx, nil); err != nil {
		return backupAgain
	}
	return backupEvery
}

// RestoreBackup puts a backup in the place of everything; an empty name is the
// newest one that is whole. What is there is backed up first, the last word
// included. Nothing is typed meanwhile: the drafts are held, and are let go of when
// it is done, so that nothing of theirs comes into what was restored.
func (d *Desk) RestoreBackup(ctx context.Context, name string, progress func(done, total int64)) (v RestoredView, err error) {
	if err := d.needStore(); err != nil {
		return v, err
	}
	drafts, err := d.holdAll()
	if err != nil {
		return v, err
	}
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	d.mu.Lock()
	d.stopRestore = stop
	d.mu.Unlock()
	defer func() { d.release(drafts, err == nil) }()
	for _, dr := range drafts {
		for range 3 { // somebody may type while it is written
			if err := dr.flush(); err != nil {
				return v, err
			}
		}
		if dr.hasUnsaved() {
			return v, fault.New(fault.Busy, "Somebody is typing just now, so nothing was restored.", "Try again in a moment.")
		}
	}
	r, err := d.Store.Restore(ctx, name, progress)
	return RestoredView{Time: r.From.Time, Before: r.Before.Name, Aside: r.Aside}, err
}

// holdAll locks all drafts, each when it is the turn of it; until release none is opened.
func (d *Desk) holdAll() ([]*draft, error) {
	d.mu.Lock()
	if d.restoring {
		d.mu.Unlock()
		return nil, isRestoring()
	}
	d.restoring = true
	d.restores++
	drafts := make([]*draft, 0, len(d.drafts))
	for _, dr := range d.drafts {
		drafts = append(drafts, dr)
	}
	d.mu.Unlock()
	for _, dr := range drafts {
		dr.mu.Lock()
		dr.save.turn.take(&dr.mu)
	}
	return slices.DeleteFunc(drafts, func(dr *draft) bool {
		if dr.gone { // let go before it was locked
			dr.done()
		}
		return dr.gone
	}), nil
}

// release unlocks them, and lets go of them when what they are of is not there
// any more.
func (d *Desk) release(drafts []*draft, letGo bool) {
	d.mu.Lock()
	d.restoring = false
	if letGo {
		d.drafts, d.opened = nil, nil
	}
	d.mu.Unlock()
	for _, dr := range drafts {
		if letGo {
			dr.save.stop()
			dr.gone = true
		}
		dr.done()
	}
}

func isRestoring() error {
	return fault.New(fault.Busy, "A backup is being restored.", "Wait until that is done.")
}
