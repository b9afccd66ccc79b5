"""Finds every rule that can sign a record, by reading the source: its name, its reason in words, its place.

A record's `made_by` is "stage/rule@version". The name is written in one of these ways:

- whole, "origins/count@1", or without its stage, "according-to@1";
- bare, where something of the stage has a field, parameter or variable that goes into an f-string `made_by`;
- as the key of a table of functions, one rule each;
- in a lexicon of the stage, under `rule` or `name`.

Its reason is the docstring of the function around the name or paired with it in a table, else the `#:` comment above
the constant that holds it, else what the module is for.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src" / "sayso"

SLUG = r"[a-z]+(?:-[a-z]+)*"
WHOLE = re.compile(rf"([a-z_]+)/({SLUG})@\d+")
VERSIONED = re.compile(rf"({SLUG})@\d+")

#: Stands for the part of a name that is made when the rule runs.
OPEN = "…"

Function = ast.FunctionDef
Around = list[ast.AST]


class Rule(NamedTuple):
    """One rule: `stage` and `name` as `made_by` has them, the reason, and the file it is written in."""

    stage: str
    name: str
    reason: str
    path: Path


class Package(NamedTuple):
    """The modules of one stage, and what their names may go through.

    `carriers` are the names that carry a rule's name to the f-string: fields, parameters, variables.
    """

    folder: str
    trees: dict[Path, ast.Module]
    functions: dict[str, Function]
    carriers: frozenset[str]
    takers: dict[str, int]


def rules(homes: Mapping[str, str], lexicons: Mapping[str, Mapping[str, Any]]) -> list[Rule]:
    """Every rule, by stage and name; where a name stands twice, the place with the most to say.

    Args:
        homes: stage -> the package or module that runs it.
        lexicons: stage -> its lexicons, read, by name.
    """
    found: dict[tuple[str, str], Rule] = {}
    stages_of: dict[str, list[str]] = {}
    for stage, home in homes.items():
        stages_of.setdefault(home, []).append(stage)
    for package in packages():
        here = stages_of.get(package.folder, [package.folder])
        for rule in (*written_rules(package, here, homes), *lexicon_rules(here, lexicons)):
            known = found.get((rule.stage, rule.name))
            if known is None or len(known.reason) < len(rule.reason):
                found[rule.stage, rule.name] = rule
    return [found[key] for key in sorted(found)]


def packages() -> Iterator[Package]:
    """Every package of the source, and every module beside them as a package of its own."""
    folders = [folder for folder in sorted(SOURCE.iterdir()) if (folder / "__init__.py").exists()]
    groups = [(folder.name, sorted(folder.glob("*.py"))) for folder in folders]
    groups += [(path.stem, [path]) for path in sorted(SOURCE.glob("*.py"))]
    for name, paths in groups:
        trees = {path: ast.parse(path.read_text("utf-8")) for path in paths}
        nodes = [node for tree in trees.values() for node in ast.walk(tree)]
        carriers = frozenset(carrier for node in nodes for carrier in carriers_in(node))
        functions = {node.name: node for node in nodes if isinstance(node, Function)}
        takers = dict(taker for node in nodes for taker in takers_in(node, carriers))
        yield Package(name, trees, functions, carriers, takers)


def carriers_in(node: ast.AST) -> Iterator[str]:
    """What an f-string `made_by` puts in: "rule" of f"certainty/{one.rule}@1"."""
    if not isinstance(node, ast.JoinedStr) or len(node.values) < 2:
        return
    first, second = node.values[:2]
    opened = isinstance(first, ast.Constant) and re.fullmatch(r"[a-z_]+/", str(first.value))
    carried = second.value if opened and isinstance(second, ast.FormattedValue) else None
    if isinstance(carried, ast.Attribute):
        yield carried.attr
    elif isinstance(carried, ast.Name):
        yield carried.id


def takers_in(node: ast.AST, carriers: frozenset[str]) -> Iterator[tuple[str, int]]:
    """A class or function that takes a rule's name, with its place among the positional arguments."""
    if isinstance(node, ast.ClassDef):
        fields = [f.target.id for f in node.body if isinstance(f, ast.AnnAssign) and isinstance(f.target, ast.Name)]
    elif isinstance(node, Function):
        fields = [argument.arg for argument in node.args.args if argument.arg != "self"]
    else:
        return
    for carrier in carriers & set(fields):
        yield node.name, fields.index(carrier)


def written_rules(package: Package, here: list[str], homes: Mapping[str, str]) -> Iterator[Rule]:
    """The rules named in the modules of a package; `here` are the stages that it runs."""
    for path, tree in package.trees.items():
        lines = path.read_text("utf-8").splitlines()
        for around in all_paths(tree):
            for stage, name in names_at(around, package):
                foreign = stage is not None and homes.get(stage, stage) != package.folder
                reason = reason_for(around, package.functions, lines) or ast.get_docstring(tree) or ""
                yield Rule(
                    stage if stage and not foreign else here[0],
                    f"{stage}/{name}" if foreign else name,
                    reason,
                    path.relative_to(ROOT),
                )


def names_at(around: Around, package: Package) -> Iterator[tuple[str | None, str]]:
    """The rule that the last node names, if it names one, with its stage where that is written."""
    node = around[-1]
    if isinstance(node, ast.JoinedStr) and isinstance(first := node.values[0], ast.Constant):
        if (opened := re.fullmatch(r"([a-z_]+)/", str(first.value))) and isinstance(node.values[-1], ast.Constant):
            if not any(True for _ in carriers_in(node)):
                yield opened[1], OPEN
        elif re.fullmatch(rf"{SLUG}-", str(first.value)) and is_taken(around, package):
            yield None, f"{first.value}{OPEN}"
    if not isinstance(node, ast.Constant) or not isinstance(node.value, str):
        return
    if whole := WHOLE.fullmatch(node.value):
        yield whole[1], whole[2]
    elif bare := VERSIONED.fullmatch(node.value):
        yield None, bare[1]
    elif re.fullmatch(SLUG, node.value) and (is_taken(around, package) or is_key_of_rules(around, package)):
        yield None, node.value


def is_taken(around: Around, package: Package) -> bool:
    """Whether the last node goes where a rule's name goes: an argument, a keyword, a variable of that name."""
    node, above = around[-1], around[-2]
    while isinstance(above, ast.IfExp) and node is not above.test:
        around = around[:-1]
        node, above = around[-1], around[-2]
    if isinstance(above, ast.keyword):
        return above.arg in package.carriers
    if isinstance(above, ast.Compare):
        return isinstance(above.left, ast.Attribute) and above.left.attr in package.carriers
    if isinstance(above, ast.Assign):
        return any(isinstance(t, ast.Name) and t.id in package.carriers for t in above.targets)
    if isinstance(above, ast.Call):
        called = above.func.attr if isinstance(above.func, ast.Attribute) else getattr(above.func, "id", "")
        if called in package.takers and any(isinstance(argument, ast.Starred) for argument in above.args):
            return above.args[-1] is node
        place = package.takers.get(called)
        return place is not None and place < len(above.args) and above.args[place] is node
    return False


def is_key_of_rules(around: Around, package: Package) -> bool:
    """Whether the last node is a key of a table whose values are functions of the package."""
    table = around[-2]
    return (
        bool(package.carriers)
        and isinstance(table, ast.Dict)
        and around[-1] in table.keys
        and all(isinstance(value, ast.Name) and value.id in package.functions for value in table.values)
    )


def all_paths(tree: ast.AST) -> Iterator[Around]:
    """Every node with all nodes above it, outermost first."""
    waiting: list[Around] = [[tree]]
    while waiting:
        around = waiting.pop()
        yield around
        waiting += [[*around, child] for child in reversed(list(ast.iter_child_nodes(around[-1])))]


def reason_for(around: Around, functions: Mapping[str, Function], lines: list[str]) -> str:
    """Why the rule holds, in words; "" where nobody says."""
    for place, node in reversed(list(enumerate(around))):
        if (paired := partner(node, around[place + 1 :], functions)) and (words := ast.get_docstring(paired)):
            return words
        if isinstance(node, Function) and (words := ast.get_docstring(node)):
            return words
        if isinstance(node, ast.Assign | ast.AnnAssign) and (words := comment_above(node.lineno, lines)):
            return words
    return ""


def partner(node: ast.AST, below: Around, functions: Mapping[str, Function]) -> Function | None:
    """The function that stands beside a name in a row or a table."""
    beside: list[ast.expr] = []
    if isinstance(node, ast.Tuple):
        beside = node.elts
    elif isinstance(node, ast.Dict) and below and below[0] in node.keys:
        beside = [node.values[node.keys.index(below[0])]]  # type: ignore[arg-type]
    found = [functions[e.id] for e in beside if isinstance(e, ast.Name) and e.id in functions]
    return found[0] if len(found) == 1 else None


def comment_above(line: int, lines: list[str]) -> str:
    """The `#:` comment that ends on the line before this one."""
    words: list[str] = []
    for text in reversed(lines[: line - 1]):
        if not text.startswith("#:"):
            break
        words.insert(0, text.removeprefix("#:").strip())
    return " ".join(words)


def lexicon_rules(here: Iterable[str], lexicons: Mapping[str, Mapping[str, Any]]) -> Iterator[Rule]:
    """The rules that a stage's lexicons name: entries with `rule`, or with `name` and `why`."""
    for stage in here:
        for lexicon, content in lexicons.get(stage, {}).items():
            for entry in entries(content):
                name = entry.get("rule") or (entry.get("name") if "why" in entry else None)
                if name:
                    words = ", ".join(f'"{word}"' for word in entry.get("words", ())[:3])
                    reason = entry.get("why") or f"It stands in words such as {words}."
                    yield Rule(stage, name, reason, Path("src/sayso/lexicon") / f"{lexicon}.yml")


def entries(content: object) -> Iterator[dict[str, Any]]:
    """Every mapping of a lexicon, at all depths."""
    if isinstance(content, dict):
        yield content
    for part in content.values() if isinstance(content, dict) else content if isinstance(content, list) else ():
        yield from entries(part)
