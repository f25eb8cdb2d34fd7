package preflight

// placeholders: what was to be filled in, or to be taken out.
var placeholders = []mailCheck{}
