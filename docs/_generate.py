"""Writes docs/reference and the generated part of docs/glossary.md from the source, so that they cannot rot.

Usage: python docs/_generate.py [--check]   (--check writes nothing and fails when a page is out of date)
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Iterable
from importlib import import_module
from inspect import cleandoc, getdoc
from pathlib import Path
from pkgutil import iter_modules
from typing import Any

import _rules
import click
import msgspec

import sayso.lexicon
from sayso import records, stages
from sayso.cli import app
from sayso.engines import ENGINES
from sayso.export.schema import schema
from sayso.vocab import Term

DOCS = Path(__file__).resolve().parent
SOURCE = _rules.SOURCE
BEGIN = "<!-- generated from src/sayso by `make docs`: do not edit below -->"

#: Structs that stand inside records.
PARTS = {records.Edit: "a reuse", records.Latent: "a derivation", records.RowOrigin: "a ledger row"}


# -- pages -----------------------------------------------------------------------------------------------------------


def records_page() -> str:
    """Every record type with its fields, under the headings of records.py."""
    lines = ["# Records", "", paragraphs(getdoc(records))]
    lines += [
        "",
        "Every record has these three fields; they are left out below. A `*` marks the fields that make its id.",
        "",
        *fields_table(records.Record, own=("id", "made_by", "score")),
    ]
    headings = {name: heading for heading, names in headings_of(SOURCE / "records.py") for name in names}
    shown = ""
    for kind in records.RECORDS.values():
        if (heading := headings.get(kind.__name__, shown)) != shown:
            shown = heading
            lines += ["", f"## {heading[:1].upper()}{heading[1:]}"]
        lines += ["", f"### {kind.__name__}", "", f'`"type": "{tag(kind)}"`. {summary(getdoc(kind))}', ""]
        lines += fields_table(kind)
    for kind, why in (
        (records.Edit, "in a reuse"),
        (records.Latent, "in a derivation"),
        (records.RowOrigin, "in a row"),
    ):
        lines += ["", f"### {kind.__name__} ({why})", "", summary(getdoc(kind)), "", *fields_table(kind)]
    return page(lines)


def pipeline_page() -> str:
    """The stage table with what each stage reads besides records."""
    lines = ["# The stages, in the order of work", "", paragraphs(getdoc(stages)), ""]
    lines += table(
        ("stage", "scope", "needs", "gives", "engines and lexicons"),
        (
            (
                f"[{stage.name}](#{stage.name})",
                stage.scope.value,
                ", ".join(kind.__name__ for kind in stage.needs),
                ", ".join(kind.__name__ for kind in stage.gives),
                ", ".join(name for name, _ in stages.extras(stage.run)),
            )
            for stage in stages.STAGES
        ),
    )
    for stage in stages.STAGES:
        module = stage.run.__module__
        lines += ["", f"## {stage.name}", "", paragraphs(getdoc(stage.run)), ""]
        lines += [f"`{module}.{stage.run.__name__}`, version {stage.version}."]
    lines += ["", "## Engines", "", "Named in `sayso.engines.ENGINES`; imported when first asked for.", ""]
    lines += table(
        ("engine", "class", "packages that decide its answers"),
        ((name, f"`{target}`", ", ".join(packages)) for name, (target, packages) in ENGINES.items()),
    )
    return page(lines)


def lexicons_page() -> str:
    """Every lexicon: where its words come from, who reads it, its fields."""
    shapes = {name: shape for stage in stages.STAGES for name, shape in stages.extras(stage.run) if shape}
    readers: dict[str, list[str]] = {}
    for stage in stages.STAGES:
        for name, _ in stages.extras(stage.run):
            readers.setdefault(name, []).append(stage.name)
    lines = [
        "# Lexicons",
        "",
        "The words that rules go by, one YAML file each, in [`src/sayso/lexicon`](../../src/sayso/lexicon).",
        "To teach sayso a word, add it there: see [how](../howto/add-a-cue.md).",
    ]
    for name in sayso.lexicon.names():
        content = read(name)
        read_by = ", ".join(f"[{stage}](pipeline.md#{stage})" for stage in readers.get(name, ()))
        lines += ["", f"## {name}", "", opening_comment(sayso.lexicon.read(name).decode()), ""]
        lines += [f"{f'Read by {read_by}. ' if read_by else ''}{size(content)} entries.", ""]
        meanings = attributes(getdoc(shapes[name])) if name in shapes else {}
        told = bool(meanings.keys() & content.keys())
        lines += table(
            ("key", "entries", *(["what it holds"] if told else [])),
            ((f"`{key}`", size(value), *([meanings.get(key, "")] if told else [])) for key, value in content.items()),
        )
    return page(lines)


def rules_page() -> str:
    """Every rule with its reason: what `made_by` refers to."""
    lines = [
        "# Rules",
        "",
        'The `made_by` of a record is "stage/rule@version". This is what each rule says of itself: its reason, as a',
        "reader of the ledger may check it. `…` stands for a part that is filled in when the rule runs.",
    ]
    homes = {stage.name: stage.run.__module__.split(".")[1] for stage in stages.STAGES}
    lexicons = {s.name: {name: read(name) for name, shape in stages.extras(s.run) if shape} for s in stages.STAGES}
    found = _rules.rules(homes, lexicons)
    for stage in dict.fromkeys(rule.stage for rule in found):
        lines += ["", f"## {stage}", ""]
        lines += table(
            ("rule", "reason", "where"),
            (
                (f"`{stage}/{rule.name}`", summary(rule.reason), f"[{rule.path.name}](../../{rule.path.as_posix()})")
                for rule in found
                if rule.stage == stage
            ),
        )
    return page(lines)


def cli_page() -> str:
    """Every command with its options and examples."""
    lines = ["# Commands", "", paragraphs(app.help)]
    lines += [
        "",
        "Exit status: 0 fine; 1 nothing found, or a `--fail-on` condition holds; 2 a command that cannot be followed.",
    ]
    for name, command in sorted(commands(app)):
        with click.Context(command, info_name=name) as context:
            usage = " ".join([name, *command.collect_usage_pieces(context)])
        lines += ["", f"## {name}", "", paragraphs(command.help), "", "```text", usage, "```", ""]
        options = [p for p in command.params if isinstance(p, click.Option)]
        lines += table(("option", "", "default"), (option_row(option) for option in options))
        if command.epilog:
            lines += ["", "For example:", "", "```text", command.epilog, "```"]
    return page(lines)


def glossary_part() -> str:
    """The closed vocabularies, each word with its definition and source."""
    kinds = [kind for module in modules_with_terms() for kind in terms_of(module)]
    lines: list[str] = []
    for kind in kinds:
        lines += ["", f"### {words_of(kind.__name__)}", "", f"{summary(getdoc(kind))} In code: `{kind.__name__}`.", ""]
        lines += table(
            ("word", "definition", "source"),
            ((f"`{word}`", word.definition, word.source) for word in kind.__members__.values()),
        )
    return page(lines)


def glossary_page() -> str:
    """The glossary: its written part kept, its generated part made anew."""
    written, _, _ = (DOCS / "glossary.md").read_text("utf-8").partition(BEGIN)
    return f"{written}{BEGIN}\n\n{glossary_part()}"


def schema_file() -> str:
    """The JSON Schema of what `sayso export jsonl` writes."""
    return json.dumps(schema(), indent=2, ensure_ascii=False) + "\n"


PAGES: dict[str, Callable[[], str]] = {
    "glossary.md": glossary_page,
    "reference/records.md": records_page,
    "reference/pipeline.md": pipeline_page,
    "reference/lexicons.md": lexicons_page,
    "reference/rules.md": rules_page,
    "reference/cli.md": cli_page,
    "reference/schema.json": schema_file,
}


# -- parts of pages --------------------------------------------------------------------------------------------------


def page(lines: Iterable[str]) -> str:
    """The lines as a file: no blank at a line's end, one line break at the file's."""
    return "\n".join(line.rstrip() for line in lines).strip("\n") + "\n"


def table(head: tuple[str, ...], rows: Iterable[tuple[object, ...]]) -> list[str]:
    """A Markdown table; what would break a cell is escaped."""
    cells = [[" ".join(str(cell).split()).replace("|", r"\|") for cell in row] for row in rows]
    return ["| " + " | ".join(row) + " |" for row in (head, ["---"] * len(head), *cells)]


def fields_table(kind: type, own: tuple[str, ...] = ()) -> list[str]:
    """The fields of a struct: name, type as written, meaning."""
    meanings = attributes(getdoc(kind))
    identity = getattr(kind, "identity", ())
    hints: dict[str, str] = {}
    for base in reversed(kind.__mro__):
        hints |= vars(base).get("__annotations__", {})
    common = records.Record.__struct_fields__ if issubclass(kind, records.Record) else ()
    shown = own or [name for name in kind.__struct_fields__ if name not in common]
    return table(
        ("field", "type", "meaning"),
        ((f"`{name}`{'*' if name in identity else ''}", f"`{hints[name]}`", meanings.get(name, "")) for name in shown),
    )


def headings_of(path: Path) -> Iterable[tuple[str, list[str]]]:
    """The `# -- heading ---` comments of a module, each with the classes below it."""
    parts = re.split(r"^# -- (.+?) -+$", path.read_text("utf-8"), flags=re.MULTILINE)[1:]
    for heading, body in zip(parts[::2], parts[1::2], strict=True):
        yield heading, re.findall(r"^class (\w+)", body, flags=re.MULTILINE)


def tag(kind: type[records.Record]) -> str:
    """The value of "type" by which a record is told apart."""
    return str(kind.__struct_config__.tag)


def summary(docstring: str | None) -> str:
    """The first paragraph of a docstring, on one line."""
    return " ".join((docstring or "").split("\n\n")[0].split())


def paragraphs(docstring: str | None) -> str:
    """A docstring up to its first section ("Args:", "Raises:" …)."""
    return re.split(r"\n\s*(?:Args|Attributes|Raises|Returns|Yields):\n", cleandoc(docstring or ""))[0].strip()


def attributes(docstring: str | None) -> dict[str, str]:
    """The "Attributes:" of a docstring: name -> meaning; "a, b: …" gives both the same."""
    _, _, section = (docstring or "").partition("Attributes:\n")
    found: dict[str, str] = {}
    for entry in re.split(r"\n(?= {4}\S)", re.split(r"\n\n(?=\S)", section)[0]):
        given, _, meaning = " ".join(entry.split()).partition(": ")
        found |= dict.fromkeys(given.split(", "), meaning)
    return found


def read(lexicon: str) -> Any:
    """The content of a lexicon, whatever its shape."""
    return msgspec.yaml.decode(sayso.lexicon.read(lexicon))


def opening_comment(text: str) -> str:
    """The comment at the top of a lexicon, as running text."""
    lines = []
    for line in text.splitlines():
        if not line.startswith("#"):
            break
        lines.append(line.removeprefix("#").strip())
    return "\n".join(lines).strip()


def size(content: object) -> int:
    """How many entries a part of a lexicon holds, at all depths."""
    if isinstance(content, dict):
        return sum(size(value) for value in content.values())
    return len(content) if isinstance(content, list) else 1


def modules_with_terms() -> list[Any]:
    """vocab.py, then the lexicons' own vocabularies."""
    below = [import_module(f"sayso.lexicon.{m.name}") for m in iter_modules(sayso.lexicon.__path__)]
    return [import_module("sayso.vocab"), *below]


def terms_of(module: Any) -> list[type[Term]]:
    """The vocabularies that a module defines, in its order."""
    kinds = [kind for kind in vars(module).values() if isinstance(kind, type) and issubclass(kind, Term)]
    return [kind for kind in kinds if kind is not Term and kind.__module__ == module.__name__]


def words_of(name: str) -> str:
    """A class name as words: "SourceKind" is "Source kind"."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).capitalize()


def commands(group: click.Group, prefix: str = "sayso") -> Iterable[tuple[str, click.Command]]:
    """Every command with its full name, groups opened."""
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from commands(command, f"{prefix} {name}")
        elif not command.hidden:
            yield f"{prefix} {name}", command


def option_row(option: click.Option) -> tuple[str, str, str]:
    """How an option is written, what it does, what holds without it."""
    written = " ".join([", ".join(option.opts), *([] if option.is_flag else [option.make_metavar(CONTEXT)])])
    shown = option.default if option.show_default else None
    return f"`{written}`", option.help or "", "" if shown is None else f"`{shown}`"


#: Where metavars are made; none of ours depends on it.
CONTEXT = click.Context(app)


# -- write or check --------------------------------------------------------------------------------------------------


def main(check: bool) -> int:
    """The exit status: 1 when `check` found a page that is out of date."""
    stale = []
    for name, make in PAGES.items():
        path, text = DOCS / name, make()
        if path.exists() and path.read_text("utf-8") == text:
            continue
        stale.append(name)
        if not check:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
    for name in stale:
        print(f"docs/{name} {'is out of date: run `make docs` and commit it' if check else 'written'}")
    return 1 if check and stale else 0


if __name__ == "__main__":
    sys.exit(main("--check" in sys.argv[1:]))
