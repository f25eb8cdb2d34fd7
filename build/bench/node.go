package main

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"time"
)

// worker is a peer that lives in a Node process of its own (worker.mjs).
type worker struct {
	cmd   *exec.Cmd
	in    io.WriteCloser
	out   *bufio.Reader
	bytes int // of the last result
}

// startWorker starts a peer on an input, which is written to a file for it.
func startWorker(ctx context.Context, o options, engine, name, input string) (*worker, error) {
	file, err := filepath.Abs(filepath.Join(o.work, name))
	if err != nil {
		return nil, err
	}
	if err := os.WriteFile(file, []byte(input), 0o600); err != nil {
		return nil, err
	}
	w := &worker{cmd: exec.CommandContext(ctx, "node", "worker.mjs", engine, file)} //nolint:gosec // our own script and file
	w.cmd.Dir, w.cmd.Stderr = o.node, os.Stderr
	if w.in, err = w.cmd.StdinPipe(); err != nil {
		return nil, err
	}
	out, err := w.cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	w.out = bufio.NewReader(out)
	return w, w.cmd.Start()
}

// run has the peer work n times and gives how long that took.
func (w *worker) run(n int) (time.Duration, error) {
	if _, err := fmt.Fprintln(w.in, n); err != nil {
		return 0, err
	}
	line, err := w.out.ReadBytes('\n')
	if err != nil {
		return 0, fmt.Errorf("%s did not answer: %w", w.cmd.Args, err)
	}
	var answer struct {
		NS    int64
		Bytes int
	}
	if err := json.Unmarshal(line, &answer); err != nil {
		return 0, err
	}
	w.bytes = answer.Bytes
	return time.Duration(answer.NS), nil
}

// stop ends the process.
func (w *worker) stop() {
	_ = w.in.Close()
	_ = w.cmd.Wait()
}
