package web

import (
	"bytes"
	"strconv"
	"strings"

	"github.com/gofiber/fiber/v2"
	"github.com/valyala/fasthttp"
)

// coding is how the bytes of an answer are compressed. Only what is the same
// for every reader is compressed: the length of a personal page would tell
// somebody who listens, and can put words into it, what else it says.
type coding int

const (
	plain coding = iota
	gzip
	brotli
)

// String is the name of a coding in HTTP.
func (d coding) String() string { return [...]string{"", "gzip", "br"}[d] }

// suffix is what the key of a kept page ends with. Addresses contain no line
// breaks.
func (d coding) suffix() string { return [...]string{"", "\ngzip", "\nbr"}[d] }

func (d coding) compress(body []byte) []byte {
	if d == brotli {
		return fasthttp.AppendBrotliBytesLevel(nil, body, fasthttp.CompressBrotliDefaultCompression)
	}
	return fasthttp.AppendGzipBytesLevel(nil, body, fasthttp.CompressDefaultCompression)
}

// leastCompressed is the number of bytes from which compression saves more
// than its header costs.
const leastCompressed = 512

// compressible says whether a media type is text. PDF files, pictures and
// fonts are compressed already.
func compressible(kind string) bool {
	kind, _, _ = strings.Cut(kind, ";")
	return strings.HasPrefix(kind, "text/") || strings.HasSuffix(kind, "json") || strings.HasSuffix(kind, "xml") ||
		kind == "application/javascript" || strings.HasPrefix(kind, "application/x-")
}

// codingFor chooses a coding that the client accepts. A part of a file is a
// part of its plain bytes.
func codingFor(h *fasthttp.RequestHeader) coding {
	accepts := h.Peek(fiber.HeaderAcceptEncoding)
	if len(accepts) == 0 || len(h.Peek(fiber.HeaderRange)) > 0 {
		return plain
	}
	best, most := plain, 0.0
	for len(accepts) > 0 {
		var one []byte
		one, accepts, _ = bytes.Cut(accepts, []byte(","))
		name, parameter, weighted := bytes.Cut(one, []byte(";"))
		var is coding
		switch name = bytes.TrimSpace(name); {
		case bytes.EqualFold(name, []byte("br")):
			is = brotli
		case bytes.EqualFold(name, []byte("gzip")), bytes.EqualFold(name, []byte("x-gzip")):
			is = gzip
		default:
			continue
		}
		weight := 1.0
		if weighted {
			value, ok := strings.CutPrefix(strings.ToLower(strings.TrimSpace(string(parameter))), "q=")
			q, err := strconv.ParseFloat(value, 64)
			if !ok || err != nil {
				continue
			}
			weight = q
		}
		if weight > most || weight == most && weight > 0 && is > best {
			best, most = is, weight
		}
	}
	return best
}

// setCoding says in which coding bytes are sent, or that parts can be asked for.
func setCoding(h *fasthttp.ResponseHeader, d coding) {
	if d == plain {
		servesParts.set(h)
		return
	}
	h.Set(fiber.HeaderContentEncoding, d.String())
}

// sendBytes sends bytes that never change: all of them, or the part that was
// asked for. Several parts at once are not offered; such a request gets all.
func sendBytes(c *fasthttp.RequestCtx, d coding, etag string, body []byte) {
	r := &c.Response
	send := func(body []byte) {
		joins(c, body)
		r.SetBodyRaw(body)
	}
	asked := c.Request.Header.Peek(fiber.HeaderRange)
	if len(asked) == 0 || d != plain || !c.IsGet() {
		send(body)
		return
	}
	if unchanged := c.Request.Header.Peek(fiber.HeaderIfRange); len(unchanged) > 0 && string(unchanged) != etag {
		send(body)
		return
	}
	from, to, there, readable := byteRange(string(asked), len(body))
	switch {
	case !readable:
		send(body)
	case !there:
		r.Header.Set(fiber.HeaderContentRange, "bytes */"+strconv.Itoa(len(body)))
		r.SetStatusCode(fiber.StatusRequestedRangeNotSatisfiable)
	default:
		r.Header.Set(fiber.HeaderContentRange, "bytes "+strconv.Itoa(from)+"-"+strconv.Itoa(to)+"/"+strconv.Itoa(len(body)))
		r.SetStatusCode(fiber.StatusPartialContent)
		send(body[from : to+1])
	}
}

// byteRange reads a header Range with one range: its first and last byte,
// whether there are such bytes, and whether it can be read at all. What cannot
// be read is ignored (RFC 9110, 14.2).
func byteRange(header string, length int) (from, to int, there, readable bool) {
	asked, ok := strings.CutPrefix(header, "bytes=")
	first, last, dash := strings.Cut(strings.TrimSpace(asked), "-")
	if !ok || !dash || first == "" && last == "" {
		return 0, 0, false, false
	}
	number := func(s string, otherwise int) int {
		if s == "" {
			return otherwise
		}
		n, err := strconv.ParseUint(s, 10, 31)
		if err != nil {
			return -1
		}
		return int(n)
	}
	from, to = number(first, 0), number(last, length-1)
	if from < 0 || to < 0 && last != "" || first != "" && last != "" && to < from {
		return 0, 0, false, false
	}
	if first == "" { // the last bytes
		from, to = max(length-to, 0), length-1
		return from, to, from < length, true
	}
	return from, min(to, length-1), from < length, true
}
