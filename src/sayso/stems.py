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

#: Forms that no rule takes to their base form, and words that look like such a form and are none.
_IRREGULAR = {
    "said": "say", "told": "tell", "went": "go", "gone": "go", "was": "be", "were": "be", "is": "be", "are": "be",
    "has": "have", "had": "have", "did": "do", "done": "do", "does": "do", "made": "make", "took": "take",
    "taken": "take", "gave": "give", "given": "give", "got": "get", "found": "find", "knew": "know", "known": "know",
    "saw": "see", "seen": "see", "came": "come", "began": "begin", "begun": "begin", "held": "hold", "kept": "keep",
    "left": "leave", "met": "meet", "paid": "pay", "lost": "lose", "won": "win", "led": "lead", "built": "build",
    "sent": "send", "spent": "spend", "bought": "buy", "sold": "sell", "brought": "bring", "thought": "think",
    "rose": "rise", "risen": "rise", "fell": "fall", "fallen": "fall", "grew": "grow", "grown": "grow", "ran": "run",
    # What is noted is not denied: without its last letter "note" would be "not".
    "note": "noted", "notes": "noted", "noted": "noted", "noting": "noted",
    "wrote": "write", "written": "write", "spoke": "speak", "spoken": "speak", "broke": "break", "broken": "break",
    "chose": "choose", "chosen": "choose", "drove": "drive", "driven": "drive", "struck": "strike", "shot": "shoot",
    "men": "man", "women": "woman", "children": "child", "people": "people", "dying": "die", "lying": "lie",
    "died": "die", "lied": "lie", "dies": "die", "lies": "lie", "tied": "tie", "ties": "tie", "worse": "worse",
    "lives": "live", "wives": "wife", "leaves": "leave", "wounded": "wound", "shown": "show", "denies": "deny",
    "hundred": "hundred", "used": "use", "using": "use", "uses": "use", "news": "news", "series": "series",
    "crises": "crisis", "analyses": "analysis", "goes": "go", "us": "us", "need": "need", "indeed": "indeed",
    "thing": "thing", "during": "during", "evening": "evening", "morning": "morning", "killing": "killing",
    "agreed": "agree", "arisen": "arise", "arose": "arise", "ate": "eat", "awoke": "awake", "beaten": "beat",
    "became": "become", "bent": "bend", "bitten": "bite", "bled": "bleed", "bleed": "bleed", "blew": "blow",
    "blown": "blow", "bore": "bear", "borne": "bear", "bound": "bind", "bred": "breed", "breed": "breed",
    "burnt": "burn", "caught": "catch", "clung": "cling", "creed": "creed", "crept": "creep", "dealt": "deal",
    "decreed": "decree", "disagreed": "disagree", "drank": "drink", "drawn": "draw", "dreamt": "dream",
    "drew": "draw", "drunk": "drink", "dug": "dig", "dwelt": "dwell", "eat": "eat", "eaten": "eat",
    "exceed": "exceed", "fed": "feed", "felt": "feel", "fled": "flee", "flung": "fling", "forbade": "forbid",
    "forbidden": "forbid", "foresaw": "foresee", "forgave": "forgive", "forgiven": "forgive", "forgot": "forget",
    "forgotten": "forget", "fought": "fight", "freed": "free", "froze": "freeze", "frozen": "freeze",
    "greed": "greed", "guaranteed": "guarantee", "hanged": "hang", "heard": "hear", "hung": "hang", "knelt": "kneel",
    "laid": "lay", "leapt": "leap", "learnt": "learn", "lent": "lend", "lit": "light", "meant": "mean",
    "misled": "mislead", "mistaken": "mistake", "mistook": "mistake", "misunderstood": "misunderstand", "mown": "mow",
    "outdid": "outdo", "overcame": "overcome", "overran": "overrun", "oversaw": "oversee", "overtaken": "overtake",
    "overthrew": "overthrow", "overthrown": "overthrow", "overtook": "overtake", "proceed": "proceed",
    "proven": "prove", "rang": "ring", "rebuilt": "rebuild", "redid": "redo", "refereed": "referee",
    "resold": "resell", "retaken": "retake", "rethought": "rethink", "retook": "retake", "rewritten": "rewrite",
    "rewrote": "rewrite", "ridden": "ride", "rode": "ride", "rung": "ring", "sang": "sing", "sank": "sink",
    "sat": "sit", "sewn": "sew", "shaken": "shake", "shone": "shine", "shook": "shake", "shrank": "shrink",
    "shrunk": "shrink", "slain": "slay", "slept": "sleep", "slew": "slay", "slid": "slide", "sought": "seek",
    "sown": "sow", "spat": "spit", "sped": "speed", "speed": "speed", "spelt": "spell", "spilt": "spill",
    "spoilt": "spoil", "sprang": "spring", "sprung": "spring", "spun": "spin", "steed": "steed", "stole": "steal",
    "stolen": "steal", "stood": "stand", "stricken": "strike", "striven": "strive", "strove": "strive",
    "stuck": "stick", "stung": "sting", "succeed": "succeed", "sung": "sing", "sunk": "sink", "swam": "swim",
    "swept": "sweep", "swollen": "swell", "swore": "swear", "sworn": "swear", "swum": "swim", "swung": "swing",
    "taught": "teach", "threw": "throw", "thrown": "throw", "tore": "tear", "torn": "tear", "trod": "tread",
    "trodden": "tread", "undergone": "undergo", "understood": "understand", "undertaken": "undertake",
    "undertook": "undertake", "underwent": "undergo", "upheld": "uphold", "wept": "weep", "withdrawn": "withdraw",
    "withdrew": "withdraw", "withheld": "withhold", "withstood": "withstand", "woke": "wake", "woken": "wake",
    "wore": "wear", "worn": "wear", "wove": "weave", "woven": "weave",
    "holed": "hole", "shed": "shed", "hidden": "hide", "hid": "hide", "flew": "fly", "flown": "fly",
}  # fmt: skip


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """The stem of a folded word, in American spelling: "organised" and "organizing" give one string."""
    word = _POSSESSIVE.sub("", word).replace(".", "")
    base = _IRREGULAR.get(word) or _IRREGULAR.get(word.removesuffix("s"))
    if base is not None:
        return _american(_final_e(base))
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
