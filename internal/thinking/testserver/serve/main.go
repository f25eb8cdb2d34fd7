// Command serve is a model's server that behaves in one of many ways, on loopback:
//
//	go run ./internal/thinking/testserver/serve good
//
// Without a name it lists them. A port may follow the name, 0 being any that is free, and
// behind it the time between two pieces, as 5ms.
package main

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"os"
	"time"

	"galley/internal/thinking/testserver"
)

func main() {
	if len(os.Args) < 2 || len(os.Args) > 4 {
		for _, one := range testserver.Servers {
			_, _ = fmt.Fprintf(os.Stdout, "%-16s %s\n", one.Name, one.About)
		}
		return
	}
	port := "11499"
	if len(os.Args) > 2 {
		port = os.Args[2]
	}
	pace := testserver.Usual
	if len(os.Args) > 3 {
		gap, err := time.ParseDuration(os.Args[3])
		if err != nil {
			fmt.Fprintln(os.Stderr, "serve:", err)
			os.Exit(2)
		}
		pace.Gap = gap
	}
	if err := serve(os.Args[1], port, pace); err != nil {
		fmt.Fprintln(os.Stderr, "serve:", err)
		os.Exit(2)
	}
}

func serve(name, port string, pace testserver.Pace) error {
	handler := testserver.Handler(name, pace)
	if handler == nil {
		return fmt.Errorf("there is no server called %s; without a name all are listed", name)
	}
	listener, err := new(net.ListenConfig).Listen(context.Background(), "tcp", net.JoinHostPort("127.0.0.1", port))
	if err != nil {
		return err
	}
	_, _ = fmt.Fprintf(os.Stdout, "http://%s/v1 is %s. Ctrl C ends it.\n", listener.Addr(), name)
	server := &http.Server{Handler: handler, ReadHeaderTimeout: 10 * time.Second}
	return server.Serve(listener)
}
