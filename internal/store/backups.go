package store

import (
	"cmp"
	"context"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"galley/internal/fault"
)

// backupForm is the form of a backup's name: the number of its last save, its
// time, its kind.
var backupForm = regexp.MustCompile(`^(\d{12,20})-(\d{8}T\d{6}Z)-(full|incremental)\.galleybackup$`)

// Backups lists the backups in a data folder, the newest first by the number of
// its last save. It opens no database and is bounded in what it reads of each.
// One that cannot be used is in the list with its Problem. There being none is no
// error.
func Backups(dir string) ([]Backup, error) {
	entries, err := os.ReadDir(filepath.Join(dir, backupsDir))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, said(err, dir)
	}
	var list []Backup
	for _, e := range entries {
		if backupForm.MatchString(e.Name()) {
			list = append(list, lookAt(dir, e))
		}
	}
	slices.SortStableFunc(list, newestFirst)
	for i := range list {
		b := &list[i]
		if b.Problem == nil && !b.Full && !slices.ContainsFunc(list, func(o Backup) bool { return o.Name == b.Base && o.Problem == nil }) {
			b.Problem = fault.New(fault.Mismatch, fmt.Sprintf("The backup %s is built on %s, which is not there.", b.Name, b.Base), "Take another one.")
		}
	}
	return list, nil
}

// lastBacked gives the number of the last save that any backup has.
func lastBacked(dir string) uint64 {
	list, _ := Backups(dir) // who wants one hears why there are none
	for _, b := range list {
		if b.Problem == nil && b.Seq <= mostSaves {
			return b.Seq
		}
	}
	return 0
}

func newestFirst(a, b Backup) int {
	return cmp.Or(cmp.Compare(b.Seq, a.Seq), b.Time.Compare(a.Time), strings.Compare(b.Name, a.Name))
}

func lookAt(dir string, e fs.DirEntry) Backup {
	parts := backupForm.FindStringSubmatch(e.Name())
	b := Backup{Name: e.Name(), Full: parts[3] == kindFull}
	if seq, err := strconv.ParseUint(parts[1], 10, 64); err == nil { // a number that is none is of no backup of ours
		b.Seq = seq
	}
	b.Time, _ = time.Parse(nameTime, parts[2])
	if info, err := e.Info(); err == nil {
		b.Size = info.Size()
	}
	r, err := openBackup(dir, e.Name())
	if err != nil {
		b.Problem = err
		return b
	}
	defer r.close()
	read := described(e.Name(), &r.head, &r.foot)
	read.Size = b.Size
	if read.Seq != b.Seq || read.Full != b.Full {
		b.Problem = badBackup(b.Name, errors.New("it is another one than its name says"))
		return b
	}
	return read
}

func described(name string, h *backupHead, f *backupFoot) Backup {
	return Backup{
		Name: name, Seq: h.Seq, Time: h.Time, Full: h.Kind == kindFull, Base: h.Base, Why: h.Why,
		Records: f.Records, Live: f.Live, Damaged: f.Damaged,
	}
}

// CheckBackup proves a backup: that its bytes are those that were written, those
// of the full one that it is built on too, and that each record is as it was
// saved. Its error is a fault: NotFound, Mismatch, Cancelled.
func CheckBackup(ctx context.Context, dir, name string, progress func(done, total int64)) error {
	chain, err := proven(ctx, dir, name, progress)
	if err != nil {
		return err
	}
	defer chain.close()
	for _, r := range chain {
		if err := r.each(ctx, func(string, []byte) error { return nil }); err != nil {
			return err
		}
	}
	return nil
}

// chain is a full backup, and the incremental one that is built on it.
type chain []*backupReader

func (c chain) close() {
	for _, r := range c {
		r.close()
	}
}

// proven opens a backup with what it is built on, and proves the sums of both.
func proven(ctx context.Context, dir, name string, progress func(done, total int64)) (c chain, err error) {
	defer func() {
		if err != nil {
			c.close()
			c = nil
		}
	}()
	r, err := openBackup(dir, name)
	if err != nil {
		return nil, err
	}
	c = chain{r}
	if r.head.Kind != kindFull {
		base, err := openBackup(dir, r.head.Base)
		if err != nil {
			return c, onBase(name, r.head.Base, err)
		}
		c = chain{base, r}
		if hex.EncodeToString(base.sum) != r.head.BaseSum || base.head.Kind != kindFull {
			return c, onBase(name, base.name, errors.New("it is another one by now"))
		}
	}
	var done, total int64
	for _, r := range c {
		total += r.size
	}
	for _, r := range c {
		err := r.prove(ctx, func(n int) {
			done += int64(n)
			if progress != nil {
				progress(done, 2*total) // to prove is half of the work
			}
		})
		if err != nil {
			return c, err
		}
	}
	return c, nil
}

func onBase(name, base string, cause error) error {
	return fault.Wrap(cause, fault.Mismatch, fmt.Sprintf("The backup %s is built on %s, which is missing or damaged.", name, base), "Take another one; nothing was changed.")
}

// each gives all records of one file.
func (r *backupReader) each(ctx context.Context, take func(key string, record []byte) error) error {
	for {
		if ctx.Err() != nil {
			return stoppedBackup(ctx)
		}
		key, record, err := r.next()
		if err != nil || key == "" {
			return err
		}
		if err := take(key, record); err != nil {
			return err
		}
	}
}
