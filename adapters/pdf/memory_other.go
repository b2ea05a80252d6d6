//go:build !unix

package pdf

// reserve takes the memory from Go's heap.
func reserve(size int) ([]byte, error) { return make([]byte, size), nil }

func release([]byte) {}
