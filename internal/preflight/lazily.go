package preflight

import (
	"regexp"
	"sync"
)

// whenUsed compiles a large expression when it is first asked for: most issues
// never need it, and every start of the program would pay.
func whenUsed(expression string) func() *regexp.Regexp {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(expression) })
}
