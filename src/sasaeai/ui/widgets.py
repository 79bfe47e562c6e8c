"""Widgets that differ from Django's only in how they look (see templates/ui/parts/field.html)."""

import re
from typing import Any

from django import forms

ISO = re.compile(r"(\d{4}-\d\d-\d\d)?", re.ASCII)


class Tiles(forms.RadioSelect):
    """One of a few, as large tiles."""

    look = "tiles"


class Several(forms.CheckboxSelectMultiple):
    """Several of a few, each of them once however often an address names it."""

    def value_from_datadict(self, *args: Any) -> Any:  # noqa: ANN401 -- whatever was sent
        """Return what was chosen, nothing twice."""
        chosen = super().value_from_datadict(*args)
        return list(dict.fromkeys(chosen)) if isinstance(chosen, list) else chosen


class CheckTiles(Several):
    """Several of a few, as large tiles."""

    look = "tiles"


class Chips(Several):
    """Several short words, as chips."""

    look = "chips"


class ChoiceChips(forms.RadioSelect):
    """One of several short words, as chips."""

    look = "chips"


class WordsArea(forms.Textarea):
    """What a person said, set in Mincho."""

    look = "words"


class DateInput(forms.DateInput):
    """The browser's own date field; the value goes out as ISO, the only form it takes; years have four digits."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs={"max": "9999-12-31", **(attrs or {})}, format="%Y-%m-%d")

    def get_context(self, name: str, value: object, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Return what its template takes: a plain field for words that the browser's would not show."""
        context = super().get_context(name, value, attrs)
        if not ISO.fullmatch(context["widget"]["value"] or ""):
            context["widget"]["type"] = "text"
        return context


class TimeInput(forms.TimeInput):
    """The browser's own time field, to the minute."""

    input_type = "time"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs=attrs, format="%H:%M")
