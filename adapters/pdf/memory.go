package pdf

import "github.com/tetratelabs/wazero/experimental"

// wholeMemory provides the typesetter's memory as one reservation of the largest
// size that it may have: the memory is never copied to a larger place while it
// grows, and the system provides only what is used of it. It is not taken from
// Go's heap, which may hand out memory that it has to clear first, all of it.
type wholeMemory struct{ reserved []byte }

// Allocate reserves the memory. A reservation that fails leaves none, and the
// start fails.
func (m *wholeMemory) Allocate(_, most uint64) experimental.LinearMemory {
	m.reserved, _ = reserve(int(most))
	return m
}

// Reallocate is the first part of the reservation; nil beyond its end.
func (m *wholeMemory) Reallocate(size uint64) []byte {
	if size > uint64(len(m.reserved)) {
		return nil
	}
	return m.reserved[:size]
}

// Free gives the reservation back.
func (m *wholeMemory) Free() {
	release(m.reserved)
	m.reserved = nil
}
