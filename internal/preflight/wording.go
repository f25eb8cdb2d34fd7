package preflight

// wording: the house’s own spellings and the words that it avoids.
var wording = []check{}
