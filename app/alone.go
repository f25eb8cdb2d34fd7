//go:build !dev && !headless

package app

import "net/http"

// alone is for the tests of the desks: see alone_dev.go.
func alone(page http.Handler) http.Handler { return page }
