//go:build race

package desk

// slowdown is how much smaller hostile input is than without the race detector,
// which makes each of its steps slower and larger.
const slowdown = 30
