"""What people rule, into the store: added, never an overwrite."""

from __future__ import annotations

from collections.abc import Iterable

from sayso.pipeline.todo import Todo
from sayso.records import Review
from sayso.stages import REVIEW
from sayso.store import Receipt, Store
from sayso.store.wire import digest


def rule(store: Store, reviews: Iterable[Review]) -> None:
    """Keep rulings on reports, each filed by itself, and mark what they touch: the next run heeds them.

    Raises:
        StoreError: if the store cannot be written.
    """
    todo = Todo(store)
    with store.together():
        for review in reviews:
            store.put([review], stage=REVIEW, unit=f"{REVIEW}:{review.id}", receipt=Receipt("", digest([review])))
            todo.add_tied([review.target_id, *review.others])
