"""What the map is narrowed to, and the part of the town it shows."""

import math
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from sasaeai.areas.viewer import Viewer
from sasaeai.assets.filters import ANY, ListFilter
from sasaeai.assets.models import Asset
from sasaeai.assets.times import DAY_LABELS
from sasaeai.calc import tiles
from sasaeai.calc.geography import Box
from sasaeai.calc.hours import DAYS
from sasaeai.pages.pinned import Asked
from sasaeai.pages.pins import ACTIVITY, NOW, SPARE, WEEK
from sasaeai.ui import wording
from sasaeai.ui.widgets import Chips, ChoiceChips
from sasaeai.vocabulary import queries as vocabulary
from sasaeai.vocabulary.models import Kind

KINDS = [
    (ACTIVITY, _("活動")),
    # A person is never on a map.
    *(choice for choice in Asset.Kind.choices if choice[0] != Asset.Kind.PERSON),
]

HOURS = [
    ANY,
    (NOW, _("いま開いている")),
    (WEEK, _("今週ひらく（日曜まで）")),
    (SPARE, _("空き時間がある")),
    ("morning", _("午前")),
    ("afternoon", _("午後")),
    ("evening", _("夜（5時から）")),
]

UNREADABLE = _("地図の範囲が読めません。地図をひらきなおしてください。")


class MapFilter(ListFilter):
    """Kinds and the rest; `box` is what the map shows, `seen` the area it was opened for."""

    more = ("hours", "weekday", "freshness", "barrier_free", "category", "q")
    field_order = ("kinds", "each", "area", *more, "box", "seen")

    kinds = forms.MultipleChoiceField(label=_("種類"), choices=KINDS, required=False, widget=Chips)
    hours = forms.ChoiceField(
        label=_("いつ開いているか"),
        help_text=_(
            "曜日と時間の分かるものだけが出ます。空き時間は、そこでひらかれる活動をのぞいて残る時間です。"
            "祝日や年末年始のお休みは、分かりません。"
        ),
        choices=HOURS,
        required=False,
        widget=ChoiceChips,
    )
    weekday = forms.ChoiceField(
        label=_("曜日"), choices=[ANY, *DAY_LABELS.items()], required=False, widget=ChoiceChips
    )
    barrier_free = forms.MultipleChoiceField(
        label=_("バリアフリー"), choices=[], required=False, widget=Chips
    )
    each = forms.BooleanField(label=_("数でまとめず、点で見る"), required=False)
    box = forms.CharField(required=False, max_length=100, widget=forms.HiddenInput)
    seen = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any) -> None:  # noqa: ANN401 -- Django passes its own through
        super().__init__(*args, viewer=viewer, **kwargs)
        terms = vocabulary.of_kind(viewer.municipality, Kind.BARRIER_FREE, viewer.today)
        barrier_free: Any = self.fields["barrier_free"]
        barrier_free.choices = [(term.code, str(term)) for term in terms]
        self.today = viewer.today.weekday()

    def count_stale(self, number: int) -> None:
        """Say beside 「確認したい」 how many of the things asked for that are."""
        freshness: Any = self.fields["freshness"]
        freshness.choices = [
            (code, f"{label} {number:,}" if code == "stale" else label)
            for code, label in freshness.choices
        ]

    def clean_box(self) -> Box | None:
        """Return west, south, east and north of a view; none where the map shows what it opens with.

        An address may be cut or made on a larger screen: what is too narrow or too wide is pulled in.
        """
        if not (words := self.cleaned_data["box"]):
            return None
        try:
            west, south, east, north = map(float, words.split(","))
        except ValueError:
            raise ValidationError(UNREADABLE) from None
        box = (west, south, east, north)
        if not (all(map(math.isfinite, box)) and tiles.is_in_reach(box)):
            raise ValidationError(UNREADABLE)
        return tiles.nearest_view(box)

    @property
    def kinds_named(self) -> str:
        """Return the kinds asked for, in words: 「場所・モノ」."""
        kinds = self.chosen("kinds") or ()
        return wording.listed(label for kind, label in KINDS if not kinds or kind in kinds)

    @property
    def box_asked(self) -> Box | None:
        """Return what the map shows; another area than it was opened for moves it there."""
        area = self.chosen("area")
        here = str(area.pk) if area else ""
        box: Box | None = self.chosen("box")
        return box if here == (self.chosen("seen") or "") else None

    @property
    def clash(self) -> str:
        """Return why hours and weekday that were chosen do not go together; nothing where they do."""
        hours, day = self.chosen("hours"), self.chosen("weekday")
        if self._is_of_another_day:
            return gettext(
                "「いま開いている」は今日のことなので、曜日は使わずに、いま開いているものを出しました。どちらか1つを選んでください。"
            )
        if hours == WEEK and day and DAYS.index(day) < self.today:
            return gettext(
                "その曜日は、今週はもう過ぎました。曜日か「今週ひらく」のどちらか1つを選んでください。"
            )
        return ""

    @property
    def _is_of_another_day(self) -> bool:
        day = self.chosen("weekday")
        return self.chosen("hours") == NOW and bool(day) and DAYS.index(day) != self.today

    @property
    def asked(self) -> Asked:
        """Return what was chosen, without what made no sense."""
        category = self.chosen("category")
        return Asked(
            kinds=frozenset(self.chosen("kinds") or ()),
            area=self.chosen("area"),
            category=category.pk if category else None,
            freshness=self.chosen("freshness") or "",
            weekday="" if self._is_of_another_day else self.chosen("weekday") or "",
            hours=self.chosen("hours") or "",
            barrier_free=tuple(self.chosen("barrier_free") or ()),
            words=self.chosen("q") or "",
            each=bool(self.chosen("each")),
        )
