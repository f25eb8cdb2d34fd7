package preflight

// heavy: how much there may be of an email.
var heavy = []mailCheck{}
