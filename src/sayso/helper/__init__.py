"""The optional helper model: a model behind a URL that is asked what the rules leave open, and is never believed.

It is off unless a URL is given. What it may do is small on purpose, because the texts it reads are hostile and it may
be any model: it answers closed questions, with one of a few words and with quotations from the texts it was shown.
Code looks every quotation up in the report, character by character; an answer that fails leaves the default answer.
"""

from __future__ import annotations

from sayso.helper.asking import ASKED_OF, Helper, Tally
from sayso.helper.endpoint import Endpoint, Model
from sayso.helper.passages import Passage, Unusable

__all__ = ["ASKED_OF", "Endpoint", "Helper", "Model", "Passage", "Tally", "Unusable"]
