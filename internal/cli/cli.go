// Package cli is Galley in the terminal: a thin skin over package desk.
//
// Results go to stdout and messages to stderr, so that a pipe carries only
// what was asked for. The exit status is 0 when all is well, 1 when the work
// was done and something is open (a proof, findings, a file that is not
// canonical), and 2 when it could not be done; then nothing was written.
//
// The promise: every sentence that the terminal says stands in voice.go, and
// every failure is one sentence and what to do next.
package cli

import (
	"context"
	"errors"
	"fmt"
	"io"

	"github.com/alecthomas/kong"

	"galley/internal/desk"
	"galley/internal/fault"
	"galley/internal/issue"
)

// The exit statuses.
const (
	statusDone   = 0
	statusOpen   = 1
	statusFailed = 2
)

// session is what a command runs with.
type session struct {
	ctx  context.Context
	desk *desk.Desk
	out  io.Writer // results
	err  io.Writer // messages
}

type commands struct {
	New     newCommand     `cmd:"" help:"Begin a publication in a folder."`
	Import  importCommand  `cmd:"" help:"Make issues of text or Markdown from elsewhere."`
	Export  exportCommand  `cmd:"" help:"Write an issue as email: HTML, text, .eml, pictures and a receipt."`
	Check   checkCommand   `cmd:"" help:"Say what would be embarrassing, before it goes out."`
	Fmt     fmtCommand     `cmd:"" help:"Put an issue file in canonical form."`
	Diff    diffCommand    `cmd:"" help:"Show what differs between two versions of an issue."`
	Merge   mergeCommand   `cmd:"" help:"Merge what two people made of one issue."`
	Critic  criticCommand  `cmd:"" help:"Write an issue with its open suggestions and comments as CriticMarkup."`
	Think   thinkCommand   `cmd:"" help:"Ask a model for drafts: of a closer, a headline, a subject line."`
	Store   storeCommand   `cmd:"" help:"Back up, restore, rebuild and check what the window keeps."`
	Version versionCommand `cmd:"" help:"Print the version."`
}

// Main runs one command and gives the exit status. Without arguments it prints
// the usage.
func Main(ctx context.Context, args []string, stdout, stderr io.Writer) int {
	collectLess()
	results := &pipe{to: stdout}
	s := &session{ctx: ctx, desk: &desk.Desk{Version: Version}, out: results, err: stderr}
	if len(args) == 0 {
		args = []string{"--help"}
	}
	exited := -1
	parser, err := kong.New(&commands{},
		kong.Name("galley"), kong.Description(about), kong.Writers(results, stderr),
		kong.Exit(func(status int) { exited = status; panic(exit{}) }),
		kong.ConfigureHelp(kong.HelpOptions{Compact: true, NoExpandSubcommands: true}),
	)
	if err != nil {
		return s.fail(err)
	}
	status, err := run(parser, args, s)
	switch {
	case results.err != nil: // whatever became of the work, nobody can read of it
		return s.fail(fault.Wrap(results.err, fault.Internal, sayUnprinted, hintUnprinted))
	case exited >= 0: // --help
		return exited
	case err != nil:
		return s.fail(err)
	}
	return status
}

// exit unwinds kong after --help, which it believes ends the process.
type exit struct{}

// command is what kong finds for the arguments.
type command interface {
	run(s *session) (status int, err error)
}

func run(parser *kong.Kong, args []string, s *session) (status int, err error) {
	defer func() {
		if r := recover(); r != nil {
			if _, ok := r.(exit); !ok {
				panic(r)
			}
		}
	}()
	parsed, err := parser.Parse(args)
	if err != nil {
		var usage *kong.ParseError
		if errors.As(err, &usage) {
			return 0, fault.Wrap(err, fault.BadInput, sentence(usage.Error()), hintUsage)
		}
		return 0, err
	}
	c, ok := parsed.Selected().Target.Addr().Interface().(command)
	if !ok {
		return 0, fmt.Errorf("no way to run %s", parsed.Command())
	}
	return c.run(s)
}

// fail prints an error and gives its status.
func (s *session) fail(err error) int {
	s.say("%s", fault.Of(err).Error())
	return statusFailed
}

// stopped is an error once the person pressed Ctrl-C.
func (s *session) stopped() error {
	if s.ctx.Err() == nil {
		return nil
	}
	return fault.New(fault.Cancelled, sayStopped, hintStopped)
}

// say prints a message for the person, one line.
func (s *session) say(format string, args ...any) {
	s.line(fmt.Sprintf("galley: "+format, args...))
}

// notes prints what a reader made of a file.
func (s *session) notes(file string, notes []issue.Note) {
	for _, n := range notes {
		s.line(note(file, n))
	}
}

// line prints a message that names its file itself.
func (s *session) line(text string) { _, _ = fmt.Fprintln(s.err, printable(text)) }

// pipe remembers that a result could not be printed.
type pipe struct {
	to  io.Writer
	err error
}

func (p *pipe) Write(b []byte) (int, error) {
	n, err := p.to.Write(b)
	if p.err == nil {
		p.err = err
	}
	return n, err
}
