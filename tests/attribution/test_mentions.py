"""Who is mentioned, and what the words tell of them."""

from __future__ import annotations

from collections.abc import Callable

from sayso.attribution.mentions import BODY, PERSON, Mention
from sayso.attribution.referents import Referents

Meant = Callable[[str], tuple[list[Mention], Referents]]


def _mention(meant: Meant, text: str, word: str) -> Mention:
    return next(m for m in meant(text)[0] if m.head.text == word and not m.also)


def test_a_name_is_one_mention_with_all_its_words(meant: Meant) -> None:
    mention = _mention(meant, "Yesterday Hugh Hill opened the new bridge.", "Hill")
    assert mention.name
    assert {"hugh", "hill"} <= mention.words


def test_a_given_name_tells_the_gender(meant: Meant) -> None:
    assert _mention(meant, "Yesterday Hugh Hill opened the bridge.", "Hill").gender == "m"
    assert _mention(meant, "Yesterday Ruth Amsel opened the bridge.", "Amsel").gender == "f"


def test_a_noun_tells_the_gender(meant: Meant) -> None:
    assert _mention(meant, "A spokeswoman opened the bridge.", "spokeswoman").gender == "f"


def test_a_noun_for_a_body_means_a_body(meant: Meant) -> None:
    assert BODY in _mention(meant, "The company opened the bridge.", "company").what


def test_a_noun_for_a_person_means_a_person(meant: Meant) -> None:
    assert PERSON in _mention(meant, "The minister opened the bridge.", "minister").what


def test_an_article_tells_whether_the_reader_knows_who(meant: Meant) -> None:
    assert _mention(meant, "The minister opened the bridge.", "minister").definite
    assert not _mention(meant, "A minister opened the bridge.", "minister").definite


def test_who_is_named_together_is_a_mention_of_several(meant: Meant) -> None:
    mentions, _ = meant("The mayor and the bishop opened the bridge.")
    both = next(m for m in mentions if m.also)
    assert both.many
    assert both.head.text == "mayor"


def test_an_owner_comes_before_what_is_theirs(meant: Meant) -> None:
    mentions, _ = meant("Her lawyer opened the bridge.")
    assert [m.head.text for m in mentions][:2] == ["Her", "lawyer"]


def test_weather_is_nobody(meant: Meant) -> None:
    assert not [m for m in meant("It seems that the bridge is closed.")[0] if m.pronoun]


def test_a_date_is_nobody(meant: Meant) -> None:
    assert "Monday" not in [m.head.text for m in meant("The bridge closed on Monday.")[0]]
