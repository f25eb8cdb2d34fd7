package linkcheck

import (
	"net/url"
	"sync"
)

// manyLate is after how many requests without an answer in time a server is
// given up: a HEAD and a GET for two addresses.
const manyLate = 4

// lost has the servers that need not be asked again in this run. A desk whose
// own site is down links it fifty times, and nobody should wait for each.
type lost struct {
	mu   sync.Mutex
	why  map[string]error
	late map[string]int
}

// given gives what is wrong with a server that was given up; nil for others.
func (l *lost) given(at *url.URL) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.why[at.Scheme+"://"+at.Host]
}

// giveUp takes down what went wrong. What was wrong before there was a
// connection holds for every address of a server.
func (l *lost) giveUp(at *url.URL, err error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	server := at.Scheme + "://" + at.Host
	if l.why == nil {
		l.why, l.late = map[string]error{}, map[string]int{}
	}
	if late(err) {
		l.late[server]++
	}
	if !worthGet(err) && !late(err) || l.late[server] >= manyLate {
		l.why[server] = err
	}
}
