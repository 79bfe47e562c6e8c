"""Organisations, what ties them together, and what coordinators asked of them."""

from sasaeai.areas.viewer import viewer_of
from sasaeai.areas.visibility import Visibility
from sasaeai.demo import organisations
from sasaeai.demo.rows.loaded import Loaded
from sasaeai.demo.rows.things import terms
from sasaeai.organisations import actions, intake
from sasaeai.organisations.models import Approach, Organisation, Tie
from sasaeai.vocabulary.models import Kind

# one|other|words
TIES = """
neighbourhood|senior_club|会館を月2回、無料で使ってもらっている
neighbourhood|minsei|見守りの名簿を年に一度、つき合わせている
neighbourhood|chamber|夏まつりをいっしょに開いている
senior_club|school|昔あそびの日に、みんなで出かけている
volunteer|hokatsu|気になる方がいたら、知らせあっている
npo|company|閉店後の店内を借りている
temple|volunteer|本堂をお茶の会に開いている
swc|neighbourhood|送迎車の空き時間を、買い物に出している
care_provider|senior_club|体操の先生が月に一度来ている
coop|npo|売れ残りの野菜を分けている
medical|hokatsu|薬の相談会をいっしょに開いている
finance_post|minsei|窓口で気づいたことを知らせあっている
"""
# kind|about|state|words|next contact in days
APPROACHES = """
company|定休日の店内を集まりに使えないか|thinking|火曜ならあいているとのこと。奥さまと相談して返事をくださる。|2
neighbourhood|回覧板に「できること」の欄をつくれないか|asked|次の役員会で話してくださる。|5
temple|境内で朝の体操をできないか|together|毎月一度、試しに開いている。|21
school|放課後の空き教室を使えないか|planned||0
medical|待合室に通いの場の一覧を置けないか|together|受付に置いてくださった。季節ごとに取りかえる。|40
finance_post|窓口で困りごとの声を預かれないか|asked|局長さんは前向き。局の決まりを確かめてくださる。|-3
coop|移動販売の止まる場所を増やせないか|thinking|団地の坂の下なら回れるかもしれない。|9
chamber|買い物のあとに座れるいすを置けないか|not_now|今年は改修で手いっぱい。春にもう一度。|120
senior_club|男の人が来やすい会を一つ持てないか|thinking|将棋の会ならできそう。|7
npo|家具の移動を手伝える人を探せないか|planned||1
swc|送迎車の昼の空き時間を借りられないか|asked|運転の保険を確かめてもらっている。|4
volunteer|電球替えの受け付けを引き受けられないか|together|週に一度、まとめて受けてくださる。|14
"""
# What an organisation can help with, by its key or else by its kind.
HELPS: dict[str, tuple[str, ...]] = {
    "shakyo": ("consult", "talk", "transport"),
    "hokatsu": ("consult",),
    "silver": ("garden", "cleaning", "minor_repair", "bulky_trash", "laundry"),
    "minsei": ("watch", "consult"),
    "neighbourhood": ("watch", "disaster"),
    "transport_group": ("transport", "accompany", "clinic", "shopping_accompany"),
    "meal_vendor": ("meal_delivery", "watch"),
    "mobile_shop": ("shopping_delivery",),
    "coop": ("shopping_delivery",),
    "npo-otagaisama": ("trash", "cleaning", "shopping", "minor_repair", "garden", "talk"),
    "npo-satoyama": ("garden", "snow"),
    "school-kitano": ("trash", "snow"),
    "school-minamidai": ("digital", "talk"),
    "vol-tesagebukuro": ("sewing",),
    "vol-aoumekai": ("meal_prep", "men"),
    "vol-mimamori": ("watch",),
    "vol-keicho": ("talk", "watch_visit"),
    "kashiwagi-danchi": ("bulky_trash", "watch"),
    "t-npo": ("garden", "snow", "minor_repair"),
}


def add(loaded: Loaded) -> int:
    """Write down every organisation, open to everybody; return how many."""
    for key in loaded.municipalities:
        drawn = [body for body in loaded.town.organisations if body.municipality == key]
        rows = {body.key: _row(loaded, body) for body in drawn}
        helps = {
            rows[body.key].pk: terms(loaded, key, codes)
            for body in drawn
            if (codes := HELPS.get(body.key, HELPS.get(body.kind, ())))
        }
        intake.add_many(loaded.actor(key), list(rows.values()), categories=helps)
        loaded.organisations |= rows
    return len(loaded.organisations)


def _row(loaded: Loaded, drawn: organisations.Organisation) -> Organisation:
    return Organisation(
        area=loaded.areas[drawn.reach if drawn.reach == drawn.municipality else drawn.area],
        kind=loaded.term(drawn.municipality, Kind.ORG_TYPE, drawn.kind),
        name=drawn.name,
        kana=drawn.kana,
        description=drawn.description,
        address=drawn.address,
        longitude=drawn.lon,
        latitude=drawn.lat,
        phone=drawn.phone,
        contact_name=f"{drawn.leader.full}（{drawn.leader_title}）",
        visibility=Visibility.PUBLIC,
    )


def tie(loaded: Loaded) -> int:
    """Tie organisations of ささえ市 that do something together; return how many ties."""
    lines = [line.split("|") for line in TIES.strip().splitlines()]
    for one, other, words in lines:
        first, second = _of_kind(loaded, one), _of_kind(loaded, other)
        viewer = viewer_of(loaded.coordinator(first.area), loaded.today)
        row = Tie(
            one=loaded.organisations[first.key],
            other=loaded.organisations[second.key],
            words=words,
        )
        actions.tie(viewer, row)
    return len(lines)


def approach(loaded: Loaded) -> int:
    """Note what coordinators of ささえ市 asked of organisations; return how many 働きかけ."""
    lines = [line.split("|") for line in APPROACHES.strip().splitlines()]
    for kind, about, state, words, days in lines:
        body = _of_kind(loaded, kind)
        viewer = viewer_of(loaded.coordinator(body.area), loaded.today)
        row = Approach(
            organisation=loaded.organisations[body.key],
            about=about,
            state=state,
            words=words,
            next_on=loaded.day(int(days)),
        )
        actions.approach(viewer, row)
    return len(lines)


def _of_kind(loaded: Loaded, kind: str) -> organisations.Organisation:
    return next(
        body
        for body in loaded.town.organisations
        if body.kind == kind and body.municipality == "sasae"
    )
