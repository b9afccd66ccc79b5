"""What states something, and what is too little, a question, or a refusal to speak."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.claims.clauses import subject_of
from sayso.lexicon.kinds import Kinds
from sayso.syntax import SUBJECTS, VERBAL, Parse, Token, is_finite, top

#: Fewest words of a statement about "it" or "they", or without a verb; "Wages fell" names what it is about.
FEWEST = 3

#: Words that stand for something said elsewhere: a content that is no more than this states nothing.
EMPTY = frozenset({"so", "that", "this", "it", "as", "much", "otherwise", "which", "what", "not", "no", "yes", "same"})

#: Verbs and adverbs that with a pronoun say nothing without what stands elsewhere: "they *disagree*", "it *never* was".
_ALONE = frozenset({"agree", "disagree", "never", "still", "also", "too", "always", "there"})


def has_clause(parse: Parse, tokens: Sequence[Token]) -> bool:
    """Whether the words hold a finite verb with its subject."""
    inside = {t.i for t in tokens}
    return any(
        t.pos in VERBAL and is_finite(parse, t) and any(c.i in inside and c.dep in SUBJECTS for c in parse.children(t))
        for t in tokens
    )


def is_worth_saying(parse: Parse, part: Sequence[Token], *, whole: bool) -> bool:
    """Whether words given as somebody's make a statement: more than "so" or "that", no direct question.

    What is left of a content around a nested one ("officials told it that …") must be a clause of its own.
    """
    words = [t for t in part if any(c.isalnum() for c in t.text)]
    if _announces(parse, part):
        return False
    if not words or all(t.text.lower() in EMPTY for t in words) or is_asked(parse, part):
        return False
    main = top(parse, part)
    if part[0].tag in ("WP", "WRB") and (not whole or (part[0].lemma == "what" and parse.head(part[0]) == main)):
        return False  # "what it called …", "described what happens": a topic, not a statement
    if all(t.pos in ("PRON", "AUX", "PART") or t.lemma in _ALONE for t in words):
        return False  # "it was", "they never had": what of it stands elsewhere
    if has_clause(parse, part):
        return True
    if not whole:
        return _reads_as_clause(part)
    if main is None or main.pos in ("PRON", "INTJ", "ADV") or (len(words) == 1 and main.pos == "VERB"):
        return False  # "Noted", said the office
    return len(words) >= FEWEST or any(t.pos in ("VERB", "NUM") for t in words) or main.pos in ("NOUN", "ADJ")


def _reads_as_clause(part: Sequence[Token]) -> bool:
    """Whether a finite verb follows a noun, in words that the parser did not see as a clause."""
    nouns = [n for n, t in enumerate(part) if t.pos in ("NOUN", "PROPN")]
    verbs = [n for n, t in enumerate(part) if t.tag in ("VBD", "VBZ", "VBP", "MD")]
    return bool(nouns and verbs) and nouns[0] < verbs[-1] < len(part) - 1


def _announces(parse: Parse, part: Sequence[Token]) -> bool:
    """Whether the words only announce a list: "three points: whether …"."""
    following = parse.tokens[part[-1].i + 1 : part[-1].i + 3]
    return [t.text.lower() for t in following] == [":", "whether"]


def is_statement(parse: Parse, part: Sequence[Token], main: Token, *, in_headline: bool) -> bool:
    """Whether a clause says something of something: a finite verb with a subject, no question, not spoken to "you"."""
    if not part or main.i not in {t.i for t in part}:
        return False
    words = [t for t in part if any(c.isalnum() for c in t.text)]
    if in_headline and main.pos in ("NOUN", "PROPN") and any(_is_telling(parse, c) for c in parse.children(main)):
        return True
    own = parse.child(main, *SUBJECTS)
    lent = subject_of(parse, part, main)
    subject = top(parse, lent) if lent else own
    if subject is None or subject.text.lower() in ("you", "who", "what") or is_asked(parse, part):
        return False
    if len(words) < FEWEST and subject.pos == "PRON":
        return False
    if _is_topic(parse, part, main) or _leaves_rest(parse, main):
        return False
    return main.pos in VERBAL and (is_finite(parse, main) or in_headline)


def _is_topic(parse: Parse, part: Sequence[Token], main: Token) -> bool:
    """Whether the words only name what follows, as headings do: "When it was noticed", "What the case should teach"."""
    first = part[0]
    asks = first.tag in ("WP", "WRB", "WDT") or first.lemma.lower() in ("what", "why", "how", "when", "where", "who")
    verb = next((t for t in parse.ancestors(first) if t.pos in VERBAL), None)
    return asks and main.dep == "ROOT" and verb is not None and verb.i == main.i


def _leaves_rest(parse: Parse, main: Token) -> bool:
    """Whether a predicate is no more than its helper: "The firm would not say. The union *would* (too)"."""
    complements = ("attr", "acomp", "xcomp", "ccomp", "prep", "dobj", "oprd", "advcl", "expl", "advmod", "npadvmod")
    alone = all(c.dep not in complements or c.lemma.lower() in _ALONE or c.i < main.i for c in parse.children(main))
    return alone and (main.tag == "MD" or (main.pos == "AUX" and main.lemma in ("be", "do", "have")))


def _is_telling(parse: Parse, token: Token) -> bool:
    """Whether a verb that the parser hung on a noun is the predicate of a terse line: "Floods *hit* the coast"."""
    return token.dep in ("acl", "relcl") and token.tag in ("VBD", "VBZ", "VBP") and parse.child(token, "nsubj") is None


def is_asked(parse: Parse, part: Sequence[Token]) -> bool:
    """Whether the words end in a question mark."""
    return any(t.text == "?" for t in parse.tokens[part[-1].i : part[-1].i + 3] if t.sentence == part[-1].sentence)


def says_nothing(parse: Parse, part: Sequence[Token], main: Token, kinds: Kinds) -> bool:
    """Whether the clause is a refusal to speak, or only points at words elsewhere ("She rejected that", "said so")."""
    subject = {t.i for c in parse.children(main) if c.dep in SUBJECTS for t in parse.subtree(c)}
    rest = [
        t
        for t in part
        if t.i not in subject and t.i != main.i and t.dep not in ("aux", "auxpass", "neg", "punct", "cc", "preconj")
    ]
    points = bool(rest) and all(t.text.lower() in EMPTY or t.dep == "det" for t in rest) and main.pos == "VERB"
    return points or is_refusal(parse, main, kinds)


def is_refusal(parse: Parse, main: Token, kinds: Kinds) -> bool:
    """Whether the clause only says that somebody would not say anything ("declined to comment")."""
    below = {t.lemma for t in parse.subtree(main)}
    negated = any(c.dep == "neg" or c.lemma.lower() == "nor" for c in parse.children(main))
    return any(
        main.lemma == r.verb and (not r.negated or negated) and (not r.with_ or not below.isdisjoint(r.with_))
        for r in kinds.refusals
    )
