package preflight

// leftovers: what an editor wrote for editors, and readers are not meant to see.
var leftovers = []check{}
