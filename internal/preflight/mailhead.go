package preflight

// mailHead: what the inbox shows.
var mailHead = []mailCheck{}
