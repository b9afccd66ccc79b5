"""Statements that hold only if something else does, and the two faces of "would"."""

from __future__ import annotations

from sayso.certainty.findings import Finding
from sayso.certainty.scope import Scope, phrases_on
from sayso.syntax import Token
from sayso.vocab import Level


def conditional(scope: Scope) -> Finding | None:
    """It holds only if something else does: an "if" or "unless" clause on its predicate, or a "would" of supposing."""
    ifs = [mark for child in scope.children() if (mark := _condition(scope, child)) is not None]
    ifs += [c for c in scope.children() if c.dep == "mark" and c.text.lower() == "if"]  # the condition itself
    ifs += next((phrase for phrase, _ in phrases_on(scope, scope.words.hedges.condition_phrase)), ())
    woulds = [c for c in scope.children() if c.dep == "aux" and c.text.lower() in ("would", "'d", "’d")]
    if ifs:
        ifs = sorted({t.i: t for t in ifs}.values(), key=lambda t: t.i)
        return Finding(Level.CONDITIONAL, (*ifs, *woulds), "conditional")
    never = any(c.dep == "aux" and c.lemma == "have" for c in scope.children())  # "would have worked": it did not
    if woulds and (never or not scope.backshifted):
        return Finding(Level.CONDITIONAL, tuple(woulds), "would")
    return None


def _condition(scope: Scope, clause: Token) -> Token | None:
    """The word that makes a clause a condition; "even if" and "as if" make none, nor does "if any"."""
    if clause.dep not in ("advcl", "prep", "dep"):
        return None
    hedges = scope.words.hedges
    mark = next(
        (c for c in scope.parse.children(clause) if c.dep in ("mark", "aux") and c.text.lower() in hedges.conditions),
        clause if clause.text.lower() in hedges.conditions else None,
    )
    if mark is None:
        return None
    inverted = mark.dep == "aux" or mark.pos in ("AUX", "VERB")  # "*were* he to leave", not "since he *were* out"
    if inverted and mark.i != min(t.i for t in scope.parse.subtree(clause)):
        return None
    before = scope.parse.tokens[mark.i - 1].text.lower() if mark.i else ""
    after = scope.parse.tokens[mark.i + 1].text.lower() if mark.i + 1 < len(scope.parse) else ""
    return None if before in hedges.no_conditions or after in ("any", "not", "ever", "only") else mark
