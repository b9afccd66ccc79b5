"""The shape of roles.yml: common nouns that stand for whoever speaks, or for what is read."""

from __future__ import annotations

import msgspec


class Roles(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Common nouns by what they stand for; base forms.

    Attributes:
        people: functions and descriptions of human beings ("minister", "resident").
        sources: nouns that say no more than that somebody spoke ("source", "insider").
        speakers: those who speak for a body ("spokesman").
        bodies: organisations and their parts ("ministry", "union").
        seats: capitals and buildings that stand for a government ("Washington", "the Kremlin"); spelled as names.
        documents: what can be read ("report", "affidavit").
        polls: surveys of opinion.
        outlets: what publishes news ("newspaper", "broadcaster").
        products: what an outlet publishes: with an outlet's name before it, it is the outlet that speaks
            ("the Reuters *report*").
        indefinite: pronouns and numbers that stand for unnamed people ("one", "some", "others").
        portions: nouns for a part of several ("a *majority* of voters").
        mastheads: last words of outlets' names ("the Port Ellin *Gazette*"), as written.
        channels: first words of outlets' names ("*Channel* Nine", "the *Evening* Mail"), as written.
        audiences: those to whom many things are said ("the *court* heard", "told a press *conference*").
        belongings: what bodies have and people have not ("Castor's *shares*").
    """

    people: frozenset[str]
    sources: frozenset[str]
    speakers: frozenset[str]
    bodies: frozenset[str]
    seats: frozenset[str]
    documents: frozenset[str]
    polls: frozenset[str]
    outlets: frozenset[str]
    products: frozenset[str]
    indefinite: frozenset[str]
    portions: frozenset[str]
    mastheads: frozenset[str]
    channels: frozenset[str]
    audiences: frozenset[str]
    belongings: frozenset[str]
