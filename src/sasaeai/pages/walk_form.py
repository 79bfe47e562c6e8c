"""The paper of a 宝探し walk as it is typed back: where it was, what stood on it, what was found."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms import BoundField
from django.utils.translation import gettext_lazy as _

from sasaeai.areas import queries as areas
from sasaeai.areas.choices import AreaChoice
from sasaeai.areas.models import Area
from sasaeai.areas.viewer import Viewer
from sasaeai.assets.models import Asset, Walk
from sasaeai.calc.text import fold
from sasaeai.pages import queries
from sasaeai.pages.found import (
    FIRST_PAGE,
    KINDS,
    NEXT_PAGE,
    Seen,
    State,
    Walked,
    blank_rows,
)
from sasaeai.pages.rounds import Listed
from sasaeai.ui import dates
from sasaeai.ui.fields import DateField

# All lines of a sheet's two pages.
MOST_LINES = FIRST_PAGE + NEXT_PAGE
MOST_WALKERS = 500
NO_SUCH_SHEET = _("この番号の紙はありません。番号を見直すか、分からなければ空けてください。")
LONGEST_AGO = timedelta(days=366)


class SheetForm(forms.Form):
    """Which paper is typed back: where the walk went, and the number on the sheet."""

    area = AreaChoice(
        queryset=None,
        empty_label=_("選ぶ"),
        label=_("どこを歩きましたか"),
        error_messages={
            "required": _("歩いた地区を選んでください。"),
            "invalid_choice": _("受け持ちの地区の中から選んでください。"),
        },
    )
    sheet = forms.CharField(
        label=_("用紙の番号"),
        help_text=_("紙の右上の番号です。分からなければ空けておきます。"),
        max_length=40,
        required=False,
        error_messages={"max_length": _("用紙の番号は40字までで書いてください。")},
    )

    walkers = forms.IntegerField(
        label=_("歩いた人数"),
        help_text=_("数だけを残します。分からなければ空けておきます。"),
        required=False,
        min_value=1,
        max_value=MOST_WALKERS,
        error_messages={
            "invalid": _("人数を数字で書いてください。"),
            "min_value": _("人数は1人からです。分からなければ空けてください。"),
            "max_value": _("人数が多すぎます。1枚の紙で歩いた人数を書いてください。"),
        },
    )

    walked_on = DateField(label=_("歩いた日"), help_text=_("紙に書いてある日です。"))

    def __init__(
        self,
        *args: Any,  # noqa: ANN401 -- Django passes its own through
        viewer: Viewer,
        walk: Walk | None,
        opened: str,
        **kwargs: Any,  # noqa: ANN401 -- as above
    ) -> None:
        super().__init__(*args, **kwargs)
        self.viewer, self.walk, self.opened = viewer, walk, opened
        self.fields["area"].queryset = areas.responsible_areas(viewer)  # type: ignore[attr-defined]  # a ModelChoiceField
        if walk is None:
            # Nothing keeps it of a paper that is not known here.
            del self.fields["walkers"]

    def clean_sheet(self) -> str:
        """Return the number of a sheet whose lines the page shows, or nothing."""
        number: str = self.cleaned_data["sheet"]
        if number and self.walk is None:
            raise ValidationError(NO_SUCH_SHEET)
        if self.walk and self.opened != self.walk.number:
            raise ValidationError(
                _(
                    "この番号の紙と同じ行をならべました。行の番号を紙とくらべて、もう一度送ってください。"
                )
            )
        return self.walk.number if self.walk else ""

    def clean_walked_on(self) -> date:
        """Return the day of the walk, not one to come."""
        on: date = self.cleaned_data["walked_on"]
        if on > self.viewer.today:
            raise ValidationError(
                _("これからの日になっています。紙に書いてある、歩いた日を選んでください。")
            )
        if on < self.earliest:
            raise ValidationError(self._too_early())
        return on

    @property
    def earliest(self) -> date:
        """Return the first day on which this paper can have been walked with."""
        return self.walk.printed_on if self.walk else self.viewer.today - LONGEST_AGO

    def _too_early(self) -> str:
        if self.walk is None:
            return str(_("1年より前になっています。年を確かめてください。"))
        return _(
            "この紙を印刷した日（%(day)s）より前になっています。年と日を確かめてください。"
        ) % {"day": dates.full_day(self.walk.printed_on)}


class AnywayForm(forms.Form):
    """Whether the second button was pressed: what is called the same is another thing."""

    anyway = forms.BooleanField(required=False)


class SeenForm(forms.Form):
    """What is written beside a spot that stood on the paper; left empty, nobody looked."""

    state = forms.ChoiceField(
        label=_("どうだったか"),
        choices=[("", _("空欄")), *State.choices],
        required=False,
        error_messages={"invalid_choice": _("紙のしるしを一覧から選んでください。")},
    )
    note = forms.CharField(
        label=_("メモ"),
        max_length=200,
        required=False,
        error_messages={"max_length": _("メモは200字までで書いてください。")},
    )

    def __init__(self, *args: Any, number: int, asset: Asset, **kwargs: Any) -> None:  # noqa: ANN401 -- Django passes its own through
        kwargs["prefix"] = f"seen-{asset.pk}"
        super().__init__(*args, **kwargs)
        self.number = number
        self.asset = asset

    def clean(self) -> dict[str, Any]:
        if self.cleaned_data.get("note") and not self.cleaned_data.get("state"):
            self.add_error("state", _("メモがあるときは、どうだったかも選んでください。"))
        return self.cleaned_data

    @property
    def seen(self) -> Seen | None:
        """Return what was seen, or nothing where the line was left empty."""
        state = self.cleaned_data["state"]
        return Seen(self.asset, state, self.cleaned_data["note"]) if state else None


class FoundForm(forms.Form):
    """One line of the paper: what was found. A line left empty is nothing."""

    kind = forms.ChoiceField(
        label=_("種類"),
        choices=[("", _("選ぶ")), *KINDS],
        error_messages={
            "required": _("種類を選んでください。"),
            "invalid_choice": _("種類を一覧から選んでください。"),
        },
    )
    name = forms.CharField(
        label=_("見つけたもの・人・場所"),
        max_length=120,
        # Tells an empty line from a written one, so that a small screen keeps it short.
        widget=forms.TextInput(attrs={"placeholder": " "}),
        error_messages={
            "required": _("名前を書いてください。呼び名でかまいません。"),
            "max_length": _("名前は120字までで書いてください。"),
        },
    )
    whose = forms.CharField(
        label=_("だれの"),
        max_length=120,
        required=False,
        error_messages={"max_length": _("「だれの」は120字までで書いてください。")},
    )
    when = forms.CharField(
        label=_("いつ使える"),
        max_length=200,
        required=False,
        error_messages={"max_length": _("「いつ使える」は200字までで書いてください。")},
    )
    note = forms.CharField(
        label=_("メモ"),
        max_length=1000,
        required=False,
        error_messages={"max_length": _("メモは1000字までで書いてください。")},
    )
    area = forms.ChoiceField(
        label=_("地区"),
        required=False,
        error_messages={"invalid_choice": _("受け持ちの地区の中から選んでください。")},
    )

    def __init__(self, *args: Any, places: Sequence[tuple[str, str]], **kwargs: Any) -> None:  # noqa: ANN401 -- Django passes its own through
        super().__init__(*args, **kwargs)
        self.fields["area"].choices = [("", _("上と同じ")), *places]  # type: ignore[attr-defined]  # a ChoiceField


class Sheet(forms.BaseFormSet[FoundForm]):
    """The lines of a paper; `first` is the number of the first on it."""

    default_error_messages = {
        **forms.BaseFormSet.default_error_messages,
        "missing_management_form": _(
            "書き写した表が、とちゅうで切れて届きました。前の画面にもどって、もういちど送ってください。"
        ),
        "too_many_forms": _(
            "1枚に書けるのは%(num)d行までです。残りは、つぎの1枚として書き写してください。"
        ),
    }

    def __init__(self, *args: Any, first: int, blanks: int, **kwargs: Any) -> None:  # noqa: ANN401 -- Django passes its own through
        super().__init__(*args, **kwargs)
        self.first = first
        self.extra = blanks

    def add_fields(self, form: Any, index: int | None) -> None:  # noqa: ANN401 -- a form
        """Give a line its number on the paper."""
        super().add_fields(form, index)
        form.number = self.first + (index or 0)


FoundRows: Any = forms.formset_factory(
    FoundForm,
    formset=Sheet,
    max_num=MOST_LINES,
    # More are not even shown again, for each line is a form of six fields.
    absolute_max=MOST_LINES,
    validate_max=True,
)


class Paper:
    """A whole sheet: the head, the spots that stood on it, and the lines below them.

    A sheet whose number is known here has the very lines of the paper; any other starts at 1.
    """

    def __init__(
        self,
        given: Mapping[str, Any] | None,
        *,
        viewer: Viewer,
        mine: Mapping[str, Area],
        walk: Walk | None,
        area: str = "",
    ) -> None:
        stood = len(walk.spots) if walk else 0
        start = {
            "area": walk.area_id if walk else area,
            "sheet": walk.number if walk else "",
            "walked_on": viewer.today,
        }
        spots = queries.spots_of(viewer, walk) if walk else []
        places = [(pk, one.name) for pk, one in mine.items()]
        opened = given.get("opened", "") if given else ""
        self.head = SheetForm(given, viewer=viewer, walk=walk, opened=opened, initial=start)
        self.spots = [SeenForm(given, number=number, asset=asset) for number, asset in spots]
        self.rows = FoundRows(
            given,
            first=stood + 1,
            blanks=blank_rows(stood),
            form_kwargs={"places": places},
        )
        self.walk, self.viewer, self.mine = walk, viewer, mine
        self.anyway = AnywayForm(given)

    def is_valid(self) -> bool:
        """Return whether every part can be written down; each says what is amiss in it."""
        parts: list[Any] = [self.head, *self.spots, self.rows]
        # Each is looked at, so that all that is amiss is told at once.
        return not [part for part in parts if not part.is_valid()]

    @property
    def known(self) -> list[tuple[int, SeenForm | None]]:
        """Return what stood on the paper by its numbers; nothing where it is no longer listed."""
        spots = {spot.number: spot for spot in self.spots}
        stood = len(self.walk.spots) if self.walk else 0
        return [(number, spots.get(number)) for number in range(1, stood + 1)]

    @property
    def faults(self) -> list[tuple[int, BoundField, str]]:
        """Return what is amiss in the lines: number on the paper, field, sentence."""
        return [
            (line.number, field, str(error))
            for line in (*self.spots, *self.rows)
            for field in line.visible_fields()
            for error in field.errors
        ]

    @property
    def lines(self) -> list[dict[str, Any]]:
        """Return what was found, line by line."""
        return [row for row in self.rows.cleaned_data if row]

    @property
    def walked(self) -> Walked:
        """Return the head of the paper."""
        head = self.head.cleaned_data
        return Walked(head["sheet"], head["walked_on"], head.get("walkers"))

    @property
    def areas(self) -> dict[str, Area]:
        """Return the areas of the lines by id; "" is the walk's own."""
        return {**self.mine, "": self.head.cleaned_data["area"]}

    @property
    def is_said(self) -> bool:
        """Return whether the second button was pressed."""
        return self.anyway.is_valid() and bool(self.anyway.cleaned_data["anyway"])

    def alike(self) -> list[tuple[int, Listed]]:
        """Return what is called as a line is, unless somebody said to write it down anyway."""
        if self.is_said:
            return []
        return queries.lines_alike(self.viewer, self._written, areas=self.areas)

    def twice(self) -> list[tuple[int, int]]:
        """Return the numbers of lines that say the same, unless somebody said to write both down."""
        first: dict[tuple[str, str, str], int] = {}
        pairs = [
            (first.setdefault((line["kind"], fold(line["name"]), line["area"]), number), number)
            for number, line in self._written
        ]
        return [] if self.is_said else [(one, other) for one, other in pairs if one != other]

    @property
    def _written(self) -> list[tuple[int, dict[str, Any]]]:
        return [(row.number, row.cleaned_data) for row in self.rows if row.cleaned_data]

    @property
    def seen(self) -> list[Seen]:
        """Return what was written beside the spots that stood on the paper."""
        return [seen for spot in self.spots if (seen := spot.seen)]
