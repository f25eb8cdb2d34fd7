package intake

import (
	"regexp"
	"sync"
)

// lazily gives an expression that is compiled when it is first asked for.
// Intake has dozens of large ones, and every command would wait for them at
// its start, most of all those that import nothing.
func lazily(expression string) func() *regexp.Regexp {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(expression) })
}
