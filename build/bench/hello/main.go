//go:build !headless

// Hello is the least window that Wails opens: what any of its programs needs
// to start. It is measured beside Galley and is no part of it.
package main

import (
	"fmt"
	"os"
	"testing/fstest"

	"github.com/wailsapp/wails/v2"
	"github.com/wailsapp/wails/v2/pkg/options"
	"github.com/wailsapp/wails/v2/pkg/options/assetserver"
	"github.com/wailsapp/wails/v2/pkg/options/linux"
)

func main() {
	page := fstest.MapFS{"index.html": {Data: []byte("<!doctype html><title>Hello</title><h1>Hello, world</h1>")}}
	err := wails.Run(&options.App{
		Title: "Hello", Width: 1440, Height: 900,
		AssetServer: &assetserver.Options{Assets: page},
		Linux:       &linux.Options{WebviewGpuPolicy: linux.WebviewGpuPolicyNever},
	})
	if err != nil {
		fmt.Fprintln(os.Stderr, "hello:", err)
		os.Exit(1)
	}
}
