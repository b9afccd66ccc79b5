from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from sayso.lineage import keys
from sayso.records import Document


def test_keys_are_the_same_on_every_machine_and_in_every_run(report):
    found = keys(report("The ferry left the harbour at dawn with nine passengers."))
    assert found.dtype == np.int64
    assert found.tolist() == [
        -5355559220706239643,
        227737950642675568,
        957037448237303356,
        7829966467798795972,
        7993809708411126735,
    ]


def test_a_report_of_fewer_than_three_weighty_words_has_no_key(report):
    assert keys(report("It was said of him: no comment, sir")).tolist() == []
    assert keys(report("")).tolist() == []


def test_quotes_capitals_dashes_and_small_words_make_no_difference(report):
    plain = keys(report('"We don\'t know," the well-known pilot said'))
    assert keys(report("“DON’T KNOW,” – the WELL‑KNOWN Pilot has said")).tolist() == plain.tolist() != []


def test_three_words_in_another_order_are_the_same_key(report):
    found = keys(report("corroded pumps flooded")).tolist()
    assert keys(report("flooded by corroded pumps")).tolist() == found
    assert len(found) == 1


def test_each_key_is_given_once(report):
    assert len(keys(report("again and again the minister said nothing " * 50))) == 5


@given(st.text())
def test_keys_ascend(text: str):
    found = keys(Document(snapshot_id="s", path="p", text=text))
    assert (found[1:] > found[:-1]).all()
