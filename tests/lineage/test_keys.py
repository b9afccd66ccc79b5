from __future__ import annotations

from sayso.lineage import keys


def test_keys_are_the_same_on_every_machine_and_in_every_run(report):
    assert keys(report("The ferry left the harbour at dawn.")) == [
        -8236847697278013045,
        -5301665477933811464,
        -4075586367668286201,
    ]


def test_a_report_of_fewer_than_five_words_has_no_key(report):
    assert keys(report("Four words, no more")) == []
    assert keys(report("")) == []


def test_quotes_capitals_and_dashes_make_no_difference(report):
    plain = keys(report('"We don\'t know," the well-known pilot said'))
    assert keys(report("“WE DON’T KNOW,” the well‑known Pilot said")) == plain


def test_each_key_is_given_once(report):
    found = keys(report("over and over again it said " * 50))
    assert len(found) == len(set(found)) == 6
