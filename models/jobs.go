package models

// The arguments of background jobs. They contain ids only: no secret, no
// address and no text of an e-mail is stored in the queue.

// SendSignInLink sends a one-time sign-in link to an account. The link is
// created together with the e-mail. A request for an address without an
// account enqueues the same job, for no account, so that both take the same
// time.
type SendSignInLink struct {
	AccountID string `json:"account"`
	Next      string `json:"next,omitempty"` // path of the page that the person wanted

	Welcome bool   `json:"welcome,omitempty"` // the first e-mail to a new account
	SentBy  string `json:"sent_by,omitempty"` // the account of the administrator who sends it
}

// Kind names the job in the queue.
func (SendSignInLink) Kind() string { return "sign_in_link.send" }

// CanWait puts a job for no account behind all others, so that requests for
// addresses without an account delay no e-mail.
func (j SendSignInLink) CanWait() bool { return j.AccountID == "" }

// ForgetExpired removes what is kept for a limited time only: used links,
// ended sign-ins, counts for limits, answers to repeated requests.
type ForgetExpired struct{}

// Kind names the job in the queue.
func (ForgetExpired) Kind() string { return "expired.forget" }
