"""Widgets that differ from Django's only in how they look (see templates/ui/parts/field.html)."""

from typing import Any

from django import forms


class Tiles(forms.RadioSelect):
    """One of a few, as large tiles."""

    look = "tiles"


class CheckTiles(forms.CheckboxSelectMultiple):
    """Several of a few, as large tiles."""

    look = "tiles"


class Chips(forms.CheckboxSelectMultiple):
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


class TimeInput(forms.TimeInput):
    """The browser's own time field, to the minute."""

    input_type = "time"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs=attrs, format="%H:%M")
