package tests

import (
	"context"
	"fmt"
	"reflect"
	"testing"

	"consultations/models"
	"consultations/models/store"
)

// asksNobody are the exported methods of the store that take no actor, with the
// reason. Only the program itself calls them, never a route.
var asksNobody = map[string]string{
	"Close":               "ends the connections",
	"Now":                 "tells the time",
	"GiveWay":             "waits, and tells nothing",
	"Migrate":             "changes the schema; run by a command before anybody can ask",
	"Current":             "asked by a command of whoever holds the machine",
	"Ready":               "answers a probe with yes or no",
	"PublicRevision":      "a number that says nothing of the content",
	"ReplicaFailed":       "says where to ask again",
	"WatchPublicRevision": "keeps that number fresh",
	"Backup":              "run by a command of whoever holds the machine",
	"Verify":              "run by a command of whoever holds the machine",
}

// TestEveryMethodOfTheStoreTakesAnActor: a verb or query takes the context and then the actor.
func TestEveryMethodOfTheStoreTakesAnActor(t *testing.T) {
	for _, broken := range doesNotAsk(reflect.TypeFor[*store.Store](), asksNobody) {
		t.Error(broken)
	}
	for name := range asksNobody {
		if _, ok := reflect.TypeFor[*store.Store]().MethodByName(name); !ok {
			t.Errorf("Store.%s is exempt from taking an actor but does not exist", name)
		}
	}
}

// TestAMethodWithoutAnActorIsFound shows that the rule above can fail.
func TestAMethodWithoutAnActorIsFound(t *testing.T) {
	got := doesNotAsk(reflect.TypeFor[careless](), map[string]string{"Close": "ends"})

	if len(got) != 3 {
		t.Errorf("three of the four methods take no actor, but %q were found", got)
	}
}

// careless is a store that breaks the rule.
type careless struct{}

func (careless) Close() error                                            { return nil }
func (careless) Erase(context.Context, string) error                     { return nil }
func (careless) List() []string                                          { return nil }
func (careless) Show(models.Actor, context.Context) error                { return nil }
func (careless) Fine(_ context.Context, _ models.Actor, id string) error { return nil }

func doesNotAsk(typ reflect.Type, excused map[string]string) []string {
	var broken []string
	for i := range typ.NumMethod() {
		m := typ.Method(i)
		if _, ok := excused[m.Name]; ok {
			continue
		}
		if m.Type.NumIn() < 3 || m.Type.In(1) != reflect.TypeFor[context.Context]() || m.Type.In(2) != reflect.TypeFor[models.Actor]() {
			broken = append(broken, fmt.Sprintf("%s.%s does not ask who", typ, m.Name))
		}
	}
	return broken
}
