from __future__ import annotations

import pytest

from sayso.records import Link
from sayso.text import Span


@pytest.mark.parametrize(
    ("text", "outlet", "words"),
    [
        ("The leak was first brought to light by Reuters in May.", "Reuters", "first brought to light by Reuters"),
        ("Two clerks told the BBC that the safe was empty.", "BBC", "told the BBC"),
        ("Speaking quietly on Friday to Euronews, a clerk wept.", "Euronews", "Speaking quietly on Friday to Euronews"),
        ("The safe was empty, according to Le Monde.", "Le Monde", "according to Le Monde"),
        ("In an interview with CNN she wept.", "CNN", "In an interview with CNN"),
        ("A letter seen by Reuters says so.", "Reuters", "seen by Reuters"),
        ("The Reuters report named nobody.", "Reuters", "Reuters report"),
        (
            "The plan was first reported by the Brindle Lantern.",
            "Brindle Lantern",
            "first reported by the Brindle Lantern",
        ),
        (
            "A report, first revealed by the agency QXA Press, counts 14.",
            "QXA Press",
            "first revealed by the agency QXA Press",
        ),
        ("The memo was seen by the journal Harrow Review.", "Harrow Review", "seen by the journal Harrow Review"),
        ("He told the Torvik Gazette that he would stay.", "Torvik Gazette", "told the Torvik Gazette"),
        ("She told news agency QXA that she would go.", "QXA", "told news agency QXA"),
        (
            "The Harrow Eye, an investigative website, reported it.",
            "Harrow Eye",
            "Harrow Eye, an investigative website, reported",
        ),
        ("TORVIK (QXA) — The bridge is shut.", "QXA", "(QXA)"),
        ("TORVIK, Norland, May 3 (Reuters) - The bridge is shut.", "Reuters", "(Reuters)"),
        ("Divers found a crack in it (Reuters, 12 May 2031). The town is silent.", "Reuters", "Reuters, 12 May 2031"),
        ("The bridge is shut.\nSources: (1) BBC, 4 October. (2) AFP.", "BBC", "BBC, 4 October"),
        ("The bridge is shut.\nAdditional reporting: Reuters", "Reuters", "Additional reporting: Reuters"),
        ("The letter was quoted by the Norlandian broadcaster PBO.", "PBO", "quoted by the Norlandian broadcaster PBO"),
        ("The bridge is shut.\nSource: AFP", "Agence France-Presse", "Source: AFP"),
        ("By Reuters\nThe bridge is shut, officials in the town said on Monday.", "Reuters", "By Reuters"),
    ],
)
def test_the_words_around_an_outlets_name_make_it_a_credit(report, credited, text, outlet, words):
    found = [(credit.outlet, credit.span.of(text)) for credit in credited(report(text))]
    assert (outlet, words) in found


@pytest.mark.parametrize(
    "text",
    [
        "The BBC will cut forty jobs in the spring.",
        "He worked for Reuters before he joined the ministry.",
        "A Reuters cameraman was hurt when the stand fell.",
        "She told parliament that the safe was empty.",
        "Ann Mercer told the committee that the safe was empty.",
        "The figures come, according to the National Waters Board, from a diary.",
        "A German newspaper said nothing of it.",
        "The reports come at a bad time.",
        "The bridge at dawn (Image: Reuters)",
        "The prize was hers (BBC Mayor of the Year). Nobody else was named.",
        "On Monday, Reuters May 12 was written on the wall. Nobody knew why.",
    ],
)
def test_merely_naming_an_outlet_is_no_credit(report, credited, text):
    assert credited(report(text)) == []


@pytest.mark.parametrize("publisher", ["Torvik Gazette", "The Torvik Gazette", "Gazette"])
def test_a_reports_own_outlet_is_no_other(report, credited, publisher):
    text = "He told the Torvik Gazette that he would stay. “I stay,” he told the Gazette."
    assert credited(report(text, publisher=publisher)) == []


def test_a_report_without_publisher_is_known_by_its_copyright(report, credited):
    text = "He told the Torvik Gazette that he would stay in office.\n© 2031 Torvik Gazette. All rights reserved."
    assert credited(report(text)) == []


def test_the_outlet_named_before_is_credited_again_by_what_it_is_called(report, credited):
    text = "Reuters reported the theft in May. The outlet was unable to say how much was taken."
    assert [credit.outlet for credit in credited(report(text))] == ["Reuters", "Reuters"]


def test_a_short_name_is_taken_for_the_full_name_before_it(report, credited):
    text = "The New York Times reported the theft. Nobody was held, the Times reported."
    assert {credit.outlet for credit in credited(report(text))} == {"The New York Times"}


def test_a_link_on_the_words_of_a_credit_is_named_by_it(report, credited):
    text = "The theft was first reported by the Brindle Lantern on Monday."
    document = report(text)
    at = text.index("the Brindle")
    link = Link(doc_id=document.id, span=Span(document.id, at, at + 19), href="https://lantern.example/theft")
    (credit,) = credited(document, [link])
    assert credit.link_id == link.id


def test_a_long_line_of_capitals_is_read_in_linear_time(report, credited):
    assert isinstance(credited(report("The Old Bailey Times And Post Of " * 4_000)), list)


@pytest.mark.parametrize(
    ("fields", "outlet"),
    [
        ({"publisher": "Torvik Gazette", "taken_from": "https://apnews.com/article/x"}, "Associated Press"),
        ({"publisher": "Yahoo News", "taken_from": "Reuters"}, "Reuters"),
        ({"publisher": "Torvik Gazette", "taken_from": "https://lantern.example/theft"}, "lantern.example"),
        ({"publisher": "Torvik Gazette", "byline": "Jane Doe, Associated Press"}, "Associated Press"),
        ({"publisher": "Torvik Gazette", "byline": "AFP"}, "Agence France-Presse"),
    ],
)
def test_what_the_page_names_as_its_source_is_credited_at_the_head(report, credited, fields, outlet):
    text = "A theft in Torvik\n\nThe vault was empty on Monday morning, the clerk said."
    (credit,) = credited(report(text, **fields))
    assert (credit.outlet, credit.made_by, credit.span.of(text)) == (outlet, "credit/page@1", "A theft in Torvik")


def test_what_the_page_and_a_line_of_its_text_say_is_one_credit(report, credited):
    text = "A theft in Torvik\n\nTORVIK (AP) - The vault was empty on Monday morning, the clerk said."
    (credit,) = credited(report(text, publisher="Torvik Gazette", taken_from="https://apnews.com/article/x"))
    assert credit.made_by == "credit/dateline@1"


def test_a_writer_of_the_outlets_own_is_nobody_elses(report, credited):
    text = "A theft in Torvik\n\nThe vault was empty on Monday morning, the clerk said."
    assert credited(report(text, publisher="Reuters", byline="Jane Doe, Reuters")) == []
    assert credited(report(text, publisher="Torvik Gazette", byline="Jane Doe, BBC")) == []
