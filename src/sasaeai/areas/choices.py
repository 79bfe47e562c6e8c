"""Choosing an area: as it lies in the tree, two of one name told apart."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.forms.models import ModelChoiceIterator, ModelChoiceIteratorValue

from sasaeai.areas import queries
from sasaeai.areas.models import Area

SHOWN = ("municipality", "level", "name", "path")


class AreaIterator(ModelChoiceIterator[Area]):
    """The areas to choose from, read once, with the names they go by among each other."""

    def __iter__(self) -> Iterator[Any]:
        if self.field.empty_label is not None:
            yield "", self.field.empty_label
        # A town's boundaries are megabytes, and no choice shows one.
        found = list(self.queryset.select_related(None).only(*SHOWN))
        called = queries.told_apart(found)
        for area in found:
            depth = "　" * (area.path.count(".") - 1)
            value = ModelChoiceIteratorValue(self.field.prepare_value(area), area)
            yield value, f"{depth}{called[area.pk]}"


class AreaChoice(forms.ModelChoiceField[Area]):
    """An area, indented as it lies in the tree."""

    iterator = AreaIterator
