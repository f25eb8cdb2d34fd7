package preflight

// figures: the same quantity is the same figure wherever it is stated.
var figures = []check{}
