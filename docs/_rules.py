"""Finds every rule that can sign a record, by reading the source: its name, its reason in words, its line.

A record's `made_by` is "stage/rule@version". In the source, the name stands as a whole ("origins/count@1"), without its
stage ("according-to@1"), or bare, where a struct or function of the stage has a field or parameter called `rule`. The
reason is the docstring of the function around the name; of the function paired with it in a table; or the `#:` comment
above the constant that holds it.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src" / "sayso"

NAME = r"[a-z]+(?:-[a-z]+)*"
WHOLE = re.compile(rf"({'[a-z_]+'})/({NAME})@\d+")
VERSIONED = re.compile(rf"({NAME})@\d+")

Function = ast.FunctionDef


class Rule(NamedTuple):
    """One rule: `stage` and `name` as `made_by` has them, the reason, and where it is written."""

    stage: str
    name: str
    reason: str
    path: Path
    line: int


def rules() -> list[Rule]:
    """Every rule of the source, by stage and name; the first place in reading order where a name stands."""
    found: dict[tuple[str, str], Rule] = {}
    for folder in (*sorted(p for p in SOURCE.iterdir() if (p / "__init__.py").exists()), SOURCE):
        trees = {path: ast.parse(path.read_text("utf-8")) for path in sorted(folder.glob("*.py"))}
        takers = dict(taker for tree in trees.values() for taker in rule_takers(tree))
        functions = {f.name: f for tree in trees.values() for f in ast.walk(tree) if isinstance(f, Function)}
        for path, tree in trees.items():
            stage = path.stem if folder == SOURCE else folder.name
            for rule in rules_of(path, tree, stage, takers, functions):
                found.setdefault((rule.stage, rule.name), rule)
    return [found[key] for key in sorted(found)]


def rule_takers(tree: ast.Module) -> Iterator[tuple[str, int]]:
    """The classes and functions that take a rule's name, with its place among their positional arguments."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef):
            fields = [f.target.id for f in node.body if isinstance(f, ast.AnnAssign) and isinstance(f.target, ast.Name)]
        elif isinstance(node, Function):
            fields = [a.arg for a in node.args.args]
        else:
            continue
        if "rule" in fields:
            yield node.name, fields.index("rule")


def rules_of(
    path: Path, tree: ast.Module, stage: str, takers: dict[str, int], functions: dict[str, Function]
) -> Iterator[Rule]:
    """The rules named in one module."""
    comments = path.read_text("utf-8").splitlines()
    for name, own_stage, place in names(tree, takers):
        reason = reason_for(place, functions, comments)
        if reason:
            yield Rule(own_stage or stage, name, reason, path.relative_to(ROOT), place[-1].lineno)


def names(tree: ast.Module, takers: dict[str, int]) -> Iterator[tuple[str, str | None, list[ast.AST]]]:
    """Each rule's name, its stage where it is written, and the nodes around it, outermost first."""
    for around in paths(tree):
        node = around[-1]
        if not isinstance(node, ast.Constant) or not isinstance(node.value, str):
            continue
        if whole := WHOLE.fullmatch(node.value):
            yield whole[2], whole[1], around
        elif bare := VERSIONED.fullmatch(node.value):
            yield bare[1], None, around
        elif re.fullmatch(NAME, node.value) and is_taken_as_rule(around, takers):
            yield node.value, None, around


def is_taken_as_rule(around: list[ast.AST], takers: dict[str, int]) -> bool:
    """Whether the last node is what a call passes as `rule`."""
    node, above = around[-1], around[-2]
    if isinstance(above, ast.keyword):
        return above.arg == "rule"
    if isinstance(above, ast.Call) and isinstance(above.func, ast.Name):
        place = takers.get(above.func.id)
        return place is not None and place < len(above.args) and above.args[place] is node
    return False


def paths(tree: ast.AST) -> Iterator[list[ast.AST]]:
    """Every node with all nodes above it, outermost first."""
    waiting = [[tree]]
    while waiting:
        around = waiting.pop()
        yield around
        waiting += [[*around, child] for child in reversed(list(ast.iter_child_nodes(around[-1])))]


def reason_for(around: list[ast.AST], functions: dict[str, Function], lines: list[str]) -> str:
    """Why the rule holds, in words; "" where nobody says."""
    for node in reversed(around):
        if isinstance(node, ast.Tuple):
            paired = [functions[e.id] for e in node.elts if isinstance(e, ast.Name) and e.id in functions]
            if len(paired) == 1:
                return ast.get_docstring(paired[0]) or ""
        if isinstance(node, Function) and (words := ast.get_docstring(node)):
            return words
        if isinstance(node, ast.Assign | ast.AnnAssign) and (words := comment_above(node.lineno, lines)):
            return words
    return ""


def comment_above(line: int, lines: list[str]) -> str:
    """The `#:` comment that ends on the line before this one."""
    words: list[str] = []
    for text in reversed(lines[: line - 1]):
        if not text.startswith("#:"):
            break
        words.insert(0, text.removeprefix("#:").strip())
    return " ".join(words)
