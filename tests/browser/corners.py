"""A corner of the town for each story: an area, its coordinator, and what the story begins with.

Stories share one town and run in any order, so none may meet what another leaves behind.
"""

from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.test import Client
from django.utils import timezone

from sasaeai.accounts.models import User
from sasaeai.activities.models import Activity
from sasaeai.areas.models import Area, Posting, Role
from sasaeai.areas.models.area import Level
from sasaeai.areas.viewer import viewer_of
from sasaeai.assets import actions as assets
from sasaeai.assets.models import Asset
from sasaeai.audit.actor import MACHINE
from sasaeai.visions.models import InstrumentMeaning
from sasaeai.vocabulary import actions as vocabulary
from sasaeai.vocabulary.models import Kind
from sasaeai.voices.models import Reach
from tests.factories.activities import ActivityFactory
from tests.factories.areas import AreaFactory, Town
from tests.factories.assets import AssetFactory, check_asset
from tests.factories.contacts import make_contact
from tests.factories.journal import make_entry
from tests.factories.needs import make_helper, make_need
from tests.factories.people import make_person, writer
from tests.factories.visions import make_goal, make_vision
from tests.factories.vocabulary import term
from tests.factories.voices import make_voice
from tests.pages import archives

CORNERS = (
    "朝日", "夕日", "川端", "若葉", "天神", "本町", "谷戸", "宮前", "日向", "山手", "岬", "浜", "青葉", "松原",
    "泉", "丘", "峠", "里", "汐見", "糸", "月見", "結",
)  # fmt: skip
"""Whoever is signed in as a corner's name is its coordinator."""
# Residents choose among forty areas at the most by a tap: these corners have no 一丁目.
WHOLE = ("夕日", "天神", "日向", "松原", "峠", "里", "汐見", "糸", "月見", "結")

BUTTONS = (
    "ボタンがひとつ取れただけで、この服はもう着られないの",
    "袖のボタンが留まらなくて、よそ行きを着ていない",
)

GATHERINGS = ("結の針箱の日", "結の味噌の日")

# In this square of the town's own map, around a spot where nothing stands.
PAINTED, PAINT, OTHER = (14, 14549, 6450), (200, 30, 90), (30, 90, 200)
HERE = (139.690, 35.690, 139.710, 35.705)
SPOT = {"longitude": 139.50, "latitude": 35.60}
EVERY_DAY = {
    "weekly": {
        day: [["10:00", "12:00"]] for day in ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
    }
}


def make_corners(town: Town) -> dict[str, str]:
    """Make the corners; return the session of each one's coordinator."""
    vocabulary.load_national(MACHINE, town.municipality)
    sessions, districts = {}, {}
    for name in CORNERS:
        area = AreaFactory(parent=town.root, level=Level.LIVING_AREA, name=name, **SPOT)
        is_whole = name in WHOLE
        districts[name] = area if is_whole else AreaFactory(parent=area, name=f"{name}一丁目")
        sessions[name] = session_of(town.user(Role.COORDINATOR2, area=area))
    to_be_checked(town, districts["夕日"])
    open_to_residents(districts["川端"])
    to_be_found(town, districts["日向"])
    to_be_mapped(districts["山手"])
    to_be_asked(town, districts["松原"])
    to_be_gathered(town, districts["丘"])
    AssetFactory(area=districts["汐見"], name="汐見集会所")
    to_be_followed(town, districts["糸"])
    to_be_reported(town, districts["月見"])
    to_be_signed_up(districts["結"])
    put_map_files()
    make_person(town, area=districts["本町"], family_name="柿沼", given_name="みつ")
    return sessions


def to_be_followed(town: Town, area: Area) -> None:
    """Hear of two buttons, which may go to everybody; draw a picture whose goal has nothing to start with."""
    for words in BUTTONS:
        make_voice(town, words, area=area, reach=Reach.PUBLIC, consent="oral")
    goal = make_goal(make_vision(town, area=area, residents=17), "近所で片づく")
    tool = term(town.municipality, Kind.INSTRUMENT, "thread", label="針箱の貸し出し")
    given = {"words": "針と糸がある", "given_on": timezone.localdate(), "given_by": writer(town)}
    InstrumentMeaning.objects.create(goal=goal, means=tool, **given)


def to_be_signed_up(area: Area) -> None:
    """Make a gathering for each screen, of which no date is set yet."""
    for name in GATHERINGS:
        ActivityFactory(area=area, name=name, state=Activity.State.ACTIVE)


def session_of(user: User) -> str:
    """Return the key of a session in which this user is signed in."""
    client = Client()
    client.force_login(user)
    return client.session.session_key


def to_be_checked(town: Town, district: Area) -> None:
    """Make three places along one road, each checked once, long ago."""
    viewer = viewer_of(town.user(Role.COORDINATOR2, area=district.parent), timezone.localdate())
    for name, longitude, days in (
        ("遠い", 139.53, 900),
        ("近い", 139.51, 800),
        ("中の", 139.52, 700),
    ):
        place = AssetFactory(
            area=district, name=f"{name}集会所", longitude=longitude, latitude=35.60
        )
        check_asset(viewer, place, days_ago=days)


def open_to_residents(district: Area) -> None:
    """Make a gathering that takes place every day, and somebody's home that opens its door."""
    home = AssetFactory(
        area=district,
        name="みんなの縁側",
        kana="みんなのえんがわ",
        confidential=True,
        address="川端2-8-1",
    )
    ActivityFactory(
        area=district,
        name="川端お茶のみ会",
        kana="かわばたおちゃのみかい",
        times=EVERY_DAY,
        times_words="毎日 午前10時〜正午",
        weekdays=" ".join(EVERY_DAY["weekly"]),
        place=home,
        state=Activity.State.ACTIVE,
        state_since=timezone.localdate() - timedelta(days=400),
    )


def to_be_found(town: Town, district: Area) -> None:
    """Make what the search finds: a place by its letters, a person by a whole name."""
    assets.index([AssetFactory(area=district, name="みかん畑")])
    make_person(town, area=district, family_name="鈴懸", given_name="あやめ")


def to_be_gathered(town: Town, district: Area) -> None:
    """Let the same be asked three times over, of two kinds."""
    for code, what in (("snow", "雪かき"), ("garden", "草取り")):
        for place in ("坂の上", "坂の下", "橋のたもと"):
            make_need(town, f"{place}の{what}", code=code, area=district)
    make_person(town, area=district, family_name="柿沢", given_name="みつ", nickname="丘の人")


def to_be_reported(town: Town, area: Area) -> None:
    """Let the corner's coordinator have written down a few things today."""
    posting = Posting.objects.get(area=area, role=Role.COORDINATOR2)
    for means, functions in (("visit", "ac"), ("visit", "c"), ("phone", "c")):
        make_entry(
            town,
            "花だんの水やりの相談",
            posting=posting,
            area=area,
            means=means,
            functions=functions,
        )


def to_be_asked(town: Town, district: Area) -> None:
    """Make a neighbour who walks dogs, somebody who would like that, and whom the town calls instead."""
    make_helper(town, "pet", area=district, nickname="朝の散歩の人")
    make_need(town, "犬の散歩", code="pet", area=district)
    pet = term(town.municipality, Kind.SUPPORT_CATEGORY, "pet")
    make_contact(town, "動物愛護センター", phone="042-000-7777", terms=[pet])


def put_map_files() -> None:
    """Put two map files where the town keeps its own: pictures of two colours, and one that is all water."""
    home = Path(settings.HOME)
    here, column, row = PAINTED
    around = {
        (here, column + aside, row + down): archives.picture(
            *(PAINT if aside == down == 0 else OTHER)
        )
        for aside in (-1, 0, 1)
        for down in (-1, 0, 1)
    }
    words = {"attribution": '<a href="https://example.org">© 色紙の会</a>'}
    archives.put(home, "色紙.pmtiles", archives.archive(around, words=words, leaves=True))
    seas = {square: archives.water() for square in around}
    archives.put(
        home, "海.pmtiles", archives.archive(seas, kind=archives.VECTOR, squares_packed=True)
    )


def to_be_mapped(district: Area) -> None:
    """Make a dozen things that lie by themselves, far from all other corners, and as many elsewhere."""
    district.west, district.south, district.east, district.north = HERE
    district.save()
    for number in range(1, 12):
        AssetFactory(
            area=district,
            name=f"山手会館{number}",
            longitude=139.695 + number / 1000,
            latitude=35.6965,
        )
        AssetFactory(
            area=district,
            name=f"山手の飛び地{number}",
            longitude=139.8,
            latitude=35.8 + number / 1000,
        )
    AssetFactory(
        area=district, name="山手の臼", kind=Asset.Kind.THING, longitude=139.70, latitude=35.70
    )
