"""The book on a terminal: tables and single screens. Text of reports is never read as markup."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from sayso.ledger import Book
from sayso.records import (
    WHOLE_STORY,
    Attribution,
    Certainty,
    Claim,
    ClaimMention,
    Derivation,
    Document,
    Drift,
    Id,
    LedgerRow,
    Omission,
    Origin,
    Record,
    Snapshot,
    Story,
    Tally,
    spans_of,
)
from sayso.text import Span, squeeze
from sayso.vocab import Direction, Hearing, Severity, Stance, Status

#: Status -> (sign, style). The word always stands beside the sign: colour is never alone.
STATUS_STYLE: dict[Status, tuple[str, str]] = {
    Status.RETRACTED: ("×", "red"),
    Status.DISPUTED: ("≠", "red"),
    Status.DENIED: ("−", "red"),
    Status.CORROBORATED: ("=", "green"),
    Status.UNCONFIRMED: ("?", "yellow"),
    Status.SINGLE_ORIGIN: ("1", "cyan"),
    Status.UNDETERMINED: ("~", "yellow"),
    Status.OPEN: ("○", "dim"),
}

_SEVERITY_STYLE = {Severity.HIGH: "red", Severity.MEDIUM: "yellow", Severity.LOW: "dim"}


def safe(text: str) -> str:
    """Text from a report or a file name without control characters, on one line."""
    return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in squeeze(text))


def interval(row: LedgerRow) -> str:
    """The independent origins in words: "1 origin", "1 to 3 origins", "no origin"."""
    if row.origins_at_most == 0:
        return "no origin"
    if row.origins_at_least == row.origins_at_most:
        return f"{row.origins_at_most} origin{'s' if row.origins_at_most > 1 else ''}"
    return f"{row.origins_at_least} to {row.origins_at_most} origins"


def reports(count: int) -> str:
    """The number of reports in words: "1 report", "3 reports"."""
    return f"{count} report{'' if count == 1 else 's'}"


def graded(row: LedgerRow) -> list[str]:
    """The suggested grade with its reason, one line: "F3. Possibly true: …"; none where a row has no grade."""
    return [f"{row.grade.reliability}{row.grade.credibility}. {row.grade.reason}"] if row.grade else []


def status_text(status: Status) -> Text:
    """The status with its sign."""
    sign, style = STATUS_STYLE[status]
    return Text(f"{sign} {status}", style=style)


def summary(book: Book) -> RenderableType:
    """One paragraph about the whole story."""
    rows = book.rows
    label = Text(_title(book), style="bold")
    counts = {status: sum(row.status is status for row in rows) for status in Status}
    parts = [f"{count} {status}" for status, count in counts.items() if count]
    line = f"{reports(len(book.documents))}, {len(rows)} claims" + (f": {', '.join(parts)}." if parts else ".")
    return Group(label, *_stories(book), Text(line), *failures(book))


def _title(book: Book) -> str:
    if book.story:
        return safe(book.story.label)
    return f"{len(book.stories)} stories" if book.stories else "Nothing was analysed."


#: Stories that a summary lists.
MOST_STORIES = 12


def _stories(book: Book) -> Iterator[RenderableType]:
    """The stories, the largest first, where there are several."""
    if len(book.stories) > 1:
        yield from (
            Text(f"  {safe(story.label)} ({reports(len(story.documents))}, story {story.id[:8]})")
            for story in book.stories[:MOST_STORIES]
        )
        if len(book.stories) > MOST_STORIES:
            yield Text(f"  and {len(book.stories) - MOST_STORIES} more", style="dim")


def stories(book: Book, reports: bool) -> RenderableType:
    """Every story with its reports, if they are wanted, and the stories that are close to it."""
    table = Table(expand=True, show_lines=True)
    for column, ratio in (("story", 4), ("id", None), ("reports", None), ("published", None), ("close to", 3)):
        table.add_column(column, ratio=ratio, no_wrap=ratio is None)
    for story in book.stories:
        held = [document for id_ in story.documents if (document := book.documents.get(id_))]
        dates = sorted(document.published[:10] for document in held if document.published)
        listed = [f"  {safe(_report(book, document.id))}" for document in held] if reports else []
        table.add_row(
            Text("\n".join([safe(story.label), *listed])),
            story.id[:8],
            str(len(story.documents)),
            "\n".join(dict.fromkeys((dates[0], dates[-1]))) if dates else "-",
            Text("\n".join(dict.fromkeys(_near(book, story))) or "-"),
        )
    return table


def _near(book: Book, story: Story) -> Iterator[str]:
    """The names of the stories that have reports which hang together with those of this one."""
    for id_ in story.near:
        other = book.story_of(id_)
        if other is not None:
            yield safe(other.label)


def audit(book: Book) -> RenderableType:
    """What people ruled."""
    table = Table(expand=True, show_lines=True)
    for column, ratio in (("when", None), ("who", 1), ("what", None), ("about", 5), ("why", 2)):
        table.add_column(column, ratio=ratio, no_wrap=ratio is None)
    for review in book.reviews:
        about = [review.value] if review.value else []
        about += [_report(book, id_) for id_ in (review.target_id, *review.others) if id_ in book.documents]
        table.add_row(
            review.at[:16].replace("T", " "),
            Text(safe(review.by)),
            review.verdict,
            Text("\n".join(map(safe, about)) or review.target_id),
            Text(safe(review.note) or "-"),
        )
    return table


def failures(book: Book) -> Iterator[RenderableType]:
    """What was not analysed, each with the next step."""
    if book.failures:
        failed = {failure.path for failure in book.failures} - {WHOLE_STORY}
        inputs = failed | {document.path for document in book.documents.values()}
        told = f"{len(failed)} of {len(inputs)} inputs were not, or not wholly, analysed:"
        yield Text(told if failed else "Not all was done:", style="red")
        for failure in book.failures:
            yield Text(f"  {safe(failure.path)}: {safe(failure.message)} {safe(failure.next_step)}")


def ledger(book: Book, rows: Sequence[LedgerRow], *, left_out: int = 0) -> RenderableType:
    """The claims as a table; `left_out` of them are only counted."""
    table = Table(expand=True, show_lines=True)
    table.add_column("#", justify="right", style="dim", no_wrap=True)
    table.add_column("claim", ratio=5)
    table.add_column("status", no_wrap=True)
    table.add_column("stands on", ratio=2)
    table.add_column("said by", ratio=3)
    table.add_column("notes", ratio=2)
    numbers = {row.id: number for number, row in enumerate(book.rows, start=1)}
    for row in rows:
        table.add_row(
            str(numbers[row.id]),
            Text.assemble(safe(row.text), *((f"\n{safe(name)}", "dim") for name in _story_of(book, row))),
            status_text(row.status),
            f"{reports(len(row.reports))} -> {interval(row)}",
            Text("\n".join(safe(origin.label) for origin in row.origins) or "-"),
            Text("\n".join(_notes(row)) or "-"),
        )
    if not left_out:
        return table
    more = Text(f"{left_out} more claims, each stated by one report: see them with --all.", style="dim")
    return Group(table, more)


def _story_of(book: Book, row: LedgerRow) -> list[str]:
    """The story of a claim, where there are several."""
    return [story.label for story in book.stories if story.id == row.story_id] if len(book.stories) > 1 else []


def _notes(row: LedgerRow) -> Iterator[str]:
    yield from (f"denied by {safe(origin.label)}" for origin in row.denied_by)
    for count, what in (
        (len(row.open_questions), "open question"),
        (len(row.drift), "change"),
        (len(row.omissions), "omission"),
    ):
        if count:
            yield f"{count} {what}{'s' if count > 1 else ''}"
    if row.first_seen:
        yield f"first seen {row.first_seen[:10]}"


def why(book: Book, row: LedgerRow) -> RenderableType:
    """All about one claim: who stands behind it, every sentence, why this status and this count, what changed."""
    parts: list[RenderableType] = [
        Text(safe(row.text), style="bold"),
        Text.assemble(
            status_text(row.status), "  ", f"{reports(len(row.reports))} -> {interval(row)}", "  ",
            (f"claim {row.claim_id}", "dim"),
        ),
        *(_printed(book, mention_id) for mention_id in book.printed(row.claim_id)),
        Text(""),
    ]  # fmt: skip
    for stance, title in (
        (Stance.SUPPORTS, "Who stands behind it"),
        (Stance.DENIES, "Who denies it"),
        (Stance.NEITHER, "Who leaves it open"),
    ):
        origins = [o for o in book.origins.get(row.claim_id, ()) if o.stance is stance]
        if origins:
            parts += [Text(title, style="underline"), *(_origin(book, origin) for origin in origins)]
            parts += _resting(book, origins)
    parts += [Text("Why", style="underline"), *_bullets(row.reasons)]
    asked = [book.questions[i] for i in row.open_questions]
    if asked:
        parts.append(Text("Open questions", style="underline"))
        parts += _bullets(_question_line(book, q.doc_id, q.span, q.asked_of) for q in asked)
    changes: list[Drift | Omission] = [
        *(book.drifts[i] for i in row.drift),
        *(book.omissions[i] for i in row.omissions),
    ]
    if changes:
        parts.append(Text("What changed on the way", style="underline"))
        parts += [_change(book, change) for change in changes]
    parts += [Text("What would change the status", style="underline"), *_bullets([row.would_change])]
    parts += [Text("Suggested grade (Admiralty)", style="underline"), *_bullets(graded(row))]
    return Group(*parts)


def _printed(book: Book, mention_id: Id) -> RenderableType:
    """The words that were printed, where names in square brackets stand for some of them."""
    return Group(Text("In the report’s own words:", style="dim"), _mention(book, book.mentions[mention_id]))


def _bullets(lines: Iterable[str]) -> list[RenderableType]:
    return [Padding(Text(f"- {safe(line)}"), (0, 0, 0, 2)) for line in lines]


def _origin(book: Book, origin: Origin) -> RenderableType:
    heard = {
        Hearing.FIRST_HAND: "heard first-hand by " + ", ".join(safe(book.label(w)) for w in origin.witnesses),
        Hearing.REPEATED: "known through "
        + (", ".join(safe(book.label(w)) for w in origin.witnesses) or "other reports"),
        Hearing.UNSTATED: "the reports do not say how they know",
    }[origin.hearing]
    lines: list[RenderableType] = [
        Text.assemble(("  " + safe(origin.label), "bold"), f"  ({origin.kind}, {origin.level}; {heard})")
    ]
    if origin.via:
        lines.append(Text(f"    via {safe(', '.join(origin.via))}"))
    if origin.repeaters:
        lines.append(Text(f"    repeated by {', '.join(safe(book.label(r)) for r in origin.repeaters)}"))
    lines += [_mention(book, book.mentions[i]) for i in origin.mentions if i in book.mentions]
    return Group(*lines)


def _resting(book: Book, origins: Sequence[Origin]) -> list[RenderableType]:
    """The sentences that name none of the origins and rest on all of them."""
    resting = dict.fromkeys(i for origin in origins for i in origin.resting if i in book.mentions)
    if not resting:
        return []
    return [Text("  Also stated without naming any of them"), *(_mention(book, book.mentions[i]) for i in resting)]


def _mention(book: Book, mention: ClaimMention) -> RenderableType:
    """The sentence of a mention with the words that prove its certainty and its attribution marked."""
    document = book.documents[mention.doc_id]
    start, end = book.sentence(mention.doc_id, mention.span.start, mention.span.end)
    held = book.held(mention)
    cues = [*(held.cues if held else ()), *(c for a in book.chain(mention.attribution_id)[:1] for c in a.cue)]
    line = Text(f"{safe(book.label(mention.doc_id))}: ", style="dim")
    line.append_text(_marked(document.text, start, end, cues))
    if held:
        line.append(f"  [{held.level}]", style="dim")
    return Padding(line, (0, 0, 0, 4))


def _marked(text: str, start: int, end: int, cues: Sequence[Span]) -> Text:
    marked = Text("“")
    at = start
    for cue in sorted(cues):
        if at <= cue.start and cue.end <= end:
            marked.append(_line(text[at : cue.start]))
            marked.append(_line(text[cue.start : cue.end]), style="bold underline")
            at = cue.end
    marked.append(_line(text[at:end]) + "”")
    return marked


def _line(text: str) -> str:
    """Text with breaks as blanks and nothing unprintable, blanks at its ends kept."""
    return "".join(c if c.isprintable() else " " for c in text)


def _question_line(book: Book, doc_id: Id, span: Span, asked_of: str | None) -> str:
    words = squeeze(span.of(book.documents[doc_id].text))
    return f"{words} ({asked_of or 'nobody named'} in {book.label(doc_id)})"


def _change(book: Book, change: Drift | Omission) -> RenderableType:
    edge = book.derivations.get(change.derivation_id)
    child = safe(book.label(edge.child_id)) if edge else "?"
    parent = safe(book.label(edge.parent_id)) if edge and edge.parent_id else "?"
    if isinstance(change, Omission):
        line = Text.assemble(
            f"  {child} left out, ", (str(change.kind), "yellow"), f" of {parent}: “{safe(change.text)}”"
        )
    else:
        before, after = (f"“{safe(t)}”" if t else "nothing" for t in (change.before_text, change.after_text))
        style = _SEVERITY_STYLE[change.severity]
        line = Text.assemble(
            "  ", (str(change.kind), style), f" ({change.severity}): {before} in {parent} became {after} in {child}"
        )
    return line


def lineage(book: Book) -> RenderableType:
    """Which report comes from which, with the reasons."""
    table = Table(expand=True, show_lines=True)
    for column, ratio in (("child", 2), ("from", 2), ("kind", 1), ("share", 1), ("sure", 1), ("why", 5)):
        table.add_column(column, ratio=ratio)
    for derivation in book.derivations.values():
        undetermined = derivation.direction is Direction.UNDETERMINED
        table.add_row(
            Text(safe(_report(book, derivation.child_id))),
            Text(safe(_parent(book, derivation)) + (" (direction undetermined)" if undetermined else "")),
            str(derivation.kind),
            f"{derivation.share:.2f}" if derivation.parent_id else "-",
            f"{derivation.confidence:.2f}",
            Text("\n".join(safe(reason) for reason in derivation.reasons)),
        )
    return table


def _report(book: Book, report_id: Id) -> str:
    document = book.documents[report_id]
    return f"{document.publisher} ({document.path})" if document.publisher else document.path


def _parent(book: Book, derivation: Derivation) -> str:
    if derivation.parent_id is not None:
        return _report(book, derivation.parent_id)
    return f"{derivation.latent.label} (not in the pile)" if derivation.latent else "?"


def changes(book: Book, derivations: Sequence[Derivation]) -> RenderableType:
    """The named changes and omissions along these derivations."""
    parts: list[RenderableType] = []
    for derivation in derivations:
        child, parent = safe(_report(book, derivation.child_id)), safe(_parent(book, derivation))
        told = f": {derivation.kind}, share {derivation.share:.2f}"
        parts.append(Text.assemble((child, "bold"), " from ", (parent, "bold"), told))
        parts += _bullets(derivation.reasons)
    parts += [_change(book, change) for change in book.changes(derivations)]
    return Group(*parts)


def quotes(book: Book, attributions: Sequence[Attribution]) -> RenderableType:
    """Who is quoted, how, by whom."""
    table = Table(expand=True, show_lines=True)
    for column, ratio in (("source", 2), ("kind", 1), ("cue", 1), ("what", 5), ("to", 1), ("when", 1), ("in", 2)):
        table.add_column(column, ratio=ratio)
    for attribution in attributions:
        text = book.documents[attribution.doc_id].text
        content = " … ".join(squeeze(span.of(text)) for span in attribution.content)
        table.add_row(
            Text(safe(attribution.label)),
            f"{attribution.source_kind}\n{attribution.quote}",
            Text(safe(" … ".join(span.of(text) for span in attribution.cue))),
            Text(safe(content)),
            Text(safe(" ".join(span.of(text) for span in attribution.addressee)) or "-"),
            Text(safe(attribution.when.of(text)) if attribution.when else "-"),
            Text(safe(book.label(attribution.doc_id))),
        )
    return table


def questions(book: Book) -> RenderableType:
    """What is said not to be known."""
    table = Table(expand=True, show_lines=True)
    for column, ratio in (("open question", 5), ("who does not know", 2), ("in", 2)):
        table.add_column(column, ratio=ratio)
    for question in book.questions.values():
        words = question.span.of(book.documents[question.doc_id].text)
        table.add_row(Text(safe(words)), Text(safe(question.asked_of or "-")), Text(safe(book.label(question.doc_id))))
    return table


def entities(book: Book) -> RenderableType:
    """People, bodies and places under all their names."""
    table = Table(expand=True)
    for column, ratio in (("name", 3), ("kind", 1), ("also", 4), ("named", 1), ("why joined", 4)):
        table.add_column(column, ratio=ratio)
    for entity in book.entities:
        table.add_row(
            Text(safe(entity.names[0])), str(entity.kind), Text(safe(", ".join(entity.names[1:])) or "-"),
            str(len(entity.members)), Text("\n".join(safe(reason) for reason in entity.reasons)),
        )  # fmt: skip
    return table


def timeline(book: Book) -> RenderableType:
    """Dates as written and as resolved."""
    table = Table(expand=True)
    for column, ratio in (("when", 1), ("as written", 1), ("what", 5), ("in", 2)):
        table.add_column(column, ratio=ratio)
    for event in book.events:
        table.add_row(
            event.when.value, Text(safe(event.as_written)), Text(safe(event.text)), Text(safe(book.label(event.doc_id)))
        )
    return table


def trace(book: Book, records: Sequence[Record]) -> RenderableType:
    """The records behind a ledger row, in the order of the work: type, id, rule, place, words."""
    return Group(*(_traced(book, record) for record in records))


def _traced(book: Book, record: Record) -> RenderableType:
    spans = [s for s in spans_of(record) if s.doc_id in book.documents]
    place = ", ".join(f"{safe(book.documents[s.doc_id].path)} {s.start}-{s.end}" for s in spans)
    words = " … ".join(squeeze(s.of(book.documents[s.doc_id].text)) for s in spans)
    line = Text.assemble(
        (f"{type(record).__name__.lower():13}", "bold"), (f"{record.id}  ", "dim"), record.made_by,
        (f"  {place}" if place else "", "dim"),
    )  # fmt: skip
    told = _told(book, record) or words
    return Group(line, Padding(Text(safe(told)), (0, 0, 0, 13))) if told else line


def _told(book: Book, record: Record) -> str:
    """What a record says that its spans do not show."""
    match record:
        case Snapshot():
            return f"{record.path}, {len(record.content)} bytes, SHA-256 {record.sha256}"
        case Document():
            return f"{record.publisher or 'publisher unknown'}, {record.published or 'undated'}, {record.path}"
        case Certainty():
            cues = [c.of(book.documents[c.doc_id].text) for c in record.cues if c.doc_id in book.documents]
            by = f", shown by “{' … '.join(cues)}”" if cues else ""
            return f"{record.level}, {record.polarity}, {record.value}, held by {record.holder}{by}"
        case Derivation():
            return f"{_report(book, record.child_id)} from {_parent(book, record)}: {' '.join(record.reasons)}"
        case Claim():
            return record.text
        case Origin():
            return f"{record.label}: {record.stance}, {record.hearing}. {' '.join(record.reasons)}"
        case Tally():
            return f"[{record.at_least}, {record.at_most}] {' '.join(record.reasons)}"
        case LedgerRow():
            return f"{record.status}, [{record.origins_at_least}, {record.origins_at_most}]. {' '.join(record.reasons)}"
        case _:
            return ""


def out(console: Console, renderable: RenderableType) -> None:
    """Print; the console is told once that nothing in our strings is markup."""
    console.print(renderable, markup=False, highlight=False, emoji=False)
