package linkcheck

import (
	"bufio"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"
)

// raw serves bytes as they are, whatever is asked for: by the path of the request.
func raw(t *testing.T, replies map[string]string) (base string) {
	t.Helper()
	listener, err := new(net.ListenConfig).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = listener.Close() })
	go func() {
		for {
			conn, err := listener.Accept()
			if err != nil {
				return
			}
			go func() {
				defer func() { _ = conn.Close() }()
				request, err := http.ReadRequest(bufio.NewReader(conn))
				if err != nil {
					return
				}
				reply := replies[request.URL.Path]
				for reply != "" { // a flood goes on for as long as somebody listens
					if _, err := conn.Write([]byte(reply)); err != nil || !strings.HasPrefix(request.URL.Path, "/flood") {
						return
					}
				}
				time.Sleep(time.Minute)
			}()
		}
	}()
	_, port, err := net.SplitHostPort(listener.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	return "http://" + net.JoinHostPort("tide.test", port)
}

// TestRawReplies holds that what no server of any make would send comes to an end,
// and is no good news unless it says so.
func TestRawReplies(t *testing.T) {
	const ok = "HTTP/1.1 200 OK\r\n"
	is := map[string]State{
		"/flood-of-1xx": "", "/flood-of-headers": "", "/flood-of-nothing": "",
		"/http-0.9": Failing, "/status": Failing, "/lengths": Failing, "/control": Failing,
		"/chunks": Fine, "/head-with-body": Fine, "/cookies": Fine, "/upgrade": Failing, "/no-end": Fine,
	}
	base := raw(t, map[string]string{
		"/flood-of-1xx":     "HTTP/1.1 103 Early Hints\r\nLink: <x>\r\n\r\n",
		"/flood-of-headers": ok + strings.Repeat("X: y\r\n", 1000),
		"/flood-of-nothing": strings.Repeat("\r\n", 1000),
		"/http-0.9":         "<html>hello",
		"/status":           "HTTP/1.1 99999999999999999999 Yes\r\n\r\n",
		"/lengths":          ok + "Content-Length: 5\r\nContent-Length: 7\r\n\r\nhello",
		"/control":          "HTTP/1.1 302 Found\r\nLocation: http://tide.test/\x01\x00\r\nContent-Length: 0\r\n\r\n",
		"/chunks":           ok + "Transfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFFFFFF\r\nx",
		"/head-with-body":   ok + "Content-Length: 5\r\n\r\nhelloHTTP/1.1 404 Not Found\r\n\r\n",
		"/cookies":          ok + strings.Repeat("Set-Cookie: a=b; Domain=test\r\n", 1000) + "\r\n",
		"/upgrade":          "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: x\r\n\r\n",
		"/no-end":           ok + "Content-Length: 9999999999999\r\n\r\n",
	})
	for path, want := range is {
		c := lifted(t, all("127.0.0.1"))
		c.Timeout = 5 * time.Second
		a := one(t, c, base+path)
		if want != "" && a.State != want || want == "" && a.State == Fine {
			t.Errorf("%s: %+v", path, a)
		}
	}
}
