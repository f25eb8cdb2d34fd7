// Galley is a writing desk for newsletters. Without arguments it opens its
// window; with a command it works in the terminal.
package main

import (
	"context"
	_ "embed"
	"io"
	"log"
	"os"
	"os/signal"
	"syscall"

	"galley/internal/cli"
	"galley/internal/store"
)

//go:embed build/appicon.png
var icon []byte

func main() { os.Exit(run(os.Args[1:])) }

func run(args []string) int {
	if len(args) > 0 && args[0] == store.ChildCommand {
		return store.Child(args[1:], os.Stdout)
	}
	log.SetOutput(io.Discard) // net/http quotes there what a strange server sent; we log elsewhere, and never words
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM, syscall.SIGHUP)
	defer stop()
	// The first Ctrl-C asks, and so does a terminal that is closed; a second one
	// is the system's to answer.
	context.AfterFunc(ctx, stop)

	if status, opened := openWindow(ctx, args); opened {
		return status
	}
	return cli.Main(ctx, args, os.Stdout, os.Stderr)
}
