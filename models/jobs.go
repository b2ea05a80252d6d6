package models

// What later work is asked to do. A job says what, by identifiers only: no
// secret, no address and no text of a mail waits in the queue.

// SendSignInLink mails a link by which an account signs in once. The link is
// made when the mail is. A request for an address without an account asks for
// the same work, of no account, so that both take the same time.
type SendSignInLink struct {
	AccountID string `json:"account"`
}

// Kind names the job in the queue.
func (SendSignInLink) Kind() string { return "sign_in_link.send" }

// ForgetExpired removes what is kept for a time only: used links, ended
// sign-ins, counts against limits, answers to repeated requests.
type ForgetExpired struct{}

// Kind names the job in the queue.
func (ForgetExpired) Kind() string { return "expired.forget" }
