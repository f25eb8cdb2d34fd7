package preflight

// document: the frame that a mail program needs to read a page at all.
var document = []mailCheck{}
