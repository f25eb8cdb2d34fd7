package linkcheck

import "time"

// State is what became of asking for an address.
type State string

// The states. Gone and Unreachable are what happens to readers as well; the
// others say what a person had better look at.
const (
	Fine        State = "fine"        // the page is there
	Gone        State = "gone"        // the server knows no such page: 404, 410
	Refused     State = "refused"     // the server turns programs away: all other 4xx, broken connections; a certificate whose issuer is unknown here
	Failing     State = "failing"     // the server fails: 5xx, or what no browser understands; a resolver or a way there fails
	Slow        State = "slow"        // no answer in time
	Unreachable State = "unreachable" // no such host, nobody listening, a certificate that browsers refuse
	Forbidden   State = "forbidden"   // it leads into a private network, or out of the web: not followed
	TooMany     State = "too-many"    // it leads on and on
	Skipped     State = "skipped"     // not asked; Why says why
	Offline     State = "offline"     // nobody at all answered in this run, so it says nothing about the address
)

// Answer is what a server said of an address, and when.
type Answer struct {
	URL     string    `json:"url"` // as it was asked for: without its fragment
	State   State     `json:"state"`
	Status  int       `json:"status,omitempty"` // of HTTP, the last one; 0 when there was none
	Final   string    `json:"final,omitempty"`  // where redirects ended; empty when there were none
	Why     string    `json:"why"`              // one sentence, for people
	Checked time.Time `json:"checked"`          // when it was asked
}

// Asked reports whether the answer is about the address: somebody asked, and
// could have been answered.
func (a *Answer) Asked() bool { return a.State != Skipped && a.State != Offline && a.State != "" }
