from __future__ import annotations

from sayso.lexicon.outlets import host_of
from sayso.lineage.publishers import outlet_of_address, own_names


def test_an_address_may_be_broken_and_then_is_nobodys(press):
    assert host_of("http://[") == ""
    assert outlet_of_address("http://[", press.outlets) is None
    assert outlet_of_address("https://www.reuters.com/world/", press.outlets) == "Reuters"


def test_a_reports_own_name_comes_from_its_publisher_then_its_address_then_its_copyright(report, press):
    text = "The end. © 2031 Torvik Gazette. All rights reserved."
    assert own_names(report(text, publisher="Norland Echo"), press.outlets) == ("Norland Echo",)
    assert own_names(report(text, url="https://apnews.com/x"), press.outlets) == ("Associated Press",)
    assert own_names(report(text), press.outlets) == ("Torvik Gazette",)
    assert own_names(report("The end."), press.outlets) == ()
