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
		os.Exit(exitCode(err))
	}
}

// program is what a command works with.
type program struct {
	getenv func(string) string
	in     io.Reader
	out    io.Writer
}

// run finds the command and runs it. It is main without the process around
// it, so that tests can run the real program.
func run(ctx context.Context, args []string, getenv func(string) string, in io.Reader, out io.Writer) error {
	if len(args) == 0 || isHelp(args[0]) {
		return help(out)
	}
	for _, c := range commands() {
		if c.name == args[0] {
			return c.call(ctx, program{getenv, in, out}, args[1:])
		}
	}
	return misuse("there is no command %q: `consultations help` lists them", args[0])
}

func isHelp(arg string) bool {
	return arg == "help" || arg == "--help" || arg == "-help" || arg == "-h"
}

func help(out io.Writer) error {
	fmt.Fprintln(out, "consultations runs a series of regional consultations.")
	fmt.Fprintln(out)
	for _, c := range commands() {
		if !c.hidden {
			fmt.Fprintf(out, "  %-10s %s\n", c.name, c.summary)
		}
	}
	fmt.Fprintln(out, "\n`consultations COMMAND --help` shows how to call a command. Settings come from the environment: see docs/operations.md.")
	return nil
}

func printVersion(_ context.Context, p program, _ []string) error {
	_, err := fmt.Fprintln(p.out, "consultations", version)
	return err
}

// oneLine joins the lines of an error: on the terminal a problem is one line.
func oneLine(err error) string {
	return strings.Join(strings.FieldsFunc(err.Error(), func(r rune) bool { return r == '\n' }), "; ")
}
