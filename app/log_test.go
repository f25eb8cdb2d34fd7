package app

import (
	"bytes"
	"strings"
	"testing"
)

// The messages are those that Wails 2.16 makes, around a call that holds copy.
func TestLogKeepsNoCopy(t *testing.T) {
	for _, c := range []struct{ message, want string }{
		{
			`process message error: C{"name":"app.Reader.Save","args":["Dear friends"],"callbackID":"1"} -> Dear friends: no such item`,
			"process message error in app.Reader.Save",
		},
		{`Unknown message from front end: Dear friends`, "Unknown message from front end"},
		{`[AssetHandler] Unable to handle request '/media/Dear friends': gone`, ""},
		{`unknown Window message: Dear friends`, "unknown Window message"},
		{`process message error: C{"name":"Dear friends, hello. And. More","args":[]} -> x`, "process message error"},
		{"first line\nDear friends", "first line"},
		{"failed to load notification categories", "failed to load notification categories"},
	} {
		if got := redact(c.message); got != c.want {
			t.Errorf("redact(%q) = %q, want %q", c.message, got, c.want)
		}
	}
}

func TestLogLevels(t *testing.T) {
	var written bytes.Buffer
	l := &log{to: &written}
	l.Trace("json call result data: Dear friends")
	l.Debug("Dear friends")
	l.Info("Dear friends")
	l.Print("one")
	l.Warning("two")
	l.Error("three")
	l.Fatal(strings.Repeat("four ", 1000))
	lines := strings.Split(strings.TrimSpace(written.String()), "\n")
	want := []string{"galley: window: one", "galley: window: warning: two", "galley: window: error: three"}
	if len(lines) != 4 || strings.Join(lines[:3], "|") != strings.Join(want, "|") {
		t.Errorf("the log reads %q", lines)
	}
	if len(lines[3]) > maxLogLine+40 {
		t.Errorf("a line of %d bytes", len(lines[3]))
	}
}
