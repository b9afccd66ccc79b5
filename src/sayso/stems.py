"""The form under which two spellings of a word are one: its stem, in one spelling.

Two reports that say "organised" and "organizing" use one word. The rules strip the commonest endings of English and
settle on American spelling; they need not give a word, only the same string for the same word.
"""

from __future__ import annotations

import re
from functools import lru_cache

_VOWEL = re.compile(r"[aeiouy]")
_DOUBLED = re.compile(r"(bb|dd|gg|ll|mm|nn|pp|rr|tt|kk|vv)$")
_SIBILANT_PLURAL = re.compile(r"(?:sh|ch|x|z|o)es$")
_POSSESSIVE = re.compile(r"'s$|'$")

#: Endings of British spelling and what they are in American spelling; tried on the stem.
_BRITISH = (
    (re.compile(r"isation"), "ization"),
    (re.compile(r"(?<=[a-z]{3})is$"), "iz"),
    (re.compile(r"(?<=[a-z]{3})ys$"), "yz"),
    (re.compile(r"(?<=[a-z]{2})our(?=$|abl|it|ful|er)"), "or"),
    (re.compile(r"(?<=[a-z])tr$"), "ter"),
    (re.compile(r"programm"), "program"),
    (re.compile(r"ogu$"), "og"),
    (re.compile(r"aemi|oeni"), "emi"),
    (re.compile(r"^(an|p)aed|^oes"), r"\1ed"),
    (re.compile(r"fenc$"), "fens"),
    (re.compile(r"cenc$"), "cens"),
    (re.compile(r"^grey"), "gray"),
    (re.compile(r"^tyr$"), "tir"),
)

#: Endings too regular for a list and too rare for a rule.
_IRREGULAR = {
    "said": "say", "told": "tell", "went": "go", "gone": "go", "was": "be", "were": "be", "is": "be", "are": "be",
    "has": "have", "had": "have", "did": "do", "done": "do", "does": "do", "made": "make", "took": "take",
    "taken": "take", "gave": "give", "given": "give", "got": "get", "found": "find", "knew": "know", "known": "know",
    "saw": "see", "seen": "see", "came": "come", "began": "begin", "begun": "begin", "held": "hold", "kept": "keep",
    "left": "leave", "met": "meet", "paid": "pay", "lost": "lose", "won": "win", "led": "lead", "built": "build",
    "sent": "send", "spent": "spend", "bought": "buy", "sold": "sell", "brought": "bring", "thought": "think",
    "rose": "rise", "risen": "rise", "fell": "fall", "fallen": "fall", "grew": "grow", "grown": "grow", "ran": "run",
    "wrote": "write", "written": "write", "spoke": "speak", "spoken": "speak", "broke": "break", "broken": "break",
    "chose": "choose", "chosen": "choose", "drove": "drive", "driven": "drive", "struck": "strike", "shot": "shoot",
    "men": "man", "women": "woman", "children": "child", "people": "people", "dying": "die", "lying": "lie",
    "died": "die", "lied": "lie", "dies": "die", "lies": "lie", "tied": "tie", "ties": "tie", "worse": "worse",
    "lives": "live", "wives": "wife", "leaves": "leave", "wounded": "wound", "shown": "show", "denies": "deny",
    "hundred": "hundred", "used": "use", "using": "use", "uses": "use", "news": "news", "series": "series",
    "crises": "crisis", "analyses": "analysis", "goes": "go", "us": "us", "need": "need", "indeed": "indeed",
    "thing": "thing", "during": "during", "evening": "evening", "morning": "morning", "killing": "killing",
    "holed": "hole", "shed": "shed", "hidden": "hide", "hid": "hide", "flew": "fly", "flown": "fly",
}  # fmt: skip


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """The stem of a folded word, in American spelling: "organised" and "organizing" give one string."""
    word = _POSSESSIVE.sub("", word).replace(".", "")
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if len(word) <= 3 or not word.isascii() or not word.isalpha():
        return word
    found = _american(_final_e(_unsuffixed(word)))
    return found or word


def _unsuffixed(word: str) -> str:
    word = _plain_adverb(_singular(word))
    for ending in ("ing", "ed"):
        base = word.removesuffix(ending)
        if base != word and len(base) >= 3 and _VOWEL.search(base):
            return base[:-1] if _DOUBLED.search(base) and not base.endswith("ll") else base
    return word


def _singular(word: str) -> str:
    if word.endswith(("ies", "ied")):
        return word[:-3] + "y"
    if word.endswith("sses") or _SIBILANT_PLURAL.search(word):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "us", "is")) else word


def _plain_adverb(word: str) -> str:
    if not word.endswith("ly") or len(word) <= 5:
        return word
    return word[:-3] + "y" if word.endswith("ily") else word[:-2]


def _final_e(word: str) -> str:
    word = word[:-1] if word.endswith("e") and len(word) > 3 else word
    return word[:-1] if word.endswith("ll") and len(word) > 4 else word


def _american(word: str) -> str:
    for pattern, spelling in _BRITISH:
        word = pattern.sub(spelling, word)
    return word


def stems(phrase: str) -> str:
    """The stems of a phrase's words, joined by blanks: how lexicon entries are looked up."""
    return " ".join(stem(part) for part in re.split(r"[\s-]+", phrase) if part)
