package main

import (
	"go/ast"
	"go/token"
	"regexp"
	"strings"
)

// word is one part of an SQL text: a name, a string, an operator, a bracket.
type word struct {
	text       string
	start, end int
	depth      int // of brackets around it
}

var (
	sqlWord    = regexp.MustCompile(`'[^']*'|[A-Za-z_][\w.]*|<=|>=|<>|\|\||\d+|[^\s]`)
	sqlLook    = regexp.MustCompile(`\b(SELECT|UPDATE|DELETE|WHERE|AND|OR)\b|^[\w.]+ (=|<>|<=?|>=?) `)
	sqlValues  = regexp.MustCompile(`IN \('[^']*'(?:, ?'[^']*')+\)`)
	sqlValue   = regexp.MustCompile(`'[^']*'`)
	comparison = regexp.MustCompile(`^(\([^()]*\)|[\w.]+) (=|<>|<=|>=|<|>) (\S.*)$`)
	notNull    = regexp.MustCompile(`^\S+ IS (NOT )?NULL$`)
	negated    = regexp.MustCompile(`^(\S+ )?NOT (IN|EXISTS)\b`)
)

// opens and closes are the words around a condition.
var (
	opens  = set("WHERE AND OR ON WHEN HAVING")
	closes = set("AND OR THEN ELSE END ORDER GROUP LIMIT RETURNING FOR UNION JOIN LEFT INNER WHERE HAVING AS CONFLICT")
	begins = set("SELECT UPDATE DELETE INSERT WITH FROM JOIN LEFT ORDER CASE")
)

func set(words string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(words) {
		m[w] = true
	}
	return m
}

// sql adds the sites of an SQL text: conditions that are dropped or turned
// round, bounds off by one, values left out of IN.
func (f *finder) sql(lit *ast.BasicLit) {
	if lit.Kind != token.STRING || len(lit.Value) < 2 || f.isModel() {
		return
	}
	text := lit.Value[1 : len(lit.Value)-1]
	if !sqlLook.MatchString(text) || lit.Value[0] == '"' && strings.Contains(text, `\`) {
		return
	}
	base := f.offset(lit.Pos()) + 1
	for _, c := range sqlConditions(text) {
		old := text[c.start:c.end]
		if c.among {
			new := "(" + old + " OR 1 = 1)"
			f.add("sql condition", base+c.start, base+c.end, new, old, "dropped")
		}
		if kind, new := turned(old); new != "" {
			f.add(kind, base+c.start, base+c.end, new, old, new)
		}
	}
	for _, in := range sqlValues.FindAllStringIndex(text, -1) {
		values := sqlValue.FindAllStringIndex(text[:in[1]], -1)
		for len(values) > 0 && values[0][0] < in[0] {
			values = values[1:]
		}
		for i, v := range values {
			from, to := v[0], v[1]
			if i+1 < len(values) {
				to = values[i+1][0]
			} else {
				from = values[i-1][1]
			}
			f.add("sql value", base+from, base+to, "", text[v[0]:v[1]], "left out")
		}
	}
}

// turned is a condition with another meaning, and the kind of the fault.
func turned(c string) (kind, text string) {
	if m := comparison.FindStringSubmatch(c); m != nil {
		other := map[string]string{"=": "<>", "<>": "=", "<": "<=", "<=": "<", ">": ">=", ">=": ">"}[m[2]]
		kind = "sql turned"
		if m[2] != "=" && m[2] != "<>" {
			kind = "sql bound"
		}
		return kind, m[1] + " " + other + " " + m[3]
	}
	if m := notNull.FindStringSubmatch(c); m != nil {
		if m[1] != "" {
			return "sql turned", strings.Replace(c, "NOT NULL", "NULL", 1)
		}
		return "sql turned", strings.Replace(c, "IS NULL", "IS NOT NULL", 1)
	}
	if negated.MatchString(c) {
		return "sql turned", strings.Replace(c, "NOT ", "", 1)
	}
	return "", ""
}

// sqlCondition is the position of a condition in an SQL text. among is true if
// there are others beside it.
type sqlCondition struct {
	start, end int
	among      bool
}

// sqlConditions finds the conditions of a query or of a part of one.
func sqlConditions(text string) []sqlCondition {
	words := sqlWords(text)
	var found []sqlCondition
	if len(words) > 0 && !begins[words[0].text] && !opens[words[0].text] {
		found = appendCondition(found, words, 0, false)
	}
	for i, w := range words {
		if opens[w.text] && !isBetween(words, i) {
			found = appendCondition(found, words, i+1, w.text == "AND" || w.text == "OR")
		}
	}
	return found
}

// appendCondition adds the condition that begins with word i, and the first
// one inside its brackets.
func appendCondition(found []sqlCondition, words []word, i int, among bool) []sqlCondition {
	if i >= len(words) || words[i].text == ")" || closes[words[i].text] {
		return found
	}
	depth := words[i].depth
	last, j := i, i
	for ; j < len(words) && words[j].depth >= depth; j++ {
		if words[j].depth == depth && closes[words[j].text] && !isBetween(words, j) {
			break
		}
		last = j
	}
	if j < len(words) && (words[j].text == "AND" || words[j].text == "OR") && words[j].depth == depth {
		among = true
	}
	if last > i && isComplete(words[last].text) {
		found = append(found, sqlCondition{words[i].start, words[last].end, among})
	}
	if words[i].text == "(" && i+1 < len(words) && !begins[words[i+1].text] {
		found = appendCondition(found, words, i+1, false)
	}
	return found
}

// isComplete reports whether a condition may end with this word; otherwise the
// text goes on elsewhere.
func isComplete(last string) bool {
	return !strings.Contains("= <> <= >= < > ( , || + -", last) && last != "IN" && last != "NOT" && last != "EXISTS"
}

// isBetween reports whether word i is the AND of BETWEEN.
func isBetween(words []word, i int) bool {
	return words[i].text == "AND" && i >= 2 && words[i-2].text == "BETWEEN"
}

// sqlWords splits an SQL text into words. A bracket has the depth of the text
// around it.
func sqlWords(text string) []word {
	var words []word
	depth := 0
	for _, at := range sqlWord.FindAllStringIndex(text, -1) {
		w := word{text: text[at[0]:at[1]], start: at[0], end: at[1], depth: depth}
		switch w.text {
		case "(":
			depth++
		case ")":
			depth--
			w.depth = depth
		}
		words = append(words, w)
	}
	return words
}
