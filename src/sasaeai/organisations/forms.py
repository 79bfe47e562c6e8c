"""The gate for organisations, their members and ties, and the 働きかけ."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from sasaeai.areas import queries as areas
from sasaeai.areas.models import Area
from sasaeai.areas.viewer import Viewer
from sasaeai.areas.visibility import Visibility
from sasaeai.calc import geography
from sasaeai.calc.text import fold
from sasaeai.organisations import queries
from sasaeai.organisations.models import Approach, Membership, Organisation, Tie
from sasaeai.people.cards import Card
from sasaeai.ui.fields import DateField, PhoneField
from sasaeai.ui.widgets import ChoiceChips
from sasaeai.vocabulary.models import Term

VISIBILITIES = [
    (Visibility.STAFF, _("コーディネーターと市町村だけ（まだ確かめていないときに）")),
    (Visibility.COUNCIL, _("協議体まで（話し合いに使うときに）")),
    (Visibility.PROFESSIONALS, _("支援にかかわる人まで（住民のページにはのりません）")),
    (Visibility.PUBLIC, _("みんなに見せる（住民のページや印刷した一覧にのります）")),
]
FORMATS = [("csv", "CSV"), ("cp932", "CSV（CP932）"), ("xlsx", "XLSX")]


class AreaChoice(forms.ModelChoiceField[Area]):
    """An area, indented as it lies in the tree."""

    def label_from_instance(self, obj: Area) -> str:
        """Return the name behind a space for each level above it."""
        return "　" * (obj.path.count(".") - 1) + obj.name


class OrganisationForm(forms.ModelForm[Organisation]):
    """Name, kind and area suffice; `sure` holds a name that was asked about because it is known."""

    template_name = "organisations/parts/organisation_form.html"
    more = (
        (_("どんなところか・連絡先"), ("kana", "description", "phone", "url")),
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
            "name", "kind", "area", "visibility", "kana", "description", "phone", "url", "address",
            "latitude", "longitude", "contact_name", "contact_phone", "notes",
        )  # fmt: skip
        widgets = {
            "description": forms.Textarea(attrs={"rows": 3}),
            "notes": forms.Textarea(attrs={"rows": 3}),
        }
        help_texts = {
            "kind": _("実施要綱の順にならべています。"),
            "description": _("どんな人が、何をしているところですか。"),
            "contact_name": _("職員だけが見ます。見たことは記録に残ります。"),
            "notes": _("さがす言葉には入りません。"),
        }

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any) -> None:  # noqa: ANN401 -- Django passes its own through
        super().__init__(*args, **kwargs)
        self.viewer = viewer
        self.known: Organisation | None = None
        _choose(self, "area", areas.responsible_areas(viewer))
        _choose(self, "kind", queries.kinds(viewer, keep=self.instance.kind_id))
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
            self.data = {**dict(self.data.items()), self.add_prefix("sure"): fold(name)}
        return self.known is not None


def _choose(form: forms.BaseForm, name: str, rows: Any) -> None:  # noqa: ANN401 -- querysets of several tables
    form.fields[name].queryset = rows  # type: ignore[attr-defined]  # a ModelChoiceField


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


class ListForm(forms.Form):
    """What the list can be narrowed by, and where it goes on."""

    unmarked = True
    more = ("retired",)
    q = forms.CharField(label=_("ことば"), required=False, max_length=100)
    kind: forms.ModelChoiceField[Term] = forms.ModelChoiceField(
        None, label=_("種類"), required=False, empty_label=_("どれでも")
    )
    area = AreaChoice(None, label=_("地区"), required=False, empty_label=_("町ぜんたい"))
    retired = forms.BooleanField(label=_("引退した団体を見る"), required=False)
    after = forms.CharField(required=False, max_length=800, widget=forms.HiddenInput)

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any) -> None:  # noqa: ANN401 -- Django passes its own through
        super().__init__(*args, **kwargs)
        _choose(self, "area", areas.visible_to(viewer))
        _choose(self, "kind", queries.kinds(viewer))


class ExportForm(ListForm):
    """The list's filters, and in which form it is written out."""

    format = forms.ChoiceField(label=_("書き出すかたち"), choices=FORMATS)


class NamesForm(forms.Form):
    """The words names are offered for: `q`, or the field that `of` names."""

    q = forms.CharField(required=False, max_length=100)

    @classmethod
    def of(cls, sent: Any) -> "NamesForm":  # noqa: ANN401 -- a QueryDict
        """Return the form filled with the words, whatever the asking page calls its field."""
        return cls({"q": sent.get(sent.get("of", "q"), "")})


class FindForm(forms.Form):
    """Whom to take into an organisation: one whole name or number."""

    unmarked = True
    q = forms.CharField(
        label=_("名前か電話番号"),
        help_text=_("姓・名・ふりがな・呼び名・電話番号のどれかを、省かずに書いてください。"),
        max_length=80,
    )


class JoinForm(forms.ModelForm[Membership]):
    """One of the persons found, and their part."""

    person_id = forms.TypedChoiceField(
        label=_("どの方ですか"), coerce=UUID, widget=forms.RadioSelect
    )
    since = DateField(label=_("いつから"), required=False)

    class Meta:
        model = Membership
        fields = ("part", "since")
        help_texts = {"part": _("例：会長、世話人、会員")}

    field_order = ("person_id", "part", "since")

    def __init__(self, *args: Any, cards: Sequence[Card], **kwargs: Any) -> None:  # noqa: ANN401 -- Django passes its own through
        super().__init__(*args, **kwargs)
        self.fields["person_id"].choices = [  # type: ignore[attr-defined]  # a ChoiceField
            (str(card.id), f"{card.called}（{card.area.name}）") for card in cards
        ]

    def clean(self) -> dict[str, Any]:
        if "person_id" in self.cleaned_data:
            self.instance.person_id = self.cleaned_data["person_id"]
        return self.cleaned_data


class PersonForm(forms.Form):
    """Which person to take back in."""

    person_id = forms.UUIDField()


class TieForm(forms.ModelForm[Tie]):
    """With whom, and what they do together."""

    partner = forms.CharField(
        label=_("いっしょにしている団体"),
        max_length=250,
        help_text=_("書きとめてある団体の名前を書いてください。"),
        widget=forms.TextInput(
            attrs={
                "list": "names",
                "autocomplete": "off",
                "hx-get": reverse_lazy("organisations:names"),
                "hx-vals": '{"of": "partner"}',
                "hx-trigger": "input changed delay:200ms",
                "hx-target": "#names",
            }
        ),
    )
    since = DateField(label=_("いつから"), required=False)

    class Meta:
        model = Tie
        fields = ("words", "since")
        help_texts = {"words": _("例：夏まつりを、いっしょにひらく")}

    field_order = ("partner", "words", "since")

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any) -> None:  # noqa: ANN401 -- Django passes its own through
        super().__init__(*args, **kwargs)
        self.viewer = viewer

    def clean_partner(self) -> Organisation:
        """Return the organisation of this name."""
        found = queries.named(self.viewer, self.cleaned_data["partner"])
        if found is None:
            raise ValidationError(
                _(
                    "この名前の団体が一つに決まりません。候補から選ぶか、「名前（地区）」と書いてください。まだなら、先に団体を記録してください。"
                )
            )
        self.instance.other = found
        return found


class ApproachForm(forms.ModelForm[Approach]):
    next_on = DateField(
        label=_("次に声をかける日"),
        required=False,
        help_text=_("その日が近づくと「今日」に出ます。"),
    )

    class Meta:
        model = Approach
        fields = ("about", "state", "words", "next_on")
        widgets = {"state": ChoiceChips, "words": forms.Textarea(attrs={"rows": 4})}
        help_texts = {
            "about": _("例：集会所を、体操の日に使わせてもらえないか"),
            "words": _("職員だけが読みます。"),
        }


class ApproachFilter(forms.Form):
    """Whose 働きかけ, in which state."""

    unmarked = True
    more = ()
    whose = forms.ChoiceField(
        label=_("だれの"),
        choices=[("", _("わたしの")), ("all", _("みんなの"))],
        required=False,
        widget=ChoiceChips,
    )
    state = forms.ChoiceField(
        label=_("様子"),
        choices=[("", _("つづいているもの")), *Approach.State.choices],
        required=False,
    )
    after = forms.CharField(required=False, max_length=400, widget=forms.HiddenInput)
