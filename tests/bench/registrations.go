package main

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"sync"
	"time"

	_ "github.com/jackc/pgx/v5/stdlib" // to make and count
	"github.com/valyala/fasthttp"
	_ "modernc.org/sqlite" // the bare driver

	"consultations/models"
	"consultations/models/store"
)

// seminars makes open seminars in a database that the site has migrated.
func seminars(ctx context.Context, address string, n, seats int) ([]string, error) {
	s, err := store.Open(ctx, store.Options{URL: address})
	if err != nil {
		return nil, err
	}
	defer s.Close()
	series, err := s.CreateSeries(ctx, models.System, models.SeriesInput{Title: fmt.Sprint("Bench ", number.Add(1)), Language: "en"})
	if err != nil {
		return nil, err
	}
	org, err := s.AddOrganisation(ctx, models.System, models.OrganisationInput{Name: fmt.Sprint("Bench ", number.Add(1)), Language: "en", Kind: "ngo"})
	if err != nil {
		return nil, err
	}
	var ids []string
	soon := time.Now().UTC()
	for i := range n {
		m, err := s.CreateSeminar(ctx, models.System, series.ID, models.SeminarInput{
			Title: "Bench", Place: "Geneva", Language: "en", Slug: fmt.Sprint("bench-", i), TimeZone: "UTC", Admission: models.AdmissionOpen,
			StartsOn: models.LocalTimeOf(soon.AddDate(0, 1, 0), time.UTC).Day(), Seats: models.WholeOf(&seats),
			OpensAt: models.LocalTimeOf(soon.AddDate(0, 0, -1), time.UTC), ClosesAt: models.LocalTimeOf(soon.AddDate(0, 0, 20), time.UTC),
		})
		if err != nil {
			return nil, err
		}
		if _, err := s.AddOrganiser(ctx, models.System, m.ID, models.OrganiserInput{OrganisationID: org.ID, Role: "host", Language: "en"}); err != nil {
			return nil, err
		}
		if err := s.MoveSeminar(ctx, models.System, m.ID, models.SeminarAnnounced); err != nil {
			return nil, err
		}
		ids = append(ids, m.ID)
	}
	return ids, nil
}

// register asks for a seat for somebody new, through the API as the public uses it.
func register(addr string, seminars []string) ask {
	return func(n int64, req *fasthttp.Request) {
		req.SetRequestURI("http://" + addr + "/api/v1/seminars/" + seminars[n%int64(len(seminars))] + "/registrations")
		req.Header.SetMethod("POST")
		req.Header.SetContentType("application/json")
		req.SetBodyString(fmt.Sprintf(`{"name":"Person %d","family_name":"Person","email":"p%d@example.org","institution":"Institute","consent":true}`, n, n))
	}
}

// oneStatement is the limit for registrations on PostgreSQL: the rows that a
// registration writes, by one statement for one person.
const oneStatement = `\set s random(1, %d)
WITH seat AS (UPDATE seminars SET seats_taken = seats_taken + 1 WHERE id = (SELECT id FROM bench_seminars WHERE n = :s) AND seats_taken < seats RETURNING id),
p AS (INSERT INTO persons (id, email, email_key, created_at) VALUES (md5(random()::text || clock_timestamp()), 'a', md5(random()::text || clock_timestamp()), now()) RETURNING id),
r AS (INSERT INTO registrations (id, seminar_id, person_id, status, email, name, family_name, institution, capacity, language, created_at, updated_at)
	SELECT md5(random()::text || clock_timestamp()), seat.id, p.id, 'confirmed', 'p@example.org', 'Person', 'Person', 'Institute', 'delegate', 'en', now(), now() FROM seat, p RETURNING id, seminar_id),
a AS (INSERT INTO audit_entries (id, at, via, verb, subject_kind, subject_id, seminar_id, detail)
	SELECT md5(random()::text || clock_timestamp()), now(), 'public', 'registration.create', 'registration', id, seminar_id, '{"status":"confirmed"}' FROM r)
INSERT INTO river_job (args, kind, max_attempts, priority, queue, state, scheduled_at, tags)
	SELECT jsonb_build_object('registration_id', id), 'registration_mail', 25, 1, 'default', 'available', now() + interval '1 day', '{}' FROM r;
`

// pgbench runs the limit with several numbers of clients and keeps the best.
func pgbench(ctx context.Context, address, dir string, seminars []string, clients []int) (best float64, err error) {
	db, err := sql.Open("pgx", address)
	if err != nil {
		return 0, err
	}
	defer db.Close()
	if _, err := db.ExecContext(ctx, "DROP TABLE IF EXISTS bench_seminars; CREATE TABLE bench_seminars (n int PRIMARY KEY, id text)"); err != nil {
		return 0, err
	}
	for i, id := range seminars {
		if _, err := db.ExecContext(ctx, "INSERT INTO bench_seminars VALUES ($1, $2)", i+1, id); err != nil {
			return 0, err
		}
	}
	script := filepath.Join(dir, "register.sql")
	if err := os.WriteFile(script, []byte(fmt.Sprintf(oneStatement, len(seminars))), 0o600); err != nil {
		return 0, err
	}
	for _, n := range clients {
		out, err := exec.CommandContext(ctx, "pgbench", "-n", "-M", "prepared", "-c", strconv.Itoa(n), "-j", "2", "-T", "2", "-f", script, address).CombinedOutput()
		if err != nil {
			return best, fmt.Errorf("pgbench: %w: %.500s", err, out)
		}
		m := regexp.MustCompile(`tps = ([0-9.]+)`).FindSubmatch(out)
		if m == nil {
			return best, fmt.Errorf("unexpected output of pgbench: %.500s", out)
		}
		tps, err := strconv.ParseFloat(string(m[1]), 64)
		if err != nil {
			return best, err
		}
		best = max(best, tps)
	}
	return best, nil
}

func postgresRegistrations(ctx context.Context) ([]row, error) {
	dir, remove, err := tempDir()
	if err != nil {
		return nil, err
	}
	defer remove()
	address, drop, err := freshDatabase(ctx)
	if err != nil {
		return nil, err
	}
	defer drop()
	s, _, err := start(ctx, dir, address)
	if err != nil {
		return nil, err
	}
	defer s.stop()
	var rows []row
	for _, c := range []struct {
		work     string
		seminars int
		reach    float64
		goal     string
	}{
		{"registration through HTTP to the durable commit, one hot seminar, PostgreSQL", 1, 0.60, "3"},
		{"the same over 100 seminars", 100, 0.50, "0.80"},
	} {
		ours, err := seminars(ctx, address, c.seminars, models.MaxSeats)
		if err != nil {
			return rows, err
		}
		theirs, err := seminars(ctx, address, c.seminars, models.MaxSeats)
		if err != nil {
			return rows, err
		}
		best, err := inTurn(
			func() (float64, error) {
				return load(s.addr, fasthttp.StatusAccepted, roundTime, register(s.addr, ours))
			},
			func() (float64, error) { return pgbench(ctx, address, dir, theirs, []int{2, 8, 32}) })
		if err != nil {
			return rows, err
		}
		fmt.Fprintf(os.Stderr, "registrations over %d seminars: %.0f/s against %.0f/s\n", c.seminars, best.ofA, best.ofB)
		rows = append(rows, best.row(c.work, "the same rows by one statement per person from pgbench, best number of clients", c.reach, c.goal))
	}
	return rows, nil
}

func sqliteRegistrations(ctx context.Context) ([]row, error) {
	dir, remove, err := tempDir()
	if err != nil {
		return nil, err
	}
	defer remove()
	s, _, err := start(ctx, dir, "")
	if err != nil {
		return nil, err
	}
	defer s.stop()
	ids, err := seminars(ctx, s.url, 1, models.MaxSeats)
	if err != nil {
		return nil, err
	}
	bare, err := sql.Open("sqlite", "file:"+filepath.Join(dir, "bare.db")+"?_pragma=journal_mode(WAL)&_pragma=synchronous(FULL)&_pragma=busy_timeout(5000)&_txlock=immediate")
	if err != nil {
		return nil, err
	}
	defer bare.Close()
	bare.SetMaxOpenConns(1)
	if _, err := bare.Exec("CREATE TABLE registrations (id TEXT PRIMARY KEY, seminar TEXT, email TEXT UNIQUE, name TEXT, at TEXT)"); err != nil {
		return nil, err
	}
	best, err := inTurn(
		func() (float64, error) {
			return load(s.addr, fasthttp.StatusAccepted, roundTime, register(s.addr, ids))
		},
		func() (float64, error) { return oneByOne(bare) })
	if err != nil {
		return nil, err
	}
	fmt.Fprintf(os.Stderr, "registrations on SQLite: %.0f/s against %.0f/s\n", best.ofA, best.ofB)
	return []row{best.row("registration on SQLite, synchronous=FULL", "one-statement transactions through the bare driver", 0.60, "3")}, nil
}

// oneByOne is the limit on SQLite: one row in one durable transaction, again
// and again.
func oneByOne(db *sql.DB) (float64, error) {
	began, n := time.Now(), 0
	for time.Since(began) < roundTime {
		id := strconv.FormatInt(number.Add(1), 10)
		if _, err := db.Exec("INSERT INTO registrations VALUES (?, 'beijing', ?, 'Person', '2007-03-26')", id, id+"@example.org"); err != nil {
			return 0, err
		}
		n++
	}
	return float64(n) / time.Since(began).Seconds(), nil
}

const rushPeople, rushSeats = 2000, 100

// rushed is what came of one rush.
type rushed struct {
	confirmed, waiting, gaps, failed int
	p99                              time.Duration
}

// isRight reports whether everybody has the place that they should have.
func (r rushed) isRight() bool {
	return r.confirmed == rushSeats && r.waiting == rushPeople-rushSeats && r.gaps == 0 && r.failed == 0
}

// rush measures the median of several rushes; in each of them everybody must
// have the right place.
func rush(ctx context.Context) ([]row, error) {
	var all []rushed
	for range rounds {
		r, err := rushOnce(ctx)
		if err != nil {
			return nil, err
		}
		all = append(all, r)
	}
	slices.SortFunc(all, func(a, b rushed) int { return cmp.Compare(a.p99, b.p99) })
	shown, right := all[len(all)/2], true
	for _, r := range all {
		if !r.isRight() {
			shown, right = r, false
		}
	}
	got := fmt.Sprintf("%d confirmed, %d waiting, %d gaps, %d errors, p99 %d ms (%d to %d)", shown.confirmed, shown.waiting, shown.gaps, shown.failed,
		shown.p99.Milliseconds(), all[0].p99.Milliseconds(), all[len(all)-1].p99.Milliseconds())
	return []row{{"2,000 people for 100 seats within 1 s", "–", got,
		"exactly 100 confirmed, 1,900 waiting without gap, no error, p99 ≤ 80 ms", "p99 ≤ 25 ms", right && shown.p99 <= 80*time.Millisecond}}, nil
}

// rushOnce sends 2,000 people within a second to 100 seats, and counts those
// with a seat and those on the waiting list. It waits until the site has done
// what it does once, such as making the PDF files of its first documents, and
// people are registering for another seminar.
func rushOnce(ctx context.Context) (rushed, error) {
	var r rushed
	dir, remove, err := tempDir()
	if err != nil {
		return r, err
	}
	defer remove()
	address, drop, err := freshDatabase(ctx)
	if err != nil {
		return r, err
	}
	defer drop()
	s, _, err := start(ctx, dir, address)
	if err != nil {
		return r, err
	}
	defer s.stop()
	ids, err := seminars(ctx, address, 2, rushSeats)
	if err != nil {
		return r, err
	}
	if err := quiet(ctx); err != nil {
		return r, err
	}
	if _, err := load(s.addr, fasthttp.StatusAccepted, time.Second, register(s.addr, ids[1:])); err != nil {
		return r, err
	}
	client := &fasthttp.HostClient{Addr: s.addr, MaxConns: rushPeople}
	next := register(s.addr, ids[:1])
	var mu sync.Mutex
	var took []time.Duration
	var wg sync.WaitGroup
	begin := time.Now()
	for i := range rushPeople {
		wg.Go(func() {
			time.Sleep(time.Until(begin.Add(time.Duration(i) * time.Second / rushPeople)))
			req, resp := fasthttp.AcquireRequest(), fasthttp.AcquireResponse()
			next(number.Add(1), req)
			asked := time.Now()
			err := client.DoTimeout(req, resp, 20*time.Second)
			d := time.Since(asked)
			mu.Lock()
			defer mu.Unlock()
			took = append(took, d)
			if err != nil || resp.StatusCode() != fasthttp.StatusAccepted {
				r.failed++
			}
		})
	}
	wg.Wait()
	db, err := sql.Open("pgx", address)
	if err != nil {
		return r, err
	}
	defer db.Close()
	err = db.QueryRowContext(ctx, `SELECT count(*) FILTER (WHERE status = 'confirmed'), count(DISTINCT line),
		COALESCE(max(line) - min(line) + 1, 0) - count(DISTINCT line) FROM registrations WHERE seminar_id = $1`, ids[0]).Scan(&r.confirmed, &r.waiting, &r.gaps)
	slices.Sort(took)
	r.p99 = took[len(took)*99/100]
	return r, err
}

// freshDatabase makes an empty database on the server of TEST_DATABASE_URL.
func freshDatabase(ctx context.Context) (address string, drop func(), err error) {
	server := os.Getenv("TEST_DATABASE_URL")
	if server == "" {
		return "", nil, errors.New("TEST_DATABASE_URL is not set: run make bench")
	}
	db, err := sql.Open("pgx", server)
	if err != nil {
		return "", nil, err
	}
	name := fmt.Sprintf("bench_%d_%d", os.Getpid(), number.Add(1))
	if _, err := db.ExecContext(ctx, "CREATE DATABASE "+name); err != nil {
		return "", nil, err
	}
	u, err := url.Parse(server)
	if err != nil {
		return "", nil, err
	}
	u.Path = "/" + name
	return u.String(), func() {
		db.Exec("DROP DATABASE IF EXISTS " + name + " WITH (FORCE)")
		db.Close()
	}, nil
}
