package pdf

import (
	"errors"
	"fmt"
	"strings"
)

// newScript makes a function from one of the few lines of JavaScript with which
// the typesetter replaces the file system: each returns a constant or its
// argument, or throws.
func newScript(in *instance, a []uint64) (uint64, error) {
	content, err := in.read(a[0], a[1])
	if err != nil {
		return 0, err
	}
	source := string(content)
	f := &function{}
	switch {
	case source == "return 0":
		f.call = func(any) (any, *exception, error) { return 0.0, nil, nil }
	case source == "return true":
		f.call = func(any) (any, *exception, error) { return true, nil, nil }
	case source == "return path":
		f.call = func(path any) (any, *exception, error) { return path, nil, nil }
	case strings.HasPrefix(source, "throw "):
		f.call = func(any) (any, *exception, error) { return nil, &exception{"there is no file system"}, nil }
	default:
		return 0, fmt.Errorf("unknown script %q", source)
	}
	return uint64(in.values.put(f)), nil
}

// newClosure makes a function that calls a closure of the typesetter.
func newClosure(in *instance, a []uint64) (uint64, error) {
	address, table := a[0], a[1]
	f := &function{call: func(argument any) (any, *exception, error) {
		_, err := in.call(exportCallClosure, address, table, uint64(in.values.put(argument)))
		return undefined{}, nil, err
	}}
	return uint64(in.values.put(f)), nil
}

// callFunction calls a function with one argument. The typesetter receives what
// the function throws.
func callFunction(in *instance, handle, argument uint64) (uint64, error) {
	f, err := valueAt[*function](&in.values, handle)
	if err != nil {
		return 0, err
	}
	if f.call == nil {
		return 0, errors.New("this function only exists to be detected and cannot be called")
	}
	value, err := in.values.at(uint32(argument))
	if err != nil {
		return 0, err
	}
	result, thrown, err := f.call(value)
	if err != nil {
		return 0, err
	}
	if thrown != nil {
		_, err := in.call(exportThrow, uint64(in.values.put(thrown)))
		return 0, err
	}
	return uint64(in.values.put(result)), nil
}

// queueMicrotask keeps a call for later, as browsers do.
func queueMicrotask(in *instance, a []uint64) (uint64, error) {
	f, err := valueAt[*function](&in.values, a[0])
	if err != nil {
		return 0, err
	}
	in.microtasks = append(in.microtasks, func() error {
		_, _, err := f.call(undefined{})
		return err
	})
	return 0, nil
}

// newPromise makes a promise and passes functions that resolve and reject it to
// a closure of the typesetter.
func newPromise(in *instance, a []uint64) (uint64, error) {
	p := &promise{}
	finish := func(failed bool) uint64 {
		return uint64(in.values.put(&function{call: func(value any) (any, *exception, error) {
			if !p.finished {
				p.finished, p.failed, p.value = true, failed, value
			}
			return undefined{}, nil, nil
		}}))
	}
	if _, err := in.call(exportCallPromise, a[0], a[1], finish(false), finish(true)); err != nil {
		return 0, err
	}
	return uint64(in.values.put(p)), nil
}

// resolvedPromise makes a promise that is fulfilled already.
func resolvedPromise(in *instance, a []uint64) (uint64, error) {
	value, err := in.values.at(uint32(a[0]))
	if err != nil {
		return 0, err
	}
	p, ok := value.(*promise)
	if !ok {
		p = &promise{finished: true, value: value}
	}
	return uint64(in.values.put(p)), nil
}
