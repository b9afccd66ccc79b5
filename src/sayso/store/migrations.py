"""The store's layout as a list of steps: a store of version n has had the first n applied.

Append; never edit a step that has been released.
"""

from __future__ import annotations

#: Marks the file as a sayso store (SQLite application_id): "SAYS".
APPLICATION_ID = 0x53415953

MIGRATIONS: tuple[str, ...] = (
    # 1: records filed under the work that gave them, and the receipts of that work.
    """
    CREATE TABLE runs (
        stage TEXT NOT NULL,
        unit TEXT NOT NULL,
        key TEXT NOT NULL,
        digest TEXT NOT NULL,
        PRIMARY KEY (stage, unit)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE records (
        unit TEXT NOT NULL,
        stage TEXT NOT NULL,
        place INTEGER NOT NULL,
        type TEXT NOT NULL,
        id TEXT NOT NULL,
        doc_id TEXT,
        body BLOB NOT NULL,
        PRIMARY KEY (unit, stage, place)
    ) STRICT;
    CREATE INDEX records_by_id ON records (id);
    CREATE INDEX records_by_type ON records (type, doc_id);
    """,
    # 2: what is known of one report is found without reading the others.
    """
    CREATE INDEX runs_by_unit ON runs (unit);
    CREATE INDEX snapshots_by_path ON records (CAST(body AS TEXT) ->> '$.path') WHERE type = 'snapshot';
    """,
)
