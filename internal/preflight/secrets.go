package preflight

// secrets: what opens a door, or says where the editor sits.
var secrets = []check{}
