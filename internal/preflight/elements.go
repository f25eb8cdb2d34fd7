package preflight

// forbidden: what mail programs throw away, or refuse the whole mail for.
var forbidden = []mailCheck{}
