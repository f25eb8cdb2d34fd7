package preflight

// punctuation: quotation marks and brackets come in pairs, and of one form.
var punctuation = []check{}
