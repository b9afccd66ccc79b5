"""The interval: what is surely the same, what is surely different, and the properties that must always hold."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sayso.origins.count import independent_origins
from sayso.origins.voice import Descriptor, Voice
from sayso.vocab import SourceKind


def voice(key: str, kind: SourceKind = SourceKind.ANONYMOUS, **facts: object) -> Voice:
    """A voice with as few facts as a test needs."""
    return Voice(key=key, label=str(facts.pop("label", key)), kind=kind, **facts)  # type: ignore[arg-type]


def interval(*voices: Voice) -> tuple[int, int]:
    """The two ends of the interval."""
    counted = independent_origins(voices)
    return counted.at_least, counted.at_most


def body(name: str) -> Voice:
    """A named organisation."""
    return voice(name, SourceKind.ORGANISATION, entity_id=name, bodies=frozenset({name}))


def unnamed(key: str, report: str, words: str, **facts: object) -> Voice:
    """An unnamed source in a report, with the words that describe it."""
    return voice(key, report=report, descriptor=Descriptor(words=frozenset(words.split()), **facts))  # type: ignore[arg-type]


def test_a_claim_nobody_supports_has_no_origin() -> None:
    assert interval() == (0, 0)


def test_one_voice_is_one_origin() -> None:
    assert interval(body("ministry")) == (1, 1)


def test_two_bodies_of_different_organisations_are_two_origins() -> None:
    assert interval(body("ministry"), body("aid group")) == (2, 2)


def test_two_reports_each_with_an_official_are_one_or_two_origins() -> None:
    assert interval(unnamed("a", "r1", "official"), unnamed("b", "r2", "official")) == (1, 2)


def test_one_report_that_describes_its_source_twice_alike_has_one_source() -> None:
    assert interval(unnamed("a", "r1", "official"), unnamed("b", "r1", "official defence")) == (1, 1)


def test_another_official_in_the_same_report_may_be_another_source() -> None:
    assert interval(unnamed("a", "r1", "official"), unnamed("b", "r1", "official", is_another=True)) == (1, 2)


def test_unnamed_sources_of_two_nations_are_two_origins() -> None:
    french = unnamed("a", "r1", "diplomat", nationalities=frozenset({"france"}))
    german = unnamed("b", "r2", "diplomat", nationalities=frozenset({"germany"}))
    assert interval(french, german) == (2, 2)


def test_a_doctor_and_a_policeman_are_two_origins() -> None:
    doctor = unnamed("a", "r1", "doctor", roles=frozenset({"medicine"}))
    policeman = unnamed("b", "r1", "policeman", roles=frozenset({"police"}))
    assert interval(doctor, policeman) == (2, 2)


def test_a_spokesman_and_his_ministry_are_one_origin() -> None:
    spokesman = voice("s", SourceKind.PERSON, entity_id="s", bodies=frozenset({"ministry"}))
    assert interval(body("ministry"), spokesman) == (1, 1)


def test_two_people_of_one_organisation_are_not_surely_different() -> None:
    one = voice("a", SourceKind.PERSON, entity_id="a", bodies=frozenset({"union"}))
    two = voice("b", SourceKind.PERSON, entity_id="b", bodies=frozenset({"union"}))
    assert interval(one, two) == (1, 2)


def test_an_outlet_is_never_surely_different_from_anything() -> None:
    outlet = voice("o", SourceKind.OUTLET, family="the globe")
    assert interval(body("ministry"), outlet) == (1, 2)


def test_two_outlets_of_one_publisher_are_one_origin() -> None:
    one, two = (voice(k, SourceKind.OUTLET, family="globe group") for k in "ab")
    assert interval(one, two) == (1, 1)


def test_an_outlet_adds_nothing_to_the_source_that_it_heard() -> None:
    heard = voice("s", entity_id=None, report="r1", heard_by=frozenset({"wire"}))
    assert interval(heard, voice("o", SourceKind.OUTLET, family="wire")) == (1, 1)


def test_a_source_and_the_source_that_it_has_it_from_are_one_origin() -> None:
    service = body("service")
    relying = voice("ministry", SourceKind.ORGANISATION, entity_id="ministry", relies_on=frozenset({"service"}))
    assert interval(service, relying) == (1, 1)


def test_the_same_words_in_quotation_marks_are_one_source() -> None:
    words = frozenset({("we", "saw", "the", "bridge", "fall")})
    assert interval(voice("a", report="r1", quoted=words), voice("b", report="r2", quoted=words)) == (1, 1)


def test_a_quotation_cut_short_is_of_the_same_source() -> None:
    short = frozenset({("we", "saw", "the", "bridge", "fall")})
    whole = frozenset({("that", "is", "where", "we", "saw", "the", "bridge", "fall", "down")})
    assert interval(voice("a", report="r1", quoted=short), voice("b", report="r2", quoted=whole)) == (1, 1)
    other = frozenset({("we", "saw", "a", "bridge", "fall", "down")})
    assert interval(voice("a", report="r1", quoted=short), voice("b", report="r2", quoted=other)) == (1, 2)


def test_a_merge_that_would_join_two_surely_different_sources_is_refused_and_said() -> None:
    words = frozenset({("we", "saw", "the", "bridge", "fall")})
    ministry = voice("m", SourceKind.PERSON, entity_id="m", bodies=frozenset({"ministry"}), quoted=words)
    union = voice("u", SourceKind.PERSON, entity_id="u", bodies=frozenset({"union"}), quoted=words)
    counted = independent_origins([ministry, union])
    assert (counted.at_least, counted.at_most) == (2, 2)
    assert any(reason.startswith("Not merged") for reason in counted.reasons)


def test_every_count_above_one_gives_its_reasons() -> None:
    assert independent_origins([body("ministry"), body("aid group")]).reasons


KINDS = st.sampled_from(list(SourceKind))
FEW = st.frozensets(st.sampled_from("abc"), max_size=2)
DESCRIPTORS = st.builds(
    Descriptor, words=FEW, roles=FEW, nationalities=FEW, organisations=FEW, is_another=st.booleans()
)


@st.composite
def voices(draw: st.DrawFn) -> list[Voice]:
    """Up to seven voices with facts that clash and agree."""
    keys = draw(st.lists(st.sampled_from("tuvwxyz"), unique=True, max_size=7))
    return [
        Voice(
            key=key,
            label=key,
            kind=draw(KINDS),
            entity_id=draw(st.sampled_from([None, "e1", "e2", "e3"])),
            report=draw(st.sampled_from([None, "r1", "r2"])),
            bodies=draw(FEW),
            family=draw(st.sampled_from([None, "f1", "f2"])),
            descriptor=draw(DESCRIPTORS),
            relies_on=draw(st.frozensets(st.sampled_from("tuvwxyz"), max_size=1)) - {key},
            heard_by=draw(st.frozensets(st.sampled_from(["f1", "f2"]), max_size=1)),
        )
        for key in keys
    ]


@given(voices())
def test_the_interval_is_in_order_and_starts_at_one_where_there_is_support(found: list[Voice]) -> None:
    at_least, at_most = interval(*found)
    assert at_least <= at_most <= len(found)
    assert (at_least >= 1) == bool(found)


@given(voices(), st.randoms(use_true_random=False))
def test_order_and_duplicates_never_matter(found: list[Voice], random: object) -> None:
    shuffled = [*found, *found[:2]]
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert independent_origins(found) == independent_origins(shuffled)


@given(voices())
def test_every_voice_is_in_exactly_one_class(found: list[Voice]) -> None:
    keys = [key for members in independent_origins(found).classes for key in members]
    assert sorted(keys) == sorted(voice.key for voice in found)


@given(voices())
def test_voices_without_relations_never_raise_the_lower_end(found: list[Voice]) -> None:
    before, _ = interval(*found)
    after, _ = interval(*found, voice("nobody", SourceKind.UNSPECIFIED))
    assert after == max(before, 1)


def test_one_office_by_name_and_without_is_one_source() -> None:
    office = frozenset({"rescue", "commander"})
    named = voice("ada", SourceKind.PERSON, entity_id="ada", offices=frozenset({office}))
    unnamed_ = voice("commander", SourceKind.ANONYMOUS, report="r2", offices=frozenset({office}))
    assert interval(named, unnamed_) == (1, 1)


def test_two_named_people_of_one_office_are_not_one() -> None:
    office = frozenset({frozenset({"chief", "executive"})})
    ones = voice("ada", SourceKind.PERSON, entity_id="ada", bodies=frozenset({"tarn"}), offices=office)
    others = voice("bo", SourceKind.PERSON, entity_id="bo", bodies=frozenset({"belm"}), offices=office)
    assert interval(ones, others) == (2, 2)


def test_two_outlets_that_state_it_in_one_and_the_same_sentence_are_one_origin() -> None:
    words = ("the", "mill", "by", "the", "river", "burned", "down", "on", "monday", "night")
    sentence = frozenset({words})
    ones, others = (voice(key, SourceKind.OUTLET, family=key, worded=sentence) for key in ("courier", "echo"))
    assert interval(ones, others) == (1, 1)
    assert interval(ones, voice("radio", SourceKind.OUTLET, family="radio")) == (1, 2)


def test_a_firm_taken_for_a_person_and_its_director_are_one_origin() -> None:
    firm = voice("firm", SourceKind.PERSON, label="Tarn Timber", entity_id="firm", bodies=frozenset({"tarn timber"}))
    director = voice("ada", SourceKind.PERSON, entity_id="ada", bodies=frozenset({"ada", "tarn timber"}))
    assert interval(firm, director) == (1, 1)


def test_the_reasons_tell_what_was_merged_from_what_is_apart_and_what_is_not_known() -> None:
    counted = independent_origins([body("ministry"), body("aid group"), unnamed("a", "r1", "official")])
    assert counted.apart
    assert counted.unsure
    assert not counted.merged
    assert counted.reasons == (*counted.apart, *counted.unsure)


def test_a_name_that_is_a_part_of_the_other_is_not_surely_another_person() -> None:
    weavers = frozenset({"weavers"})
    full = voice("a", SourceKind.PERSON, label="Ruth Amsel of the Weavers", entity_id="a", bodies=weavers)
    short = voice("b", SourceKind.PERSON, label="Amsel", entity_id="b", bodies=frozenset({"amsel"}))
    assert interval(full, short) == (1, 2)
    other = voice("c", SourceKind.PERSON, label="Nils Brok", entity_id="c", bodies=frozenset({"dyers"}))
    assert interval(full, other) == (2, 2)
