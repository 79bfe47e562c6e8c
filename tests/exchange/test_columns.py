import pytest

from sasaeai.exchange.readers import columns


def test_legacy_government_header_is_known_by_name() -> None:
    names = [
        "都道府県コード又は市区町村コード",
        "NO",
        "都道府県名",
        "市区町村名",
        "名称",
        "名称_カナ",
        "住所",
        "方書",
        "緯度",
        "経度",
        "電話番号",
    ]
    assert columns.match(names, "facilities").by_meaning == dict(
        zip(
            (
                "code",
                "source_id",
                "address_prefecture",
                "address_city",
                "name",
                "kana",
                "address",
                "building",
                "lat",
                "lon",
                "phone",
            ),
            names,
            strict=True,
        )
    )


def test_current_government_header_is_known_by_name() -> None:
    names = [
        "全国地方公共団体コード",
        "ID",
        "名称",
        "所在地_連結表記",
        "所在地_町字",
        "所在地_番地以下",
        "建物名等(方書)",
        "緯度",
        "経度",
    ]
    found = columns.match(names, "facilities").by_meaning
    assert (found["address"], found["address_town"], found["building"]) == (
        "所在地_連結表記",
        "所在地_町字",
        "建物名等(方書)",
    )


def test_order_of_columns_does_not_matter() -> None:
    found = columns.match(["経度", "緯度", "住所", "名称"], "facilities").by_meaning
    assert (found["lat"], found["lon"]) == ("緯度", "経度")


@pytest.mark.parametrize(
    "name", ["電 話　番号", "電話番号 ", "ＴＥＬ", "telephone　number", "telephoneNumber"]
)
def test_spaces_width_and_case_do_not_matter(name: str) -> None:
    assert columns.match([name], "facilities").by_meaning == {"phone": name}


@pytest.mark.parametrize("name", ["名称（カナ）", "名称_カナ", "名称－カナ", "名称[ｶﾅ]"])
def test_brackets_and_dashes_do_not_matter(name: str) -> None:
    assert columns.match(["名称", name], "facilities").by_meaning["kana"] == name


def test_misspelt_header_is_read_and_said_to_be_a_guess() -> None:
    found = columns.match(["名称", "電話番合"], "facilities")
    assert found.by_meaning["phone"] == "電話番合"
    assert found.guessed == {"phone": "電話番合"}


def test_short_header_is_never_guessed() -> None:
    assert columns.match(["名称", "住処"], "facilities").guessed == {}


def test_name_of_something_that_is_no_place_is_not_taken_for_the_place() -> None:
    assert not columns.match(["データ名称", "担当課名", "URL"], "facilities").has("name")


def test_unknown_name_of_a_place_is_guessed() -> None:
    assert columns.match(["休憩所の名称", "住所"], "facilities").guessed == {"name": "休憩所の名称"}


def test_weekday_columns_of_two_families_are_paired() -> None:
    local = columns.match(["名称", "月曜開放開始時刻", "月曜開放終了時刻"], "facilities").times
    national = columns.match(
        ["名称", "運営日（平日）－開始", "運営日（平日）－終了"], "gatherings"
    ).times
    assert local == {"月": ("月曜開放開始時刻", "月曜開放終了時刻")}
    assert national == {"weekdays": ("運営日（平日）－開始", "運営日（平日）－終了")}


def test_labels_of_a_json_file_explain_unknown_keys_unless_shared() -> None:
    labels = {"shisetsu": "施設名", "a": "連絡先", "b": "連絡先"}
    found = columns.match(["shisetsu", "a", "b"], "facilities", labels=labels)
    assert found.by_meaning == {"name": "shisetsu"}


def test_every_alias_has_one_meaning_per_kind() -> None:
    for kind in ("facilities", "organisations", "gatherings", "towns"):
        own = columns._tables()[kind]
        names = [name for group in own.values() for name in {*map(columns.fold, group)}]
        assert len(names) == len(set(names))
