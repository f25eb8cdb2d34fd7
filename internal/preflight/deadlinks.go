package preflight

// deadLinks: addresses that were asked, when somebody wanted that, and did not answer as they should.
var deadLinks = []check{}
