package pdf

import (
	"errors"
	"fmt"
	"strings"
)

// newScript makes a function of one of the few lines of JavaScript that the
// typesetter brings along, for a world without files: each returns a
// constant or its argument, or throws.
func newScript(m *machine, a []uint64) (uint64, error) {
	content, err := m.read(a[0], a[1])
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
		f.call = func(any) (any, *exception, error) { return nil, &exception{"there are no files here"}, nil }
	default:
		return 0, fmt.Errorf("unknown script %q", source)
	}
	return uint64(m.values.put(f)), nil
}

// newContinuation makes a function of a closure in the typesetter's memory.
func newContinuation(m *machine, a []uint64) (uint64, error) {
	address, table := a[0], a[1]
	f := &function{call: func(argument any) (any, *exception, error) {
		_, err := m.call(exportContinue, address, table, uint64(m.values.put(argument)))
		return undefined{}, nil, err
	}}
	return uint64(m.values.put(f)), nil
}

// callFunction calls a function with one argument. Its exception goes back to
// the typesetter.
func callFunction(m *machine, place, argument uint64) (uint64, error) {
	f, err := valueAt[*function](&m.values, place)
	if err != nil {
		return 0, err
	}
	if f.call == nil {
		return 0, errors.New("this function is only there to be found")
	}
	value, err := m.values.at(uint32(argument))
	if err != nil {
		return 0, err
	}
	result, thrown, err := f.call(value)
	if err != nil {
		return 0, err
	}
	if thrown != nil {
		_, err := m.call(exportThrow, uint64(m.values.put(thrown)))
		return 0, err
	}
	return uint64(m.values.put(result)), nil
}

func callLater(m *machine, a []uint64) (uint64, error) {
	f, err := valueAt[*function](&m.values, a[0])
	if err != nil {
		return 0, err
	}
	m.later = append(m.later, func() error {
		_, _, err := f.call(undefined{})
		return err
	})
	return 0, nil
}

// newPromise makes a promise and hands its two ends to a closure of the
// typesetter.
func newPromise(m *machine, a []uint64) (uint64, error) {
	p := &promise{}
	settle := func(failed bool) uint64 {
		return uint64(m.values.put(&function{call: func(value any) (any, *exception, error) {
			if !p.settled {
				p.settled, p.failed, p.value = true, failed, value
			}
			return undefined{}, nil, nil
		}}))
	}
	if _, err := m.call(exportPromise, a[0], a[1], settle(false), settle(true)); err != nil {
		return 0, err
	}
	return uint64(m.values.put(p)), nil
}

// resolved makes a promise that is kept already.
func resolved(m *machine, a []uint64) (uint64, error) {
	value, err := m.values.at(uint32(a[0]))
	if err != nil {
		return 0, err
	}
	p, ok := value.(*promise)
	if !ok {
		p = &promise{settled: true, value: value}
	}
	return uint64(m.values.put(p)), nil
}
