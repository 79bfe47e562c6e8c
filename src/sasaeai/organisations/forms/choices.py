"""Choosing among rows: areas as they lie in the tree, and whatever a viewer may choose from."""

from typing import Any

from django import forms

from sasaeai.areas.models import Area


class AreaChoice(forms.ModelChoiceField[Area]):
    """An area, indented as it lies in the tree."""

    def label_from_instance(self, obj: Area) -> str:
        """Return the name behind a space for each level above it."""
        return "　" * (obj.path.count(".") - 1) + obj.name


def choose(form: forms.BaseForm, name: str, rows: Any) -> None:  # noqa: ANN401 -- querysets of several tables
    """Let a field of the form offer these rows."""
    form.fields[name].queryset = rows  # type: ignore[attr-defined]  # a ModelChoiceField
