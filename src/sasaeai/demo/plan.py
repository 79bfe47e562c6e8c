"""The hand-drawn plan of ささえ市 and となり町: kilometres east and north of the city's centre."""

from dataclasses import dataclass

Spot = tuple[float, float]

CENTRE_LON = 139.50
CENTRE_LAT = 35.64


@dataclass(frozen=True)
class BlockPlan:
    """One 町丁目: its name, where its middle lies and what kind of place it is."""

    key: str
    name: str
    kana: str
    x: float
    y: float
    character: str


@dataclass(frozen=True)
class DistrictPlan:
    """One 地区 and its 町丁目."""

    key: str
    name: str
    kana: str
    blocks: tuple[BlockPlan, ...]


@dataclass(frozen=True)
class LivingAreaPlan:
    """One 日常生活圏域 and its 地区."""

    key: str
    name: str
    kana: str
    districts: tuple[DistrictPlan, ...]


@dataclass(frozen=True)
class MunicipalityPlan:
    """One municipality: five-digit code unused in reality, people and share of 65 and over."""

    key: str
    code5: str
    name: str
    kana: str
    people: int
    aged_share: float
    living_areas: tuple[LivingAreaPlan, ...]


CHOME = (
    ("一", "いっ"), ("二", "に"), ("三", "さん"), ("四", "よん"), ("五", "ご"), ("六", "ろく"),
)  # fmt: skip


def _numbered(key: str, name: str, kana: str, *spots: tuple[float, float, str]) -> list[BlockPlan]:
    return [
        BlockPlan(f"{key}-{n}", f"{name}{kanji}丁目", f"{kana}{yomi}ちょうめ", x, y, character)
        for n, ((kanji, yomi), (x, y, character)) in enumerate(zip(CHOME, spots, strict=False), 1)
    ]


SAKURADAI = DistrictPlan("sakuradai", "桜台", "さくらだい", (
    *_numbered("sakuradai", "桜台", "さくらだい", (-1.15, 1.78, "hill"), (-1.72, 1.74, "hill"),
               (-2.10, 1.25, "hill"), (-1.50, 1.22, "hill")),
))  # fmt: skip
UMEGAOKA = DistrictPlan("umegaoka", "梅ヶ丘", "うめがおか", (
    *_numbered("umegaoka", "梅ヶ丘", "うめがおか", (-2.18, 0.62, "hill"), (-1.78, 0.66, "hill")),
    BlockPlan("aoume", "青梅", "あおうめ", -2.22, -0.05, "village"),
))  # fmt: skip
KASHIWAGI = DistrictPlan("kashiwagi", "柏木", "かしわぎ", (
    *_numbered("kashiwagi", "柏木", "かしわぎ", (-1.28, 0.68, "flat"), (-1.25, 0.16, "flat")),
    BlockPlan("kashiwagi-danchi", "柏木団地", "かしわぎだんち", -1.72, 0.16, "estate"),
))  # fmt: skip
KAWABATA = DistrictPlan("kawabata", "川端", "かわばた", (
    *_numbered("kawabata", "川端", "かわばた", (-0.98, 1.22, "river"), (-0.78, 0.62, "river")),
))  # fmt: skip
YANAGICHO = DistrictPlan("yanagicho", "柳町", "やなぎちょう", (
    *_numbered("yanagicho", "柳町", "やなぎちょう", (-0.72, 0.05, "station"),
               (-0.58, -0.52, "river"), (-1.38, -0.50, "flat")),
))  # fmt: skip
KITANO = DistrictPlan("kitano", "北野", "きたの", (
    *_numbered("kitano", "北野", "きたの", (-0.05, 0.90, "flat"), (0.35, 1.42, "flat"),
               (-0.22, 1.72, "river"), (0.48, 1.98, "village")),
    BlockPlan("midoricho", "緑町", "みどりちょう", 0.62, 0.88, "flat"),
))  # fmt: skip
TENJIN = DistrictPlan("tenjin", "天神", "てんじん", (
    *_numbered("tenjin", "天神", "てんじん", (1.22, 0.98, "flat"), (1.05, 1.68, "flat"),
               (1.95, 1.02, "estate")),
    BlockPlan("miyamae", "宮前", "みやまえ", 1.72, 1.66, "village"),
))  # fmt: skip
HONMACHI = DistrictPlan("honmachi", "本町", "ほんまち", (
    *_numbered("honmachi", "本町", "ほんまち", (0.02, 0.12, "station"), (0.55, 0.22, "station"),
               (0.62, -0.30, "station"), (0.32, -0.66, "river")),
    BlockPlan("sakaecho", "栄町", "さかえちょう", 1.10, 0.16, "station"),
))  # fmt: skip
WAKABA = DistrictPlan("wakaba", "若葉", "わかば", (
    *_numbered("wakabacho", "若葉町", "わかばちょう", (1.60, 0.22, "station"),
               (1.52, -0.38, "station"), (2.10, 0.10, "flat"), (2.05, -0.58, "flat")),
    BlockPlan("shinden", "新田", "しんでん", 1.12, -0.66, "river"),
))  # fmt: skip
MINAMIDAI = DistrictPlan("minamidai", "みなみ台", "みなみだい", (
    *_numbered("minamidai", "みなみ台", "みなみだい", (-0.28, -1.18, "estate"),
               (0.34, -1.36, "estate"), (-0.12, -1.76, "estate"), (0.68, -1.86, "hill"),
               (1.10, -1.42, "hill"), (-0.82, -1.74, "hill")),
    BlockPlan("hinata", "日向", "ひなた", -0.98, -1.16, "hill"),
    BlockPlan("yato", "谷戸", "やと", -1.52, -1.30, "village"),
    BlockPlan("oosawa", "大沢", "おおさわ", 1.78, -1.44, "village"),
))  # fmt: skip

SASAE = MunicipalityPlan("sasae", "13999", "ささえ市", "ささえし", 94_000, 0.22, (
    LivingAreaPlan("kawanishi-area", "川西", "かわにし",
                   (SAKURADAI, UMEGAOKA, KASHIWAGI, KAWABATA, YANAGICHO)),
    LivingAreaPlan("kitano-area", "北野", "きたの", (KITANO, TENJIN)),
    LivingAreaPlan("honmachi-area", "本町", "ほんまち", (HONMACHI, WAKABA)),
    LivingAreaPlan("minamidai-area", "みなみ台", "みなみだい", (MINAMIDAI,)),
))  # fmt: skip

SHUKU = DistrictPlan("shuku", "宿", "しゅく", (
    BlockPlan("kamijuku", "上宿", "かみじゅく", -3.35, 0.75, "village"),
    BlockPlan("nakajuku", "中宿", "なかじゅく", -3.05, 0.05, "village"),
    BlockPlan("shimojuku", "下宿", "しもじゅく", -2.95, -0.75, "village"),
))  # fmt: skip
SAWAGUCHI = DistrictPlan("sawaguchi", "沢口", "さわぐち", (
    BlockPlan("sawaguchi-1", "沢口", "さわぐち", -3.95, -0.25, "village"),
    BlockPlan("takimoto", "滝本", "たきもと", -4.55, -1.20, "mountain"),
    BlockPlan("kohinata", "小日向", "こひなた", -3.55, -1.50, "mountain"),
))  # fmt: skip
MINE = DistrictPlan("mine", "峰", "みね", (
    BlockPlan("mine-1", "峰", "みね", -4.30, 1.45, "mountain"),
    BlockPlan("oodaira", "大平", "おおだいら", -5.05, 0.45, "mountain"),
    BlockPlan("tochikubo", "栃久保", "とちくぼ", -3.30, 1.85, "mountain"),
))  # fmt: skip
TONARI = MunicipalityPlan("tonari", "13998", "となり町", "となりまち", 8_000, 0.38, (
    LivingAreaPlan("tonari-area", "となり町全域", "となりまちぜんいき",
                   (SHUKU, SAWAGUCHI, MINE)),
))  # fmt: skip

MUNICIPALITIES = (SASAE, TONARI)


def all_blocks() -> list[BlockPlan]:
    """Return every 町丁目 of the plan in its order."""
    return [
        block
        for town in MUNICIPALITIES
        for living in town.living_areas
        for district in living.districts
        for block in district.blocks
    ]


OUTLINE: tuple[Spot, ...] = (
    (-2.28, 1.62), (-2.02, 2.08), (-1.45, 1.98), (-1.05, 2.22), (-0.60, 2.12), (-0.20, 2.38),
    (0.35, 2.16), (0.62, 2.52), (1.10, 2.42), (1.28, 2.05), (1.85, 2.12), (2.28, 1.62),
    (2.06, 1.28), (2.34, 0.92), (2.30, 0.55), (2.62, 0.30), (2.36, -0.12), (2.30, -0.62),
    (2.62, -1.02), (2.20, -1.28), (2.12, -1.70), (1.52, -1.66), (1.15, -2.10), (0.78, -2.04),
    (0.42, -2.40), (-0.10, -2.02), (-0.70, -2.26), (-1.10, -1.98), (-1.38, -1.62), (-1.86, -1.56),
    (-1.98, -1.12), (-1.88, -0.82), (-2.30, -0.55), (-2.62, -0.28), (-2.42, 0.18), (-2.66, 0.75),
    (-2.34, 1.05), (-2.52, 1.32),
)  # fmt: skip
NEIGHBOUR_OUTLINE: tuple[Spot, ...] = (
    (-1.95, 1.60), (-2.30, 2.20), (-2.90, 2.62), (-3.75, 2.85), (-4.55, 2.12), (-5.45, 2.25),
    (-5.75, 1.25), (-5.30, 0.45), (-5.95, -0.50), (-5.55, -1.35), (-5.10, -2.10), (-4.35, -1.98),
    (-3.65, -2.55), (-2.90, -2.05), (-2.30, -1.80), (-1.60, -1.20), (-1.60, 0.40),
)  # fmt: skip
RIVER: tuple[Spot, ...] = (
    (-0.85, 2.75), (-0.62, 2.20), (-0.55, 1.85), (-0.72, 1.40), (-0.42, 0.95), (-0.50, 0.42),
    (-0.28, 0.02), (-0.22, -0.38), (0.10, -0.78), (0.55, -1.00), (1.12, -0.98), (1.62, -1.12),
    (2.10, -1.02), (2.90, -1.22),
)  # fmt: skip
STREAM: tuple[Spot, ...] = (
    (-5.40, 0.95), (-4.80, 0.30), (-4.10, 0.40), (-3.55, 0.22), (-3.05, 0.48), (-2.45, 0.18),
    (-1.95, 0.46), (-1.50, 0.34), (-1.15, 0.52), (-0.80, 0.24), (-0.44, 0.32),
)  # fmt: skip
RAILWAY: tuple[Spot, ...] = (
    (3.20, -0.25), (2.30, -0.22), (1.60, -0.12), (1.00, -0.08), (0.40, -0.02), (-0.30, -0.10),
    (-0.95, -0.24), (-1.60, -0.30), (-2.20, -0.42), (-3.00, -0.35), (-3.60, -0.45),
)  # fmt: skip
STATIONS = (("若葉町", "わかばちょう", 1.60), ("ささえ本町", "ささえほんまち", 0.45),
            ("川西", "かわにし", -0.92))  # fmt: skip
SOUTH_ROAD: tuple[Spot, ...] = (
    (0.00, -0.66),
    (-0.45, -0.84),
    (-1.05, -0.78),
    (-1.60, -0.98),
    (-2.20, -1.02),
    (-3.20, -1.15),
)
NORTH_ROAD: tuple[Spot, ...] = (
    (-0.46, 0.50),
    (0.05, 0.55),
    (0.75, 0.50),
    (1.30, 0.60),
    (1.85, 0.55),
    (3.00, 0.72),
)
ROADS: tuple[tuple[str, str, tuple[Spot, ...]], ...] = (
    ("ささえ街道", "ささえかいどう", ((-3.90, 0.62), (-2.90, 0.25), (-2.05, 0.28), (-1.50, 0.42), (-0.95, 0.36),
               (-0.46, 0.50), *NORTH_ROAD[1:])),
    ("川西通り", "かわにしどおり", ((-1.45, 2.80), (-1.38, 2.10), (-1.42, 1.45), (-1.10, 0.95), (-1.02, 0.30),
              (-0.98, -0.25), (-1.05, -0.78), (-1.20, -1.50), (-1.15, -2.60))),
    ("本町通り", "ほんまちどおり", ((0.30, 2.90), (0.18, 2.10), (0.10, 1.30), (0.28, 0.53), (0.42, 0.05),
              (0.36, -0.50), (0.30, -0.90), (0.08, -1.35), (0.22, -1.90), (0.10, -2.70))),
    ("若葉大通り", "わかばおおどおり", ((1.50, 2.70), (1.42, 1.95), (1.58, 1.30), (1.52, 0.60), (1.72, 0.05),
               (1.68, -0.60), (1.45, -1.05), (1.40, -1.60), (1.75, -2.50))),
    ("みなみ台尾根通り", "みなみだいおねどおり", (*SOUTH_ROAD[::-1], (0.60, -1.16), (1.45, -1.24), (2.00, -1.30), (2.90, -1.70))),
    ("山の手通り", "やまのてどおり", ((-1.42, 1.45), (-1.85, 1.50), (-2.05, 0.95), (-1.92, 0.40), (-2.05, 0.28))),
)  # fmt: skip
PARKS = (
    ("桜山公園", "さくらやまこうえん", -1.88, 1.47, 0.26),
    ("ささえ中央公園", "ささえちゅうおうこうえん", 0.98, -0.28, 0.15),
    ("天神の森", "てんじんのもり", 1.52, 1.83, 0.17),
    ("みなみ台緑地", "みなみだいりょくち", 0.36, -1.66, 0.17),
    ("川端児童公園", "かわばたじどうこうえん", -0.86, 0.92, 0.06),
    ("谷戸の里山", "やとのさとやま", -1.68, -1.36, 0.15),
)
FORESTS = (
    (-4.55, 1.62, 0.62), (-5.10, 1.28, 0.50), (-3.45, 2.12, 0.50), (-4.85, -1.35, 0.60),
    (-4.20, -1.62, 0.40), (-5.25, -0.30, 0.40), (-3.42, -1.92, 0.45), (-3.95, 1.05, 0.32),
    (-2.45, 1.95, 0.25), (-1.72, -1.42, 0.22), (0.55, -2.18, 0.16), (-2.42, 0.98, 0.12),
)  # fmt: skip
HILLS = (
    ("桜山", "さくらやま", -2.15, 1.30, 0.85, 92), ("梅ヶ丘", "うめがおか", -2.25, 0.55, 0.55, 58),
    ("みなみ台の丘", "みなみだいのおか", 0.20, -1.95, 0.90, 74), ("谷戸山", "やとやま", -1.55, -1.55, 0.60, 62),
    ("峰山", "みねやま", -4.60, 1.70, 1.20, 420), ("滝本山", "たきもとやま", -4.90, -1.60, 1.20, 380),
)  # fmt: skip
