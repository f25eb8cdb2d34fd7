package preflight

// headings: the outline that a screen reader reads out.
var headings = []mailCheck{}
