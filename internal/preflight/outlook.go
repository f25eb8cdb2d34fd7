package preflight

// outlook: what Word, which is Outlook for Windows, needs.
var outlook = []mailCheck{}
