"""A report as the pile has it: its text or web page, and the metadata that its outlet gives."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from html import escape
from random import Random

from press.desk import Report
from press.grammar import told
from press.story import Story
from press.world import Outlet, material

#: The first day of the simulated year.
FIRST_DAY = datetime(2031, 1, 1)
#: Hours by which two shown times must differ before their order says anything: what the clocks of newsrooms, their
#: "updated" times and their zones commonly differ by. Chosen before anything was measured; recorded in the truth.
CLOCK_NOISE = 3.0
_NO_SLUG = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True)
class Shown:
    """When a report says that it was published: as written, and the earliest and latest hour that this can mean."""

    text: str
    earliest: float
    latest: float


def shown_time(story: Story, outlet: Outlet, at: float, rng: Random) -> Shown | None:
    """The time that a report gives: exact, late, by another zone's clock, the day alone, the scrape's, or none."""
    hours = story.begins + at
    clock = outlet.clock if rng.random() < 0.9 else rng.choice(("minute", "day", "none"))
    draw = rng.random()
    if draw < 0.03:  # the crawler's time, not the report's
        hours += rng.uniform(1, 72)
    elif draw < 0.18:  # shown is the last update
        hours += rng.uniform(0.2, 5)
    else:
        hours += rng.uniform(-0.2, 0.2)
    if clock == "none":
        return None
    local = hours + outlet.zone
    if clock == "day":
        day = int(local // 24)
        return Shown((FIRST_DAY + timedelta(days=day)).date().isoformat(), day * 24.0, day * 24.0 + 24)
    if outlet.says_zone:
        moment = (FIRST_DAY + timedelta(hours=local)).isoformat(timespec="minutes")
        return Shown(f"{moment}{outlet.zone:+03d}:00", hours, hours)
    return Shown((FIRST_DAY + timedelta(hours=local)).isoformat(timespec="minutes"), local, local)


def address(story: Story, report: Report) -> str:
    """The report's own address."""
    slug = "-".join(_NO_SLUG.sub(" ", report.title.lower()).split()[:7])
    return f"https://{report.node.outlet.domain}/{story.events[report.side]['beat']}/{slug}-{story.id[1:]}{report.node.number:03d}"


def paragraphs(report: Report, rng: Random) -> list[str]:
    """The text in paragraphs of one to three sentences; quotations and what is in stock stand alone."""
    out: list[list[str]] = []
    room = 0
    for line in report.lines:
        if room <= 0 or line.kind in ("stock", "credit") or (line.kind == "quote" and rng.random() < 0.6):
            out.append([])
            room = rng.choice((1, 1, 2, 2, 3))
        out[-1].append(line.text)
        room = 0 if line.kind in ("stock", "credit") else room - 1
    texts = [" ".join(sentences) for sentences in out]
    if texts and report.opening:
        texts[0] = report.opening + texts[0]
    return texts


def pile_line(
    story: Story, report: Report, reports: Sequence[Report], shown: Shown | None, rng: Random,
    *, pages: float, headlines: Sequence[str],
) -> dict[str, str]:  # fmt: skip
    """The report as a line of the pile: text or html, and its metadata."""
    outlet = report.node.outlet
    body = paragraphs(report, rng)
    more = _read_more(outlet, headlines, rng)
    common = {"publisher": outlet.name, "url": address(story, report), "title": report.title}
    if shown is not None:
        common["published"] = shown.text
    if outlet.pages < pages:
        links = [address(story, reports[number]) for number in report.links if not reports[number].node.missing]
        canonical = address(story, reports[report.canonical]) if report.canonical is not None else common["url"]
        page = _page(outlet, report, body, more, links, canonical, shown)
        return {"html": page, "publisher": outlet.name, "url": common["url"]} | (
            {"published": shown.text} if shown else {}
        )
    above = [f"By {report.byline.removeprefix('By ')}"] if report.byline and outlet.by_in_text else []
    if more and len(body) > 3:
        body.insert(rng.randint(2, len(body) - 1), more)
    if report.byline and not outlet.by_in_text:
        common["byline"] = report.byline.removeprefix("By ")
    return {"text": "\n\n".join([*above, *body, *report.tail, *outlet.footers]) + "\n", **common}


def _read_more(outlet: Outlet, headlines: Sequence[str], rng: Random) -> str:
    if not outlet.read_more or not headlines or rng.random() < 0.3:
        return ""
    return told(material("common")["read_more"][int(outlet.pages * 5)], {"headline": rng.choice(headlines)}, rng)


def _page(
    outlet: Outlet,
    report: Report,
    body: Sequence[str],
    more: str,
    links: Sequence[str],
    canonical: str,
    shown: Shown | None,
) -> str:
    """A small web page, with the metadata that page systems give."""
    byline = report.byline.removeprefix("By ")
    owner = {"@type": "Organization", "name": outlet.owner}
    about: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": report.title,
        "publisher": {"@type": "Organization", "name": outlet.name, "parentOrganization": owner},
    }
    if byline:
        about["author"] = {"@type": "Person", "name": byline}
    if shown is not None:
        about["datePublished"] = shown.text
    texts = [f"<p>{escape(text, quote=False)}</p>" for text in body]
    for link in links:
        place = min(1, len(texts) - 1)
        texts[place] = _linked(texts[place], link)
    if more:
        texts.insert(len(texts) // 2, f'<p class="more"><a href="https://{outlet.domain}/more">{escape(more)}</a></p>')
    tail = [f"<p>{escape(text, quote=False)}</p>" for text in report.tail]
    feet = "".join(f"<p>{escape(text, quote=False)}</p>" for text in outlet.footers)
    name, title = escape(outlet.name), escape(report.title)
    parts = [
        "<!DOCTYPE html>",
        f'<html lang="en"><head><meta charset="utf-8"><title>{title} - {name}</title>',
        f'<link rel="canonical" href="{escape(canonical)}">',
        f'<script type="application/ld+json">{json.dumps(about, ensure_ascii=False)}</script></head><body>',
        f'<nav><a href="/">{name}</a> <a href="/news">News</a> <a href="/sport">Sport</a></nav>',
        f"<article><h1>{title}</h1>",
        f'<p class="byline">By {escape(byline)}</p>' if byline else "",
        *texts,
        *tail,
        "</article>",
        f"<footer>{feet}</footer></body></html>",
    ]
    return "\n".join(parts)


def _linked(paragraph: str, link: str) -> str:
    """The paragraph with a link from its second word to the end of its first sentence."""
    begun = paragraph.replace(" ", f' <a href="{escape(link)}">', 1)
    ended = begun.replace(". ", "</a>. ", 1)
    return ended if "</a>" in ended else begun.replace("</p>", "</a></p>")
