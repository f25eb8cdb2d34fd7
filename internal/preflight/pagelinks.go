package preflight

// pageLinks: links of a finished page.
var pageLinks = []mailCheck{}
