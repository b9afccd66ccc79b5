"""The shape of denials.yml: words that say no."""

from __future__ import annotations

import msgspec


class Denials(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Ways of saying no. Base forms unless said otherwise.

    Attributes:
        negators: words beside a predicate that turn it, as spelled ("not", "never").
        nothings: pronouns and determiners that turn the clause whose subject or object they are.
        failures: verbs whose infinitive did not happen ("*failed* to notify").
        shunned: verbs to what stands between them and the "-ing" that did not happen ("*stopped* short of").
        barred: the same for verbs in the passive ("was *kept* from").
        evidence: nouns; "no …" of them with a clause turns the clause ("no *sign* that").
        knowledge: words that say what somebody knows; turned, they deny knowing, not the thing ("not *aware* of").
        doubts: nouns; "no …" of them with a clause says that the clause is so ("no *doubt* that").
        said: nouns for what is said ("the *rumour* that").
        untrue: words that, said of one of `said` or of a clause, deny it ("is *false*", "called it a *lie*").
        surely_untrue: those of them that do so of "it" alone; "it was wrong" may be about a deed.
        correct: words that do so when turned ("is not *true*").
        truth: nouns that do so with "no" ("no *truth* in").
        answering: verbs that, turned, take no stand on what is said ("would not *comment* on").
        answers: nouns and pronouns that do so as their object ("had no *comment*", "said *nothing* about").
        silent: adjectives that do so ("stayed *silent* on").
        scoffing: verbs that dismiss what is said ("*scoffed* at claims that").
        excluding: verbs that, turned, leave something possible ("did not *rule out*").
        pleading: verbs of pleading to what is pleaded ("*pleaded* not *guilty*").
        evading: verbs that do so as they are ("*dodged* claims that").
        disputes: cues of doubt that amount to a denial.
        soft: cues that speak against something without saying that it is not so.
    """

    negators: tuple[str, ...]
    nothings: tuple[str, ...]
    failures: tuple[str, ...]
    shunned: dict[str, tuple[str, ...]]
    barred: dict[str, tuple[str, ...]]
    evidence: tuple[str, ...]
    knowledge: tuple[str, ...]
    doubts: frozenset[str]
    said: frozenset[str]
    untrue: frozenset[str]
    surely_untrue: frozenset[str]
    correct: frozenset[str]
    truth: frozenset[str]
    answering: frozenset[str]
    answers: frozenset[str]
    silent: frozenset[str]
    scoffing: frozenset[str]
    excluding: frozenset[str]
    pleading: dict[str, tuple[str, ...]]
    evading: frozenset[str]
    disputes: tuple[str, ...]
    soft: tuple[str, ...]
