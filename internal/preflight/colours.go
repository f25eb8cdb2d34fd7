package preflight

// colours: text that can be read, in light and dark.
var colours = []mailCheck{}
