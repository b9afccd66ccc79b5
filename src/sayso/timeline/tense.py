"""Whether date words lie ahead or behind, by the verb they hang on."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.lexicon.dates import Dates
from sayso.syntax import VERBAL, Parse, Token


def lies_ahead(parse: Parse, tokens: Sequence[Token], lead: str, dates: Dates) -> bool:
    """Whether the words are about what is to come: "will meet on Monday", "is expected to open in May"."""
    if not tokens:
        return False
    inside = {t.i for t in tokens}
    outer = next((t for t in tokens if t.head not in inside), tokens[0])
    verb: Token | None = None
    for ancestor in (outer, *parse.ancestors(outer)):
        if ancestor.pos not in VERBAL:
            continue
        verb = verb or ancestor
        verdict = _points_ahead(parse, ancestor, dates)
        if verdict is not None:
            return verdict
    if verb is None:
        return lead in dates.ahead or _heads_a_list(parse, tokens)
    return lead in dates.ahead and verb.tag not in ("VBD", "VBN")


def _points_ahead(parse: Parse, verb: Token, dates: Dates) -> bool | None:
    """Whether a verb puts its dates ahead; None where it does not say and what stands above it decides."""
    children = parse.children(verb)
    modals = {c.text.lower() for c in children if c.dep == "aux" and c.tag == "MD"}
    if modals & {"will", "'ll", "would", "shall", "wo", "may", "might", "could", "must", "should", "can"}:
        perfect = any(c.lemma == "have" and c.dep == "aux" for c in children)
        return not perfect
    # "Results are *due* on Monday", "were *expected* on Thursday": looked ahead to, whenever that was.
    due = parse.child(verb, "acomp")
    if due is not None and due.lemma == "due":
        return all(c.lemma != "to" or c.dep != "prep" for c in parse.children(due)) or None
    if verb.tag == "VBN" and verb.lemma in dates.awaiting and any(c.dep == "auxpass" for c in children):
        return not any(c.lemma == "have" for c in children if c.dep == "aux")
    past = verb.tag == "VBD" or any(c.tag == "VBD" for c in children if c.dep in ("aux", "auxpass"))
    if past or any(c.lemma == "have" for c in children if c.dep == "aux"):
        return False
    head = parse.head(verb)
    infinitive = verb.tag == "VB" and any(c.text.lower() == "to" for c in children if c.dep == "aux")
    if infinitive and (
        head.lemma in dates.planning or (head.lemma == "be" and head.i != verb.i and head.i + 3 >= verb.i)
    ):
        return True
    present = verb.tag in ("VBZ", "VBP") and verb.lemma in dates.scheduled
    if present and verb.dep in ("ROOT", "conj", "relcl", "ccomp") and not any(c.dep == "aux" for c in children):
        return True
    return None


def _heads_a_list(parse: Parse, tokens: Sequence[Token]) -> bool:
    """Whether the words open an entry of a diary: "Monday: half-year results"."""
    last = tokens[-1].i
    first_of_sentence = parse.sentences[tokens[0].sentence].first
    return tokens[0].i == first_of_sentence and last + 1 < len(parse) and parse.tokens[last + 1].text == ":"
