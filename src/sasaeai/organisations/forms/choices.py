"""Choosing among rows: whatever a viewer may choose from."""

from typing import Any

from django import forms


def choose(form: forms.BaseForm, name: str, rows: Any) -> None:  # noqa: ANN401 -- querysets of several tables
    """Let a field of the form offer these rows."""
    form.fields[name].queryset = rows  # type: ignore[attr-defined]  # a ModelChoiceField
