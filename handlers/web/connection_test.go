package web

import "testing"

// TestALooseFirstLineIsSeenHoweverItArrives cuts what is read into pieces of
// every size.
func TestALooseFirstLineIsSeenHoweverItArrives(t *testing.T) {
	for text, want := range map[string]int{
		"GET / HTTP/1.1\r\nHost: a\r\n\r\n":                                    0,
		"GET / HTTP/1.1\nHost: a\r\n\r\n":                                      1,
		"GET / HTTP/1.0\n\r\n":                                                 1,
		"GET / HTTP/1.1\r\nHost: a\r\n\r\nGET / HTTP/1.1\nHost: a\r\n\r\n":     1,
		"GET / HTTP/1.1\nHost: a\r\n\r\n\nGET / HTTP/1.1\nHost: a\r\n\r\n":     2,
		"GET / HTTP/1.1\r\nReferer: http/1.1\nUpgrade: HTTP/2\n\r\n\nTP/1.1\n": 0,
	} {
		for size := 1; size <= len(text); size++ {
			c := connection{}
			for rest := []byte(text); len(rest) > 0; {
				n := min(size, len(rest))
				c.look(rest[:n])
				rest = rest[n:]
			}
			if c.loose != want {
				t.Errorf("%q in pieces of %d: %d, want %d", text, size, c.loose, want)
			}
		}
	}
}

func BenchmarkLook(b *testing.B) {
	head := []byte("GET /series/peace/beijing HTTP/1.1\r\nHost: consultations.example.org\r\nUser-Agent: Mozilla/5.0\r\nAccept: text/html\r\nAccept-Encoding: gzip, br\r\nAccept-Language: en\r\nCookie: a=b\r\n\r\n")
	c := connection{}
	b.ReportAllocs()
	for b.Loop() {
		c.look(head)
	}
}
