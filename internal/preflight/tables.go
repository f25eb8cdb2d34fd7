package preflight

// tables: a table is for layout, or for data.
var tables = []mailCheck{}
