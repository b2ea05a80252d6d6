// Command consultations serves the site of a series of regional
// consultations, and keeps its data.
package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"
	"syscall"
	_ "time/tzdata" // zones are the same on every machine, however it was set up
)

// version is set when the program is built.
var version = "unknown"

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	err := run(ctx, os.Args[1:], os.Getenv, os.Stdin, os.Stdout)
	stop()
	if err != nil {
		fmt.Fprintln(os.Stderr, "consultations:", oneLine(err))
		os.Exit(1)
	}
}

// command is one of the program's own commands.
type command struct {
	name, says, usage string
	do                func(context.Context, program, []string) error
	hidden            bool
}

// program is what a command works with.
type program struct {
	getenv func(string) string
	in     io.Reader
	out    io.Writer
}

func commands() []command {
	return []command{
		{"serve", "serves the site; migrates and, when empty, seeds the database first", "consultations serve", serve, false},
		{"migrate", "brings the database to the schema of this program", "consultations migrate", migrate, false},
		{"seed", "fills an empty database with the 2007 series", "consultations seed", seed, false},
		{"account", "adds an account and prints a one-time link to sign in", "consultations account add EMAIL NAME [--administrator] [--language en]", account, false},
		{"backup", "writes the whole database and the keys to one file", "consultations backup FILE", backup, false},
		{"restore", "fills an empty database from a backup", "consultations restore FILE", restore, false},
		{"verify", "checks that data and published editions are whole", "consultations verify", verify, false},
		{"keys", "makes new keys, or ends what the old ones signed", "consultations keys rotate\n  consultations keys retire", rotateKeys, false},
		{"version", "prints the version", "consultations version", printVersion, false},
		{"pdf-worker", "", "", pdfWorker, true},
	}
}

// run finds the command and runs it. It is main without the machine, so that
// tests can run the real program.
func run(ctx context.Context, args []string, getenv func(string) string, in io.Reader, out io.Writer) error {
	if len(args) == 0 || args[0] == "help" || args[0] == "--help" || args[0] == "-h" {
		return help(out)
	}
	for _, c := range commands() {
		if c.name != args[0] {
			continue
		}
		for _, a := range args[1:] {
			if a == "--help" || a == "-h" {
				fmt.Fprintf(out, "%s\n\n  %s\n", c.says, c.usage)
				return nil
			}
		}
		return c.do(ctx, program{getenv, in, out}, args[1:])
	}
	return fmt.Errorf("there is no command %q: `consultations help` lists them", args[0])
}

func help(out io.Writer) error {
	fmt.Fprintln(out, "consultations runs a series of regional consultations.")
	fmt.Fprintln(out)
	for _, c := range commands() {
		if !c.hidden {
			fmt.Fprintf(out, "  %-10s %s\n", c.name, c.says)
		}
	}
	fmt.Fprintln(out, "\n`consultations COMMAND --help` says how to call one. Settings come from the environment: see README.")
	return nil
}

func printVersion(_ context.Context, p program, _ []string) error {
	_, err := fmt.Fprintln(p.out, "consultations", version)
	return err
}

// oneLine keeps the promise of the terminal: a problem is one line.
func oneLine(err error) string {
	return strings.Join(strings.FieldsFunc(err.Error(), func(r rune) bool { return r == '\n' }), "; ")
}
