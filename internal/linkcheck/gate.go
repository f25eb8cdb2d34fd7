package linkcheck

import (
	"context"
	"sync"
	"time"
)

// gate lets so many requests through at a time, so many to one host, and keeps
// a pause between two to the same one.
type gate struct {
	all     chan struct{}
	perHost int
	pause   time.Duration

	mu    sync.Mutex
	hosts map[string]*host
}

type host struct {
	slots chan struct{}
	mu    sync.Mutex
	ready time.Time // when it may be asked again
}

func newGate(all, perHost int, pause time.Duration) *gate {
	return &gate{all: make(chan struct{}, all), perHost: perHost, pause: pause, hosts: map[string]*host{}}
}

func (g *gate) host(name string) *host {
	g.mu.Lock()
	defer g.mu.Unlock()
	h := g.hosts[name]
	if h == nil {
		h = &host{slots: make(chan struct{}, g.perHost)}
		g.hosts[name] = h
	}
	return h
}

// enter waits until a host may be asked; leave ends that. Whoever is within
// waits for nobody else's host, so nobody waits in a circle.
func (g *gate) enter(ctx context.Context, name string) (leave func(), err error) {
	h := g.host(name)
	if err := take(ctx, h.slots); err != nil {
		return nil, err
	}
	if err := h.rest(ctx); err != nil {
		<-h.slots
		return nil, err
	}
	if err := take(ctx, g.all); err != nil {
		<-h.slots
		return nil, err
	}
	return func() {
		<-g.all
		h.leave(g.pause)
		<-h.slots
	}, nil
}

func take(ctx context.Context, slots chan<- struct{}) error {
	if err := ctx.Err(); err != nil {
		return err // select would choose either way
	}
	select {
	case slots <- struct{}{}:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// leave has a host left alone for so long, if it is not left alone longer.
func (h *host) leave(pause time.Duration) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if until := time.Now().Add(pause); until.After(h.ready) {
		h.ready = until
	}
}

// rest waits until a host may be asked again. Another one that asks it may put
// that off meanwhile.
func (h *host) rest(ctx context.Context) error {
	for {
		h.mu.Lock()
		left := time.Until(h.ready)
		h.mu.Unlock()
		if left <= 0 {
			return ctx.Err()
		}
		timer := time.NewTimer(left)
		select {
		case <-timer.C:
		case <-ctx.Done():
			timer.Stop()
			return ctx.Err()
		}
	}
}
