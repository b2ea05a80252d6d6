//go:build unix

package pdf

import "syscall"

// reserve returns zeroed memory of which the system provides a page when it is
// first used.
func reserve(size int) ([]byte, error) {
	return syscall.Mmap(-1, 0, size, syscall.PROT_READ|syscall.PROT_WRITE, syscall.MAP_ANON|syscall.MAP_PRIVATE)
}

func release(memory []byte) {
	if memory != nil {
		_ = syscall.Munmap(memory) // fails only for memory that is no reservation
	}
}
