"""The gate that assets and activities share: groups, times, contacts, photograph, visibility."""

from typing import Any, TypeVar

from django import forms
from django.utils.translation import gettext_lazy as _

from sasaeai.areas import queries as areas
from sasaeai.areas.choices import AreaChoice
from sasaeai.areas.models import Area
from sasaeai.areas.viewer import Viewer
from sasaeai.areas.visibility import Visibility
from sasaeai.assets import times
from sasaeai.assets.fields import TimesField
from sasaeai.assets.models.freshness import Listed
from sasaeai.photos.fields import PhotoField
from sasaeai.ui.fields import PhoneField
from sasaeai.ui.forms import GroupedForm
from sasaeai.ui.widgets import Chips
from sasaeai.vocabulary import queries as vocabulary
from sasaeai.vocabulary.models import Kind

One = TypeVar("One", bound=Listed)

VISIBILITIES = [
    (Visibility.STAFF, _("コーディネーターと市町村だけ（まだ確かめていないときに）")),
    (Visibility.COUNCIL, _("協議体まで（話し合いに使うときに）")),
    (Visibility.PROFESSIONALS, _("支援にかかわる人まで（住民のページにはのりません）")),
    (Visibility.PUBLIC, _("みんなに見せる（住民のページや印刷した一覧にのります）")),
]
SHARED = (
    "name",
    "kana",
    "area",
    "categories",
    "description",
    "times",
    "times_words",
    "fee",
    "public_contact",
    "public_phone",
    "url",
    "private_contact",
    "private_phone",
    "visibility",
    "photo_words",
    "notes",
)


class ListedForm(GroupedForm, forms.ModelForm[One]):
    """What the forms of assets and of activities have in common."""

    area = AreaChoice(
        label=_("地区"), queryset=Area.objects.none(), empty_label=_("選んでください")
    )
    times = TimesField(label=_("曜日と時間"), required=False)
    public_phone = PhoneField(
        label=_("載せてよい電話番号"),
        required=False,
        max_length=20,
        help_text=_("例：042-000-1234"),
    )
    private_phone = PhoneField(label=_("電話番号（載せない）"), required=False, max_length=20)
    url = forms.URLField(
        label=_("ホームページ"), required=False, max_length=200, assume_scheme="https"
    )
    visibility = forms.ChoiceField(
        label=_("だれに見せるか"),
        choices=VISIBILITIES,
        widget=forms.RadioSelect,
        initial=Visibility.STAFF,
    )
    photo = PhotoField(
        label=_("写真"),
        required=False,
        help_text=_("15MBまで。撮った場所や機種の記録は、入れるときに消します。"),
    )
    drops_photo = forms.BooleanField(label=_("いまの写真を外す"), required=False)
    # Stands on no form: the second button sends it, where something is called the same already.
    anyway = forms.BooleanField(required=False)

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any) -> None:  # noqa: ANN401 -- Django passes its own through
        super().__init__(*args, **kwargs)
        self.viewer = viewer
        self.given = frozenset(kwargs.get("initial") or ())
        if not self.instance._state.adding:  # noqa: SLF001 -- Django has no public name for it
            del self.fields["anyway"]
        if not self.instance.photo:
            del self.fields["drops_photo"]
        self.fields["area"].queryset = areas.responsible_areas(viewer)  # type: ignore[attr-defined]  # an AreaChoice
        categories: Any = self.fields["categories"]
        categories.widget = Chips(choices=categories.widget.choices)
        categories.help_text = ""
        categories.queryset = vocabulary.of_kind(
            viewer.municipality, Kind.SUPPORT_CATEGORY, viewer.today
        )
        self.fields["times_words"].help_text = _(
            "空けておくと、上の曜日と時間から作ります。「雨の日は休み」なども書けます。"
        )

    def clean_name(self) -> str:
        """Return the name without blanks around it."""
        name: str = self.cleaned_data["name"]
        return name.strip()

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        if "times" in data and "times_words" in data:
            former = self.initial.get("times") or {}
            data["times_words"] = times.renewed(data["times_words"], former, data["times"])
        return data
