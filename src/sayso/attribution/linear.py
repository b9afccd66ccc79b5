"""Clauses read from left to right, for where the parse of a clause without "that" goes wrong."""

from __future__ import annotations

from sayso.attribution.reading import Reading
from sayso.syntax import Token

_OPENERS = frozenset({"how", "what", "why", "whether"})
_NOMINAL = frozenset({"DET", "ADJ", "NOUN", "PROPN", "NUM", "PART", "ADP", "ADV", "PRON", "PUNCT", "CCONJ", "SYM"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})

#: How many tokens a subject may have before its finite verb.
_LONGEST_SUBJECT = 12


def clause_from(reading: Reading, first: int, verb: Token) -> tuple[Token, ...]:
    """The clause that begins with the token at this place, to the end of its region; empty where none begins there."""
    parse = reading.parse
    sentence = parse.sentences[verb.sentence]
    if first >= sentence.last:
        return ()
    opener = parse.tokens[first]
    if opener.lemma == "that" and opener.dep == "mark":
        return parse.tokens[first : region_end(reading, verb)]
    if opener.text.lower() in _OPENERS and opener.tag in {"WRB", "WP", "IN"}:
        finite = any(t.tag in _FINITE for t in parse.tokens[first + 1 : sentence.last])
        return parse.tokens[first : region_end(reading, verb)] if finite else ()
    return parse.tokens[first : region_end(reading, verb)] if _subject_and_verb(reading, first, sentence.last) else ()


def _subject_and_verb(reading: Reading, first: int, last: int) -> bool:
    """Whether a noun phrase and, right behind it, a finite verb stand at this place."""
    tokens = reading.parse.tokens
    noun = False
    for i in range(first, min(last, first + _LONGEST_SUBJECT)):
        token = tokens[i]
        if token.tag in _FINITE and token.pos in {"AUX", "VERB"}:
            # A bare past tense may be a participle; only a helping verb proves that a clause begins here.
            return (
                token.pos == "AUX"
                and noun
                and tokens[i - 1].text not in {",", '"', "and", "or", "but"}
                and tokens[i - 1].tag not in {"WDT", "WP"}
            )
        if token.pos not in _NOMINAL or token.text in {";", ":", "(", ","} or token.tag in {"WDT", "WP", "WRB"}:
            return False
        if token.text == '"' or token.lemma in {"as", "to", "by", "for"} or (token.pos == "CCONJ" and not noun):
            return False
        noun = noun or token.pos in {"NOUN", "PROPN", "PRON", "NUM"}
    return False


#: How many tokens the remark at a sentence's end may have.
_LONGEST_REMARK = 9


def remark_at_end(reading: Reading, verb: Token) -> tuple[int, Token] | None:
    """(place of the comma, noun of the source) where the verb ends a sentence in ", some noun VERB."; else None."""
    parse = reading.parse
    sentence = parse.sentences[verb.sentence]
    behind = [t for t in parse.tokens[verb.i + 1 : sentence.last] if t.pos != "PUNCT"]
    if reading.quoted(verb) or any(
        t.ent not in {"DATE", "TIME"} and t.lemma not in {"on", "last", "night"} for t in behind
    ):
        return None
    for i in range(verb.i - 1, max(sentence.first, verb.i - _LONGEST_REMARK), -1):
        token = parse.tokens[i]
        if token.text == ",":
            noun = parse.tokens[verb.i - 1]
            fits = (
                noun.pos in {"NOUN", "PROPN", "PRON"}
                and i < noun.i
                and reading.can_speak(noun)
                and i - sentence.first > 3
            )
            return (i, noun) if fits else None
        if token.pos not in _NOMINAL and token.tag not in {"VBN", "VBG", "VBD"}:
            return None
    return None


def region_end(reading: Reading, verb: Token) -> int:
    """The place behind the last token that a clause after this verb can reach: the sentence's end, ";", ", but"."""
    parse = reading.parse
    last = parse.sentences[verb.sentence].last
    for i in range(verb.i + 1, last):
        token = parse.tokens[i]
        if reading.quoted(token):
            continue
        after = parse.tokens[i + 1].text.lower() if i + 1 < last else ""
        if token.text == ";" or (token.text == "," and after in {"but", "although", "though"}):
            return i
    while last > verb.i + 1 and parse.tokens[last - 1].text in {".", ")", "?", "!"}:
        last -= 1
    return last
