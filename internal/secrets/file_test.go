package secrets

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"galley/internal/fault"
)

// filed gives keys without a keychain, and one of them in the file.
func filed(t *testing.T) (k *Keys, path string) {
	t.Helper()
	k, ring := keys(t)
	ring.gone = true
	if where, err := k.Set("a", canary, true); where != File || err != nil {
		t.Fatalf("%q, %v", where, err)
	}
	return k, filepath.Join(k.Dir, fileName)
}

func mode(t *testing.T, path string) fs.FileMode {
	t.Helper()
	info, err := os.Lstat(path)
	if err != nil {
		t.Fatal(err)
	}
	return info.Mode().Perm()
}

func put(t *testing.T, path, text string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

func TestFileIsItsOwners(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("modes are no guards there: the person's folder is")
	}
	k, path := filed(t)
	if m := mode(t, path); m != 0o600 {
		t.Errorf("the file: %o", m)
	}
	if m := mode(t, k.Dir); m != 0o700 {
		t.Errorf("the folder: %o", m)
	}
	if err := os.Chmod(path, 0o644); err != nil {
		t.Fatal(err)
	}
	if value, where := k.Get("a"); value != canary || where != File || mode(t, path) != 0o600 {
		t.Errorf("%q in %q, %o", value, where, mode(t, path))
	}
	if _, err := k.Set("b", canary, true); err != nil || mode(t, path) != 0o600 {
		t.Errorf("%v, %o", err, mode(t, path))
	}
}

// A damaged file is put aside, and so is the next one; keys go on being kept.
func TestDamaged(t *testing.T) {
	k, path := filed(t)
	for n, text := range []string{`{"a":`, "", "null", `["a"]`, `{"a":1}`, `{"a":"` + strings.Repeat("v", maxFile) + `"}`} {
		put(t, path, text)
		if value, where := k.Get("a"); value != "" || where != Nowhere {
			t.Errorf("%d: %q in %q", n, value, where)
		}
		aside := path + ".damaged"
		if n > 0 {
			aside = fmt.Sprintf("%s.damaged-%d", path, n+1)
		}
		if data, err := os.ReadFile(aside); err != nil || string(data) != text {
			t.Errorf("%d: %d bytes were put aside, %v", n, len(data), err)
		}
		if where, err := k.Set("a", canary, true); where != File || err != nil {
			t.Errorf("%d: %q, %v", n, where, err)
		}
	}
	for range 2 * maxDamaged {
		put(t, path, "{")
		k.Get("a")
	}
	if all, _ := filepath.Glob(path + "*"); len(all) != maxDamaged {
		t.Errorf("%d files", len(all))
	}
}

// No link is followed, neither at the file's name nor at that of the one before it.
func TestLinks(t *testing.T) {
	k, path := filed(t)
	other := filepath.Join(t.TempDir(), "elsewhere")
	put(t, other, `{"a":"theirs"}`)
	if err := os.Symlink(other, path+".new"); err != nil {
		t.Fatal(err)
	}
	if where, err := k.Set("b", canary, true); where != File || err != nil {
		t.Errorf("%q, %v", where, err)
	}
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(other, path); err != nil {
		t.Fatal(err)
	}
	if value, where := k.Get("a"); where != Nowhere {
		t.Errorf("%q in %q", value, where)
	}
	if where, err := k.Set("a", canary, true); where != Nowhere || fault.Of(err) == nil || fault.Of(err).Hint == "" {
		t.Errorf("%q, %v", where, err)
	}
	if where, err := k.Set("a", "", true); where != Nowhere || err != nil {
		t.Errorf("%q, %v", where, err)
	}
	if data, _ := os.ReadFile(other); string(data) != `{"a":"theirs"}` {
		t.Errorf("written through a link: %s", data)
	}
}

// What is no file at all is left alone, and keeps no key.
func TestFolderInTheWay(t *testing.T) {
	k, ring := keys(t)
	ring.gone = true
	if err := os.MkdirAll(filepath.Join(k.Dir, fileName, "in the way"), 0o700); err != nil {
		t.Fatal(err)
	}
	for value, want := range map[string]Where{"": Nowhere, canary: Session} {
		if where, err := k.Set("a", value, false); where != want || err != nil {
			t.Errorf("%q, %v", where, err)
		}
	}
	if where, err := k.Set("b", canary, true); where != Nowhere || err == nil {
		t.Errorf("%q, %v", where, err)
	}
}

// A write that cannot be finished leaves the file as it was, and nothing half.
func TestUnwritable(t *testing.T) {
	k, path := filed(t)
	if _, err := k.Set("b", "sk-b", true); err != nil {
		t.Fatal(err)
	}
	before, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.MkdirAll(filepath.Join(path+".new", "in the way"), 0o700); err != nil {
		t.Fatal(err)
	}
	if where, err := k.Set("a", "sk-other", true); where != Nowhere || fault.Of(err) == nil || fault.Of(err).Code != fault.Denied {
		t.Errorf("%q, %v", where, err)
	}
	if after, err := os.ReadFile(path); err != nil || string(after) != string(before) {
		t.Errorf("%s, %v", after, err)
	}
	if value, where := k.Get("a"); value != canary || where != File {
		t.Errorf("%q in %q", value, where)
	}
	if where, err := k.Set("a", "sk-other", false); where != Session || err == nil {
		t.Errorf("the old one is still in the file, and nobody says so: %q, %v", where, err)
	}
}

// What a killed write has left holds a key, and goes with the next change.
func TestUnfinished(t *testing.T) {
	for _, gone := range []bool{true, false} {
		k, ring := keys(t)
		ring.gone = gone
		if err := os.MkdirAll(k.Dir, 0o700); err != nil {
			t.Fatal(err)
		}
		put(t, filepath.Join(k.Dir, fileName+".new"), `{"a":"sk-half`)
		if _, err := k.Set("a", canary, false); err != nil {
			t.Fatal(err)
		}
		if found := files(t, k, "sk-"); len(found) > 0 {
			t.Errorf("left: %v", found)
		}
	}
}

// Whoever reads the file while it is written sees all of one state.
func TestWhole(t *testing.T) {
	k, path := filed(t)
	stop := make(chan struct{})
	read := make(chan error, 1)
	go func() {
		for {
			select {
			case <-stop:
				read <- nil
				return
			default:
			}
			data, err := os.ReadFile(path)
			var all map[string]string
			if err == nil {
				err = json.Unmarshal(data, &all)
			}
			if err == nil && all["a"] != canary {
				err = fmt.Errorf("without a key that was not touched: %d", len(all))
			}
			if err != nil {
				read <- err
				return
			}
		}
	}()
	for n := range 100 {
		if _, err := k.Set(fmt.Sprint(n), strings.Repeat("v", 40*n+1), true); err != nil {
			t.Error(err)
		}
	}
	close(stop)
	if err := <-read; err != nil {
		t.Error(err)
	}
}

// More than is read is not written.
func TestFileIsBounded(t *testing.T) {
	k, path := filed(t)
	all := map[string]string{}
	for n := range maxFile/maxValue - 1 {
		all[fmt.Sprint(n)] = strings.Repeat("v", maxValue)
	}
	data, err := json.Marshal(all)
	if err != nil {
		t.Fatal(err)
	}
	put(t, path, string(data))
	if where, err := k.Set("one more", strings.Repeat("v", maxValue), true); where != Nowhere || err == nil {
		t.Errorf("%q, %v", where, err)
	}
	if value, _ := k.Get("7"); len(value) != maxValue {
		t.Errorf("%d bytes of another key", len(value))
	}
}
