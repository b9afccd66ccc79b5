"""The shape of crediting.yml: how a report says that it has something from another outlet."""

from __future__ import annotations

import msgspec


class Before(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Words that stand before an outlet's name.

    Attributes:
        rule: the name of the rule they make.
        firm: whether any name that follows is thereby an outlet's.
    """

    rule: str
    firm: bool
    words: tuple[str, ...]


class After(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Words that stand after an outlet's name, under the name of the rule they make."""

    rule: str
    words: tuple[str, ...]


class SignOff(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The form in which one agency ends its texts, though it names only people: these words, semicolons between."""

    outlet: str
    words: tuple[str, ...]


class Supply(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Words of the lines that say whose text a report is.

    Attributes:
        by: what a byline or a source line begins with.
        staff: what may stand beside an agency that has a line of its own.
        pictures: words that make a line a picture's credit or caption.
        notices: words of republication, before the outlet's name.
        sources: looser words, which need one of `itself` before them.
        itself: how a report speaks of itself in such a notice.
        parts_before, parts_after: words around the name of an outlet that gave a part of the text.
        sign_offs: endings that are one agency's form.
    """

    by: tuple[str, ...]
    staff: tuple[str, ...]
    pictures: tuple[str, ...]
    notices: tuple[str, ...]
    sources: tuple[str, ...]
    itself: tuple[str, ...]
    parts_before: tuple[str, ...]
    parts_after: tuple[str, ...]
    sign_offs: tuple[SignOff, ...]


class Crediting(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """All of crediting.yml.

    Attributes:
        before, after: the words of a credit, on either side of the outlet's name.
        past: words before the name that make the outlet's people no voice of it.
        imprint: words before "published by" that make it the outlet's imprint.
        own_business: words near "reported" that make it a report on the outlet's own business.
        called: what an outlet is called, beside its name.
        again: words for an outlet named before.
        last_words, first_words: words of a longer name that make it an outlet's.
        never: names that end so and are none.
        bodies: last words of a body that is no outlet.
        supply: words of the lines that say whose text a report is.
    """

    before: tuple[Before, ...]
    after: tuple[After, ...]
    past: tuple[str, ...]
    imprint: tuple[str, ...]
    own_business: tuple[str, ...]
    called: tuple[str, ...]
    again: tuple[str, ...]
    last_words: tuple[str, ...]
    first_words: tuple[str, ...]
    never: tuple[str, ...]
    bodies: tuple[str, ...]
    supply: Supply
