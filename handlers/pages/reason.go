package pages

import (
	"context"

	"github.com/gofiber/fiber/v2"

	"consultations/handlers/web"
	"consultations/models"
)

// changeOf changes the status of the thing with an id, with the reason that the
// reader may have given.
type changeOf func(ctx context.Context, by models.Actor, id string, in models.ReasonInput) error

// withoutReason is a change for which nobody gives a reason.
func withoutReason(do func(context.Context, models.Actor, string) error) changeOf {
	return func(ctx context.Context, by models.Actor, id string, _ models.ReasonInput) error {
		return do(ctx, by, id)
	}
}

// change makes a change with the reason that was sent.
func (h *Handlers) change(c *fiber.Ctx, do changeOf, id string) error { return sent(h, do)(c, id) }

// sent changes the thing with an id, with the input that was sent.
func sent[In any](h *Handlers, do func(context.Context, models.Actor, string, In) error) func(c *fiber.Ctx, id string) error {
	return func(c *fiber.Ctx, id string) error {
		var in In
		if err := h.Bind(c, &in); err != nil {
			return err
		}
		return do(c.UserContext(), web.Actor(c), id, in)
	}
}
