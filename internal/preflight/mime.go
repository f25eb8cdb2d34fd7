package preflight

// mime: the message as it travels.
var mime = []mailCheck{}
