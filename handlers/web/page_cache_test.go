package web

import (
	"strconv"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

func TestKeptPagesAreBoundedTogetherWithTheirAddresses(t *testing.T) {
	p := newPageCache()
	long := strings.Repeat("x", 4000)
	for n := range 20000 {
		p.put(long+strconv.Itoa(n), keptPage{made: time.Now(), body: []byte("short")})
		p.put(long+strconv.Itoa(n), keptPage{made: time.Now(), body: []byte("short")}) // once more, which counts once
	}
	p.kept.CleanUp()

	kept := 0
	for key, page := range p.kept.All() {
		kept += len(key) + len(page.body)
	}
	if kept > keepAtMost || kept < keepAtMost/2 {
		t.Errorf("%d bytes are kept, at most %d", kept, keepAtMost)
	}
}

// pageKeeper is what a cache of pages does.
type pageKeeper interface {
	get(key []byte, revision int64) (keptPage, bool)
	put(key string, page keptPage)
}

// pagesAfterAFlood reads a few pages again and again, then floods the cache
// with twice as many bytes as it may hold. It gives how many of the pages that
// are read often, and how many of all, are still there.
func pagesAfterAFlood(p pageKeeper, cleanUp func()) (often, all int) {
	const pages, size, readOften = 2 * keepAtMost / (20 << 10), 20 << 10, 10
	address := func(n int) string { return "/series/x?q=" + strconv.Itoa(n) }
	for n := range pages {
		p.put(address(n), keptPage{revision: 1, made: time.Now(), body: make([]byte, size)})
		if n%100 == 0 {
			for i := range readOften {
				p.get([]byte(address(i)), 1)
			}
			cleanUp()
		}
	}
	cleanUp()
	for n := range pages {
		if _, ok := p.get([]byte(address(n)), 1); ok {
			all++
			if n < readOften {
				often++
			}
		}
	}
	return often, all
}

func TestAFullPageCacheDropsPagesThatAreRarelyRead(t *testing.T) {
	p := newPageCache()

	often, all := pagesAfterAFlood(&p, p.kept.CleanUp)

	if often != 10 || all < 600 {
		t.Errorf("%d of 10 pages that are read often and %d of all are left, want 10 and most of the 1,200 that fit", often, all)
	}
	control := dropAll{kept: map[string]keptPage{}}
	if often, _ := pagesAfterAFlood(&control, func() {}); often != 0 {
		t.Errorf("the control, which drops all pages at once, has %d left: this test proves nothing", often)
	}
}

// dropAll is a cache that drops everything when it is full.
type dropAll struct {
	kept  map[string]keptPage
	bytes int
}

func (d *dropAll) get(key []byte, _ int64) (keptPage, bool) {
	page, ok := d.kept[string(key)]
	return page, ok
}

func (d *dropAll) put(key string, page keptPage) {
	if d.bytes += len(key) + len(page.body); d.bytes > keepAtMost {
		d.kept, d.bytes = map[string]keptPage{}, len(key)+len(page.body)
	}
	d.kept[key] = page
}

func TestAPageIsKeptForOneRevisionAndAShortTime(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := newPageCache()
		defer p.kept.StopAllGoroutines()
		p.put("/", keptPage{revision: 1, made: time.Now(), body: []byte("home")})

		time.Sleep(keepFor - time.Millisecond)
		if page, ok := p.get([]byte("/"), 1); !ok || string(page.body) != "home" {
			t.Errorf("just before its time it is %q, %v", page.body, ok)
		}
		if _, ok := p.get([]byte("/"), 2); ok {
			t.Error("it is given for another revision")
		}
		time.Sleep(2 * time.Millisecond)
		if _, ok := p.get([]byte("/"), 1); ok {
			t.Error("it outlives its time, although it was read meanwhile")
		}
	})
}

func BenchmarkKeptPageRead(b *testing.B) {
	p := newPageCache()
	keys := make([][]byte, 64)
	b.ReportAllocs()
	for i := range keys {
		keys[i] = []byte("en/series/multidimensional-and-integrated-peace-operations/" + strconv.Itoa(i) + "?")
		p.put(string(keys[i]), keptPage{revision: 1, made: time.Now(), body: make([]byte, 20<<10)})
	}
	b.RunParallel(func(pb *testing.PB) {
		for i := 0; pb.Next(); i++ {
			p.get(keys[i%len(keys)], 1)
		}
	})
}

func BenchmarkKeptPageWrite(b *testing.B) {
	p := newPageCache()
	body := make([]byte, 20<<10)
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		p.put("en/series/x/"+strconv.Itoa(i%5000), keptPage{revision: 1, made: time.Now(), body: body})
	}
}
