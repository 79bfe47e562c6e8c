"""Invented people: common family and given names put together by chance, with kana and nicknames."""

import random
from dataclasses import dataclass

FAMILY_WORDS = (
    "佐藤/さとう 鈴木/すずき 高橋/たかはし 田中/たなか 伊藤/いとう 渡辺/わたなべ 山本/やまもと 中村/なかむら "
    "小林/こばやし 加藤/かとう 吉田/よしだ 山田/やまだ 佐々木/ささき 山口/やまぐち 松本/まつもと 井上/いのうえ "
    "木村/きむら 清水/しみず 林/はやし 斎藤/さいとう 森/もり 池田/いけだ 橋本/はしもと 阿部/あべ 石川/いしかわ "
    "山下/やました 小川/おがわ 石井/いしい 長谷川/はせがわ 後藤/ごとう 岡田/おかだ 近藤/こんどう 前田/まえだ "
    "藤田/ふじた 遠藤/えんどう 青木/あおき 坂本/さかもと 村上/むらかみ 太田/おおた 金子/かねこ 藤井/ふじい "
    "福田/ふくだ 西村/にしむら 三浦/みうら 竹内/たけうち 中川/なかがわ 岡本/おかもと 松田/まつだ 原田/はらだ "
    "小野/おの 田村/たむら 中野/なかの 和田/わだ 石田/いしだ 上田/うえだ 内田/うちだ 柴田/しばた 酒井/さかい "
    "宮崎/みやざき 横山/よこやま 高木/たかぎ 安藤/あんどう 宮本/みやもと 大野/おおの 小島/こじま 谷口/たにぐち "
    "今井/いまい 工藤/くどう 増田/ますだ 丸山/まるやま 杉山/すぎやま 村田/むらた 大塚/おおつか 小山/こやま "
    "平野/ひらの 菅原/すがわら 久保/くぼ 松井/まつい 野口/のぐち 岩崎/いわさき 桜井/さくらい 野村/のむら"
)
FAMILY = tuple(tuple(pair.split("/")) for pair in FAMILY_WORDS.split())
GIVEN = {
    ("f", "elder"): "ハル/はる キヨ/きよ 房江/ふさえ 和子/かずこ 幸子/さちこ 節子/せつこ 洋子/ようこ 文子/ふみこ 京子/きょうこ "
    "トシ/とし 静江/しずえ 美代子/みよこ 千代/ちよ 富美/ふみ 八重子/やえこ 光枝/みつえ 澄子/すみこ 信子/のぶこ 栄子/えいこ "
    "久子/ひさこ 君江/きみえ 照子/てるこ ヨネ/よね 貞子/さだこ 良子/よしこ 悦子/えつこ 敏子/としこ 道子/みちこ",
    ("m", "elder"): "進/すすむ 勇/いさむ 清/きよし 正雄/まさお 武/たけし 茂/しげる 実/みのる 昭二/しょうじ 利夫/としお "
    "義男/よしお 勝/まさる 健三/けんぞう 弘/ひろし 三郎/さぶろう 正一/しょういち 豊/ゆたか 功/いさお 喜一/きいち 和夫/かずお "
    "忠/ただし 久/ひさし 隆/たかし 博/ひろし 武夫/たけお",
    ("f", "younger"): "みどり/みどり 直美/なおみ 由美/ゆみ 恵/めぐみ 香織/かおり 裕子/ゆうこ 真紀/まき 陽子/ようこ 彩/あや "
    "美咲/みさき 優子/ゆうこ 千春/ちはる 麻衣/まい 智子/ともこ 葵/あおい 奈々/なな 結衣/ゆい 沙織/さおり 理恵/りえ 綾乃/あやの",
    ("m", "younger"): "陸/りく 大輔/だいすけ 健太/けんた 誠/まこと 浩二/こうじ 翔/しょう 拓也/たくや 直樹/なおき 修/おさむ "
    "和也/かずや 亮/りょう 哲也/てつや 剛/つよし 学/まなぶ 悠/ゆう 俊介/しゅんすけ 圭吾/けいご 雄一/ゆういち",
}  # fmt: skip
PET_NAMES = {
    "f": "ハルちゃん キヨさん ふさちゃん かずさん さっちゃん せっちゃん よっちゃん ふみさん おトシさん しずさん みよちゃん "
    "おちよさん 八重さん みっちゃん すみさん のぶさん えいちゃん ひさちゃん 花の先生 おはぎのおばちゃん 赤い帽子の奥さん "
    "大正琴の先生 犬のモモちゃんのママ 自転車のおばちゃん 編みもの先生 つけものの名人",
    "m": "タケさん いさむさん 棟梁 マスター しげさん みのるさん しょうさん ゲンさん 将棋の先生 畑の師匠 ラジオのおじさん "
    "よしさん まさやん けんさん ひろさん さぶちゃん トヨさん 包丁とぎの旦那 カメラのおじさん 釣りの親方 元郵便屋さん "
    "元校長先生 包みの名人 しんさん 植木屋の大将",
}  # fmt: skip
ELDER_AGE = 62
BY_PLACE = 0.4


@dataclass(frozen=True)
class Name:
    """One invented name with its kana."""

    family: str
    given: str
    family_kana: str
    given_kana: str

    @property
    def full(self) -> str:
        """Return family and given name with a space between."""
        return f"{self.family} {self.given}"

    @property
    def kana(self) -> str:
        """Return the kana of family and given name with a space between."""
        return f"{self.family_kana} {self.given_kana}"


def name(rng: random.Random, *, sex: str, age: int) -> Name:
    """Return a chance name that suits sex and age."""
    family, family_kana = rng.choice(FAMILY)
    names = GIVEN[(sex, "elder" if age >= ELDER_AGE else "younger")].split()
    given, given_kana = rng.choice(names).split("/")
    return Name(family, given, family_kana, given_kana)


def nickname(rng: random.Random, *, sex: str, place: str) -> str:
    """Return what neighbours call someone: 「柏木のタケさん」."""
    return f"{place}の{rng.choice(PET_NAMES[sex].split())}"


def called(rng: random.Random, name: Name | None, *, sex: str, place: str) -> str:
    """Return what somebody is called who may be known by name: 「和子さん」, 「柏木のタケさん」."""
    if name is None or rng.random() < BY_PLACE:
        return nickname(rng, sex=sex, place=place)
    return f"{name.given}さん"
