"""Which attributions carry a claim: to be told something is not to want it, to cause it or to know of it."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.lexicon.cues import CueClass, Cues
from sayso.lexicon.kinds import Kinds
from sayso.lexicon.reading import cue_class, cue_tokens
from sayso.lexicon.roles import Roles
from sayso.records import Attribution
from sayso.syntax import SUBJECTS, VERBAL, Parse, Token, is_finite

#: Classes whose noun phrase is what somebody feels about, not what he states: "criticised *the plan*" is a claim about
#: criticising, made by the report.
ABOUT = frozenset({CueClass.CRITICISE, CueClass.SUPPORT, CueClass.BELIEVE, CueClass.HOPE, CueClass.LEARN, CueClass.ASK})

#: Classes of finding out and thinking, whose infinitive of purpose says nothing yet: "to *assess* whether".
MENTAL = frozenset({CueClass.BELIEVE, CueClass.SHOW, CueClass.LEARN, CueClass.ASK})

#: The paper itself, where it was told something.
OURSELVES = frozenset({"i", "we", "us", "me"})

#: Classes whose noun is never a mere topic: "*questioned* the figures" doubts them.
NO_TOPIC = frozenset({CueClass.DENY, CueClass.DOUBT, CueClass.ACCUSE})


def carriers(
    parse: Parse, attributions: Sequence[Attribution], cues: Cues, kinds: Kinds, roles: Roles
) -> list[Attribution]:
    """The attributions whose content is a claim of theirs."""
    return [a for a in attributions if carries(parse, a, cues, kinds, roles)]


def carries(parse: Parse, attribution: Attribution, cues: Cues, kinds: Kinds, roles: Roles) -> bool:
    """Whether the content is something the source says, shows or denies, and not only something it deals with."""
    tokens = cue_tokens(parse, attribution)
    lemmas = {t.lemma for t in tokens}
    if lemmas & {*kinds.causes, *kinds.knowing} or _was_told(parse, attribution, tokens, roles):
        return False  # "the firm *knew* that …", "the firm *was told* that …": the claim is that it knew
    kind = cue_class(parse, attribution, cues)
    if kind in MENTAL and _is_purpose(parse, tokens):
        return False
    if _is_refusal(parse, attribution, tokens, kinds):
        return False
    states = _has_clause(parse, attribution)
    if states or not tokens:
        return True
    if all(t.pos in ("ADJ", "ADV", "DET") or t.dep == "amod" for t in tokens):
        return False  # "the reported plan": too little for a row
    if lemmas & kinds.topical and kind not in NO_TOPIC:
        return False  # "they *discussed* the ferries": what of the ferries?
    return kind not in ABOUT or _is_frame(parse, tokens, cues)


def _was_told(parse: Parse, attribution: Attribution, cue: Sequence[Token], roles: Roles) -> bool:
    """Whether it is told of somebody that he was told: "*the minister* was warned".

    Of a court, a reporter or "us" nothing is told: what they were told is.
    """
    hearers = [t for span in attribution.addressee for t in parse.between(span.start, span.end)]
    listeners = roles.audiences | roles.products | roles.outlets | OURSELVES
    if not hearers or any(t.lemma.lower() in listeners or t.text.lower() in listeners for t in hearers):
        return False
    told = {t.i for t in hearers}
    return any(
        subject.i in told for t in cue if (subject := parse.child(t, "nsubjpass")) is not None and t.tag == "VBN"
    )


def _is_refusal(parse: Parse, attribution: Attribution, cue: Sequence[Token], kinds: Kinds) -> bool:
    """Whether the source only says that it says nothing: "declined *to comment*", "did not answer *a request*"."""
    first = [t for span in attribution.content[:1] for t in parse.between(span.start, span.end)[:3]]
    said = {t.lemma for t in first}
    negated = any(c.dep == "neg" for t in cue for c in parse.children(t))
    lemmas = {t.lemma for t in cue}
    return any(r.verb in lemmas and r.negated == negated and not said.isdisjoint(r.with_) for r in kinds.refusals)


def _is_purpose(parse: Parse, tokens: Sequence[Token]) -> bool:
    """Whether the cue is an infinitive of what is still to be done: "hard *to believe*", "needed *to assess*"."""
    if any(t.text.lower() == "yet" for t in tokens):
        return False
    return any(t.tag == "VB" and t.dep in ("xcomp", "advcl", "acl") and _to(parse, t) for t in tokens)


def _to(parse: Parse, token: Token) -> bool:
    return any(c.text.lower() == "to" and c.dep == "aux" for c in parse.children(token))


def _is_frame(parse: Parse, tokens: Sequence[Token], cues: Cues) -> bool:
    """Whether the cue says what something is like: "regards the plan *as* unlawful"."""
    return any(
        t.lemma in cues.as_frame and (parse.child(t, "oprd", "acomp") is not None or _as(parse, t)) for t in tokens
    )


def _as(parse: Parse, token: Token) -> bool:
    below = [c for child in parse.children(token) for c in (child, *parse.children(child))]
    return any(c.text.lower() == "as" and c.dep == "prep" for c in below)


def _has_clause(parse: Parse, attribution: Attribution) -> bool:
    """Whether the content holds a predicate: a finite verb with a subject, or at its top any verb."""
    for span in attribution.content:
        tokens = parse.between(span.start, span.end)
        inside = {t.i for t in tokens}
        for token in tokens:
            if token.pos not in VERBAL:
                continue
            subject = parse.child(token, *SUBJECTS)
            if is_finite(parse, token) and subject is not None:
                return token.dep != "relcl" or token.head not in inside
            if token.head not in inside and token.dep != "amod":
                return True
    return False
