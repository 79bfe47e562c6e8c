"""The gate for assets: the thing itself, the filter of the list, checks, answers, half-lives."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sasaeai.areas.viewer import Viewer
from sasaeai.assets import freshness, queries
from sasaeai.assets.check_form import AnswerOf, CheckOfForm
from sasaeai.assets.fields import CoordinateField, NameInput
from sasaeai.assets.filters import ListFilter
from sasaeai.assets.listed_form import SHARED, ListedForm
from sasaeai.assets.models import Asset, Check, Suggestion
from sasaeai.calc import geography
from sasaeai.organisations import queries as organisations
from sasaeai.paper.files import FormatForm
from sasaeai.ui.widgets import Chips, Tiles
from sasaeai.vocabulary import queries as vocabulary
from sasaeai.vocabulary.models import Kind

NAMES = 300


class AssetForm(ListedForm[Asset]):
    """What there is: name, kind and area suffice."""

    groups = (
        ("", ("name", "kind", "area")),
        (
            _("どんなもの・だれのもの"),
            (
                "kana",
                "description",
                "categories",
                "capacity",
                "barrier_free",
                "fee",
                "terms",
                "owner_text",
                "origin",
            ),
        ),
        (_("いつ使えるか"), ("times", "times_words")),
        (_("どこにあるか"), ("address", "latitude", "longitude", "confidential")),
        (
            _("連絡先"),
            ("public_contact", "public_phone", "url", "private_contact", "private_phone"),
        ),
        (
            _("見せかた・写真・覚え書き"),
            ("visibility", "photo", "photo_words", "drops_photo", "notes"),
        ),
    )

    owner_text = forms.CharField(
        label=_("持ち主"),
        required=False,
        max_length=120,
        widget=NameInput,
        help_text=_("書きとめてある団体の名前と同じなら、つながります。"),
    )
    barrier_free = forms.MultipleChoiceField(
        label=_("バリアフリー"), required=False, widget=Chips, choices=[]
    )
    latitude = CoordinateField(label=_("緯度"), required=False, help_text=_("例：35.6379"))
    longitude = CoordinateField(label=_("経度"), required=False, help_text=_("例：139.5046"))

    class Meta:
        model = Asset
        fields = (
            *SHARED,
            "kind",
            "terms",
            "address",
            "longitude",
            "latitude",
            "confidential",
            "barrier_free",
            "capacity",
            "origin",
        )
        widgets = {
            "kind": Tiles,
            "description": forms.Textarea(attrs={"rows": 3}),
            "terms": forms.Textarea(attrs={"rows": 2}),
            "notes": forms.Textarea(attrs={"rows": 3}),
        }
        help_texts = {
            "confidential": _(
                "おうちなど。コーディネーターと市町村のほかには、地区の名前だけを見せます。"
            ),
            "terms": _("例：土足で入らない、前の日までに電話する"),
            "fee": _("例：無料、1回300円"),
        }

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any) -> None:  # noqa: ANN401 -- Django passes its own through
        super().__init__(*args, viewer=viewer, **kwargs)
        kind: Any = self.fields["kind"]
        kind.choices = Asset.Kind.choices
        terms = vocabulary.of_kind(viewer.municipality, Kind.BARRIER_FREE, viewer.today)
        labels = {term.code: str(term) for term in terms}
        ended = {code: code for code in self.instance.barrier_free if code not in labels}
        barrier_free: Any = self.fields["barrier_free"]
        barrier_free.choices = [*labels.items(), *ended.items()]
        owner = self.fields["owner_text"]
        owner.initial = self.instance.owner or self.instance.owner_words
        owner.widget.names = queries.owner_names(viewer, count=NAMES)

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if data.get("kind") == Asset.Kind.PERSON:
            # A person's card is never a pin.
            data["latitude"] = data["longitude"] = None
        elif "latitude" in data and "longitude" in data:
            self._refuse_misplaced(data["latitude"], data["longitude"])
        if {"latitude", "longitude"} & set(self.changed_data):
            self.instance.placed_by_address = False
        if "owner_text" in data:
            words = data["owner_text"].strip()
            self.instance.owner = organisations.named(self.viewer, words) if words else None
            self.instance.owner_words = "" if self.instance.owner else words
        return data

    def _refuse_misplaced(self, latitude: float | None, longitude: float | None) -> None:
        if latitude is None and longitude is None:
            return
        if latitude is None or longitude is None:
            missing = "latitude" if latitude is None else "longitude"
            self.add_error(missing, _("緯度と経度は、両方とも入れるか、両方とも空けてください。"))
        elif geography.is_swapped((longitude, latitude)):
            self.add_error(
                "latitude",
                _(
                    "緯度と経度が入れかわっているようです。緯度に35など、経度に139などを書いてください。"
                ),
            )
        elif not geography.is_in_japan((longitude, latitude)):
            self.add_error(
                "latitude",
                _("日本の外の場所になっています。緯度は20〜46、経度は122〜154で書いてください。"),
            )


class AssetFilter(ListFilter):
    """What the list of assets is narrowed to."""

    more = ("q", "category", "freshness", "retired")

    kinds = forms.MultipleChoiceField(label=_("種類"), required=False, widget=Chips)
    retired = forms.BooleanField(label=_("引退したものだけを見る"), required=False)
    field_order = ("kinds", "area", "q", "category", "freshness", "retired")

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any) -> None:  # noqa: ANN401 -- Django passes its own through
        super().__init__(*args, viewer=viewer, **kwargs)
        kinds: Any = self.fields["kinds"]
        kinds.choices = Asset.Kind.choices


class AssetExportForm(FormatForm, AssetFilter):
    """The list's filters, and in which form it is written out."""


class CheckForm(CheckOfForm[Check]):
    """Somebody made sure of an asset."""

    class Meta(CheckOfForm.Meta):
        model = Check


class AnswerForm(AnswerOf[Suggestion]):
    """What became of what a resident told us about an asset."""

    class Meta(AnswerOf.Meta):
        model = Suggestion


class HalfLivesForm(forms.Form):
    """In how many days half of what is known no longer holds, by kind of field."""

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any) -> None:  # noqa: ANN401 -- Django passes its own through
        super().__init__(*args, **kwargs)
        lives = freshness.half_lives(viewer.municipality)
        for kind in freshness.USUAL:
            self.fields[kind.field] = forms.IntegerField(
                label=kind.label,
                min_value=1,
                max_value=3650,
                initial=int(lives[kind.field]),
                help_text=_("日数で書いてください。はじめは%(days)d日です。") % {"days": kind.days},
            )
