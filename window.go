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
	"galley/internal/issue"
	"galley/internal/secrets"
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
	d := &desk.Desk{Author: author(), Version: cli.Version, Resumed: asked.Resume > 0, Secrets: secrets.New(dir), Env: os.Getenv}
	back, stopBackups := context.WithCancel(ctx)
	defer stopBackups()
	d.Opener = &desk.Opener{
		Open: func(ctx context.Context) (desk.Store, *issue.Mended, error) {
			s, err := store.OpenWith(ctx, dir, program())
			if err != nil {
				return nil, nil, err
			}
			return s, s.Mended, nil
		},
		Mirror: store.MirrorFolder(dir),
		Opened: func() { go d.KeepBackups(back) },
	}
	if asked.Review != "" && asked.Resume == 0 {
		d.Give(asked.Review)
	}
	none := d.OpenStore(ctx)
	if none != nil { // the window says so, and whoever started it in a terminal hears it
		fmt.Fprintln(os.Stderr, "galley:", fault.Of(none))
	}
	if asked.Sample && none == nil {
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
