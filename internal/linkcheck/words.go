package linkcheck

// What an answer says to people. A %s is the host, where nothing else is said.
const (
	whyFine  = "The page is there."
	whyMoved = "The page is there; the address leads on to it."

	whyGone    = "%s has no page at this address (%d), so readers would find nothing there: correct the address, or take the link out."
	whyLogin   = "%s asks for a name and a password before it shows this page (%d): make sure that readers need none."
	whyOften   = "%s was asked too often and did not say whether the page is there (%d): open it in a browser."
	whyLaw     = "%s does not show this page everywhere, for legal reasons (%d): open it in a browser."
	whyRefused = "%s turned Galley away (%d), as some do with programs, and that says little about the page: open it in a browser."
	whyFailing = "%s failed when it was asked for this page (%d): try again before you send, and tell whoever runs it."
	whyNowhere = "%s leads on from this address, and does not say where to (%d): link the page itself."
	whyPortal  = "The network here wants a login first (%[2]d), so nothing was heard of the page."

	whySlow     = "%s did not answer in time: open the page in a browser, and think of readers with a slower line."
	whyNoHost   = "There is no host “%s”, so readers would find nothing there: check how the address is spelt."
	whyNoLookup = "The name “%s” could not be looked up: try again, and check how it is spelt."
	whyNoDial   = "%s takes no connections, so readers would find nothing there: check the address, or try again later."
	whyNoWay    = "No connection to %s could be made from here: open the page in a browser, or try again later."
	whyBroken   = "%s broke off the connection, as some do with programs: open the page in a browser."
	whyGarbled  = "%s answers in a way that no browser understands: open the page in a browser."

	whyExpired   = "The certificate of %s has run out or is not valid yet, so browsers warn readers off: use another address, or tell whoever runs it."
	whyOtherName = "The certificate of %s is for another host, so browsers warn readers off: check the address."
	whySelfMade  = "The certificate of %s is one that nobody vouches for, so browsers warn readers off: use another address."
	whyUnknownCA = "Who vouches for the certificate of %s is not known on this computer: open the page in a browser."
	whyNoTLS     = "No secure connection to %s could be made, so browsers show readers an error: check the address, or tell whoever runs it."

	whyPrivate      = "%s is in a private network, where no reader can follow: link the public page."
	whyLeadsPrivate = "%s leads into a private network from here, so Galley did not ask it: make sure that readers reach the page."
	whyScheme       = "The address leads out of the web, to “%s:”, where Galley does not follow: link the page itself."
	whyRound        = "This address sends readers round in a circle: link the page itself."
	whyOnAndOn      = "This address leads on more than %d times, so it was followed no further: link the page itself."

	whyNone    = "This is no address that a browser could follow, so it was not asked."
	whyLong    = "This address is too long to be asked."
	whyTagged  = "Something is filled into this address later, so it was not asked."
	whyActs    = "Following this address might take somebody off a list, so it was not asked."
	whyUser    = "This address holds a user name, which Galley sends nobody, so it was not asked: take it out."
	whyPort    = "Galley asks only the web’s usual ports, and %s is none of them: open the page in a browser."
	whyMany    = "Galley asks up to %d addresses at a time, and this one came after them."
	whyOffline = "Nothing at all could be reached from here, so this says nothing about the page: check this computer’s network."
)
