package preflight

// textPart: the email as text.
var textPart = []mailCheck{}
