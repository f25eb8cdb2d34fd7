package app

import (
	"context"
	"sync"
	"time"

	"galley/internal/desk"
)

type thinkingDesk interface {
	Model() (desk.ModelView, error)
	ModelSettings() (desk.ModelView, error)
	SetModel(form desk.ModelForm) (desk.ModelView, error)
	SetModelKey(key string, mayFile bool) (desk.ModelView, error)
	Models(ctx context.Context) ([]string, error)
	TestModel(ctx context.Context) (desk.FoundView, error)
	PlanThought(ask desk.ThoughtAsk) (desk.ThoughtPlan, error)
	Think(ctx context.Context, ask desk.ThoughtAsk, heard func(draft int, piece string)) (desk.Thoughts, error)
	UseThought(ctx context.Context, use desk.ThoughtUse) (desk.ThoughtUsed, error)
	StetThought(ask desk.ThoughtAsk, text string, back bool) error
	UnconfirmMachine(issue string) error
	ConfirmMachine(issue, item string, version, start, end int) (int, error)
}

// Thinking is a model's help, where somebody has set one up. What comes of an ask while
// it comes, the event “thinking” says.
type Thinking struct {
	bound
	desk thinkingDesk
	work longWork // questions of Settings

	mu   sync.Mutex
	asks map[int]*longWork // by their numbers
}

// Model gives where a model answers; its key it does not give.
func (b *Thinking) Model() (view desk.ModelView, err error) {
	defer b.log.caught(&err)
	return b.desk.Model()
}

// Settings gives the same with where its key is.
func (b *Thinking) Settings() (view desk.ModelView, err error) {
	defer b.log.caught(&err)
	return b.desk.ModelSettings()
}

// SetModel keeps where a model answers; an empty address turns the help off.
func (b *Thinking) SetModel(form desk.ModelForm) (view desk.ModelView, err error) {
	defer b.log.caught(&err)
	return b.desk.SetModel(form)
}

// SetKey keeps the key of that address; mayFile allows a file where the system has no
// keychain. An empty one is taken away.
func (b *Thinking) SetKey(key string, mayFile bool) (view desk.ModelView, err error) {
	defer b.log.caught(&err)
	return b.desk.SetModelKey(key, mayFile)
}

// Models lists the models that the server has.
func (b *Thinking) Models() (names []string, err error) {
	defer b.log.caught(&err)
	ctx, done := b.work.begin(b.ctx)
	defer done()
	return b.desk.Models(ctx)
}

// Test asks the server four small questions.
func (b *Thinking) Test() (found desk.FoundView, err error) {
	defer b.log.caught(&err)
	ctx, done := b.work.begin(b.ctx)
	defer done()
	return b.desk.TestModel(ctx)
}

// Plan says what an ask would send, and what there is without a model.
func (b *Thinking) Plan(ask desk.ThoughtAsk) (plan desk.ThoughtPlan, err error) {
	defer b.log.caught(&err)
	return b.desk.PlanThought(ask)
}

// Ask asks the model; number is what its events bear.
func (b *Thinking) Ask(number int, ask desk.ThoughtAsk) (all desk.Thoughts, err error) {
	defer b.log.caught(&err)
	work := b.one(number)
	ctx, done := work.begin(b.ctx)
	defer func() { done(); b.forget(number) }()
	pieces := &thoughtPieces{number: number, emit: func(p thoughtProgress) { b.window.emit("thinking", p) }}
	defer pieces.stop()
	return b.desk.Think(ctx, ask, pieces.heard)
}

// one gives the work of an ask.
func (b *Thinking) one(number int) *longWork {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.asks == nil {
		b.asks = map[int]*longWork{}
	}
	if b.asks[number] == nil {
		b.asks[number] = &longWork{}
	}
	return b.asks[number]
}

func (b *Thinking) forget(number int) {
	b.mu.Lock()
	defer b.mu.Unlock()
	delete(b.asks, number)
}

// Stop stops the ask of that number: nothing is changed by it.
func (b *Thinking) Stop(number int) {
	b.mu.Lock()
	work := b.asks[number]
	b.mu.Unlock()
	if work != nil {
		work.halt()
	}
}

// StopTest stops what Settings ask.
func (b *Thinking) StopTest() { b.work.halt() }

// Use puts a draft where it belongs.
func (b *Thinking) Use(use desk.ThoughtUse) (used desk.ThoughtUsed, err error) {
	defer b.log.caught(&err)
	return b.desk.UseThought(b.ctx, use)
}

// Stet remembers that a draft, or the offer when text is empty, is not wanted for the
// story as it is; back takes that back.
func (b *Thinking) Stet(ask desk.ThoughtAsk, text string, back bool) (err error) {
	defer b.log.caught(&err)
	return b.desk.StetThought(ask, text, back)
}

// Unconfirm takes the last confirmation back.
func (b *Thinking) Unconfirm(issue string) (err error) {
	defer b.log.caught(&err)
	return b.desk.UnconfirmMachine(issue)
}

// Confirm says that a person read what a model wrote at a place of an item, or in all of
// it when start is below zero. Where item is empty it is the subject and preheader, and
// with start below zero all of the issue.
func (b *Thinking) Confirm(issue, item string, version, start, end int) (n int, err error) {
	defer b.log.caught(&err)
	return b.desk.ConfirmMachine(issue, item, version, start, end)
}

// thoughtProgress is what came of an ask since the page heard of it last.
type thoughtProgress struct {
	Number int            `json:"number"`
	Pieces []thoughtPiece `json:"pieces"`
}

type thoughtPiece struct {
	Draft int    `json:"draft"`
	Text  string `json:"text"`
}

// piecesEvery is how often the page hears of pieces, at most: the first one of each draft
// it hears of at once, and three drafts together are no more than this.
const piecesEvery = 30 * time.Millisecond

// thoughtPieces carries pieces to the page: servers send them faster than anybody
// reads.
type thoughtPieces struct {
	number int
	emit   func(thoughtProgress)

	mu      sync.Mutex
	waiting []thoughtPiece
	begun   map[int]bool // drafts of which the page has heard
	last    time.Time
	timer   *time.Timer
	stopped bool
}

func (p *thoughtPieces) heard(draft int, text string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if n := len(p.waiting) - 1; n >= 0 && p.waiting[n].Draft == draft {
		p.waiting[n].Text += text
	} else {
		p.waiting = append(p.waiting, thoughtPiece{draft, text})
	}
	rest := piecesEvery - time.Since(p.last)
	if !p.begun[draft] {
		if p.begun == nil {
			p.begun = map[int]bool{}
		}
		p.begun[draft], rest = true, 0
	}
	if rest <= 0 {
		p.send()
	} else if p.timer == nil {
		p.timer = time.AfterFunc(rest, func() {
			p.mu.Lock()
			defer p.mu.Unlock()
			p.timer = nil
			p.send()
		})
	}
}

// send tells what waits. In the page it comes in the order in which it is sent, so it
// is sent under the lock.
func (p *thoughtPieces) send() {
	if p.stopped || len(p.waiting) == 0 {
		return
	}
	p.emit(thoughtProgress{p.number, p.waiting})
	p.waiting, p.last = nil, time.Now()
}

// stop ends it: the answer itself has all of the words.
func (p *thoughtPieces) stop() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.stopped = true
	if p.timer != nil {
		p.timer.Stop()
	}
}
