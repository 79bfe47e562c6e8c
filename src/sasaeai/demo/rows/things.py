"""Assets with their checks, and what residents told us about some of them."""

from sasaeai.assets import actions, intake, times
from sasaeai.assets.models import Asset, Check, Suggestion
from sasaeai.assets.models.freshness import CheckOf, Means
from sasaeai.demo import access, assets, timetable
from sasaeai.demo.rows.loaded import Loaded
from sasaeai.vocabulary.models import Kind, Term

MEANS = {
    "visit": Means.VISIT,
    "phone": Means.PHONE,
    "talk": Means.MET,
    "paper": Means.PAPER,
}
TOLD = (
    "木曜は夕方4時まであいていました。ここに書いてあるより長いです。",
    "入口の段差にスロープがつきました。車いすでも入れます。",
    "電話番号が変わったそうです。店の前の紙に新しい番号がありました。",
    "ベンチがひとつ、こわれています。",
)
TELLER = "042-000-8001"


def add(loaded: Loaded) -> int:
    """Write down every asset with its last check; return how many."""
    for key in loaded.municipalities:
        drawn = [one for one in loaded.town.assets if one.municipality == key]
        rows = {one.key: _row(loaded, one) for one in drawn}
        intake.add_many(
            loaded.actor(key),
            list(rows.values()),
            categories={rows[one.key].pk: terms(loaded, key, one.categories) for one in drawn},
            checks=[
                _check(loaded, one, rows[one.key], one.checked_days_ago)
                for one in drawn
                if one.checked_days_ago is not None
            ],
        )
        loaded.assets |= rows
    return len(loaded.assets)


def _row(loaded: Loaded, drawn: assets.Asset) -> Asset:
    when = timetable.schedule(drawn.times).to_json()
    return Asset(
        kind=drawn.kind,
        name=drawn.name,
        description=drawn.description + way_in(drawn.access),
        owner=loaded.organisations.get(drawn.owner or ""),
        owner_words=drawn.owner_words,
        area=loaded.areas[drawn.area],
        address=drawn.address,
        longitude=drawn.lon,
        latitude=drawn.lat,
        times=when,
        times_words=times.words_of(when),
        terms=drawn.terms,
        fee=fee(drawn.fee_yen),
        barrier_free=barrier_free(drawn.access),
        public_contact=drawn.contact,
        public_phone=drawn.phone,
        private_contact=drawn.private_contact,
        private_phone=drawn.private_phone,
        visibility=drawn.visibility,
        confidential=drawn.confidential,
        origin=drawn.origin,
        created_at=loaded.begun(drawn.key),
    )


def _check(loaded: Loaded, drawn: assets.Asset, row: Asset, days_ago: int) -> Check:
    ago = loaded.checked(drawn.key, days_ago)
    return Check(
        listed=row,
        on=loaded.day(ago),
        by=loaded.coordinator(drawn.area),
        means=MEANS[drawn.checked_how],
        result=CheckOf.Result.SAME,
        created_at=loaded.written(f"{drawn.key} checked", ago),
    )


def terms(loaded: Loaded, municipality: str, codes: tuple[str, ...]) -> list[Term]:
    """Return the categories of these codes in one town's words."""
    return [loaded.term(municipality, Kind.SUPPORT_CATEGORY, code) for code in codes]


def fee(yen: int | None) -> str:
    """Return the fee in words; nothing where nobody has asked yet."""
    if yen is None:
        return ""
    return f"{yen}円" if yen else "無料"


def barrier_free(facts: access.Access | None) -> list[str]:
    """Return the codes of the vocabulary's `barrier_free` that hold."""
    if facts is None:
        return []
    found = {
        "no_steps": facts.step_free is True,
        "handrail": "手すり" in facts.steps + facts.toilet,
        "wheelchair_toilet": "車いす" in facts.toilet,
        "parking": facts.parking > 0,
    }
    return [code for code, holds in found.items() if holds]


def way_in(facts: access.Access | None) -> str:
    """Return what no code says: steps at the door and a slope on the way."""
    if facts is None:
        return ""
    said = (
        facts.steps if facts.step_free is False else "",
        "" if facts.slope == "坂なし" else f"そこまでの道は{facts.slope}",
    )
    return "".join(f"{words}。" for words in said if words)


def tell(loaded: Loaded) -> int:
    """Let residents tell us about some public places; return how many suggestions wait."""
    open_places = [
        one for one in loaded.town.assets if one.visibility == "public" and one.kind == "place"
    ]
    for number, words in enumerate(TOLD):
        asset = loaded.assets[open_places[number * 29].key]
        contact = TELLER if number % 2 else ""
        actions.suggest(asset, Suggestion(words=words, contact=contact))
    return len(TOLD)
