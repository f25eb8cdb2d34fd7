package preflight

// dates: what was true of the issue before, and is not of this one.
var dates = []check{}
