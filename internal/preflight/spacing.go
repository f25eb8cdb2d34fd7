package preflight

// spacing: white space that no reader is meant to see.
var spacing = []check{}
