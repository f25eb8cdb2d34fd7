package preflight

// sentences: slips inside a sentence that a reader stumbles over.
var sentences = []check{}
