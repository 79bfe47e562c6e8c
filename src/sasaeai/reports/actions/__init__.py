"""Writing reports."""

from sasaeai.reports.actions.report import correct, send, take_back, write

__all__ = ["correct", "send", "take_back", "write"]
