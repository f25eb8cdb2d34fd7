//go:build !unix

package store

import "io/fs"

func onDisk(info fs.FileInfo) int64 { return info.Size() }
