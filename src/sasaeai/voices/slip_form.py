"""The gate for 声の用紙: a number somebody told, what stands on a slip, how many are printed."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from sasaeai.areas.choices import AreaChoice
from sasaeai.areas.models import Area, Employer
from sasaeai.areas.viewer import Viewer
from sasaeai.calc import slip_numbers
from sasaeai.calc.refusal import Refusal
from sasaeai.ui import wording
from sasaeai.ui.forms import GroupedForm
from sasaeai.ui.templatetags.ui import without_furigana
from sasaeai.ui.widgets import WordsArea
from sasaeai.voices import queries, rules
from sasaeai.voices.models import Reach, Slip, Voice
from sasaeai.voices.words import REACHES

MOST_SHEETS = 50
UNKNOWN = _("この番号の用紙は、この町にはありません。番号を見くらべてみてください。")
TAKEN = _("この番号の声は、もう届いています。番号を見くらべてみてください。")


class NumberField(forms.CharField):
    """声の番号: eight digits, of which the last tells whether the others are right."""

    widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"})

    def __init__(self, **kwargs: Any) -> None:  # noqa: ANN401 -- Django passes its own through
        super().__init__(max_length=40, label=_("声の番号"), **kwargs)

    def clean(self, value: Any) -> str:  # noqa: ANN401 -- whatever was sent
        """Return the digits alone; raise what calc.slip_numbers says where they are none."""
        text: str = super().clean(value)
        try:
            return slip_numbers.read(text) if text else ""
        except Refusal as error:
            raise ValidationError(wording.refusal(error)) from error


class NumberForm(forms.Form):
    """The number that somebody tells on the telephone."""

    unmarked = True

    number = NumberField(help_text=_("用紙の右上、または声のページにある8けたの数字です。"))

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any) -> None:  # noqa: ANN401 -- Django passes its own through
        super().__init__(*args, **kwargs)
        self.viewer = viewer
        self.slip: Slip | None = None

    def clean_number(self) -> str:
        """Return the number and remember its slip."""
        number: str = self.cleaned_data["number"]
        self.slip = queries.slip_numbered(self.viewer, number)
        if self.slip is None:
            raise ValidationError(UNKNOWN)
        return number


class SlipForm(GroupedForm, forms.ModelForm[Voice]):
    """What stands on a slip that came back: its number and the words; the rest where it is written."""

    groups = (
        ("", ("number", "words")),
        (_("用紙に書いてあれば"), ("area", "called", "reply_to", "reach")),
    )

    number = NumberField()
    area = AreaChoice(
        Area.objects.none(),
        label=_("地区"),
        required=False,
        empty_label=_("用紙に印刷してある地区"),
        help_text=_("印刷がないときは、選んでください。"),
    )

    class Meta:
        model = Voice
        fields = ("words", "area", "called", "reply_to", "reach")
        widgets = {"words": WordsArea(attrs={"rows": 4}), "reach": forms.RadioSelect}
        labels = {"reach": _("どこまで伝えてよいか")}
        help_texts = {
            "words": _("まとめずに、書かれているとおりに。"),
            "reply_to": _("電話番号など。お返事が済むと消えます。"),
        }

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any) -> None:  # noqa: ANN401 -- Django passes its own through
        super().__init__(*args, **kwargs)
        self.viewer = viewer
        self.slip: Slip | None = None
        self.fields["area"].queryset = queries.hearing_areas(viewer)  # type: ignore[attr-defined]  # a ModelChoiceField
        self.fields["reach"].required = False
        if (asked := self._asked()) and asked.area_id is None:
            self._ask_area_openly()
        on_paper = [(reach, without_furigana(said)) for reach, said in REACHES.items()]
        self.fields["reach"].choices = on_paper  # type: ignore[attr-defined]  # a ChoiceField

    def _asked(self) -> Slip | None:
        """Return the slip whose number the address brought along, if there is one."""
        try:
            number = slip_numbers.read(str(self.initial.get("number", "")))
        except Refusal:
            return None
        return queries.slip_numbered(self.viewer, number)

    def _ask_area_openly(self) -> None:
        """Let nobody look for what must be chosen, as nothing is printed on the slip."""
        (_title, first), (title, others) = self.groups
        folded = tuple(name for name in others if name != "area")
        self.groups = (("", (*first, "area")), (title, folded))  # type: ignore[assignment, misc]  # this form's own from here on
        self.fields["area"].empty_label = _("選んでください")  # type: ignore[attr-defined]  # a ModelChoiceField
        self.order_fields(None)

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        data["reach"] = data.get("reach") or Reach.OWN
        if "number" in data:
            self.slip = queries.slip_numbered(self.viewer, data["number"])
            if amiss := self._amiss():
                self.add_error("number", amiss)
            else:
                self._find_area(data)
        return data

    def _amiss(self) -> Any:  # noqa: ANN401 -- a sentence, or nothing
        """Return why nothing can be typed in for this number, if so."""
        if self.slip is None:
            return UNKNOWN
        if self.slip.voice_id is not None:
            return TAKEN
        if not any(post.employer == self.slip.employer_id for post in rules.posts(self.viewer)):
            told = {"body": self.slip.employer.name}
            return _("この用紙は%(body)sのものです。%(body)sの方に渡してください。") % told
        return ""

    def _find_area(self, data: dict[str, Any]) -> None:
        """Put in the area that stands on the slip, unless another is written there."""
        assert self.slip is not None  # noqa: S101 -- what has no slip is amiss
        area = data.get("area") or self.slip.area
        if area is None:
            self.add_error(
                "area", _("用紙に地区が印刷されていません。どこの声かを選んでください。")
            )
        elif not rules.may_take(self.viewer, self.slip, area):
            sentence = _("%(area)sの用紙です。%(area)sを受け持つ方に渡してください。")
            self.add_error("number", sentence % {"area": area.name})
        data["area"] = area


class PrintForm(forms.Form):
    """How many sheets, for which area and which body."""

    area = AreaChoice(
        Area.objects.none(),
        label=_("地区"),
        required=False,
        empty_label=_("地区を印刷しない"),
        help_text=_("配る地区が決まっているときに。書き写すとき、地区を選ばずにすみます。"),
    )
    sheets = forms.IntegerField(
        label=_("何枚印刷しますか"),
        min_value=1,
        max_value=MOST_SHEETS,
        initial=5,
        help_text=_("A4の1枚に、用紙が2つ入ります。"),
    )
    employer: forms.ModelChoiceField[Employer] = forms.ModelChoiceField(
        None, label=_("お読みする所属先"), empty_label=None
    )

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any) -> None:  # noqa: ANN401 -- Django passes its own through
        super().__init__(*args, **kwargs)
        self.viewer = viewer
        self.own = list(queries.own_employers(viewer))
        self.fields["area"].queryset = queries.hearing_areas(viewer)  # type: ignore[attr-defined]  # a ModelChoiceField
        self.fields["employer"].queryset = queries.own_employers(viewer)  # type: ignore[attr-defined]  # a ModelChoiceField
        if len(self.own) == 1:
            del self.fields["employer"]

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        if "employer" not in self.fields:
            data["employer"] = self.own[0]
        area, employer = data.get("area"), data.get("employer")
        if area and employer and not rules.may_hear_in(self.viewer, area, employer.pk):
            self.add_error("area", _("この所属先で受け持っている地区を選んでください。"))
        return data
