package cli

import (
	"os"
	"testing"

	"galley/internal/store"
)

// TestMain makes of this program the child that looks into a store.
func TestMain(m *testing.M) {
	if len(os.Args) > 1 && os.Args[1] == store.ChildCommand {
		os.Exit(store.Child(os.Args[2:], os.Stdout))
	}
	os.Exit(m.Run())
}
