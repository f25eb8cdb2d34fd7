package linkcheck

import "net/http"

// jar is what one host wants to be reminded of, until its address is answered:
// some show a page only to whom they have met.
type jar []*http.Cookie

// maxCookies is how many a host may have; browsers take fifty.
const maxCookies = 50

func (j jar) into(request *http.Request) {
	for _, c := range j {
		if c.Secure && request.URL.Scheme != "https" {
			continue
		}
		request.AddCookie(&http.Cookie{Name: c.Name, Value: c.Value}) //nolint:gosec // of a cookie that is sent back, only these two are
	}
}

// with gives the jar after a response. Nothing is shared between hosts, whatever
// a cookie's domain says.
func (j jar) with(response *http.Response) jar {
	for _, c := range response.Cookies() {
		kept := j[:0:0]
		for _, old := range j {
			if old.Name != c.Name {
				kept = append(kept, old)
			}
		}
		if j = kept; c.MaxAge >= 0 && len(j) < maxCookies {
			j = append(j, c)
		}
	}
	return j
}
