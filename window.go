//go:build !headless

package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/user"

	"galley/app"
	"galley/internal/cli"
	"galley/internal/desk"
	"galley/internal/fault"
	"galley/internal/store"
)

// openWindow opens the store and then the window over it, and closes them in
// reverse; opened is false when the arguments are for the terminal.
func openWindow(ctx context.Context, args []string) (status int, opened bool) {
	asked, ok := app.Ask(args)
	if !ok {
		return 0, false
	}
	err := show(ctx, asked)
	var again app.Again
	if errors.As(err, &again) {
		err = again.Start(args)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "galley:", fault.Of(err))
		return 2, true
	}
	return 0, true
}

func show(ctx context.Context, asked app.Asked) error {
	dir, err := store.Folder(asked.Data)
	if err != nil {
		return err
	}
	d := &desk.Desk{Author: author(), Version: cli.Version, Resumed: asked.Resume > 0}
	d.OpenStore = func(ctx context.Context) (desk.Store, error) {
		s, err := store.OpenWith(ctx, dir, program())
		if err != nil {
			return nil, err
		}
		d.Mended = s.Mended
		return s, nil
	}
	back, stopBackups := context.WithCancel(ctx)
	defer stopBackups()
	d.Opened = func() {
		d.MendFromMirror(ctx, store.MirrorFolder(dir))
		d.KeepMirror(store.MirrorFolder(dir)) //nolint:contextcheck // it ends with the store
		go d.KeepBackups(back)
	}
	if s, err := d.OpenStore(ctx); err != nil {
		d.NoStore = err // the window says so, and whoever started it in a terminal hears it
		fmt.Fprintln(os.Stderr, "galley:", fault.Of(err))
	} else {
		d.Store = s
		d.Opened()
	}
	if asked.Sample && d.Store != nil {
		card, err := d.OpenSample(ctx)
		if err != nil {
			return err
		}
		d.First = card.ID
	}
	go d.Warm(ctx) // while WebKit starts
	err = app.Open(ctx, d, asked, dir, icon, os.Stderr)
	if closed := d.Close(); err == nil { //nolint:contextcheck // it is closed whoever stops it
		err = closed
	}
	return err
}

// program is what this program is started as.
func program() []string {
	name, err := os.Executable()
	if err != nil {
		return nil
	}
	return []string{name}
}

// author gives the name that revisions bear: the one that the system has for
// whoever is at the desk.
func author() string {
	u, err := user.Current()
	switch {
	case err != nil:
		return ""
	case u.Name != "":
		return u.Name
	}
	return u.Username
}
