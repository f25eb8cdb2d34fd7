package app

import (
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"galley/internal/fault"
)

func TestWhatOpensNothingIsSaid(t *testing.T) {
	t.Parallel()
	if runtime.GOOS == "windows" {
		t.Skip("Explorer says nothing by its end")
	}
	dir := t.TempDir()
	opener := func(deed string) string {
		path := filepath.Join(t.TempDir(), "opener")
		if err := os.WriteFile(path, []byte("#!/bin/sh\n"+deed+"\n"), 0o700); err != nil {
			t.Fatal(err)
		}
		return path
	}
	for deed, opens := range map[string]bool{"exit 0": true, "exit 3": false, "exec sleep 2": true} {
		patience := time.Minute // for what ends by itself
		if deed == "exec sleep 2" {
			patience = time.Millisecond
		}
		err := launch(opener(deed), dir, patience)
		if (err == nil) != opens {
			t.Errorf("%s: %v", deed, err)
		}
		if err != nil && !strings.Contains(fault.Of(err).Hint, dir) {
			t.Errorf("%s: the hint %q does not say which folder", deed, fault.Of(err).Hint)
		}
	}
	if err := launch(filepath.Join(dir, "nothing"), dir, time.Second); err == nil {
		t.Error("a program that is not there opened it")
	}
}
