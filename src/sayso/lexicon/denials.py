"""The shape of denials.yml: words that say no."""

from __future__ import annotations

import msgspec


class Denials(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Ways of saying no. Base forms unless said otherwise.

    Attributes:
        negators: words beside a predicate that turn it, as spelled ("not", "never").
        nothings: pronouns and determiners that turn the clause whose subject or object they are.
        failures: verbs whose infinitive did not happen ("*failed* to notify").
        evidence: nouns; "no …" of them with a clause turns the clause ("no *sign* that").
        knowledge: words that say what somebody knows; turned, they deny knowing, not the thing ("not *aware* of").
        disputes: cues of doubt that amount to a denial.
        soft: cues that speak against something without saying that it is not so.
    """

    negators: tuple[str, ...]
    nothings: tuple[str, ...]
    failures: tuple[str, ...]
    evidence: tuple[str, ...]
    knowledge: tuple[str, ...]
    disputes: tuple[str, ...]
    soft: tuple[str, ...]
