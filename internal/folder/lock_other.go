//go:build !unix

package folder

import "os"

// tryLock has nothing to lock a folder with.
func tryLock(*os.File) (locked, busy bool) { return false, false }
