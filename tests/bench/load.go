package main

import (
	"fmt"
	"net"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"github.com/valyala/fasthttp"
)

// ask creates the n-th request of a load; every request of a run has its own n.
type ask func(n int64, req *fasthttp.Request)

// load sends requests over many connections for a while and counts the
// answers with the wanted status. Any other answer ends it.
func load(addr string, status int, d time.Duration, next ask) (perSecond float64, err error) {
	client := &fasthttp.HostClient{Addr: addr, MaxConns: connections, Dial: func(a string) (net.Conn, error) { return fasthttp.Dial(a) }}
	defer client.CloseIdleConnections()
	var done atomic.Int64
	var wrong atomic.Pointer[string]
	var wg sync.WaitGroup
	began := time.Now()
	until := began.Add(d)
	for range connections {
		wg.Go(func() {
			req, resp := fasthttp.AcquireRequest(), fasthttp.AcquireResponse()
			defer fasthttp.ReleaseRequest(req)
			defer fasthttp.ReleaseResponse(resp)
			for wrong.Load() == nil && time.Now().Before(until) {
				req.Reset()
				next(number.Add(1), req)
				if err := client.DoTimeout(req, resp, 20*time.Second); err != nil {
					s := err.Error()
					wrong.Store(&s)
					return
				}
				if resp.StatusCode() != status {
					s := fmt.Sprintf("%s answered %d: %.300s", req.URI().Path(), resp.StatusCode(), resp.Body())
					wrong.Store(&s)
					return
				}
				done.Add(1)
			}
		})
	}
	wg.Wait()
	if s := wrong.Load(); s != nil {
		return 0, fmt.Errorf("%s", *s)
	}
	return float64(done.Load()) / time.Since(began).Seconds(), nil
}

// number makes every request of the program different.
var number atomic.Int64

func get(addr, path, etag string) ask {
	return func(_ int64, req *fasthttp.Request) {
		req.SetRequestURI("http://" + addr + path)
		req.Header.Set("Accept-Language", "en")
		if etag != "" {
			req.Header.Set("If-None-Match", etag)
		}
	}
}

// compared is two things measured in turn.
type compared struct {
	ratios   []float64 // of each pair, in rising order
	ofA, ofB float64   // medians, for a second
}

// inTurn measures two things one after the other, several times, and compares
// them pair by pair.
func inTurn(a, b func() (float64, error)) (c compared, err error) {
	var as, bs []float64
	for range rounds {
		x, err := a()
		if err != nil {
			return c, err
		}
		y, err := b()
		if err != nil {
			return c, err
		}
		c.ratios, as, bs = append(c.ratios, x/y), append(as, x), append(bs, y)
	}
	slices.Sort(c.ratios)
	c.ofA, c.ofB = middle(as), middle(bs)
	return c, nil
}

func middle(v []float64) float64 {
	slices.Sort(v)
	return v[len(v)/2]
}

// row compares the median of the ratios with what is to be reached, and says
// how far they lie apart.
func (c compared) row(work, against string, reach float64, goal string) row {
	got := middle(c.ratios)
	return row{work, against, fmt.Sprintf("%.2f (%.2f to %.2f)", got, c.ratios[0], c.ratios[len(c.ratios)-1]), fmt.Sprintf("%.2f", reach), goal, got >= reach}
}
