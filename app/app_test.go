package app

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"galley/internal/desk"
	"galley/internal/fault"
)

func writing(to *bytes.Buffer, typed func(desk.Typed) (desk.Echo, error)) *Write {
	return &Write{bound: bound{ctx: nil, log: &log{to: to}}, desk: oneDesk{typed: typed}}
}

func TestTypeCarries(t *testing.T) {
	b := writing(&bytes.Buffer{}, func(got desk.Typed) (desk.Echo, error) { return desk.Echo{Version: got.Base + 1}, nil })
	if got, err := b.Type(desk.Typed{Base: 3}); err != nil || got.Version != 4 {
		t.Errorf("Type() = %v, %v", got, err)
	}
}

// A panic must reach the page as an answer, and the log without a word of what
// the panic quoted.
func TestTypeSurvivesAPanic(t *testing.T) {
	var written bytes.Buffer
	b := writing(&written, func(desk.Typed) (desk.Echo, error) { panic("cannot render “Dear friends”") })
	_, err := b.Type(desk.Typed{})
	if f := fault.Of(err); f.Code != fault.Internal || f.Hint == "" {
		t.Errorf("Type() = %#v, want an internal fault with a hint", err)
	}
	if strings.Contains(written.String(), "Dear friends") {
		t.Errorf("the log quotes the issue:\n%s", &written)
	}
	if !strings.Contains(written.String(), "TestTypeSurvivesAPanic") {
		t.Errorf("the log does not say where:\n%s", &written)
	}
}

var errDisk = errors.New("write /home/mira/issue.md: no space left on device")

func TestErrorsLeaveInWords(t *testing.T) {
	full := fault.Wrap(errDisk, fault.Full, "The disk is full.", "Make room and export again.")
	for _, c := range []struct {
		err  error
		want string
	}{
		{full, `{"code":"full","message":"The disk is full.","hint":"Make room and export again."}`},
		{fmt.Errorf("export: %w", full), `{"code":"full","message":"The disk is full.","hint":"Make room and export again."}`},
		{fmt.Errorf("export: %w", context.Canceled), `{"code":"cancelled","message":"Stopped before it was done.","hint":"Nothing was changed."}`},
	} {
		got, err := json.Marshal(show(c.err))
		if err != nil || string(got) != c.want {
			t.Errorf("show(%v) = %s, %v", c.err, got, err)
		}
	}
}

func TestAsk(t *testing.T) {
	for _, c := range []struct {
		args []string
		want Asked
	}{
		{nil, Asked{}},
		{[]string{"-psn_0_12345"}, Asked{}},
		{[]string{"-assetdir=frontend/dist", "-devserver=127.0.0.1:34115"}, Asked{}},
		{[]string{"--data", "/tmp/desk", "--sample"}, Asked{Data: "/tmp/desk", Sample: true}},
		{[]string{"--data=desk"}, Asked{Data: "desk"}},
		{[]string{"/home/mira/Tidewater 74 – Ines.galley"}, Asked{Review: "/home/mira/Tidewater 74 – Ines.galley"}},
		{[]string{"--data", "desk", "back.GALLEY"}, Asked{Data: "desk", Review: "back.GALLEY"}},
	} {
		if got, ok := Ask(c.args); !ok || got != c.want {
			t.Errorf("%q asks for %v, %v", c.args, got, ok)
		}
	}
	for _, args := range [][]string{{"export"}, {"--help"}, {"-h"}, {"-psn_0_1", "check"}, {""}, {"issue.md"}, {"--data"}, {"export", "--sample"}, {"check", "a.galley"}, {"a.galley", "b.galley"}, {"--x.galley"}} {
		if _, ok := Ask(args); ok {
			t.Errorf("%q opens the window", args)
		}
	}
}

// A second start hands its file to the window that is open, whatever folder it ran in.
func TestReviewFileOfASecondStart(t *testing.T) {
	for _, c := range []struct {
		args []string
		want string
	}{
		{nil, ""},
		{[]string{"--sample"}, ""},
		{[]string{"check", "a.galley"}, ""},
		{[]string{"back.galley"}, filepath.FromSlash("/home/mira/back.galley")},
		{[]string{"/mail/back.galley"}, filepath.FromSlash("/mail/back.galley")},
	} {
		if got := reviewFileIn(c.args, filepath.FromSlash("/home/mira")); got != c.want {
			t.Errorf("%q: %q", c.args, got)
		}
	}
}

// Only what a person can have meant leaves for the browser.
func TestMayBrowse(t *testing.T) {
	for _, address := range []string{"https://port.example/?a=1&b=2#c", "http://port.example", "mailto:a@port.example"} {
		if got, ok := mayBrowse(address); !ok || got != address {
			t.Errorf("%s is refused: %q", address, got)
		}
	}
	for _, address := range []string{
		"", "javascript:alert(1)", "file:///etc/passwd", "data:text/html,x", "https://", "//port.example", "java\nscript:alert(1)",
		"vbscript:x", "tel:112", "#top", "galley://x", "https:port.example",
	} {
		if got, ok := mayBrowse(address); ok {
			t.Errorf("%q is opened as %q", address, got)
		}
	}
}
