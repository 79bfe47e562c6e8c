"""The people who sign in, and their postings: who works where, for whom, from when until when."""

import random
from dataclasses import dataclass

from sasaeai.demo import people_names
from sasaeai.demo.chance import stream
from sasaeai.demo.people_names import FAMILY, Name

FIRST_STAFF_ID = 1001
FIRST_NEIGHBOUR_ID = 9001


@dataclass(frozen=True)
class Employer:
    """One body that employs the people of the programme; key is an organisation's key."""

    key: str
    municipality: str
    name: str
    contract_since: int
    contract_until: int | None
    kinds: tuple[str, ...]
    phone: str


@dataclass(frozen=True)
class Staff:
    """One person who can sign in with a staff id."""

    key: str
    municipality: str
    staff_id: str
    name: Name
    title: str


@dataclass(frozen=True)
class Posting:
    """One duty: since and until are days from today; a past since is negative, no until is open."""

    staff: str
    role: str
    area: str
    employer: str
    since: int
    until: int | None


@dataclass(frozen=True)
class Office:
    """Everybody who signs in, their employers and postings."""

    employers: tuple[Employer, ...]
    staff: tuple[Staff, ...]
    postings: tuple[Posting, ...]


EMPLOYERS = (
    Employer("shiyakusho", "sasae", "ささえ市高齢福祉課", -3650, None, ("city",), "042-000-0011"),
    Employer(
        "shakyo",
        "sasae",
        "ささえ市社会福祉協議会",
        -2060,
        850,
        ("shakyo", "hokatsu"),
        "042-000-0051",
    ),
    Employer(
        "swc-kawasemi", "sasae", "社会福祉法人 かわせみ会", -2060, 120, ("hokatsu",), "042-000-0041"
    ),
    Employer(
        "t-yakuba", "tonari", "となり町健康福祉課", -3650, None, ("city", "hokatsu"), "042-000-0141"
    ),
    Employer(
        "t-shakyo", "tonari", "となり町社会福祉協議会", -1500, 500, ("shakyo",), "042-000-0151"
    ),
)

# name or sex|title|role|area|employer|since|until ; a second posting follows after `;`
SASAE = """
m|高齢福祉課 係長|officer|sasae|shiyakusho|-600|
f|高齢福祉課 主事|officer|sasae|shiyakusho|-235|
m|高齢福祉課 前任の係長|officer|sasae|shiyakusho|-2400|-600
f|第1層生活支援コーディネーター|layer1|sasae|shakyo|-1700|
m|第1層生活支援コーディネーター|layer1|sasae|shakyo|-235|
田中 みどり/たなか みどり|第2層生活支援コーディネーター（川西）|layer2|kawanishi-area|swc-kawasemi|-1330|
m|第2層生活支援コーディネーター（桜台）|layer2|sakuradai|swc-kawasemi|-600|
f|第2層生活支援コーディネーター（柏木・柳町）|layer2|kashiwagi|swc-kawasemi|-235|;layer2|yanagicho|swc-kawasemi|-235|
f|第2層生活支援コーディネーター（北野）|layer2|kitano-area|swc-kawasemi|-965|
m|第2層生活支援コーディネーター（天神）|layer2|tenjin|swc-kawasemi|-120|
f|第2層生活支援コーディネーター（本町）|layer2|honmachi-area|shakyo|-1330|
m|第2層生活支援コーディネーター（若葉）|layer2|wakaba|shakyo|-235|
f|第2層生活支援コーディネーター（みなみ台）|layer2|minamidai-area|shakyo|-1700|
f|第2層生活支援コーディネーター（みなみ台、去年まで川西）|layer2|minamidai-area|shakyo|-235|;layer2|kawanishi-area|swc-kawasemi|-1330|-236
f|第2層生活支援コーディネーター（4月から着任）|layer2|kawabata|swc-kawasemi|128|
m|就労的活動支援コーディネーター|work|sasae|shakyo|-600|
m|協議体（桜台町会 会長）|council|sakuradai|shakyo|-900|400
f|協議体（桜台の民生委員）|council|sakuradai|shakyo|-900|400
m|協議体（梅ヶ丘町会）|council|umegaoka|shakyo|-500|400
m|協議体（柏木団地自治会）|council|kashiwagi|shakyo|-900|400
f|協議体（喫茶ひだまり 施設長）|council|kawanishi-area|shakyo|-900|400
m|協議体（青果やまだ）|council|kawanishi-area|shakyo|-350|400
f|協議体（川端せせらぎ会）|council|kawabata|shakyo|-500|400
m|協議体（柳町町会 掲示係）|council|yanagicho|shakyo|-120|400
m|協議体（北野町会 会長）|council|kitano|shakyo|-900|400
f|協議体（うたごえの輪 北野）|council|kitano|shakyo|-500|400
m|協議体（天神連合町会）|council|tenjin|shakyo|-900|400
f|協議体（天神社 社務所）|council|tenjin|shakyo|-350|400
m|協議体（本町ふれあい商店会）|council|honmachi|shakyo|-900|400
f|協議体（まちの縁がわ）|council|honmachi|shakyo|-500|400
m|協議体（若葉町の民生委員）|council|wakaba|shakyo|-900|400
m|協議体（みなみ台連合自治会）|council|minamidai|shakyo|-900|400
f|協議体（みなみ台ひまわりクラブ）|council|minamidai|shakyo|-500|400
m|協議体（シルバー人材センター）|council|sasae|shiyakusho|-700|-30
f|居宅介護支援 ケアマネジャー|viewer|kawanishi-area|swc-kawasemi|-700|
m|居宅介護支援 ケアマネジャー|viewer|honmachi-area|shakyo|-350|
f|川西包括 保健師|viewer|kawanishi-area|swc-kawasemi|-965|
f|北野包括 社会福祉士|viewer|kitano-area|swc-kawasemi|-600|
m|みなみ台包括 主任ケアマネジャー|viewer|minamidai-area|shakyo|-900|
f|本町包括 社会福祉士（6月まで）|viewer|honmachi-area|shakyo|-1330|-146
"""
TONARI = """
m|健康福祉課 係長|officer|tonari|t-yakuba|-600|
f|第1層生活支援コーディネーター|layer1|tonari|t-shakyo|-965|
f|第2層生活支援コーディネーター|layer2|tonari-area|t-shakyo|-600|
m|協議体（宿自治会）|council|shuku|t-shakyo|-500|300
f|協議体（沢口の手）|council|sawaguchi|t-shakyo|-500|300
f|となり町包括 保健師|viewer|tonari-area|t-yakuba|-350|
"""


def office(seed: int) -> Office:
    """Return the forty people of ささえ市 and the six of となり町 with their postings."""
    rng = stream(seed, "staff")
    lists = (("sasae", SASAE, FIRST_STAFF_ID), ("tonari", TONARI, FIRST_NEIGHBOUR_ID))
    taken: set[str] = set()
    staff: list[Staff] = []
    postings: list[Posting] = []
    for town, words, first in lists:
        for number, line in enumerate(words.strip().splitlines(), first):
            who, title, duties = line.split("|", 2)
            key = f"{town}-staff-{number}"
            staff.append(Staff(key, town, f"{number}", _name(rng, who, taken), title))
            postings += [_posting(key, duty) for duty in duties.split(";")]
    return Office(EMPLOYERS, tuple(staff), tuple(postings))


def _name(rng: random.Random, who: str, taken: set[str]) -> Name:
    if "/" in who:
        (family, given), (family_kana, given_kana) = (half.split() for half in who.split("/"))
        taken.add(family)
        return Name(family, given, family_kana, given_kana)
    free = [family for family, _ in FAMILY if family not in taken]
    while True:
        drawn = people_names.name(rng, sex=who, age=rng.randint(26, 61))
        if drawn.family in free:
            taken.add(drawn.family)
            return drawn


def _posting(staff: str, words: str) -> Posting:
    role, area, employer, since, until = words.split("|")
    return Posting(staff, role, area, employer, int(since), int(until) if until else None)
