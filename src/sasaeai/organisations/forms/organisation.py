"""The gate for an organisation itself."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sasaeai.areas import queries as areas
from sasaeai.areas.choices import AreaChoice
from sasaeai.areas.viewer import Viewer
from sasaeai.areas.visibility import Visibility
from sasaeai.calc import geography
from sasaeai.calc.text import fold
from sasaeai.organisations import queries
from sasaeai.organisations.forms.choices import choose
from sasaeai.organisations.models import Organisation
from sasaeai.ui.fields import PhoneField
from sasaeai.ui.widgets import Chips

VISIBILITIES = [
    (Visibility.STAFF, _("コーディネーターと市町村だけ（まだ確かめていないときに）")),
    (Visibility.COUNCIL, _("協議体まで（話し合いに使うときに）")),
    (Visibility.PROFESSIONALS, _("支援にかかわる人まで（住民のページにはのりません）")),
    (Visibility.PUBLIC, _("みんなに見せる（住民のページや印刷した一覧にのります）")),
]


class OrganisationForm(forms.ModelForm[Organisation]):
    """Name, kind and area suffice; `sure` holds a name that was asked about because it is known."""

    template_name = "organisations/parts/organisation_form.html"
    more = (
        (_("どんなところか・連絡先"), ("kana", "description", "phone", "url")),
        (_("手伝えること"), ("categories",)),
        (_("どこにあるか"), ("address", "latitude", "longitude")),
        (_("窓口の方と覚え書き（載せません）"), ("contact_name", "contact_phone", "notes")),
    )

    area = AreaChoice(label=_("地区"), queryset=None, empty_label=_("選んでください"))
    phone = PhoneField(
        label=_("載せてよい電話番号"),
        required=False,
        max_length=20,
        help_text=_("例：042-000-1234"),
    )
    contact_phone = PhoneField(label=_("窓口の電話番号（載せない）"), required=False, max_length=20)
    url = forms.URLField(
        label=_("ホームページ"), required=False, max_length=200, assume_scheme="https"
    )
    latitude = forms.FloatField(label=_("緯度"), required=False, help_text=_("例：35.6379"))
    longitude = forms.FloatField(label=_("経度"), required=False, help_text=_("例：139.5046"))
    visibility = forms.ChoiceField(
        label=_("だれに見せるか"),
        choices=VISIBILITIES,
        widget=forms.RadioSelect,
        initial=Visibility.STAFF,
    )
    sure = forms.CharField(required=False, max_length=400, widget=forms.HiddenInput)

    class Meta:
        model = Organisation
        fields = (
            "name", "kind", "area", "visibility", "kana", "description", "phone", "url", "categories",
            "address", "latitude", "longitude", "contact_name", "contact_phone", "notes",
        )  # fmt: skip
        widgets = {
            "categories": Chips,
            "description": forms.Textarea(attrs={"rows": 3}),
            "notes": forms.Textarea(attrs={"rows": 3}),
        }
        help_texts = {
            "kind": _("実施要綱の順にならべています。"),
            "description": _("どんな人が、何をしているところですか。"),
            "categories": _("ここにあるお願いのとき、「頼めそうな団体」に出ます。"),
            "contact_name": _("職員だけが見ます。お名前を守るため、見たことは記録に残ります。"),
            "notes": _("さがす言葉には入りません。"),
        }

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any) -> None:  # noqa: ANN401 -- Django passes its own through
        super().__init__(*args, **kwargs)
        self.viewer = viewer
        self.known: Organisation | None = None
        choose(self, "area", areas.responsible_areas(viewer))
        choose(self, "categories", queries.categories(viewer, keep=self.instance.pk))
        choose(self, "kind", queries.kinds(viewer, keep=self.instance.kind_id))
        self.fields["kind"].empty_label = _("選んでください")  # type: ignore[attr-defined]  # a ModelChoiceField

    def grouped(self) -> list[dict[str, Any]]:
        """Return the folded groups of fields; one with something written or amiss stands open."""
        return [
            {
                "title": title,
                "fields": [self[name] for name in names],
                "open": any(self[name].errors or self[name].value() for name in names),
            }
            for title, names in self.more
        ]

    def clean_name(self) -> str:
        """Return the name without blanks around it."""
        name: str = self.cleaned_data["name"]
        return name.strip()

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        _check_point(self, data.get("longitude"), data.get("latitude"))
        return data

    def asks_first(self) -> bool:
        """Return whether one of this name is known already and nobody has said that this is another."""
        name = self.cleaned_data["name"]
        if "name" not in self.changed_data or self.cleaned_data["sure"] == fold(name):
            return False
        self.known = queries.alike(self.viewer, self.instance)
        if self.known is not None:
            # Sent once more with this in it, the form is taken as it is.
            sent: Any = self.data.copy()  # type: ignore[attr-defined]  # a QueryDict, with all that was ticked
            sent[self.add_prefix("sure")] = fold(name)
            self.data = sent
        return self.known is not None


def _check_point(form: forms.BaseForm, longitude: float | None, latitude: float | None) -> None:
    if form.errors.keys() & {"longitude", "latitude"} or (longitude is None and latitude is None):
        return
    if longitude is None or latitude is None:
        empty = "longitude" if longitude is None else "latitude"
        form.add_error(empty, _("緯度と経度は、両方書くか、両方空けてください。"))
    elif geography.is_swapped((longitude, latitude)):
        form.add_error("latitude", _("緯度と経度が入れかわっています。入れかえてください。"))
    elif not geography.is_in_japan((longitude, latitude)):
        form.add_error(
            "latitude", _("日本の外の場所になっています。緯度と経度を確かめてください。")
        )
