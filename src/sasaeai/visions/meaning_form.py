"""The gate for 意味づけ: rooms above make theirs from it, with the table of their own means."""

from collections.abc import Iterator
from itertools import groupby
from typing import Any, TypeVar

from django import forms
from django.forms.models import ModelChoiceIterator, ModelChoiceIteratorValue
from django.utils.translation import gettext_lazy as _

from sasaeai.areas.models import Area
from sasaeai.areas.viewer import Viewer
from sasaeai.ui import wording
from sasaeai.ui.forms import MendingForm
from sasaeai.visions import queries
from sasaeai.visions.models import AssetMeaning, Goal, InstrumentMeaning, Meaning

AnyMeaning = TypeVar("AnyMeaning", bound=Meaning)


class GoalIterator(ModelChoiceIterator[Goal]):
    """The goals to choose from, by the area whose picture they lead to."""

    def __iter__(self) -> Iterator[Any]:
        if self.field.empty_label is not None:
            yield "", self.field.empty_label
        for area, goals in groupby(self.queryset, key=lambda goal: goal.vision.area):
            yield area.name, [self._option(goal) for goal in goals]

    def _option(self, goal: Goal) -> tuple[ModelChoiceIteratorValue, str]:
        label = self.field.label_from_instance(goal)
        return ModelChoiceIteratorValue(self.field.prepare_value(goal), goal), label


class GoalChoice(forms.ModelChoiceField[Goal]):
    """A goal, with when it is to be reached."""

    iterator = GoalIterator

    def label_from_instance(self, goal: Goal) -> str:
        """Return a goal's words with its horizon."""
        return wording.placed(goal.words, goal.get_horizon_display())


class MeaningForm(MendingForm[AnyMeaning]):
    """Which goal a means serves, and how."""

    class Meta:
        fields = ("goal", "words")
        field_classes = {"goal": GoalChoice}
        labels = {"goal": _("どの目標のためですか")}
        help_texts = {"words": _("例：歩いて行けるので、ひとりでも顔を出しやすい")}

    def __init__(self, *args: Any, viewer: Viewer, area: Area | None = None, **kwargs: Any) -> None:  # noqa: ANN401 -- Django passes its own through
        super().__init__(*args, **kwargs)
        goals = queries.open_goals(viewer, area)
        self.fields["goal"].queryset = goals  # type: ignore[attr-defined]  # a ModelChoiceField
        self.fields["goal"].empty_label = _("選んでください")  # type: ignore[attr-defined]  # as above

    def clean(self) -> dict[str, Any]:
        self.meet_the_change()
        return self.cleaned_data


class AssetMeaningForm(MeaningForm[AssetMeaning]):
    class Meta(MeaningForm.Meta):
        model = AssetMeaning


class InstrumentMeaningForm(MeaningForm[InstrumentMeaning]):
    class Meta(MeaningForm.Meta):
        model = InstrumentMeaning
