package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"galley/internal/store"
)

const (
	lost   = 500 * time.Millisecond // of typing at most
	reopen = time.Second
	lanes  = 4
	busy   = 4 // times as long may things take in the short form, which runs on any machine beside anything
)

// kills kills actors and looks at what they left.
func kills(ctx context.Context, o options, dir string) ([]row, error) {
	var rows []row
	for _, one := range []struct {
		what, act string
		times     int
	}{
		{"kill −9 while typing, 10 keys/s", "type", 200},
		{"kill −9 while opening", "open", 50},
		{"kill −9 while closing", "close", 50},
		{"kill −9 while importing", "import", 50},
		{"kill −9 while exporting", "export", 50},
		{"kill −9 while backing up", "backup", 50},
		{"kill −9 while compacting", "compact", 50},
	} {
		k := killing{act: one.act, dir: filepath.Join(dir, one.act), times: o.times(one.times), lost: lost, reopen: reopen}
		if o.short {
			k.lost, k.reopen = busy*lost, busy*reopen
		}
		began := time.Now()
		if err := k.run(ctx); err != nil {
			return rows, err
		}
		r := k.row(one.what)
		r.took = time.Since(began)
		rows = append(rows, r)
	}
	return rows, nil
}

// killing is one row's work, in several folders at once.
type killing struct {
	act, dir string
	times    int

	lost, reopen time.Duration // at most

	mu        sync.Mutex
	kills     int
	midway    int // in the middle of what they are to be killed in
	keys      int
	worst     time.Duration // of typing that was lost
	slowest   time.Duration // reopening
	failures  []string
	typically time.Duration // what the act takes
}

func (k *killing) run(ctx context.Context) error {
	if err := os.Mkdir(k.dir, 0o700); err != nil {
		return err
	}
	k.typically = 50 * time.Millisecond
	errs := make([]error, lanes)
	var wait sync.WaitGroup
	for n := range lanes {
		wait.Go(func() {
			at := lane(k.dir, n)
			if errs[n] = furnish(ctx, at); errs[n] != nil {
				return
			}
			for ctx.Err() == nil && k.next() && errs[n] == nil {
				errs[n] = k.once(ctx, at)
			}
		})
	}
	wait.Wait()
	return errors.Join(errs...)
}

// next reports whether to kill once more: so often as was asked for, and on while
// too few hit the middle of what is done, which may take a few milliseconds.
func (k *killing) next() bool {
	k.mu.Lock()
	defer k.mu.Unlock()
	tooFew := k.act != "type" && k.midway < k.times/4 && k.kills < 10*k.times
	if k.kills >= k.times && !tooFew {
		return false
	}
	k.kills++
	return true
}

// heard is what an actor said before it was killed.
type heard struct {
	kept   int
	keys   []key
	within bool // it was in the middle
}

type key struct {
	n  int
	at time.Time
}

// once lets an actor act, kills it, and looks.
func (k *killing) once(ctx context.Context, dir string) error {
	cmd := exec.CommandContext(ctx, self()[0], actorCommand, k.act, dir)
	cmd.Stderr = os.Stderr
	out, err := cmd.StdoutPipe()
	if err != nil {
		return err
	}
	if err := cmd.Start(); err != nil {
		return err
	}
	var killed sync.Once
	kill := func() { killed.Do(func() { _ = cmd.Process.Kill() }) }
	h := k.listen(bufio.NewScanner(out), kill)
	_ = cmd.Wait() // it was killed, and says so
	if cmd.ProcessState.Exited() {
		k.fail("an actor (%s) ended by itself: %v", k.act, cmd.ProcessState)
		return nil
	}
	k.look(ctx, dir, h)
	return nil
}

// listen hears an actor out and has it killed: a typist some time after its first
// key, any other while it does for the second time what it is to be killed in.
func (k *killing) listen(lines *bufio.Scanner, kill func()) (h heard) {
	var began time.Time
	begun := 0
	for lines.Scan() {
		var nanoseconds int64
		var one key
		switch line := lines.Text(); {
		case line == "begin":
			h.within, began = true, time.Now()
			if begun++; begun == 2 || k.act == "open" {
				k.mu.Lock()
				after := time.Duration(rand.Int64N(int64(k.typically)*5/4 + 1))
				k.mu.Unlock()
				time.AfterFunc(after, kill)
			}
		case line == "end":
			h.within = false
			k.mu.Lock()
			k.typically = (k.typically*3 + time.Since(began)) / 4
			k.mu.Unlock()
		case strings.HasPrefix(line, "kept "):
			_, _ = fmt.Sscanf(line, "kept %d", &h.kept)
		default:
			if _, err := fmt.Sscanf(line, "key %d %d", &one.n, &nanoseconds); err == nil {
				one.at = time.Unix(0, nanoseconds)
				if h.keys = append(h.keys, one); len(h.keys) == 1 {
					time.AfterFunc(time.Duration(rand.IntN(1500))*time.Millisecond, kill)
				}
			}
		}
	}
	return h
}

// look opens what a kill left as the window would.
func (k *killing) look(ctx context.Context, dir string, h heard) {
	began := time.Now()
	d, s, err := openDesk(ctx, dir)
	took := time.Since(began)
	if err != nil {
		k.fail("after a kill it does not open: %v", err)
		return
	}
	if s.Mended != nil {
		k.fail("after a kill the store was thought damaged: %+v", *s.Mended)
	}
	k.mu.Lock()
	k.slowest, k.keys = max(k.slowest, took), k.keys+len(h.keys)
	if h.within {
		k.midway++
	}
	k.mu.Unlock()
	if took > k.reopen {
		k.fail("opening took %v", took)
	}
	if len(h.keys) > 0 {
		id, err := sample(ctx, d)
		if err == nil {
			err = k.lookAtTyping(s, id, h.keys)
		}
		if err != nil {
			k.fail("%v", err)
		}
	}
	if w, err := s.Item("numbers", "n"); h.kept > 0 && (err != nil || lastNumber(w.Copy) < h.kept) {
		k.fail("save %d was acknowledged, and %d is there: %v", h.kept, lastNumber(w.Copy), err)
	}
	if c, err := s.Check(ctx); err != nil || len(c.Damaged) > 0 {
		k.fail("records are damaged: %v %v", c.Damaged, err)
	}
	if err := d.Close(); err != nil {
		k.fail("it does not close: %v", err)
	}
	k.lookAtFiles(ctx, dir)
}

// lookAtTyping finds what of the typing is not there.
func (k *killing) lookAtTyping(s *store.Store, id string, keys []key) error {
	kept, err := s.Issue(id)
	if err != nil {
		return err
	}
	w, err := s.Item(id, kept.Rundown[0])
	if err != nil {
		return err
	}
	last, died := lastNumber(w.Copy), keys[len(keys)-1].at // it was alive at its last key
	for _, one := range keys {
		if one.n <= last {
			continue
		}
		age := died.Sub(one.at)
		k.mu.Lock()
		k.worst = max(k.worst, age)
		k.mu.Unlock()
		if age > k.lost {
			k.fail("key %d was typed %v before the kill, and is lost", one.n, age)
		}
		break
	}
	return nil
}

// lookAtFiles looks for files that are there by half.
func (k *killing) lookAtFiles(ctx context.Context, dir string) {
	list, err := store.Backups(dir)
	if err != nil {
		k.fail("the backups cannot be listed: %v", err)
	}
	for _, b := range list {
		if b.Problem != nil {
			k.fail("backup %s: %v", b.Name, b.Problem)
		} else if err := store.CheckBackup(ctx, dir, b.Name, nil); err != nil {
			k.fail("backup %s: %v", b.Name, err)
		}
	}
	_ = filepath.WalkDir(outDir(dir), func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() && strings.HasPrefix(e.Name(), ".galley-") {
			return fs.SkipDir // what was being prepared has a hidden folder, and the next export removes it
		}
		if data, err := os.ReadFile(path); !e.IsDir() && (err != nil || !isWhole(path, data)) {
			k.fail("%s is there by half: %d bytes, %v", path, len(data), err)
		}
		return nil
	})
}

// isWhole tells an exported file by its end.
func isWhole(path string, data []byte) bool {
	text := strings.TrimRight(string(data), "\r\n")
	switch filepath.Ext(path) {
	case ".html":
		return strings.HasSuffix(text, "</html>")
	case ".eml":
		return strings.HasSuffix(text, "--")
	case ".json":
		return json.Valid(data)
	case ".png":
		return strings.HasSuffix(string(data), "IEND\xaeB`\x82")
	case ".jpg", ".jpeg":
		return strings.HasSuffix(string(data), "\xff\xd9")
	}
	return len(data) > 0
}

func (k *killing) fail(format string, args ...any) {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.failures = append(k.failures, fmt.Sprintf(format, args...))
}

func (k *killing) row(what string) row {
	r := row{what: fmt.Sprintf("%d × %s", k.kills, what), failed: k.failures}
	ms := func(d time.Duration) string { return fmt.Sprintf("%d ms", d.Milliseconds()) }
	if k.act == "type" {
		r.promised = "≤ 500 ms lost, 0 corrupt, reopens alone ≤ 1 s"
		r.found = fmt.Sprintf("%d keys, ≤ %s lost, slowest reopening %s", k.keys, ms(k.worst), ms(k.slowest))
		return r
	}
	r.promised = "0 lost, 0 corrupt, 0 half files, ≤ 1 s"
	r.found = fmt.Sprintf("%d in its middle, slowest reopening %s", k.midway, ms(k.slowest))
	if k.midway < k.times/4 {
		r.failed = append(r.failed, fmt.Sprintf("only %d of %d were in the middle of it: this shows too little", k.midway, k.kills))
	}
	return r
}
