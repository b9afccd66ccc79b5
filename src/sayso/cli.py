"""The command line: arguments in, one call, printing out. Each command imports only what it needs."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn, TypedDict

import click

from sayso import __version__
from sayso.errors import SaysoError, UsageError

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.progress import TaskID

    from sayso.helper import Helper
    from sayso.ledger import Book
    from sayso.pipeline import Outcome, Progress
    from sayso.records import LedgerRow, Record, Review
    from sayso.scale.jobs import Counts
    from sayso.scale.output import Form
    from sayso.store import Store

STORE = Path("sayso.db")
DEMO_REPORT = Path("sayso-demo.html")

#: Claims that one report alone states are only counted in a printed ledger of more rows than this.
QUIET_AFTER = 12

FILE = click.Path(path_type=Path)
store_option = click.option(
    "--store", type=FILE, default=STORE, show_default=True, metavar="FILE", help="The file that holds the records."
)
json_option = click.option("--json", is_flag=True, help="Print records as JSON, one a line.")
story_option = click.option(
    "--story", metavar="WORDS", help="Only this story of the store: words of its name, or its id or the start of it."
)
claim_argument = click.argument("claim")
helper_url_option = click.option(
    "--helper-url", metavar="URL", envvar="SAYSO_HELPER_URL", show_envvar=True,
    help="Ask the model behind this OpenAI-compatible URL what the rules leave open; left out, none is asked.",
)  # fmt: skip
helper_model_option = click.option(
    "--helper-model", metavar="NAME", envvar="SAYSO_HELPER_MODEL", show_envvar=True,
    help="Its name there, where the server has several.",
)  # fmt: skip


def _statuses(context: click.Context, option: click.Parameter, words: tuple[str, ...]) -> frozenset[str]:
    from sayso.vocab import Status

    known = {str(status) for status in Status}
    for word in words:
        if word not in known:
            raise click.BadParameter(f"{word!r} is none of: {', '.join(sorted(known))}.", context, option)
    return frozenset(words)


fail_on_option = click.option(
    "--fail-on", multiple=True, metavar="STATUS", callback=_statuses, help="Exit with 1 if a claim has this status."
)


class Given(TypedDict):
    """What every ruling tells of itself."""

    by: str
    at: str
    note: str


class Command(click.Command):
    """A command whose examples stand under its help, one a line."""

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the examples as they are, not as a paragraph."""
        if self.epilog:
            with formatter.section("Examples"):
                formatter.write("".join(f"  {line}\n" for line in self.epilog.splitlines()))


class Group(Command, click.Group):
    """A command that is several; each shows its examples too."""

    command_class = Command
    group_class = type  # groups within are such groups


@click.group(cls=Group, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="sayso")
def app() -> None:
    """On whose say-so?

    For every claim in a pile of reports: who said it, how surely, who heard it first-hand, who only repeated it,
    what changed on the way, who denies it, what nobody has confirmed. It reports who stands behind what, never
    what is true.
    """


def main() -> None:
    """Run the command line; what sayso raises on purpose becomes one clear message and exit code 2."""
    try:
        app(prog_name="sayso")
    except SaysoError as error:
        _fail(error)
    except BrokenPipeError:
        # The reader of our output has gone (`sayso ledger | head`); nothing is wrong.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise SystemExit(0) from None


# -- analysing -------------------------------------------------------------------------------------------------------


@app.command(epilog="sayso demo\nsayso demo --store demo.db && sayso why 1 --store demo.db")
@click.option("--report", type=FILE, default=DEMO_REPORT, show_default=True, metavar="FILE", help="The page to write.")
@click.option("--store", type=FILE, metavar="FILE", help="Keep the records in this file; left out, in memory.")
@click.option("--jobs", type=click.IntRange(1), default=1, show_default=True, help="Processes for single reports.")
@json_option
def demo(report: Path, store: Path | None, jobs: int, json: bool) -> None:
    """Analyse the bundled story, without a network.

    Prints its ledger and writes a one-file report.
    """
    from sayso.analysis import demo_inputs
    from sayso.store import MemoryStore, open_store

    kept: Store = open_store(store, write=True) if store else MemoryStore()
    try:
        _analyse(demo_inputs(), kept, jobs=jobs, report=report, json=json)
    finally:
        kept.close()


@app.command(
    epilog="sayso run clips/\nsayso run 'clips/*.html' --meta meta.csv --report story.html\n"
    "sayso run more/ --store story.db      (adds to a store; does again only what the new reports touch)\n"
    "sayso run clips/ --helper-url http://127.0.0.1:8080/v1"
)
@click.argument("paths", nargs=-1, required=True)
@store_option
@click.option("--report", type=FILE, metavar="FILE", help="The page to write; left out, beside the store.")
@click.option("--no-report", is_flag=True, help="Write no page.")
@click.option("--meta", type=FILE, metavar="FILE", help="CSV: file,publisher,published,url,title,byline,language")
@click.option("--story", metavar="NAME", help="Put these reports into one story of this name.")
@click.option("--jobs", type=click.IntRange(0), default=0, help="Processes for single reports; 0 is one per core.")
@helper_url_option
@helper_model_option
@fail_on_option
@json_option
def run(
    paths: tuple[str, ...],
    store: Path,
    report: Path | None,
    no_report: bool,
    meta: Path | None,
    story: str | None,
    jobs: int,
    helper_url: str | None,
    helper_model: str | None,
    fail_on: frozenset[str],
    json: bool,
) -> None:
    """Add reports to a store and analyse what they touch.

    PATHS are files, folders or globs of .txt .md .html .htm .json .jsonl, or of feeds (.xml .rss .atom). Prints the
    ledger and writes a one-file report. Reports about several matters become several stories, told apart by what they
    are about; with --story they are one, and stay so as long as they are given again with it. Of a store of many
    stories, only those that this run touched are shown.

    With --helper-url a model of yours is asked what the rules leave open. No answer counts that does not quote the
    reports to the letter. Its key, if it wants one, is read from SAYSO_HELPER_KEY.
    """
    from sayso import ingest
    from sayso.analysis import put_together
    from sayso.store import open_store

    _check_meta(meta)
    kept = open_store(store, write=True)
    try:
        page = None if no_report else report or store.with_suffix(".html")
        inputs = put_together(ingest.read(paths, meta=meta), story)
        helper = _helper(helper_url, helper_model, kept)
        jobs = jobs or os.cpu_count() or 1
        _analyse(inputs, kept, jobs=jobs, report=page, json=json, fail_on=fail_on, helper=helper)
    finally:
        kept.close()


@app.command(epilog="sayso plan\nsayso plan clips/ --meta meta.csv")
@click.argument("paths", nargs=-1)
@store_option
@click.option("--meta", type=FILE, metavar="FILE", help="The CSV that `sayso run` would be given.")
@helper_url_option
@helper_model_option
@json_option
def plan(
    paths: tuple[str, ...],
    store: Path,
    meta: Path | None,
    helper_url: str | None,
    helper_model: str | None,
    json: bool,
) -> None:
    """Say what `sayso run` would do again, and why.

    Nothing is written and no model is asked. PATHS are those that `sayso run` would be given, and so are the other
    options; PATHS left out, only the store is looked at.
    """
    import msgspec

    from sayso import ingest, pipeline
    from sayso.stages import table
    from sayso.store import MemoryStore, open_store

    _check_meta(meta)
    kept: Store = open_store(store) if store.exists() or not paths else MemoryStore()
    try:
        stages = table(_helper(helper_url, helper_model, kept))
        steps = pipeline.plan(ingest.read(paths, meta=meta) if paths else (), kept, stages=stages)
    finally:
        kept.close()
    if json:
        for step in steps:
            click.echo(msgspec.json.encode(step).decode())
    elif not steps:
        click.echo("Nothing would run: everything is up to date.")
    else:
        from sayso import printing

        for step in steps:
            click.echo(f"{step.stage:12} {printing.safe(step.unit)}: {printing.safe(step.why)}")


def _check_meta(meta: Path | None) -> None:
    if meta is not None and not meta.is_file():
        raise UsageError(f"There is no metadata file {meta}.", "Name a CSV file with --meta, or leave it out.")


def _helper(url: str | None, model: str | None, store: Store) -> Helper | None:
    """The helper model behind a URL, its answers kept in the store; None where no URL is given."""
    if not url:
        return None
    from sayso.helper import Endpoint, Helper

    return Helper(Endpoint(url, model, key=os.environ.get("SAYSO_HELPER_KEY") or None), store)


def _analyse(
    inputs: Iterable[Record],
    store: Store,
    *,
    jobs: int,
    report: Path | None,
    json: bool,
    fail_on: frozenset[str] = frozenset(),
    helper: Helper | None = None,
) -> None:
    from sayso import analysis, pipeline, printing
    from sayso.stages import table

    with _Bars() as progress:
        if helper is not None:
            helper.progress = progress
        stages = table(helper)
        outcome: Outcome = pipeline.run(inputs, store, jobs=jobs, progress=progress, stages=stages)  # type: ignore[arg-type]
    book = analysis.opened(store, outcome)
    if report is not None and book.documents:
        _write_report(book, report)
    if json:
        _records(book.rows)
    else:
        for path in outcome.replaced:
            click.echo(f"{printing.safe(path)} has changed; its earlier version was replaced.")
        if helper is not None:
            click.echo(f"The helper model: {helper.tally.told()}.")
        _show(printing.summary(book))
        _print_ledger(book, book.rows, show_all=False)
        if report is not None and book.documents:
            click.echo(f"The report is in {report}.")
    _finish(book.rows, fail_on)


def _write_report(book: Book, path: Path) -> None:
    from sayso.report import html

    try:
        path.write_text(html.render(book), encoding="utf-8")
    except OSError as error:
        raise UsageError(
            f"The report {path} cannot be written: {error.strerror}.", "Name another with --report."
        ) from error


# -- reading ---------------------------------------------------------------------------------------------------------


@app.command(epilog="sayso ledger\nsayso ledger --status disputed --status denied\nsayso ledger --json | jq .text")
@store_option
@story_option
@click.option("--status", multiple=True, metavar="STATUS", callback=_statuses, help="Only claims with this status.")
@click.option("--all", "everything", is_flag=True, help="Also every claim that one report alone states.")
@fail_on_option
@json_option
def ledger(
    store: Path, story: str | None, status: frozenset[str], everything: bool, fail_on: frozenset[str], json: bool
) -> None:
    """Every claim and on whose say-so it stands."""
    book = _book(store, story)
    rows = [row for row in book.rows if not status or row.status in status]
    if json:
        _records(rows)
    else:
        from sayso import printing

        _show(printing.summary(book))
        _print_ledger(book, rows, show_all=everything or bool(status))
    _finish(rows, fail_on)


@app.command(epilog="sayso why 1\nsayso why 3fa2\nsayso why 'lagoon leak'")
@claim_argument
@store_option
@story_option
@json_option
@click.option("--all", "whole", is_flag=True, help="Every sentence, every reason and every change, however long.")
def why(claim: str, store: Path, story: str | None, json: bool, whole: bool) -> None:
    """One claim on one screen: who stands behind it, and why.

    CLAIM is its number in the ledger, its id or the start of it, or words of it.
    """
    book = _book(store, story)
    row = book.row(book.find_claim(claim).id)
    if json:
        _records([row, *book.origins.get(row.claim_id, ())])
    elif whole:
        from sayso import printing

        _show(printing.why(book, row))
    else:
        from sayso import screen

        _show(screen.why(book, row))


@app.command(epilog="sayso trace 1\nsayso trace 'lagoon leak' --json")
@claim_argument
@store_option
@story_option
@json_option
def trace(claim: str, store: Path, story: str | None, json: bool) -> None:
    """The path from saved bytes to ledger row.

    Every record with its rule and its place. CLAIM as in `sayso why`.
    """
    from sayso.records import INTERNAL

    book = _book(store, story)
    records = book.trace(book.find_claim(claim).id)
    if json:
        _records(r for r in records if type(r) not in INTERNAL)
    else:
        from sayso import printing

        _show(printing.trace(book, records))


@app.command(epilog="sayso lineage\nsayso lineage --json")
@store_option
@story_option
@json_option
def lineage(store: Path, story: str | None, json: bool) -> None:
    """Which report comes from which, and how that is known."""
    book = _book(store, story)
    _print(list(book.derivations.values()), json, "lineage", book)


@app.command(epilog="sayso diff tabloid.html wire.html\nsayso diff 'Daily Lantern' Meridian")
@click.argument("child")
@click.argument("parent")
@store_option
@story_option
@json_option
def diff(child: str, parent: str, store: Path, story: str | None, json: bool) -> None:
    """What a report changed, and left out, of the one it came from.

    CHILD and PARENT are paths, ids or publishers, or a part of them that fits one report only.
    """
    book = _book(store, story)
    ends = {book.find_report(child).id, book.find_report(parent).id}
    edges = [d for d in book.derivations.values() if {d.child_id, d.parent_id} == ends]
    if not edges:
        click.echo("Neither of these reports is known to come from the other.", err=True)
        raise SystemExit(1)
    if json:
        _records([*edges, *book.changes(edges)])
    else:
        from sayso import printing

        _show(printing.changes(book, edges))


@app.command(epilog="sayso quotes --kind anonymous\nsayso quotes --source minister")
@store_option
@story_option
@click.option("--kind", metavar="KIND", help="Only this kind of source: person, anonymous, organisation, document, …")
@click.option("--source", metavar="WORDS", help="Only sources with these words.")
@json_option
def quotes(store: Path, story: str | None, kind: str | None, source: str | None, json: bool) -> None:
    """Who is quoted or cited, in what words, by which report."""
    book = _book(store, story)
    order = {id_: place for place, id_ in enumerate(book.documents)}
    found = [
        a
        for a in sorted(book.attributions.values(), key=lambda a: (order.get(a.doc_id, 0), a.content))
        if (kind is None or a.source_kind == kind) and (source is None or source.casefold() in a.label.casefold())
    ]
    _print(found, json, "quotes", book, found)


@app.command(epilog="sayso questions")
@store_option
@story_option
@json_option
def questions(store: Path, story: str | None, json: bool) -> None:
    """What the reports say is not known, and who does not know it."""
    book = _book(store, story)
    _print(list(book.questions.values()), json, "questions", book)


@app.command(epilog="sayso entities")
@store_option
@story_option
@json_option
def entities(store: Path, story: str | None, json: bool) -> None:
    """People, bodies and places under all their names."""
    book = _book(store, story)
    _print(book.entities, json, "entities", book)


@app.command(epilog="sayso timeline")
@store_option
@story_option
@json_option
def timeline(store: Path, story: str | None, json: bool) -> None:
    """Dates as the reports write them and as they resolve."""
    book = _book(store, story)
    _print(book.events, json, "timeline", book)


# -- stories ---------------------------------------------------------------------------------------------------------


@app.command(epilog="sayso stories\nsayso stories --reports")
@store_option
@click.option("--reports", is_flag=True, help="List the reports of every story.")
@json_option
def stories(store: Path, reports: bool, json: bool) -> None:
    """Which stories the reports are, and which of them are close to each other."""
    book = _book(store)
    _print(book.stories, json, "stories", book, reports)


@app.group(
    "story",
    epilog="sayso story name 3fa2 'The mill fire'\nsayso story move paper.txt 'The mill fire'\n"
    "sayso story merge 3fa2 91bc\nsayso story split 3fa2 paper.txt wire.txt",
)
def story_group() -> None:
    """Put right which reports are one story.

    What is ruled is kept beside the reports and holds in every later run; the later of two rulings holds. Stories go
    on growing. STORY is a name, words of it, or an id or the start of it; REPORT is a path, an id or a publisher.
    """


def ruling_options(command: Callable[..., None]) -> Callable[..., None]:
    """The options of every command that rules."""
    for option in (
        click.option("--note", default="", metavar="WORDS", help="Why."),
        click.option("--by", default=None, metavar="NAME", help="Who rules; left out, the name of this user."),
        store_option,
    ):
        command = option(command)
    return command


@story_group.command("name", epilog="sayso story name 3fa2 'The mill fire'")
@click.argument("story")
@click.argument("name")
@ruling_options
def story_name(story: str, name: str, store: Path, by: str | None, note: str) -> None:
    """Call STORY by a NAME."""
    from sayso.ledger import find_story
    from sayso.story import rulings

    with _ruling(store, by, note) as (kept, rule, given):
        rule(rulings.named(find_story(kept, story).documents, name, **given))


@story_group.command("move", epilog="sayso story move paper.txt 'The mill fire' --note 'same fire'")
@click.argument("report")
@click.argument("story")
@ruling_options
def story_move(report: str, story: str, store: Path, by: str | None, note: str) -> None:
    """Move REPORT from its story to STORY, which keeps its name."""
    from sayso.ledger import Book, find_story
    from sayso.story import rulings

    with _ruling(store, by, note) as (kept, rule, given):
        book, to = Book(kept), find_story(kept, story)
        moved = book.find_report(report).id
        held = book.story_of(moved)
        if held is None or held == to:
            raise UsageError("The report is in this story already.", "See `sayso stories --reports`.")
        staying = [id_ for id_ in held.documents if id_ != moved]
        named = rulings.named(to.documents, to.label, **given)
        rule([*named, *rulings.parted([moved], staying, to.documents, **given)])


@story_group.command("merge", epilog="sayso story merge 3fa2 91bc")
@click.argument("stories", nargs=-1, required=True, metavar="STORY STORY...")
@ruling_options
def story_merge(stories: tuple[str, ...], store: Path, by: str | None, note: str) -> None:
    """Make one story of several."""
    from sayso.ledger import find_story
    from sayso.story import rulings

    with _ruling(store, by, note) as (kept, rule, given):
        found = {story.id: story.documents for words in stories for story in [find_story(kept, words)]}
        if len(found) < 2:
            raise UsageError("Only one story was named.", "Name two or more, as `sayso stories` shows them.")
        rule(rulings.merged([*found.values()], **given))


@story_group.command("split", epilog="sayso story split 3fa2 paper.txt wire.txt")
@click.argument("story")
@click.argument("reports", nargs=-1, required=True, metavar="REPORT...")
@ruling_options
def story_split(story: str, reports: tuple[str, ...], store: Path, by: str | None, note: str) -> None:
    """Make a story of its own of some reports of STORY."""
    from sayso.ledger import open_book
    from sayso.story import rulings

    with _ruling(store, by, note) as (kept, rule, given):
        book = open_book(kept, story)
        going = list(dict.fromkeys(book.find_report(words).id for words in reports))
        staying = [id_ for held in book.stories for id_ in held.documents if id_ not in going]
        if not staying:
            raise UsageError("These are all its reports.", "Leave at least one of them in the story.")
        rule(rulings.parted(going, staying, **given))


@contextmanager
def _ruling(store: Path, by: str | None, note: str) -> Iterator[tuple[Store, Callable[[list[Review]], None], Given]]:
    """A store to rule on, what keeps a ruling, and who, when and why; then the stories are brought up to date."""
    from getpass import getuser

    from sayso import analysis, pipeline, printing
    from sayso.store import open_store

    kept = open_store(store, write=True)
    try:
        at = datetime.now(UTC).isoformat(timespec="microseconds")
        yield kept, partial(pipeline.rule, kept), Given(by=by or getuser(), at=at, note=note)
        with _Bars() as progress:
            outcome = pipeline.run((), kept, progress=progress)
        _show(printing.stories(analysis.opened(kept, outcome), True))
    finally:
        kept.close()


@app.command(epilog="sayso audit\nsayso audit --json")
@store_option
@story_option
@json_option
def audit(store: Path, story: str | None, json: bool) -> None:
    """What people ruled: who, when, what, why."""
    book = _book(store, story)
    _print(book.reviews, json, "audit", book)


# -- exporting -------------------------------------------------------------------------------------------------------


@app.group(epilog="sayso export jsonl --output story.jsonl")
def export() -> None:
    """Write the ledger and its records in a format that others read."""


@export.command(epilog="sayso export jsonl --output story.jsonl")
@store_option
@story_option
@click.option("--output", type=FILE, metavar="FILE", help="Where to write; left out, to the terminal.")
def jsonl(store: Path, story: str | None, output: Path | None) -> None:
    """Every record as one JSON object a line (docs/reference/schema.json)."""
    _export("jsonl", store, story, output)


def _export(form: str, store: Path, story: str | None, output: Path | None) -> None:
    from sayso.export import EXPORTS

    lines = EXPORTS[form](_book(store, story))
    if output is None:
        for line in lines:
            click.echo(line)
        return
    try:
        with output.open("w", encoding="utf-8") as file:
            file.writelines(f"{line}\n" for line in lines)
    except OSError as error:
        raise UsageError(f"{output} cannot be written: {error.strerror}.", "Name another with --output.") from error


# -- scale -----------------------------------------------------------------------------------------------------------


@app.group(
    epilog="sayso scale reuse pile.jsonl shared/ --master 'local[4]'\n"
    "sayso scale run pile.jsonl out/ --master 'local[4]' && sayso scale load out/"
)
def scale() -> None:
    """The same analysis on Apache Spark, for piles that one machine cannot hold."""


master_option = click.option(
    "--master", metavar="URL", help="local[4], spark://…, yarn, k8s://…; left out, what spark-submit says."
)
format_option = click.option(
    "--format", "form", type=click.Choice(["parquet", "jsonl"]), default="parquet", show_default=True,
    help="How OUTPUT is written.",
)  # fmt: skip


def _settings(context: click.Context, option: click.Parameter, pairs: tuple[str, ...]) -> dict[str, str]:
    for pair in pairs:
        if "=" not in pair:
            raise click.BadParameter(f"{pair!r} is not of the form KEY=VALUE.", context, option)
    return dict(pair.split("=", 1) for pair in pairs)


conf_option = click.option(
    "--conf", multiple=True, metavar="KEY=VALUE", callback=_settings, help="A setting of Spark; may be repeated."
)


@scale.command(
    "reuse",
    epilog="sayso scale reuse pile.jsonl reuse/ --master 'local[2]'\n"
    "sayso scale reuse s3a://press/2024/ s3a://press/reuse/ --format jsonl --conf spark.executor.memory=8g",
)
@click.argument("input")
@click.argument("output")
@master_option
@format_option
@conf_option
@click.option("--documents", is_flag=True, help="Write the reports that share something too.")
@json_option
def scale_reuse(
    input: str, output: str, master: str | None, form: Form, conf: dict[str, str], documents: bool, json: bool
) -> None:
    """Find what reports share, in a pile of any size.

    INPUT is a file, folder or glob of .jsonl or .parquet, on any file system that Spark knows; OUTPUT is a new folder.
    """
    from sayso.scale import needs

    needs.check()
    from sayso.scale import jobs
    from sayso.scale.session import session

    with session(master, conf) as spark:
        counts = jobs.reuse(spark, input, output, form=form, documents=documents)
    _print_counts(counts, output, json)


@scale.command("run", epilog="sayso scale run pile.jsonl out/ --master 'local[4]' && sayso scale load out/")
@click.argument("input")
@click.argument("output")
@master_option
@format_option
@conf_option
@json_option
def scale_run(input: str, output: str, master: str | None, form: Form, conf: dict[str, str], json: bool) -> None:
    """Analyse a pile of any size, stage by stage as `sayso run` does.

    INPUT is a file, folder or glob of .jsonl or .parquet, on any file system that Spark knows; OUTPUT is a new folder.
    The records are the same as those of `sayso run` on the same files.
    """
    from sayso.scale import needs

    needs.check()
    from sayso.scale import jobs
    from sayso.scale.session import session

    with session(master, conf) as spark:
        counts = jobs.run(spark, input, output, form=form)
    _print_counts(counts, output, json)


@scale.command("load", epilog="sayso scale load out/ --store sayso.db && sayso ledger")
@click.argument("folder", type=FILE)
@store_option
def scale_load(folder: Path, store: Path) -> None:
    """Take the result of a run on Spark into a store. Needs no Spark.

    FOLDER is the OUTPUT of `sayso scale run` or `sayso scale reuse`, on this machine.
    """
    from sayso.scale import loading
    from sayso.store import open_store

    kept = open_store(store, write=True)
    try:
        units = loading.load(folder, kept)
    finally:
        kept.close()
    click.echo(f"{units} units of work were taken into {store}.")


def _print_counts(counts: Counts, output: str, json: bool) -> None:
    import msgspec

    if json:
        click.echo(msgspec.json.encode(counts).decode())
    else:
        pairs = ", ".join(f"{number} pairs for {stage}" for stage, number in counts.pairs.items())
        click.echo(f"{counts.reports} reports; compared {pairs}.")
        for kind, number in counts.records.items():
            click.echo(f"{number:12} {kind}")
        click.echo(f"The result is in {output}.")
    if not counts.reports:
        raise SystemExit(1)


# -- shared ----------------------------------------------------------------------------------------------------------


def _book(store: Path, story: str | None = None) -> Book:
    from sayso.ledger import open_book
    from sayso.store import open_store

    return open_book(open_store(store), story)


def _records(records: Iterable[Record]) -> None:
    from sayso.store.wire import encode

    for record in records:
        click.echo(encode(record).decode())


def _print(found: Sequence[Record], json: bool, view: str, *arguments: object) -> None:
    """Print what was found as JSON or as the view of this name; nothing found is exit code 1."""
    if json:
        _records(found)
    elif found:
        from sayso import printing

        _show(getattr(printing, view)(*arguments))
    else:
        click.echo("Nothing found.", err=True)
    if not found:
        raise SystemExit(1)


def _print_ledger(book: Book, rows: list[LedgerRow], *, show_all: bool) -> None:
    from sayso import printing

    shown = rows if show_all or len(rows) <= QUIET_AFTER else [row for row in rows if _is_telling(row)]
    if rows:
        _show(printing.ledger(book, shown, left_out=len(rows) - len(shown)))


def _is_telling(row: LedgerRow) -> bool:
    """Whether several reports state a claim, or somebody denies, questions or changed it."""
    return len(row.reports) > 1 or bool(row.denied_by or row.open_questions or row.drift)


def _show(renderable: RenderableType) -> None:
    from rich.console import Console

    from sayso import printing

    printing.out(Console(), renderable)


class _Bars:
    """Progress bars on standard error where that is a terminal; silence elsewhere."""

    def __enter__(self) -> Progress:
        if not sys.stderr.isatty():
            return lambda stage, done, total: None
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

        self._bars = Progress(
            TextColumn("{task.description:>12}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(),
            console=Console(stderr=True), transient=True,
        )  # fmt: skip
        self._bars.start()
        tasks: dict[str, TaskID] = {}

        def advance(stage: str, done: int, total: int) -> None:
            if stage not in tasks:
                tasks[stage] = self._bars.add_task(stage, total=total or None)
            self._bars.update(tasks[stage], completed=done, total=total or None)

        return advance

    def __exit__(self, *error: object) -> None:
        if hasattr(self, "_bars"):
            self._bars.stop()


def _finish(rows: list[LedgerRow], fail_on: frozenset[str]) -> None:
    """Exit with 1 where nothing was found or a finding fails `--fail-on`."""
    if not rows or any(row.status in fail_on for row in rows):
        raise SystemExit(1)


def _fail(error: SaysoError) -> NoReturn:
    click.echo(f"sayso: {error.message}", err=True)
    if error.next_step:
        click.echo(error.next_step, err=True)
    raise SystemExit(2)


if __name__ == "__main__":
    main()
