package preflight

// styles: CSS that the chosen clients know.
var styles = []mailCheck{}
