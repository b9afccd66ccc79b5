from __future__ import annotations

import time
from pathlib import Path

import pytest

from sayso.engines import engine
from sayso.extract import read as extract
from sayso.extract.dom import Markup
from sayso.ingest import feeds, read
from sayso.lexicon import load
from sayso.lexicon.outlets import Outlets
from sayso.records import Document, Failure, Link, Snapshot

RSS = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"
     xmlns:media="http://search.yahoo.com/mrss/" xmlns:atom="http://www.w3.org/2005/Atom">
<channel>
  <title>Norland | The Torvik Gazette</title>
  <link>https://www.torvik-gazette.example/norland</link>
  <atom:link rel="self" href="https://www.torvik-gazette.example/feed.xml"/>
  <language>en-gb</language>
  <item>
    <title>Weir &amp; bridge shut</title>
    <media:title>A picture of the weir</media:title>
    <link>https://www.torvik-gazette.example/norland/weir</link>
    <pubDate>Wed, 12 Mar 2031 08:31:00 GMT</pubDate>
    <dc:creator>Ann Roe</dc:creator>
    <description>The weir was shut.</description>
    <content:encoded><![CDATA[<p>The weir and the bridge below it were shut on Tuesday after cracks had been found
      in both, as <a href="https://lantern.example/cracks">the Brindle Lantern reported</a>.</p>
      <p>Nobody knows for how long, the town said on its site.</p>]]></content:encoded>
    <source url="https://lantern.example/feed.xml">Brindle Lantern</source>
  </item>
  <item>
    <title>Ferry aground</title>
    <guid isPermaLink="true">https://www.torvik-gazette.example/norland/ferry</guid>
    <author>bo@gazette.example (Bo Lund)</author>
    <description>A ferry ran aground off the harbour; the town&amp;#8217;s mayor said so.</description>
  </item>
  <item><title>Only a title</title></item>
</channel></rss>"""

ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">
  <title>Harbour News Reader</title>
  <link rel="self" href="https://reader.example/feed"/><link href="https://reader.example/"/>
  <entry>
    <title>Ferry aground</title>
    <link rel="alternate" href="https://reader.example/ferry"/>
    <published>2031-03-12T08:31:00+01:00</published><updated>2031-03-12T10:00:00+01:00</updated>
    <author><name>Bo Lund</name><email>bo@gazette.example</email></author>
    <source><title>Torvik Gazette</title><link href="https://gazette.example/"/></source>
    <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>A ferry ran aground.</p></div></content>
  </entry>
</feed>"""

RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
  xmlns:dc="http://purl.org/dc/elements/1.1/">
  <channel><title>Harbour News</title><link>https://harbour.example/</link></channel>
  <item><title>Ferry aground</title><link>https://harbour.example/ferry</link><dc:date>2031-03-12</dc:date>
    <dc:publisher>Harbour Post</dc:publisher><description>A ferry ran aground.</description></item>
</rdf:RDF>"""


@pytest.fixture
def pile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def read_feed(content: str | bytes, name: str = "feed.xml") -> list[Snapshot | Failure]:
    Path(name).write_bytes(content.encode() if isinstance(content, str) else content)
    return list(read([name]))


def test_each_item_is_a_report_with_the_metadata_that_the_feed_gives(pile: Path) -> None:
    first, second, third = read_feed(RSS)
    assert isinstance(first, Snapshot)
    assert isinstance(second, Snapshot)
    assert (first.path, first.media_type, second.path, second.media_type) == (
        "feed.xml#1",
        "text/html",
        "feed.xml#2",
        "text/plain",
    )
    assert first.given == {
        "publisher": "The Torvik Gazette",
        "published": "Wed, 12 Mar 2031 08:31:00 GMT",
        "title": "Weir & bridge shut",
        "byline": "Ann Roe",
        "language": "en-gb",
        "url": "https://www.torvik-gazette.example/norland/weir",
        "taken_from": "Brindle Lantern",
    }
    assert set(first.given_by.values()) == {"feed"}
    assert second.given["url"] == "https://www.torvik-gazette.example/norland/ferry"
    assert second.given["byline"] == "Bo Lund"
    assert second.content.decode().startswith("Ferry aground\n\nA ferry ran aground off the harbour; the town’s mayor")
    assert isinstance(third, Failure)
    assert (third.path, "title only" in third.message) == ("feed.xml#3", True)


def test_the_text_of_an_item_is_read_as_a_page_with_its_links(pile: Path) -> None:
    first = read_feed(RSS)[0]
    assert isinstance(first, Snapshot)
    markup, outlets = load("markup", Markup), load("outlets", Outlets)
    records = extract(first, html=engine("html"), markup=markup, outlets=outlets)
    (document,) = (record for record in records if isinstance(record, Document))
    assert document.text.split("\n")[0] == "Weir & bridge shut"
    assert "shut on Tuesday after cracks" in document.text
    assert document.text.endswith("the town said on its site.")
    assert (document.published, document.taken_from, document.provenance["taken_from"]) == (
        "2031-03-12T08:31:00Z",
        "Brindle Lantern",
        "feed",
    )
    assert [record.href for record in records if isinstance(record, Link)] == ["https://lantern.example/cracks"]


def test_an_atom_feed_and_one_of_rss_1_are_read_too(pile: Path) -> None:
    (atom,), (rdf,) = read_feed(ATOM, "a.atom"), read_feed(RDF, "r.rss")
    assert isinstance(atom, Snapshot)
    assert isinstance(rdf, Snapshot)
    assert "<p>A ferry ran aground.</p>" in atom.content.decode()
    assert atom.given == {
        "publisher": "Harbour News Reader",
        "published": "2031-03-12T08:31:00+01:00",
        "modified": "2031-03-12T10:00:00+01:00",
        "title": "Ferry aground",
        "byline": "Bo Lund",
        "url": "https://reader.example/ferry",
        "taken_from": "Torvik Gazette",
    }
    assert rdf.given == {
        "publisher": "Harbour Post",
        "published": "2031-03-12",
        "title": "Ferry aground",
        "url": "https://harbour.example/ferry",
    }


def test_a_source_that_is_the_publisher_itself_is_no_other(pile: Path) -> None:
    (found,) = read_feed(ATOM.replace("Harbour News Reader", "Torvik Gazette"))
    assert isinstance(found, Snapshot)
    assert "taken_from" not in found.given


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("", "no RSS or Atom feed"),
        ("<html><body><p>A page.</p></body></html>", "no RSS or Atom feed"),
        ("<urlset><url><loc>https://a.example</loc></url></urlset>", "no RSS or Atom feed"),
        ("no markup at all", "no RSS or Atom feed"),
        (bytes(range(256)), "no RSS or Atom feed"),
        ("<rss><channel><title>Empty</title></channel></rss>", "without items"),
    ],
)
def test_what_is_no_feed_or_has_no_items_is_a_failure(pile: Path, content: str | bytes, says: str) -> None:
    (found,) = read_feed(content)
    assert isinstance(found, Failure)
    assert says in found.message


def test_a_feed_that_breaks_off_is_read_as_far_as_it_goes(pile: Path) -> None:
    found = read_feed(RSS[: RSS.index("Only a title")].replace("Ann Roe", "Ann & Bo Roe&nbsp;", 1))
    assert [type(each) for each in found[:2]] == [Snapshot, Snapshot]


def test_an_undeclared_prefix_is_taken_for_the_usual_one() -> None:
    feed = b"<rss><channel><item><media:title>x</media:title><dc:creator>Ann Roe</dc:creator></item></channel></rss>"
    (item,) = feeds.items(feed) or ()
    assert item.given == {"byline": "Ann Roe"}


@pytest.mark.parametrize(
    "where", ["<title>&i;</title>", '<source url="&i;">x</source>', "<description>&i;</description>"]
)
def test_entities_are_not_expanded(where: str) -> None:
    nested = "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True))
    bomb = f'<!DOCTYPE rss [<!ENTITY a "lol">{nested}]><rss><channel><item>{where}</item></channel></rss>'
    began = time.process_time()
    found = list(feeds.items(bomb.encode()) or ())
    assert time.process_time() - began < 1
    assert sum(len(str(item)) for item in found) < 2_000


def test_a_file_beside_the_feed_is_not_read_through_it(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("the vault's number")
    uri = secret.as_uri()
    feed = (
        f'<!DOCTYPE rss [<!ENTITY x SYSTEM "{uri}">]><rss xmlns:xi="http://www.w3.org/2001/XInclude">'
        f'<channel><item><title>&x;</title><description>&x;<xi:include href="{uri}" parse="text"/></description></item>'
        "</channel></rss>"
    )
    assert "vault" not in str(list(feeds.items(feed.encode()) or ()))


@pytest.mark.parametrize(
    "content",
    [
        "<rss><channel>" + "<item>" * 100_000,
        "<rss><channel><item><title>" + "<a>" * 100_000,
        "<rss><channel><item><title>" + "x | " * 100_000 + "</title><description>" + "<p " * 200_000,
        "<rss " + " ".join(f'a{n}="x"' for n in range(50_000)) + "/>",
    ],
)
def test_deep_and_endless_feeds_are_read_in_linear_time(content: str) -> None:
    began = time.process_time()
    list(feeds.items(content.encode()) or ())
    assert time.process_time() - began < 5
