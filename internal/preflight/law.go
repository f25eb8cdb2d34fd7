package preflight

// law: what the law and the large mailbox providers ask for.
var law = []mailCheck{}
