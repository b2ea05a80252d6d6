package db

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"net"
	"net/url"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/jackc/pgx/v5/stdlib"
	"github.com/pressly/goose/v3"
	"github.com/riverqueue/river"
	"github.com/riverqueue/river/riverdriver/riverpgxv5"
	"github.com/riverqueue/river/rivermigrate"
	"gorm.io/driver/postgres"
	"gorm.io/gorm"
)

//go:embed migrations/postgres/*.sql
var postgresMigrations embed.FS

// migrationLock is the number of the advisory lock that makes nodes migrate one
// after the other.
const migrationLock = 20070326

type postgresDialect struct {
	url  string
	pool *pgxpool.Pool
	db   *sql.DB

	standbyPool *pgxpool.Pool // nil when there is no replica
}

func (d *postgresDialect) open(ctx context.Context, now func() time.Time, onStatement func(sql string)) (w, r *gorm.DB, err error) {
	config, err := poolConfig("DATABASE_URL", d.url)
	if err != nil {
		return nil, nil, err
	}
	if d.pool, err = pgxpool.NewWithConfig(ctx, config); err != nil {
		return nil, nil, d.explain(err)
	}
	if err := d.pool.Ping(ctx); err != nil {
		d.pool.Close()
		return nil, nil, d.explain(err)
	}
	d.db = stdlib.OpenDBFromPool(d.pool)
	w, err = gorm.Open(postgres.New(postgres.Config{Conn: d.db}), &gorm.Config{NowFunc: now, Logger: tracer{onStatement}, SkipDefaultTransaction: true})
	return w, w, err
}

func (d *postgresDialect) standby(ctx context.Context, address string, now func() time.Time, onStatement func(sql string)) (*gorm.DB, error) {
	config, err := poolConfig("DATABASE_REPLICA_URL", address)
	if err != nil {
		return nil, err
	}
	config.ConnConfig.RuntimeParams["default_transaction_read_only"] = "on"
	if d.standbyPool, err = pgxpool.NewWithConfig(ctx, config); err != nil {
		return nil, errors.New("DATABASE_REPLICA_URL cannot be used: check the address")
	}
	return gorm.Open(postgres.New(postgres.Config{Conn: stdlib.OpenDBFromPool(d.standbyPool)}),
		&gorm.Config{NowFunc: now, Logger: tracer{onStatement}, SkipDefaultTransaction: true, DisableAutomaticPing: true})
}

// poolConfig reads the address in a setting.
func poolConfig(setting, address string) (*pgxpool.Config, error) {
	config, err := pgxpool.ParseConfig(address)
	if err != nil {
		return nil, errors.New(setting + " is not an address like postgres://user:password@host:5432/name")
	}
	if config.ConnConfig.ConnectTimeout == 0 {
		config.ConnConfig.ConnectTimeout = 5 * time.Second
	}
	// Many clients updating one row slow PostgreSQL down, so requests wait for
	// a connection of the pool instead.
	if !strings.Contains(address, "pool_max_conns") {
		config.MaxConns = 16
	}
	// A connection that was idle is tried before it is used, and replaced if
	// there is no answer.
	if config.PingTimeout == 0 {
		config.PingTimeout = 2 * time.Second
	}
	config.ConnConfig.RuntimeParams["timezone"] = "UTC"
	config.ConnConfig.RuntimeParams["application_name"] = "consultations"
	return config, nil
}

// explain describes in one line why the server was not reached, without the
// password in the address.
func (d *postgresDialect) explain(err error) error {
	c, _ := pgx.ParseConfig(d.url)
	where := fmt.Sprintf("%s:%d/%s", c.Host, c.Port, c.Database)
	if e, ok := errors.AsType[*pgconn.PgError](err); ok {
		return fmt.Errorf("DATABASE_URL: %s at %s: check user, password and database name", e.Message, where)
	}
	return fmt.Errorf("DATABASE_URL: no PostgreSQL server answers at %s: check that it is running and that the address is correct", where)
}

// closeTime is how long close waits for connections that are still in use. If
// the server no longer answers, they would stay in use forever.
const closeTime = 3 * time.Second

func (d *postgresDialect) close() error {
	closed := make(chan error, 1)
	go func() {
		err := d.db.Close()
		d.pool.Close()
		if d.standbyPool != nil {
			d.standbyPool.Close()
		}
		closed <- err
	}()
	select {
	case err := <-closed:
		return err
	case <-time.After(closeTime):
		return errors.New("the database did not answer when its connections were closed")
	}
}

// transaction holds one connection, because the job queue writes its rows
// through the same connection, below GORM.
func (d *postgresDialect) transaction(ctx context.Context, w *gorm.DB, fn func(*gorm.DB, *sql.Conn) error) error {
	return w.WithContext(ctx).Connection(func(g *gorm.DB) error {
		conn := g.Statement.ConnPool.(*sql.Conn)
		return g.Transaction(func(g *gorm.DB) error { return fn(g, conn) })
	})
}

func (d *postgresDialect) migrating(ctx context.Context, fn func(*sql.DB) error) error {
	lock, err := d.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer lock.Rollback()
	if _, err := lock.ExecContext(ctx, "SELECT pg_advisory_xact_lock($1)", migrationLock); err != nil {
		return err
	}
	return fn(d.db)
}

func (d *postgresDialect) migrations() (goose.Dialect, fs.FS) {
	sub, _ := fs.Sub(postgresMigrations, "migrations/postgres")
	return goose.DialectPostgres, sub
}

func (d *postgresDialect) jobs(w *gorm.DB, log *slog.Logger) (jobClient, error) {
	client, err := river.NewClient(riverpgxv5.New(d.pool), &river.Config{Logger: log, MaxAttempts: jobAttempts})
	if err != nil {
		return nil, err
	}
	return postgresJobs{client}, nil
}

func (d *postgresDialect) migrateJobs(ctx context.Context) error {
	m, err := rivermigrate.New(riverpgxv5.New(d.pool), nil)
	if err != nil {
		return err
	}
	if _, err = m.Migrate(ctx, rivermigrate.DirectionUp, nil); err != nil {
		return err
	}
	// Nothing here finds jobs by their arguments, and River works without these
	// indexes. They make every new job dearer, and they grow.
	_, err = d.db.ExecContext(ctx, "DROP INDEX IF EXISTS river_job_args_index, river_job_metadata_index")
	return err
}

func pgCode(err error) string {
	if e, ok := errors.AsType[*pgconn.PgError](err); ok {
		return e.Code
	}
	return ""
}

func (d *postgresDialect) retryable(err error) bool {
	// A foreign key is violated when a row was deleted or came into use after
	// it was read; run again, the transaction sees that and refuses properly.
	c := pgCode(err)
	return c == "40001" || c == "40P01" || c == "23503"
}

func (d *postgresDialect) duplicate(err error) bool { return pgCode(err) == "23505" }

// A zero byte, or bytes that are not UTF-8. They come from URLs; in forms, the
// models refuse them field by field.
func (d *postgresDialect) unwritable(err error) bool {
	c := pgCode(err)
	return c == "22021" || c == "22P05"
}

func (d *postgresDialect) unavailable(err error) bool {
	if c := pgCode(err); c != "" {
		// Class 53 is a lack of resources, such as a full disk; 25006 is a
		// read-only server; 25P03 means that this program did nothing for too
		// long while it kept a shared row locked.
		return strings.HasPrefix(c, "08") || strings.HasPrefix(c, "57P") || strings.HasPrefix(c, "53") || c == "25006" || c == "25P03" || c == lockNotAvailable
	}
	if _, ok := errors.AsType[*pgconn.ConnectError](err); ok {
		return true
	}
	if _, ok := errors.AsType[net.Error](err); ok {
		return true
	}
	return errors.Is(err, context.DeadlineExceeded) || errors.Is(err, sql.ErrConnDone) || pgconn.SafeToRetry(err) ||
		strings.Contains(err.Error(), "unexpected EOF") || strings.Contains(err.Error(), "closed pool") || strings.Contains(err.Error(), "conn closed")
}

func (d *postgresDialect) lockRow() string { return " FOR UPDATE" }

// sharedRow sets the bounds while the row is looked for, before its lock is
// waited for.
func (d *postgresDialect) sharedRow(wait, idle time.Duration) string {
	return fmt.Sprintf(" AND set_config('lock_timeout', '%d', true) <> '' AND set_config('idle_in_transaction_session_timeout', '%d', true) <> ''", wait.Milliseconds(), idle.Milliseconds())
}

func (d *postgresDialect) lockFreeRow() string { return " FOR UPDATE SKIP LOCKED" }

func (d *postgresDialect) lockKey() string { return " FOR KEY SHARE" }

// hardlyWaiting bounds the wait within the statement, so that it needs no
// further one. Sorting reads all that the insertion returns before the earlier
// bound is back.
func (d *postgresDialect) hardlyWaiting(wait time.Duration, insert, rest, columns string) string {
	return "WITH patience AS MATERIALIZED (SELECT current_setting('lock_timeout') AS before, set_config('lock_timeout', '" + strconv.FormatInt(wait.Milliseconds(), 10) + "', true)), " +
		"done AS (" + insert + ", patience" + rest + " RETURNING " + columns + ") " +
		"SELECT " + columns + " FROM (SELECT done.*, before FROM done, patience ORDER BY 1 OFFSET 0) d WHERE set_config('lock_timeout', before, true) <> ''"
}

func (d *postgresDialect) waitedLong(err error) bool { return pgCode(err) == lockNotAvailable }

// lockNotAvailable is the code of a wait for a lock that lasted too long.
const lockNotAvailable = "55P03"

func (d *postgresDialect) rowsFrom(columns string) string {
	return "json_to_recordset(CAST(? AS json)) AS d(" + columns + ")"
}

func (d *postgresDialect) fullText(groups [][]string) (string, any) {
	var all []string
	for _, group := range groups {
		all = append(all, "("+strings.Join(group, " & ")+")")
	}
	return "to_tsvector('simple', f.tokens) @@ to_tsquery('simple', ?)", strings.Join(all, " | ")
}

// backup runs pg_dump, which is part of PostgreSQL and tested with it.
func (d *postgresDialect) backup(ctx context.Context, path string) error {
	tool, err := exec.LookPath("pg_dump")
	if err != nil {
		return errors.New("pg_dump is not installed: install the PostgreSQL client tools (Debian: postgresql-client)")
	}
	return d.run(ctx, tool, "--format=custom", "--no-owner", "--file="+path)
}

func (d *postgresDialect) restore(ctx context.Context, path string) error {
	conn, err := pgx.Connect(ctx, d.plainURL())
	if err != nil {
		return d.explain(err)
	}
	defer conn.Close(ctx)
	var tables int
	if err := conn.QueryRow(ctx, "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'").Scan(&tables); err != nil {
		return err
	}
	if tables > 0 {
		return errors.New("the database of DATABASE_URL is not empty: restore into a new one")
	}
	tool, err := exec.LookPath("pg_restore")
	if err != nil {
		return errors.New("pg_restore is not installed: install the PostgreSQL client tools (Debian: postgresql-client)")
	}
	return d.run(ctx, tool, "--no-owner", "--exit-on-error", "--single-transaction", path)
}

// run runs a tool of PostgreSQL. Everybody on the machine can read its
// arguments, so the password is in its environment.
func (d *postgresDialect) run(ctx context.Context, tool string, args ...string) error {
	address, password := withoutPassword(d.plainURL())
	cmd := exec.CommandContext(ctx, tool, append([]string{"--dbname=" + address}, args...)...)
	cmd.Stderr = os.Stderr
	if password != "" {
		cmd.Env = append(os.Environ(), "PGPASSWORD="+password)
	}
	return cmd.Run()
}

// withoutPassword takes the password out of an address, wherever it stands.
func withoutPassword(address string) (without, password string) {
	u, err := url.Parse(address)
	if err != nil {
		return address, ""
	}
	if given, ok := u.User.Password(); ok {
		password, u.User = given, url.User(u.User.Username())
	}
	q := u.Query()
	if q.Has("password") {
		password = q.Get("password")
		q.Del("password")
		u.RawQuery = q.Encode()
	}
	return u.String(), password
}

// plainURL is the address without the parameters that only pgx understands, for
// the tools of PostgreSQL.
func (d *postgresDialect) plainURL() string {
	u, err := url.Parse(d.url)
	if err != nil {
		return d.url
	}
	q := u.Query()
	for name := range q {
		if strings.HasPrefix(name, "pool_") || name == "default_query_exec_mode" || strings.HasSuffix(name, "_cache_capacity") {
			q.Del(name)
		}
	}
	u.RawQuery = q.Encode()
	return u.String()
}
