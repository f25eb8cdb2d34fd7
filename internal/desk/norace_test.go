//go:build !race

package desk

const slowdown = 1
