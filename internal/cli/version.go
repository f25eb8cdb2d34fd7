package cli

import (
	"fmt"
	"runtime"
	"runtime/debug"
)

// Version is set when a release is built (-ldflags -X).
var Version = "0.1.0-dev"

type versionCommand struct{}

func (c *versionCommand) run(s *session) (int, error) {
	s.result(version())
	return statusDone, nil
}

// version gives the version, the commit that it was built from, and the platform.
func version() string {
	v := Version
	if info, ok := debug.ReadBuildInfo(); ok {
		for _, setting := range info.Settings {
			if setting.Key == "vcs.revision" && len(setting.Value) >= 12 {
				v += " (" + setting.Value[:12] + ")"
			}
		}
	}
	return fmt.Sprintf("galley %s %s/%s", v, runtime.GOOS, runtime.GOARCH)
}

// result prints a line that was asked for.
func (s *session) result(text string) { _, _ = fmt.Fprintln(s.out, text) }
