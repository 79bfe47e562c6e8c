"""The gate for goals: one, many at once, moving one, closing one."""

import re
from typing import Any

from django import forms
from django.core import signing
from django.db.models import Q, QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from sasaeai.areas.viewer import Viewer
from sasaeai.calc.text import is_seen
from sasaeai.ui.fields import DateField
from sasaeai.ui.widgets import ChoiceChips
from sasaeai.visions import board, queries
from sasaeai.visions.meaning_form import GoalChoice
from sasaeai.visions.models import Goal

# A list's signs before a line: middle dots, squares, circles, diamonds, reference marks, asterisks, dashes ...
SIGNS = r"[\s\u30fb\u25a0\u25a1\u25c6\u25cb\u25cf\u25ef\u203b*-]*"
# ... and a number: circled, in brackets, before a bracket or a stop; 1.5 is none.
NUMBER = (
    r"(?:[\u2460-\u2473](?![\u2460-\u2473])|[(\uff08]?\d{1,2}[)\uff09]|\d{1,2}[.\uff0e](?!\d))?"
)
BULLET = re.compile(f"^{SIGNS}{NUMBER}{SIGNS}")
MOST = 60  # goals in one pass: more than a wall holds


class StoodField(forms.CharField):
    """What stood in a goal as the page was opened, sealed by us."""

    widget = forms.HiddenInput

    def clean(self, value: object) -> Any:  # noqa: ANN401 -- the kept fields
        """Return the kept fields of the goal."""
        try:
            return board.kept(super().clean(value))
        except signing.BadSignature as error:
            raise forms.ValidationError(
                _("この画面は古くなっています。一枚の図から、もう一度ひらいてください。")
            ) from error


class PlaceForm(forms.ModelForm[Goal]):
    """What a goal is for, and by when."""

    horizon = forms.ChoiceField(
        label=_("いつごろ"), choices=Goal.Horizon.choices, widget=ChoiceChips
    )
    stood = StoodField(required=True)

    class Meta:
        model = Goal
        fields: tuple[str, ...] = ("above", "horizon")
        field_classes = {"above": GoalChoice}

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any) -> None:  # noqa: ANN401 -- Django passes its own through
        super().__init__(*args, **kwargs)
        self.fields["above"].queryset = self._others(viewer)  # type: ignore[attr-defined]  # a ModelChoiceField
        self.fields["above"].empty_label = _("この目標が、あるべき姿にいちばん近い")  # type: ignore[attr-defined]  # as above
        if self.instance._state.adding:  # noqa: SLF001 -- Django's documented sign of a new row
            del self.fields["stood"]
        else:
            self.initial["stood"] = board.keep(self.instance)

    def _others(self, viewer: Viewer) -> QuerySet[Goal]:
        here = queries.visible_to(viewer).filter(vision=self.instance.vision_id)
        above = [self.instance.above_id] if self.instance.above_id else []
        shown = here.filter(Q(state=Goal.State.OPEN) | Q(pk__in=above))
        return shown.exclude(pk=self.instance.pk).order_by("order", "created_at")


class MoveForm(PlaceForm):
    """Where a goal stands, by what the board sends when it is dragged: before which other."""

    before = GoalChoice(None, required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any) -> None:  # noqa: ANN401 -- as above
        super().__init__(*args, viewer=viewer, **kwargs)
        self.fields["before"].queryset = self._others(viewer)  # type: ignore[attr-defined]  # a ModelChoiceField


class GoalForm(PlaceForm):
    """One goal."""

    due_on = DateField(label=_("いつまでに"), required=False, help_text=_("日が決まっているとき。"))

    class Meta(PlaceForm.Meta):
        fields = ("words", "horizon", "above", "why", "due_on", "owner", "owner_words")
        widgets = {"why": forms.Textarea(attrs={"rows": 3})}
        help_texts = {
            "words": _(
                "「何をするか」より、「どうなっているか」で。例：坂の上から、週2回は買い物に行ける"
            ),
            "owner_words": _("例：見守りの会の世話人さん。お名前は書きません。"),
        }

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any) -> None:  # noqa: ANN401 -- as above
        super().__init__(*args, viewer=viewer, **kwargs)
        owners = queries.owners(viewer, self.instance.vision)
        if self.instance.owner_id:
            owners = owners | queries.owner_of(self.instance)
        self.fields["owner"].queryset = owners.distinct()  # type: ignore[attr-defined]  # a ModelChoiceField


class LinesForm(forms.Form):
    """Many goals in one pass, one a line, by when they are to be reached."""

    then = forms.CharField(label=Goal.Horizon.THEN.label, required=False)
    three_years = forms.CharField(label=Goal.Horizon.THREE_YEARS.label, required=False)
    one_year = forms.CharField(label=Goal.Horizon.ONE_YEAR.label, required=False)
    now = forms.CharField(label=Goal.Horizon.NOW.label, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 -- as above
        super().__init__(*args, **kwargs)
        longest = Goal._meta.get_field("words").max_length or 0  # noqa: SLF001 -- Django's public name for it
        for field in self.fields.values():
            field.widget = forms.Textarea(attrs={"rows": 4})
            field.max_length = MOST * longest  # type: ignore[attr-defined]  # a CharField
        self.fields["then"].help_text = _("一行に一つ。付箋をそのまま写してかまいません。")
        self.longest = longest

    def clean(self) -> dict[str, Any]:
        for name in self.fields:
            for line in self._lines(name):
                if len(line) > self.longest:
                    told = {"line": line[:20], "most": self.longest}
                    sentence = gettext(
                        "「%(line)s…」は長すぎます。%(most)s字までに縮めてください。"
                    )
                    self.add_error(name, sentence % told)
        found = self.lines()
        if not found and not self.errors:
            self.add_error("then", _("一つ以上書いてください。"))
        if len(found) > MOST:
            sentence = gettext("一度に書けるのは%(most)s件までです。分けて書いてください。")
            self.add_error(None, sentence % {"most": MOST})
        return self.cleaned_data

    def lines(self) -> list[tuple[str, str]]:
        """Return each goal's horizon and words once, in the order of writing."""
        return [(name, line) for name in self.fields for line in dict.fromkeys(self._lines(name))]

    def folded(self) -> int:
        """Return how many lines said again what stood there for the same time already."""
        return sum(len(self._lines(name)) for name in self.fields) - len(self.lines())

    def _lines(self, name: str) -> list[str]:
        written = (self.cleaned_data.get(name) or "").splitlines()
        lines = (BULLET.sub("", line).strip() for line in written)
        return [line for line in lines if is_seen(line)]


class CloseForm(forms.Form):
    """Whether a goal was reached or let go, with words."""

    state = forms.ChoiceField(
        label=_("どうなりましたか"),
        choices=[
            (Goal.State.REACHED, Goal.State.REACHED.label),
            (Goal.State.LET_GO, Goal.State.LET_GO.label),
        ],
        widget=ChoiceChips,
    )
    words = forms.CharField(
        label=_("届いたようす・やめたわけ"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("あとから来た人が読んで分かるように。"),
    )
