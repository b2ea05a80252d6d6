package pdf

import "fmt"

// The typesetter was compiled for a browser. Its host holds the values that only
// JavaScript can hold, in a table; the typesetter refers to each by a handle,
// its index in the table. These are the kinds of values that it needs.
type (
	undefined struct{}
	null      struct{}
	global    struct{} // the browser's global object
	date      struct{}
	object    struct{ fields map[string]any }
	list      struct{ items []any }
	binary8   struct{ content []byte }
	exception struct{ message string }
	promise   struct {
		finished, failed bool
		value            any
	}
	// pointer is an object that lives in the typesetter's memory.
	pointer struct {
		kind    string
		address uint32
	}
	// function takes one argument at most, like every function here. thrown is
	// an exception for the typesetter; err is a fault of this program.
	function struct {
		call func(argument any) (result any, thrown *exception, err error)
	}
)

// firstFree is the first handle that may be assigned. Four constants have
// handles below it; the others are not used.
const firstFree = 132

// values is the table.
type values struct {
	slots []any
	free  []uint32 // handles that can be used again
}

func newValues() values {
	v := values{slots: make([]any, firstFree)}
	for i := range v.slots {
		v.slots[i] = undefined{}
	}
	v.slots[129], v.slots[130], v.slots[131] = null{}, true, false
	return v
}

func (v *values) put(value any) uint32 {
	if n := len(v.free); n > 0 {
		handle := v.free[n-1]
		v.free = v.free[:n-1]
		v.slots[handle] = value
		return handle
	}
	v.slots = append(v.slots, value)
	return uint32(len(v.slots) - 1)
}

func (v *values) at(handle uint32) (any, error) {
	if int64(handle) >= int64(len(v.slots)) {
		return nil, fmt.Errorf("the typesetter uses handle %d of %d", handle, len(v.slots))
	}
	return v.slots[handle], nil
}

// take returns a value and frees its handle.
func (v *values) take(handle uint32) (any, error) {
	value, err := v.at(handle)
	if err == nil && handle >= firstFree {
		v.slots[handle] = undefined{}
		v.free = append(v.free, handle)
	}
	return value, err
}

// valueAt returns the value of a handle if it has the wanted type.
func valueAt[T any](v *values, handle uint64) (T, error) {
	var wanted T
	value, err := v.at(uint32(handle))
	if err != nil {
		return wanted, err
	}
	wanted, ok := value.(T)
	if !ok {
		return wanted, fmt.Errorf("the typesetter passes a %T where a %T is expected", value, wanted)
	}
	return wanted, nil
}
