package web

import (
	"strconv"
	"strings"
	"testing"
)

func TestKeptPagesAreBoundedTogetherWithTheirAddresses(t *testing.T) {
	var p pageCache
	long := strings.Repeat("x", 4000)
	for n := range 20000 {
		p.put(long+strconv.Itoa(n), keptPage{body: []byte("short")})
		p.put(long+strconv.Itoa(n), keptPage{body: []byte("short")}) // once more, which counts once
	}
	kept := 0
	for key, page := range p.kept {
		kept += len(key) + len(page.body)
	}
	if kept > keepAtMost || kept != p.bytes {
		t.Errorf("%d bytes are kept and %d counted, at most %d", kept, p.bytes, keepAtMost)
	}
}
