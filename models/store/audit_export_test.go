package store

import "time"

// BoundChain sets how long writers wait for the end of the log's chain, and how
// long one of them may do nothing while it has it locked.
func (s *Store) BoundChain(wait, idle time.Duration) { s.chainWait, s.chainIdle = wait, idle }
