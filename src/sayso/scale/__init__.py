"""The same stages and the same SQL on Apache Spark, for piles that one machine cannot hold.

Nothing else in sayso knows Spark, and nothing imports this package but the command `sayso scale`.

    needs.py       is Spark here? (the only module that may be imported without it, beside rows.py and loading.py)
    session.py     a session that is started late and stopped soon
    reports.py     reports from JSON lines or Parquet: snapshots, with the ids that `sayso run` would give them
    rows.py        what a unit of work gave, as rows of a table and back
    numbers.py     reports as 64-bit numbers
    agreement.py   whether the workers would answer as the driver does
    mapped.py      the document stages, one report at a time
    pairs.py       the query of `pairing` in Spark's dialect, without a task that holds all of one key
    judged.py      pairs brought together with their documents, and judged
    components.py  what hangs together
    stories.py     what hangs together, told apart as stories and analysed
    output.py      the folder that a job writes
    jobs.py        the two commands: `reuse` and `run`
    loading.py     the result into a store (needs no Spark)
"""
