package app

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"

	"galley/internal/desk"
	"galley/internal/fault"
)

func TestSampleCarriesThePreview(t *testing.T) {
	want := desk.Preview{Subject: "The tide turns twice", HTML: "<p>One</p>", Bytes: 10}
	r := &Reader{ctx: t.Context(), log: &log{to: &bytes.Buffer{}}, desk: oneDesk{preview: func() (desk.Preview, error) {
		return want, nil
	}}}
	if got, err := r.Sample(); err != nil || got != want {
		t.Errorf("Sample() = %v, %v", got, err)
	}
}

// A panic must reach the page as an answer, and the log without a word of what
// the panic quoted.
func TestSampleSurvivesAPanic(t *testing.T) {
	var written bytes.Buffer
	r := &Reader{ctx: t.Context(), log: &log{to: &written}, desk: oneDesk{preview: func() (desk.Preview, error) {
		panic("cannot render “Dear friends”")
	}}}
	_, err := r.Sample()
	if f := fault.Of(err); f.Code != fault.Internal || f.Hint == "" {
		t.Errorf("Sample() = %#v, want an internal fault with a hint", err)
	}
	if strings.Contains(written.String(), "Dear friends") {
		t.Errorf("the log quotes the issue:\n%s", &written)
	}
	if !strings.Contains(written.String(), "TestSampleSurvivesAPanic") {
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

func TestWindowFlags(t *testing.T) {
	for _, args := range [][]string{nil, {"-psn_0_12345"}, {"-assetdir=frontend/dist", "-devserver=127.0.0.1:34115"}} {
		if !onlyWindowFlags(args) {
			t.Errorf("%q asks for the terminal", args)
		}
	}
	for _, args := range [][]string{{"export"}, {"--help"}, {"-h"}, {"-psn_0_1", "check"}, {""}, {"issue.md"}} {
		if onlyWindowFlags(args) {
			t.Errorf("%q opens the window", args)
		}
	}
}
