"""Writing reports."""

from sasaeai.reports.actions.evidence import answer
from sasaeai.reports.actions.report import SENT, correct, send, take_back, write
from sasaeai.reports.actions.template import bring_back, fill, put_away, upload

__all__ = [
    "SENT",
    "answer",
    "bring_back",
    "correct",
    "fill",
    "put_away",
    "send",
    "take_back",
    "upload",
    "write",
]
