"""Whether two wordings mean the same: what is seen of the edits between them, for models that weigh it.

No weights in here but WordNet's: training and `sayso.engines.verdict_forest` share it.
"""
