package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"strings"
)

// command is one of the program's own commands.
type command struct {
	name      string
	arguments string // as shown by --help: a word in capitals stands for a value
	summary   string
	flags     func(*flag.FlagSet) // nil: it has none
	run       func(ctx context.Context, p program, args []string) error
	hidden    bool // started by the program itself
}

func commands() []command {
	var add accountFlags
	var check verifyFlags
	return []command{
		{name: "serve", summary: "serves the site; first migrates the database and, if it is empty, seeds it", run: serve},
		{name: "migrate", summary: "brings the database to the schema of this program", run: migrate},
		{name: "seed", summary: "fills an empty database with the 2007 series", run: seed},
		{name: "account", arguments: "add EMAIL NAME", summary: "adds an account and prints a one-time link to sign in", flags: add.declare, run: add.run},
		{name: "backup", arguments: "FILE", summary: "writes the whole database and the keys to one file", run: backup},
		{name: "restore", arguments: "FILE", summary: "fills an empty database from a backup", run: restore},
		{name: "verify", summary: "checks that the data, the published editions and the log are intact", flags: check.declare, run: check.run},
		{name: "keys", arguments: "rotate|retire", summary: "makes new keys (rotate), or rejects what older keys signed (retire)", run: changeKeys},
		{name: "version", summary: "prints the version", run: printVersion},
		{name: "pdf-worker", arguments: "CACHE", run: pdfWorker, hidden: true},
	}
}

// call reads flags and arguments and runs the command. Flags may stand before,
// between and after the arguments.
func (c command) call(ctx context.Context, p program, args []string) error {
	flags := flag.NewFlagSet(c.name, flag.ContinueOnError)
	flags.SetOutput(io.Discard) // a problem is one line, and main prints it
	if c.flags != nil {
		c.flags(flags)
	}
	var words []string
	for {
		if err := flags.Parse(args); errors.Is(err, flag.ErrHelp) {
			return c.help(p.out, flags)
		} else if err != nil {
			return misuse("%s: %v", c.name, err)
		}
		if flags.NArg() == 0 {
			break
		}
		words, args = append(words, flags.Arg(0)), flags.Args()[1:]
	}
	if len(words) != len(strings.Fields(c.arguments)) {
		return misuse("call it as: %s", c.usage(flags))
	}
	return c.run(ctx, p, words)
}

// usage is the command as it is typed.
func (c command) usage(flags *flag.FlagSet) string {
	line := "consultations " + c.name
	if c.arguments != "" {
		line += " " + c.arguments
	}
	flags.VisitAll(func(f *flag.Flag) {
		value, _ := flag.UnquoteUsage(f)
		line += strings.TrimRight(" [--"+f.Name+" "+value, " ") + "]"
	})
	return line
}

func (c command) help(out io.Writer, flags *flag.FlagSet) error {
	fmt.Fprintf(out, "%s\n\n  %s\n", c.summary, c.usage(flags))
	flags.VisitAll(func(f *flag.Flag) {
		_, usage := flag.UnquoteUsage(f)
		fmt.Fprintf(out, "\n  --%s: %s\n", f.Name, usage)
	})
	return nil
}

// misuseError says that the program was called in a wrong way.
type misuseError struct{ error }

func misuse(format string, args ...any) error { return misuseError{fmt.Errorf(format, args...)} }

// exitCode is 2 for a wrong call and 1 for anything else, as is usual.
func exitCode(err error) int {
	if _, ok := errors.AsType[misuseError](err); ok {
		return 2
	}
	return 1
}
