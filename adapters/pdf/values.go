package pdf

import "fmt"

// The typesetter was compiled for a browser: it keeps values that only
// JavaScript can hold in a table outside its memory, and knows them by their
// place in it. These are the kinds of values it needs.
type (
	undefined struct{}
	null      struct{}
	global    struct{} // the browser itself
	date      struct{}
	object    struct{ fields map[string]any }
	list      struct{ items []any }
	binary8   struct{ content []byte }
	exception struct{ message string }
	promise   struct {
		settled, failed bool
		value           any
	}
	// pointer is an object that lives in the typesetter's memory.
	pointer struct {
		kind    string
		address uint32
	}
	// function is called with one argument at most, as everything here is. A
	// thrown exception is one for the typesetter; an error is one for us.
	function struct {
		call func(argument any) (result any, thrown *exception, err error)
	}
)

// firstFree is the first place for values of the program's own. Below it is
// unused but for four constants.
const firstFree = 132

// values is that table.
type values struct {
	places []any
	free   []uint32
}

func newValues() values {
	v := values{places: make([]any, firstFree)}
	for i := range v.places {
		v.places[i] = undefined{}
	}
	v.places[129], v.places[130], v.places[131] = null{}, true, false
	return v
}

func (v *values) put(value any) uint32 {
	if n := len(v.free); n > 0 {
		place := v.free[n-1]
		v.free = v.free[:n-1]
		v.places[place] = value
		return place
	}
	v.places = append(v.places, value)
	return uint32(len(v.places) - 1)
}

func (v *values) at(place uint32) (any, error) {
	if int64(place) >= int64(len(v.places)) {
		return nil, fmt.Errorf("the typesetter asks for value %d of %d", place, len(v.places))
	}
	return v.places[place], nil
}

// take gives the value and frees its place.
func (v *values) take(place uint32) (any, error) {
	value, err := v.at(place)
	if err == nil && place >= firstFree {
		v.places[place] = undefined{}
		v.free = append(v.free, place)
	}
	return value, err
}

// valueAt gives the value at a place if it is of the wanted kind.
func valueAt[T any](v *values, place uint64) (T, error) {
	var wanted T
	value, err := v.at(uint32(place))
	if err != nil {
		return wanted, err
	}
	wanted, ok := value.(T)
	if !ok {
		return wanted, fmt.Errorf("the typesetter takes a %T for a %T", value, wanted)
	}
	return wanted, nil
}
