package preflight

// trackers: hosts that learn of it when the email is opened.
var trackers = []mailCheck{}
