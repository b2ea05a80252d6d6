package db

import (
	"context"
	"database/sql"
	"errors"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/stdlib"
	"github.com/riverqueue/river"
	"github.com/riverqueue/river/riverdriver/riverpgxv5"
	"github.com/riverqueue/river/riverdriver/riversqlite"
)

type sqliteJobs struct{ client *river.Client[*sql.Tx] }

func (j sqliteJobs) insert(ctx context.Context, t *Tx, jobs []river.InsertManyParams, once bool) error {
	inner, ok := t.Statement.ConnPool.(*sql.Tx)
	if !ok {
		return errors.New("enqueue a job outside a transaction")
	}
	return insertMany(ctx, j.client, inner, jobs, once)
}

type postgresJobs struct{ client *river.Client[pgx.Tx] }

func (j postgresJobs) insert(ctx context.Context, t *Tx, jobs []river.InsertManyParams, once bool) error {
	if t.conn == nil {
		return errors.New("enqueue a job outside a transaction")
	}
	return t.conn.Raw(func(driver any) error {
		return insertMany[pgx.Tx](ctx, j.client, connTx{driver.(*stdlib.Conn).Conn()}, jobs, once)
	})
}

// insertMany inserts jobs. PostgreSQL's fast way would refuse a job that is there
// already instead of leaving it out.
func insertMany[T any](ctx context.Context, client *river.Client[T], tx T, jobs []river.InsertManyParams, once bool) error {
	if once {
		_, err := client.InsertManyTx(ctx, tx, jobs)
		return err
	}
	_, err := client.InsertManyFastTx(ctx, tx, jobs)
	return err
}

// runner uses the one writing connection, but only for one statement at a time.
func (d *sqliteDialect) runner(c *river.Config) (jobRunner, error) {
	c.Queues = map[string]river.QueueConfig{river.QueueDefault: {MaxWorkers: 4}, longQueue: {MaxWorkers: 1}}
	return river.NewClient(riversqlite.New(d.wd), c)
}

func (d *postgresDialect) runner(c *river.Config) (jobRunner, error) {
	c.Queues = map[string]river.QueueConfig{river.QueueDefault: {MaxWorkers: 8}, longQueue: {MaxWorkers: 1}}
	return river.NewClient(riverpgxv5.New(d.pool), c)
}

// connTx presents a connection on which GORM has begun a transaction as a
// pgx.Tx, which the job queue needs. It neither begins nor ends that
// transaction.
type connTx struct{ pgxConn }

// pgxConn gives the embedded connection a name that does not hide Conn.
type pgxConn = *pgx.Conn

var errNotOurs = errors.New("the transaction belongs to its caller")

func (c connTx) Begin(ctx context.Context) (pgx.Tx, error) {
	if _, err := c.Exec(ctx, "SAVEPOINT job"); err != nil {
		return nil, err
	}
	return savepoint{c}, nil
}
func (c connTx) Commit(context.Context) error   { return errNotOurs }
func (c connTx) Rollback(context.Context) error { return errNotOurs }
func (c connTx) Conn() *pgx.Conn                { return c.pgxConn }
func (c connTx) LargeObjects() pgx.LargeObjects { panic("no large objects here") }

// savepoint is a nested transaction.
type savepoint struct{ connTx }

func (s savepoint) Commit(ctx context.Context) error {
	_, err := s.Exec(ctx, "RELEASE SAVEPOINT job")
	return err
}
func (s savepoint) Rollback(ctx context.Context) error {
	_, err := s.Exec(ctx, "ROLLBACK TO SAVEPOINT job")
	return err
}
