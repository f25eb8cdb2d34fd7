package preflight

// people: what a person has to see before it goes out.
var people = []check{}
