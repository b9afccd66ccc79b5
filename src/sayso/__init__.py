"""sayso: on whose say-so? Who stands behind each claim in a pile of reports."""

__version__ = "0.1.0"
