package preflight

// lettering: text that is large enough and has air.
var lettering = []mailCheck{}
