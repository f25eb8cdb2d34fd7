package preflight

// nameSpellings: one name is spelled one way.
var nameSpellings = []check{}
