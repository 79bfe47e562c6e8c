"""The gate for a picture: its words, whose they are, made with whom; who looks the same way."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sasaeai.areas.choices import AreaChoice
from sasaeai.areas.viewer import Viewer
from sasaeai.organisations import queries as organisations
from sasaeai.ui import dates, wording
from sasaeai.ui.fields import DateField
from sasaeai.ui.forms import GroupedForm, MendingForm
from sasaeai.ui.widgets import Chips, ChoiceChips
from sasaeai.visions import queries
from sasaeai.visions.models import Agreement, Edition, Vision

TEN_YEARS = 10


class EditionChoice(forms.ModelChoiceField[Edition]):
    """An edition of an area above, with its number."""

    def label_from_instance(self, edition: Edition) -> str:
        """Return an edition's words with where it is from and of which day."""
        where = [edition.vision.area.name, dates.long_day(edition.made_on)]
        return wording.placed(edition.words, wording.told(where))


class EditionForm(GroupedForm, forms.ModelForm[Edition]):
    """A picture put into words once more."""

    groups = (
        ("", ("area", "then_on", "words", "picture", "made_on", "why_changed")),
        (_("だれの言葉・だれといっしょに"), ("whose_words", "how_made", "made_with", "residents")),
        (_("市町村の姿と、この地区ならでは"), ("taken_from", "taken_words", "own_words")),
    )
    made_on = DateField(label=_("決めた日"))

    class Meta:
        model = Edition
        fields = (
            "words", "picture", "whose_words", "made_on", "how_made", "made_with", "residents",
            "taken_from", "taken_words", "own_words", "why_changed",
        )  # fmt: skip
        field_classes = {"taken_from": EditionChoice}
        widgets = {
            "picture": forms.Textarea(attrs={"rows": 5}),
            "made_with": Chips,
            "taken_words": forms.Textarea(attrs={"rows": 3}),
            "own_words": forms.Textarea(attrs={"rows": 3}),
        }
        help_texts = {
            "words": _(
                "だれもが口にできる、短いひとことで。例：坂の上でも下でも、声をかければ誰かがいる"
            ),
            "picture": _(
                "朝から夜まで、だれが、どこで、何をしているか。やり方ではなく、暮らしのようすを書きます。"
            ),
            "whose_words": _("例：桜台の集まりに来た17人。お名前は書きません。"),
            "how_made": _("例：付箋を出し合い、似たものをまとめた"),
            "why_changed": _("例：坂の下の方の声が入っていなかったので"),
        }

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any) -> None:  # noqa: ANN401 -- Django passes its own through
        super().__init__(*args, **kwargs)
        self.viewer = viewer
        self.fields["made_with"].queryset = queries.groups_asked(viewer)  # type: ignore[attr-defined]  # a ModelMultipleChoiceField
        vision = self.instance.vision if self.instance.vision_id else None
        taken = queries.editions_above(viewer, vision.area if vision else None)
        self.fields["taken_from"].queryset = taken  # type: ignore[attr-defined]  # a ModelChoiceField
        self.fields["taken_from"].empty_label = _("どの版からも受けつがない")  # type: ignore[attr-defined]  # as above
        self.initial["made_on"] = self.initial.get("made_on") or viewer.today
        if vision is None:
            del self.fields["why_changed"]

    def grouped(self) -> Iterator[dict[str, Any]]:
        """Yield the groups of fields; whose words they are now stands open: of that nothing is carried on."""
        for group in super().grouped():
            asks_whose = any(field.name == "whose_words" for field in group["fields"])
            is_open = group["open"] or (asks_whose and self.instance.vision_id is not None)
            yield {**group, "open": is_open}

    def clean_made_on(self) -> date:
        on: date = self.cleaned_data["made_on"]
        if on > self.viewer.today:
            raise forms.ValidationError(_("これからの日です。決めた日を書いてください。"))
        return on


class BeginForm(EditionForm):
    """An area's first picture, and when it is to be so."""

    area = AreaChoice(None, label=_("どこのことですか"))
    then_on = DateField(
        label=_("そのとき"), help_text=_("10年ほど先の日を目安に。例：令和18年3月31日")
    )

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any) -> None:  # noqa: ANN401 -- as above
        super().__init__(*args, viewer=viewer, **kwargs)
        self.fields["area"].queryset = queries.to_begin_in(viewer)  # type: ignore[attr-defined]  # a ModelChoiceField
        self.initial.setdefault("then_on", date(viewer.today.year + TEN_YEARS, 3, 31))

    def clean_then_on(self) -> date:
        return check_then(self.cleaned_data["then_on"], self.viewer.today)

    def vision(self) -> Vision:
        """Return the picture that begins."""
        return Vision(area=self.cleaned_data["area"], then_on=self.cleaned_data["then_on"])


def check_then(then_on: date, today: date) -> date:
    """Return the day when it is to be so; a day that is over leads nowhere."""
    if then_on <= today:
        raise forms.ValidationError(_("過ぎた日です。これからの日を選んでください。"))
    return then_on


class ThenForm(MendingForm[Vision]):
    """When a picture is to be so."""

    then_on = DateField(label=_("そのとき"))

    class Meta:
        model = Vision
        fields = ("then_on",)

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:  # noqa: ANN401 -- as above
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_then_on(self) -> date:
        return check_then(self.cleaned_data["then_on"], self.today)

    def clean(self) -> dict[str, Any]:
        self.meet_the_change()
        return self.cleaned_data


class AgreementForm(forms.ModelForm[Agreement]):
    """How a group looks at the newest edition, in their words."""

    on = DateField(label=_("確かめた日"))

    class Meta:
        model = Agreement
        fields = ("group", "stand", "words", "on", "people", "organisation")
        widgets = {"stand": ChoiceChips, "group": ChoiceChips}
        help_texts = {
            "words": _("その場で出た言葉を、そのまま。お名前は書きません。"),
            "organisation": _("団体として聞いたときだけ。"),
        }

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any) -> None:  # noqa: ANN401 -- as above
        super().__init__(*args, **kwargs)
        self.viewer = viewer
        group = self.fields["group"]
        group.queryset = queries.groups_asked(viewer)  # type: ignore[attr-defined]  # a ModelChoiceField
        group.empty_label = None  # type: ignore[attr-defined]  # as above
        self.fields["stand"].choices = Agreement.Stand.choices  # type: ignore[attr-defined]  # a ChoiceField
        if self.instance._state.adding:  # noqa: SLF001 -- Django's documented sign of a new row
            self.initial["stand"] = None  # nobody agrees by default
        self.fields["organisation"].queryset = organisations.listed(viewer)  # type: ignore[attr-defined]  # as above
        self.initial["on"] = self.initial.get("on") or viewer.today

    def clean_on(self) -> date:
        on: date = self.cleaned_data["on"]
        if on > self.viewer.today:
            raise forms.ValidationError(_("これからの日です。確かめた日を書いてください。"))
        return on
