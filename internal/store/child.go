package store

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"time"
)

// ChildCommand is the first argument of a child process that works for [Open]: a
// damaged database can end the process that looks into it, in ways that no
// recover catches.
const ChildCommand = "store-child"

// childPatience is how long a child may take for nothing, and for each megabyte
// that it reads: one that takes its time on a slow disk has found no damage.
const (
	childPatience = 2 * time.Minute
	childPerMB    = time.Second
)

// Child is such a child's work, by the arguments behind ChildCommand: a word for
// what to do, and a folder that is its own. It gives the exit status.
func Child(args []string, stdout io.Writer) int {
	if len(args) != 2 {
		return 2
	}
	if err := childWork(args[0], args[1], stdout); err != nil {
		fmt.Fprintln(os.Stderr, "galley: looking into a copy of the store:", err)
		return 1
	}
	return 0
}

const probing = "probe"

func childWork(what, dir string, to io.Writer) error {
	if what != probing {
		return salvage(what, dir, to)
	}
	return json.NewEncoder(to).Encode(probe(dir))
}

// child does a child's work in a process of its own, and gives what it wrote to
// consume, which is called once. Without a program it is done here: that is for
// tests, and for programs that can afford to end.
func (s *Store) child(ctx context.Context, what, dir string, consume func(io.Reader) error) error {
	ctx, stop := context.WithTimeout(ctx, childPatience+time.Duration(folderSize(dir)>>20)*childPerMB)
	defer stop()
	r, w := io.Pipe()
	worked := make(chan error, 1)
	go func() {
		var err error
		if len(s.program) == 0 {
			if err = childWork(what, dir, w); err != nil {
				err = &childError{err}
			}
		} else {
			err = s.process(ctx, what, dir, w)
		}
		worked <- err
		_ = w.CloseWithError(io.EOF)
	}()
	err := consume(r)
	if err == nil {
		_, err = io.Copy(io.Discard, r) // or the child could not come to its end
	}
	_ = r.CloseWithError(errors.New("nobody reads on"))
	return errors.Join(err, <-worked)
}

func (s *Store) process(ctx context.Context, what, dir string, to io.Writer) error {
	cmd := exec.CommandContext(ctx, s.program[0], append(s.program[1:len(s.program):len(s.program)], ChildCommand, what, dir)...) //nolint:gosec // G204: it is this program
	cmd.Stdout = to
	var words bytes.Buffer
	cmd.Stderr = &limited{to: &words, left: 64 << 10} // a panic's stack, of which the first lines say what it was
	cmd.WaitDelay = time.Second
	if err := cmd.Start(); err != nil { // it is the system's trouble, and not the database's
		return childWork(what, dir, to)
	}
	if err := cmd.Wait(); err != nil {
		first, _, _ := bytes.Cut(bytes.TrimSpace(words.Bytes()), []byte("\n"))
		return &childError{fmt.Errorf("the child ended: %w: %.200s", err, first)}
	}
	return nil
}

// childError is that a child came to no good end: there is something in the
// database on which it cannot work.
type childError struct{ cause error }

func (e *childError) Error() string { return e.cause.Error() }
func (e *childError) Unwrap() error { return e.cause }

// limited drops what is too much.
type limited struct {
	to   io.Writer
	left int
}

func (l *limited) Write(p []byte) (int, error) {
	n := min(len(p), l.left)
	l.left -= n
	_, err := l.to.Write(p[:n])
	return len(p), err
}
