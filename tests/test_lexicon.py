from __future__ import annotations

import re
from collections import Counter
from importlib import resources

import msgspec
import pytest
import yaml

from sayso import lexicon
from sayso.errors import LexiconError
from sayso.lexicon.outlets import Outlets
from sayso.stages import STAGES, extras

SHAPES = sorted({(name, shape) for stage in STAGES for name, shape in extras(stage.run) if shape}, key=str)
NAMES = lexicon.names()


class Colours(msgspec.Struct, forbid_unknown_fields=True):
    """A shape that no lexicon has."""

    warm: tuple[str, ...]


@pytest.mark.parametrize(("name", "shape"), SHAPES, ids=lambda given: given if isinstance(given, str) else "")
def test_a_lexicon_has_the_shape_that_its_stage_expects(name: str, shape: type) -> None:
    assert isinstance(lexicon.load(name, shape), shape)


@pytest.mark.parametrize(("name", "shape"), SHAPES, ids=lambda given: given if isinstance(given, str) else "")
def test_a_misspelt_key_in_a_lexicon_would_be_noticed(name: str, shape: type) -> None:
    assert shape.__struct_config__.forbid_unknown_fields


@pytest.mark.parametrize("name", NAMES)
def test_a_lexicon_says_at_its_top_where_its_words_come_from(name: str) -> None:
    top = re.match(r"(#.*\n)+", lexicon.read(name).decode())
    assert top, "a comment at the top says what it is"
    assert "source" in top[0].lower()


@pytest.mark.parametrize("name", NAMES)
def test_no_key_stands_twice_in_a_lexicon(name: str) -> None:
    class Strict(yaml.SafeLoader):
        pass

    def mapping(loader: yaml.SafeLoader, node: yaml.MappingNode) -> dict[object, object]:
        keys = [loader.construct_object(key) for key, _ in node.value]
        assert len(keys) == len(set(keys)), [key for key in keys if keys.count(key) > 1]
        return loader.construct_mapping(node, deep=True)

    Strict.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, mapping)
    yaml.load(lexicon.read(name), Strict)


def test_every_lexicon_file_is_listed() -> None:
    files = resources.files("sayso.lexicon").iterdir()
    assert set(NAMES) == {file.name.removesuffix(".yml") for file in files if file.name.endswith(".yml")}


def test_a_lexicon_that_is_not_there_is_named_with_those_that_are() -> None:
    with pytest.raises(LexiconError, match=r"no lexicon 'colours'.*cues"):
        lexicon.read("colours")


def test_a_lexicon_of_another_shape_is_refused_by_name() -> None:
    with pytest.raises(LexiconError, match=r"cues\.yml.*Colours"):
        lexicon.load("cues", Colours)


def test_two_lexicons_have_two_digests_and_each_its_own_always() -> None:
    assert len({lexicon.digest(name) for name in NAMES}) == len(NAMES)
    assert lexicon.digest("cues") == lexicon.digest("cues")


def test_no_name_of_an_outlet_and_no_domain_is_claimed_twice() -> None:
    outlets = lexicon.load("outlets", Outlets).outlets
    spellings = [spelling for outlet in outlets for spelling in (outlet.name, *outlet.aliases)]
    domains = [domain for outlet in outlets for domain in outlet.domains]
    assert [spelling for spelling, times in Counter(spellings).items() if times > 1] == []
    assert [domain for domain, times in Counter(domains).items() if times > 1] == []


def test_a_domain_is_written_as_addresses_are_compared() -> None:
    outlets = lexicon.load("outlets", Outlets).outlets
    domains = [domain for outlet in outlets for domain in outlet.domains]
    assert [
        domain for domain in domains if domain != domain.lower() or domain.startswith("www.") or "/" in domain
    ] == []


def test_every_owner_is_spelled_one_way_and_has_a_source() -> None:
    outlets = lexicon.load("outlets", Outlets)
    known = [owner.name for owner in outlets.owners]
    assert len(known) == len({owner.casefold() for owner in known})
    assert all(owner.source.strip() for owner in outlets.owners)
    assert {outlet.owner for outlet in outlets.outlets if outlet.owner} == set(known)


def test_a_name_that_is_an_everyday_word_keeps_its_article() -> None:
    outlets = lexicon.load("outlets", Outlets)
    everyday = (
        "Sun",
        "Times",
        "Mail",
        "Star",
        "Post",
        "Press",
        "News",
        "Record",
        "State",
        "Herald",
        "Standard",
        "Independent",
    )
    assert [word for word in everyday if word in outlets.by_name] == []
