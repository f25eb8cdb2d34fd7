package preflight

// images: pictures as mail programs take them.
var images = []mailCheck{}
