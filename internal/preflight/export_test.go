package preflight

import "slices"

// SwitchOff takes a check out of the catalogues, as a mistake of ours might, and
// gives what puts it back.
func SwitchOff(name string) (back func()) {
	was, before := catalogue, finished
	catalogue = slices.DeleteFunc(slices.Clone(was), func(c check) bool { return c.name == name })
	finished = slices.DeleteFunc(slices.Clone(before), func(c mailCheck) bool { return c.name == name })
	return func() { catalogue, finished = was, before }
}
