package app

import (
	"context"

	"galley/internal/desk"
)

type backupsDesk interface {
	Backups() (desk.BackupsView, error)
	BackUp(ctx context.Context, progress func(done, total int64)) (desk.BackupView, error)
	RestoreBackup(ctx context.Context, name string, progress func(done, total int64)) (desk.RestoredView, error)
}

// Backups is the section of Settings about them. How far one is, the event
// “backing” says.
type Backups struct {
	bound
	desk backupsDesk
	work longWork
}

// List gives the backups, the newest first.
func (b *Backups) List() (view desk.BackupsView, err error) {
	defer b.log.caught(&err)
	return b.desk.Backups()
}

// BackUp makes one now.
func (b *Backups) BackUp() (made desk.BackupView, err error) {
	defer b.log.caught(&err)
	ctx, done := b.work.begin(b.ctx)
	defer done()
	return b.desk.BackUp(ctx, b.progress())
}

// Restore puts one in the place of everything. The page begins anew after it.
func (b *Backups) Restore(name string) (restored desk.RestoredView, err error) {
	defer b.log.caught(&err)
	ctx, done := b.work.begin(b.ctx)
	defer done()
	restored, err = b.desk.RestoreBackup(ctx, name, b.progress())
	if err == nil {
		b.window.emit("restored", restored)
	}
	return restored, err
}

// Stop stops what is being done; nothing is changed by it then.
func (b *Backups) Stop() { b.work.halt() }

// progress tells the page now and then.
func (b *Backups) progress() func(done, total int64) {
	isTime := nowAndThen()
	return func(done, total int64) {
		if isTime() {
			b.window.emit("backing", map[string]int64{"done": done, "total": total})
		}
	}
}
