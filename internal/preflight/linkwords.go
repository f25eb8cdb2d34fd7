package preflight

// linkWords: what the words of a link promise.
var linkWords = []check{}
