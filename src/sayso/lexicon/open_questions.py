"""The shape of open_questions.yml: words that say that something is not known, or not confirmed."""

from __future__ import annotations

import msgspec


class OpenQuestions(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Ways of saying that something is open. Base forms.

    Attributes:
        knowing: verbs of knowing and telling; turned ("does not know"), they leave their clause open.
        deciding: verbs of settling; what will be settled is open ("will *decide* who").
        confirming: verbs of vouching; turned, they leave what they vouch for not confirmed.
        finding: verbs of finding out; turned, they leave their object open ("unable to *determine* the cause").
        inquiring: verbs that leave a "whether" open without being turned ("*investigating* whether").
        unable: words that turn the infinitive behind them ("*unable* to say", "has *yet* to").
        open: adjectives that say so by themselves ("*unclear*").
        closed: adjectives that say so when turned ("not *clear*").
        unconfirmed: adjectives and participles that say that nobody has vouched ("*unverified*").
        early: adjectives with "too" that put an answer off ("too *early* to say").
        questions: nouns with a question behind them ("*doubts* over whether").
        riddles: nouns that a clause that asks is said to be ("why it sank is a *puzzle*").
        contested: verbs and adjectives that such a clause may hold instead ("who paid is *disputed*").
        confirmations: nouns of vouching; with "no" what follows is not confirmed.
        settlements: nouns that, turned, leave what follows open ("no *agreement* on").
        decisions: nouns for what is decided; with "no", where it is taken, what it is about is open.
        making: verbs of taking a decision ("no decision has been *taken*").
        precisely: adverbs that may stand before a question word.
        linkers: verbs that hold an adjective to its subject.
        wh: words that open a question.
    """

    knowing: tuple[str, ...]
    deciding: tuple[str, ...]
    confirming: tuple[str, ...]
    finding: tuple[str, ...]
    inquiring: tuple[str, ...]
    unable: tuple[str, ...]
    open: tuple[str, ...]
    closed: tuple[str, ...]
    unconfirmed: tuple[str, ...]
    early: tuple[str, ...]
    questions: tuple[str, ...]
    riddles: tuple[str, ...]
    contested: tuple[str, ...]
    confirmations: tuple[str, ...]
    settlements: tuple[str, ...]
    decisions: tuple[str, ...]
    making: tuple[str, ...]
    precisely: tuple[str, ...]
    linkers: tuple[str, ...]
    wh: tuple[str, ...]
