"""What a report, or a source in it, says is not known or not confirmed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from sayso.certainty.scope import POINTERS, Words
from sayso.certainty.turning import turned
from sayso.syntax import SUBJECTS, VERBAL, Parse, Sentence, Token
from sayso.vocab import Level

#: Question words that, on an adverbial clause, only say when: "discussed it *when* they met".
TIMES = frozenset({"when", "where"})

#: Subjects that may stand for nobody.
EXPLETIVE = frozenset({"it", "that", "there", "which"})


class Open(msgspec.Struct, frozen=True):
    """One thing that is said to be open.

    Attributes:
        asked: the words of what is open.
        cues: the words that prove it.
        operator: the word that leaves it open ("confirm" in "yet to confirm whether").
        knower: who does not know or has to say, or None where nobody is named.
        rule: the rule that found it.
    """

    level: Level
    asked: tuple[Token, ...]
    cues: tuple[Token, ...]
    operator: Token
    knower: Token | None
    rule: str


def find_open(parse: Parse, words: Words) -> list[Open]:
    """Everything that the report says is open, in text order; one entry per "whether" of a list."""
    found: dict[int, Open] = {}
    for sentence in parse.sentences:
        if _is_direct(parse, sentence):
            continue
        for rule in RULES:
            for one in rule(parse, sentence, words):
                if not any(_same(one, other) for other in found.values()):
                    found[one.asked[0].i] = one
    return sorted(found.values(), key=lambda o: o.asked[0].i)


def _is_direct(parse: Parse, sentence: Sentence) -> bool:
    """A question put to the reader or in a quotation is no finding that something is open."""
    return any(t.text == "?" for t in parse.sentence_tokens(sentence)[-3:])


def _same(one: Open, other: Open) -> bool:
    """Whether two findings are about the same words; a list under one verb is found by one rule only."""
    if one.rule != other.rule and one.operator.i == other.operator.i:
        return True
    return not {t.i for t in one.asked}.isdisjoint(t.i for t in other.asked)


# -- rules, the surest first -----------------------------------------------------------------------------------------


def whether(parse: Parse, sentence: Sentence, words: Words) -> Iterator[Open]:
    """A clause with "whether" leaves open what it says; in a list, each "whether" leaves one thing open."""
    tokens = parse.sentence_tokens(sentence)
    marks = [t for t in tokens if t.text.lower() == "whether" and _leaves_open(parse, t)]
    for n, mark in enumerate(marks):
        end = marks[n + 1].i if n + 1 < len(marks) else sentence.last
        asked = _clause_from(parse, mark, end)
        operator = _operator(parse, mark, marks[0], words)
        proof = turned(parse, operator, words) or []
        knower = _knower(parse, operator)
        yield Open(Level.OPEN_QUESTION, asked, (*proof, operator, mark), operator, knower, "whether")


def wh_clause(parse: Parse, sentence: Sentence, words: Words) -> Iterator[Open]:
    """A "who", "why" or "how" clause under words of not knowing ("does not know how many") or asking is open."""
    for token in parse.sentence_tokens(sentence):
        proof = _not_knowing(parse, token, words)
        if proof is None:
            continue
        below = [c for p in parse.children(token) if p.dep == "prep" for c in parse.children(p)]
        beside = parse.children(parse.head(token)) if token.pos == "NOUN" else []
        for clause in (*parse.children(token), *below, *beside):
            if clause.dep not in ("ccomp", "csubj", "csubjpass", "xcomp", "pcomp", "advcl", "acl", "dobj"):
                continue
            word = _wh_word(parse, clause, words)
            only_when = clause.dep == "advcl" and word is not None and word.text.lower() in TIMES
            if word is not None and (not only_when or _is_it(parse, token)):
                asked = tuple(parse.subtree(clause))
                cues = tuple(sorted({t.i: t for t in (*proof, token, word)}.values(), key=lambda t: t.i))
                yield Open(Level.OPEN_QUESTION, asked, cues, token, _knower(parse, token), "wh-clause")
        bare = next(
            (c for c in parse.children(token) if c.text.lower() in words.questions.wh and c.dep == "advmod"), None
        )
        if bare is not None and bare.i > token.i:  # "It is not clear why."
            asked = tuple(parse.subtree(token))
            yield Open(Level.OPEN_QUESTION, asked, (*proof, token, bare), token, None, "wh-word")
        fronted = _fronted_question(parse, sentence, token, words)
        if fronted:
            yield Open(Level.OPEN_QUESTION, fronted, (fronted[0], *proof, token), token, None, "wh-clause")


def fronted(parse: Parse, sentence: Sentence, words: Words) -> Iterator[Open]:
    """A clause that asks and opens the sentence is open: "*why it sank* remains a mystery"."""
    tokens = parse.sentence_tokens(sentence)
    first = next((t for t in tokens if t.text.lower() not in words.questions.precisely and t.pos != "PUNCT"), None)
    if first is None or first.text.lower() not in words.questions.wh:
        return
    for link in tokens:
        asked = [t for t in parse.tokens[first.i : link.i] if t.dep != "punct"]
        if not any(t.pos in VERBAL for t in asked[1:]):
            continue
        proof = _unsettled(parse, link, words)
        if proof:
            operator = proof[-1] if proof[-1].tag == "VBN" else link
            yield Open(Level.OPEN_QUESTION, tuple(asked), (first, *proof), operator, None, "fronted")
            return


def _unsettled(parse: Parse, link: Token, words: Words) -> list[Token]:
    """What a linking word says that leaves a clause before it open: "a *mystery*", "*yet* to be *settled*"."""
    questions = words.questions
    after = parse.tokens[link.i + 1 : link.i + 6]
    nots = [t for t in after if t.dep == "neg"]
    yet = [t for t in after if t.text.lower() == "yet"]
    if link.lemma in ("have", "be", "remain") and yet:
        settled = (*questions.knowing, *questions.finding, *questions.deciding, *questions.confirming)
        return next(([*yet, t] for t in after if t.tag == "VBN" and t.lemma in settled), [])
    if link.lemma not in questions.linkers:
        return []
    for token in after:
        if token.lemma in questions.riddles and token.dep != "pobj" and not nots:
            return [token]
        if token.lemma in questions.contested and token.tag in ("VBN", "JJ") and not nots:
            return [token]
        if (token.lemma in questions.open and not nots) or (token.lemma in questions.closed and nots):
            return [*nots, token]
        if nots and token.tag == "VBN" and token.lemma in questions.knowing:
            return [*nots, token]
    return []


def cleft(parse: Parse, sentence: Sentence, words: Words) -> Iterator[Open]:
    """What "what is not known is" leads to is open: "*what is unclear is* who paid"."""
    for link in parse.sentence_tokens(sentence):
        subject = parse.child(link, "csubj") if link.lemma == "be" else None
        clause = parse.child(link, "ccomp", "advcl") if subject is not None else None
        if subject is None or clause is None or clause.i < link.i or _wh_word(parse, clause, words) is None:
            continue
        proof = _not_knowing(parse, subject, words)
        if proof is not None:
            asked = tuple(parse.subtree(clause))
            yield Open(Level.OPEN_QUESTION, asked, (*proof, subject), link, None, "cleft")


def _fronted_question(parse: Parse, sentence: Sentence, token: Token, words: Words) -> tuple[Token, ...]:
    """The clause before "is not known" that the parser took for the main one: "*Why it fell*, is not known"."""
    first = parse.tokens[sentence.first]
    if token.dep != "conj" or first.text.lower() not in words.questions.wh:
        return ()
    own = [t.i for t in parse.children(token) if t.dep in ("aux", "auxpass", "neg")]
    asked = list(parse.tokens[sentence.first : min(own, default=token.i)])
    while asked and asked[-1].pos == "PUNCT":
        asked.pop()
    return tuple(asked)


def unconfirmed(parse: Parse, sentence: Sentence, words: Words) -> Iterator[Open]:
    """What somebody could not confirm, or has not, is not confirmed: "could not verify the account"."""
    for token in parse.sentence_tokens(sentence):
        proof = turned(parse, token, words) if token.lemma in words.questions.confirming else None
        if proof is None:
            continue
        target = parse.child(token, "ccomp", "dobj", "nsubjpass", "csubjpass", "acl")
        if target is None and token.dep == "conj":
            target = parse.child(parse.head(token), "dobj", "ccomp")
        if target is None:
            target = next((parse.child(c, "dobj", "ccomp") for c in parse.children(token) if c.dep == "conj"), None)
        if target is None and parse.child(token, "auxpass") is not None:
            target = parse.child(parse.head(token), *SUBJECTS)  # "the results have yet to be verified"
        if target is None or (target.pos == "PRON" and target.text.lower() not in POINTERS):
            continue
        yield Open(
            Level.NOT_CONFIRMED,
            tuple(parse.subtree(target)),
            (*proof, token),
            token,
            _knower(parse, token),
            "not-confirmed",
        )


def undetermined(parse: Parse, sentence: Sentence, words: Words) -> Iterator[Open]:
    """What somebody could not find out or would not say is open: "unable to determine the cause"."""
    for token in parse.sentence_tokens(sentence):
        if token.pos != "VERB" or not (token.lemma in words.questions.finding or _is_made_known(parse, token, words)):
            continue
        proof = turned(parse, token, words)
        target = parse.child(token, "dobj", "nsubjpass")
        if not proof or target is None or any(p.lemma in words.denials.failures for p in proof):
            continue
        if target.pos == "PRON" and target.text.lower() not in POINTERS:
            continue
        knower = _knower(parse, token) if target.dep == "dobj" else None
        yield Open(Level.OPEN_QUESTION, tuple(parse.subtree(target)), (*proof, token), token, knower, "not-found-out")


def _is_made_known(parse: Parse, verb: Token, words: Words) -> bool:
    """Whether a verb says in the passive that something is known, and not to whom: "the number was not *known*"."""
    passive = parse.child(verb, "auxpass") is not None and parse.child(verb, "nsubjpass") is not None
    to_whom = any(c.dep in ("prep", "agent") and c.lemma in ("to", "for", "as", "by") for c in parse.children(verb))
    bare = passive and not to_whom and parse.child(verb, "xcomp") is None
    return bare and verb.text.lower() in words.questions.closed


def open_adjective(parse: Parse, sentence: Sentence, words: Words) -> Iterator[Open]:
    """What is called unclear or unknown is open; what is called unverified is not confirmed."""
    for token in parse.sentence_tokens(sentence):
        level = _adjective_level(parse, token, words)
        link = parse.head(token)
        if level is None or link.lemma not in words.questions.linkers:
            continue
        subject = parse.child(link, *SUBJECTS)
        clause = next((c for w in (token, link) if (c := parse.child(w, "ccomp", "csubj")) is not None), None)
        target = clause or subject
        if target is None or target.pos == "PRON" or target.i == token.i:
            continue
        proof = [c for c in parse.children(link) if c.dep == "neg"]
        yield Open(level, tuple(parse.subtree(target)), (*proof, token), token, None, "open-adjective")


def question_noun(parse: Parse, sentence: Sentence, words: Words) -> Iterator[Open]:
    """What questions or doubts are about is open: "questions on how far …", "no agreement on the toll"."""
    for token in parse.sentence_tokens(sentence):
        no = next((c for c in parse.children(token) if c.dep in ("det", "neg") and c.text.lower() == "no"), None)
        vouches = no is not None and token.lemma in words.questions.confirmations
        asks = token.lemma in words.questions.questions and token.pos == "NOUN"
        unsettled = no is not None and token.lemma in words.questions.settlements
        if not (asks or unsettled):
            continue
        prep = next((c for c in parse.children(token) if c.dep in ("prep", "acl", "ccomp")), None)
        prep = prep or (_fronted(parse, token) if unsettled else _behind(parse, token))
        if prep is None:
            continue
        below = ("pcomp", "pobj") if unsettled else ("pcomp",)
        clause = parse.child(prep, *below) if prep.dep in ("prep", "advmod") else prep
        if clause is None or (asks and not unsettled and _wh_word(parse, clause, words) is None):
            continue
        cues = (no, token) if no is not None else (token,)
        operator = parse.head(token) if token.dep in SUBJECTS else token
        level = Level.NOT_CONFIRMED if vouches else Level.OPEN_QUESTION
        yield Open(level, tuple(parse.subtree(clause)), cues, operator, None, "question-noun")


def undecided(parse: Parse, sentence: Sentence, words: Words) -> Iterator[Open]:
    """What nobody has decided is open: "*no decision* has been *taken* on the pier", "has *announced no ruling*"."""
    for token in parse.sentence_tokens(sentence):
        none = next((c for c in parse.children(token) if c.dep == "det" and c.lemma.lower() == "no"), None)
        verb = parse.head(token)
        if none is None or token.lemma not in words.questions.decisions or verb.lemma not in words.questions.making:
            continue
        if token.dep in ("nsubj", "nsubjpass", "dobj"):
            told = [t for t in parse.subtree(token if verb.dep == "conj" else verb) if t.pos != "PUNCT"]
            cues = tuple(sorted((none, token, verb), key=lambda t: t.i))
            yield Open(Level.OPEN_QUESTION, tuple(told), cues, verb, _knower(parse, verb), "undecided")


#: Rules in order of strength: what a surer rule found open, a later one does not find again.
RULES = (fronted, cleft, whether, wh_clause, unconfirmed, undetermined, undecided, open_adjective, question_noun)


# -- words of not knowing ----------------------------------------------------------------------------------------------


def _not_knowing(parse: Parse, token: Token, words: Words) -> list[Token] | None:
    """The proof that a word leaves a question below it open, or None."""
    questions = words.questions
    if token.lemma in questions.open and token.pos in ("ADJ", "VERB"):
        return []
    if token.lemma in ("be", "remain", "become"):
        complement = parse.child(token, "acomp", "oprd")
        if complement is None:
            return None
        negated = any(c.dep == "neg" for c in parse.children(token))
        if complement.lemma in questions.open or (complement.lemma in questions.closed and negated):
            return [complement, *(c for c in parse.children(token) if c.dep == "neg")]
        return None
    if token.lemma in questions.closed and token.dep in ("acomp", "oprd"):
        return turned(parse, token, words)
    if token.lemma in questions.inquiring and token.pos == "VERB" and token.tag != "VBN":
        return None if turned(parse, token, words) else []
    if token.lemma in questions.deciding and any(c.text.lower() in ("will", "to") for c in parse.children(token)):
        return turned(parse, token, words) or []
    if token.lemma in questions.riddles and token.dep in ("attr", "acomp") and _is_it(parse, parse.head(token)):
        return []
    if token.lemma in (*questions.knowing, *questions.finding, *words.denials.answering):
        return turned(parse, token, words)
    if token.lemma == "see" and token.dep == "xcomp":
        return turned(parse, token, words)
    return None


def _adjective_level(parse: Parse, token: Token, words: Words) -> Level | None:
    if token.dep not in ("acomp", "oprd", "attr", "xcomp"):
        return None
    negated = any(c.dep == "neg" for c in parse.children(parse.head(token)))
    if token.lemma in words.questions.unconfirmed and not negated:
        return Level.NOT_CONFIRMED
    if (token.lemma in words.questions.open and not negated) or (token.lemma in words.questions.closed and negated):
        return Level.OPEN_QUESTION
    return None


# -- places ----------------------------------------------------------------------------------------------------------


def _leaves_open(parse: Parse, mark: Token) -> bool:
    """Not "whether or not it rains, the race goes on": a condition that does not matter is no question."""
    following = parse.tokens[mark.i + 1].text.lower() if mark.i + 1 < len(parse) else ""
    clause = parse.head(mark)
    fronted = clause.dep == "advcl" and clause.i < parse.head(clause).i
    return following != "or" and not fronted


def _clause_from(parse: Parse, mark: Token, end: int) -> tuple[Token, ...]:
    """The words from a "whether" to the end of its clause, at most to the next "whether"."""
    below = {t.i for t in parse.subtree(parse.head(mark))} if parse.head(mark).i != mark.i else set()
    asked = [t for t in parse.tokens[mark.i : end] if t.i in below] or list(parse.tokens[mark.i : end])
    while len(asked) > 1 and (asked[-1].pos in ("PUNCT", "CCONJ") or asked[-1].dep in ("punct", "cc")):
        asked.pop()
    return tuple(asked)


def _operator(parse: Parse, mark: Token, first: Token, words: Words) -> Token:
    """The word that a list of "whether" clauses hangs on; where the tree misplaces the list, the verb before it."""
    governor = parse.head(parse.head(first))
    if governor.i < first.i and _may_ask(governor, words):
        return governor
    before = [t for t in parse.tokens[: first.i] if t.sentence == first.sentence]
    asking = [t for t in before if _may_ask(t, words)]
    verbs = [t for t in before if t.pos == "VERB"]
    return (asking or verbs or [mark])[-1]


def _may_ask(token: Token, words: Words) -> bool:
    questions = words.questions
    if token.pos in ("VERB", "ADJ"):
        asks = (
            questions.knowing,
            questions.confirming,
            questions.finding,
            questions.inquiring,
            questions.open,
            questions.closed,
        )
        return any(token.lemma in group for group in asks)
    return token.pos == "NOUN" and token.lemma in questions.questions


def _knower(parse: Parse, operator: Token) -> Token | None:
    """Who does not know: the subject of the operator, or of what it hangs on."""
    token, able = operator, operator.pos == "VERB" and operator.lemma != "see"
    for _ in range(4):
        if parse.child(token, "auxpass") is None:
            subject = parse.child(token, "nsubj")
            if subject is not None:
                # "It is not clear who …" names nobody; "it is not able to say who …" does.
                return None if subject.text.lower() in EXPLETIVE and not able else subject
        if token.dep not in ("xcomp", "acomp", "conj", "advcl", "acl", "ccomp", "oprd") or token.head == token.i:
            return None
        if token.dep == "ccomp" and parse.child(token, "nsubjpass") is not None:
            return None
        if token.dep == "xcomp" and parse.head(token).lemma in ("early", "soon", "hard", "difficult", "impossible"):
            able = False
        token = parse.head(token)
    return None


def _wh_word(parse: Parse, clause: Token, words: Words) -> Token | None:
    """The question word that opens a clause, or None."""
    if clause.text.lower() in words.questions.wh and clause.pos in ("PRON", "ADV", "SCONJ"):
        return clause if parse.children(clause) else None
    first = next((t for t in parse.subtree(clause) if t.pos not in ("PUNCT", "ADP")), None)
    if first is None:
        return None
    above = parse.head(clause)
    asks_if = first.text.lower() == "if" and clause.i > above.i and (first.i == above.i + 1 or _is_it(parse, above))
    return first if asks_if or first.text.lower() in words.questions.wh else None


def _behind(parse: Parse, token: Token) -> Token | None:
    """The phrase, or its clause, that stands behind the verb: "questions remain *over who paid*"."""
    if token.dep not in SUBJECTS:
        return parse.child(token, "relcl")  # "confusion over which train had priority", as the parser has it
    verb = parse.head(token)
    behind = [c for c in parse.children(verb) if c.i > verb.i]
    phrase = next((c for c in behind if parse.child(c, "pcomp") is not None or c.dep == "ccomp"), None)
    return phrase or next((c for c in parse.children(token) if c.i > verb.i and c.dep == "relcl"), None)


def _is_it(parse: Parse, link: Token) -> bool:
    """Whether the subject is an "it" that stands for a clause."""
    subject = parse.child(link, *SUBJECTS)
    return subject is not None and subject.text.lower() == "it"


def _fronted(parse: Parse, token: Token) -> Token | None:
    """The phrase that stands before the verb: "*On deaths* there is no agreement"."""
    verb = parse.head(token)
    return next((c for c in parse.children(verb) if c.dep == "prep" and c.i < verb.i), None)


def knower_words(parse: Parse, knower: Token | None) -> Sequence[Token]:
    """The words of who does not know, without the clauses that hang on it."""
    if knower is None:
        return ()
    clauses = [c for c in parse.subtree(knower) if c.dep in ("relcl", "acl", "appos", "advcl") and c.i != knower.i]
    words = parse.subtree(knower, without=clauses)
    return [t for t in words if not (t.pos == "PUNCT" and t.i in (words[0].i, words[-1].i))]
