// Galley is a writing desk for newsletters. Without arguments it opens its
// window; with a command it works in the terminal.
package main

import (
	"context"
	_ "embed"
	"fmt"
	"os"
	"os/signal"
	"syscall"

	"galley/app"
	"galley/internal/cli"
	"galley/internal/desk"
	"galley/internal/fault"
)

//go:embed build/appicon.png
var icon []byte

func main() { os.Exit(run(os.Args[1:])) }

func run(args []string) int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM, syscall.SIGHUP)
	defer stop()
	// The first Ctrl-C asks, and so does a terminal that is closed; a second one
	// is the system's to answer.
	context.AfterFunc(ctx, stop)

	if !app.Wanted(args) {
		return cli.Main(ctx, args, os.Stdout, os.Stderr)
	}
	if err := app.Open(ctx, &desk.Desk{}, icon, os.Stderr); err != nil {
		fmt.Fprintln(os.Stderr, "galley:", fault.Of(err))
		return 2
	}
	return 0
}
