"""What the columns of population tables count, by their names alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sasaeai.exchange.readers import ages
from sasaeai.exchange.readers.ages import Band, Column


@pytest.mark.parametrize(
    ("name", "sex", "low", "high"),
    [
        ("0-4歳の男性", "m", 0, 4),
        ("８０－８４歳の女性", "f", 80, 84),
        ("85歳以上の男性", "m", 85, None),
        ("総数０～４歳", "", 0, 4),
        ("女７５歳以上", "f", 75, None),
        ("男１５歳未満", "m", 0, 14),
        ("10歳以上15歳未満男", "m", 10, 14),
        ("0〜4歳_男", "m", 0, 4),
        ("100才以上(女)", "f", 100, None),
        ("3歳 男", "m", 3, 3),
        ("male_0_4", "m", 0, 4),
        ("15～64歳人口", "", 15, 64),
        ("T001082002", "", 0, 4),
        ("T001082036", "m", 70, 74),
        ("T001082039", "m", 65, None),
        ("T001082060", "f", 75, None),
    ],
)
def test_column_of_an_age_band_is_known(name: str, sex: str, low: int, high: int | None) -> None:
    assert ages.column(name) == Column("band", sex, low, high)


@pytest.mark.parametrize(
    ("name", "column"),
    [
        ("総人口", Column("total", "")),
        ("男性", Column("total", "m")),
        ("総人口_女", Column("total", "f")),
        ("男女計", Column("total", "")),
        ("男の総数、年齢「不詳」含む", Column("total", "m", has_unknown=True)),
        ("T001082041", Column("total", "f", has_unknown=True)),
        ("不詳者の男性", Column("unknown", "m")),
        ("年齢不詳", Column("unknown", "")),
        ("man18", Column("band", "m", 18, is_numbered=True)),
        ("woman1", Column("band", "f", 1, is_numbered=True)),
    ],
)
def test_column_of_totals_unknown_ages_and_classes_is_known(name: str, column: Column) -> None:
    assert ages.column(name) == column


@pytest.mark.parametrize(
    "name",
    ["世帯数", "地域名", "備考", "人口密度", "高齢化率", "65歳以上人口割合", "日本人男性", "man0",
     "男女共同参画センター", "T001082061", "地域コード", "400歳の男性", "9-3歳の女性", ""],
)  # fmt: skip
def test_column_of_something_else_counts_nobody(name: str) -> None:
    assert ages.column(name) is None


def test_numbered_classes_end_with_the_oldest_and_over() -> None:
    named = {f"man{n}": Column("band", "m", n, is_numbered=True) for n in (1, 2, 3)}
    assert list(ages.bands(named).values()) == [
        Band("m", 0, 4),
        Band("m", 5, 9),
        Band("m", 10, None),
    ]


def test_chain_takes_the_finest_bands_that_go_on_to_the_oldest() -> None:
    given_bands = [
        Band("m", 65, None), Band("m", 65, 69), Band("m", 0, 14), Band("m", 0, 4), Band("m", 5, 14),
        Band("m", 15, 64), Band("f", 0, None),
    ]  # fmt: skip
    assert ages.chain(given_bands, "m") == [
        Band("m", 0, 4), Band("m", 5, 14), Band("m", 15, 64), Band("m", 65, None),
    ]  # fmt: skip
    assert ages.chain([Band("m", 0, 4), Band("m", 10, None)], "m") == []


@given(
    st.lists(st.tuples(st.integers(0, 30), st.one_of(st.none(), st.integers(0, 30))), max_size=30)
)
def test_chain_leaves_no_age_out_and_counts_none_twice(
    spans: list[tuple[int, int | None]],
) -> None:
    bands = [Band("f", low, high) for low, high in spans if high is None or low <= high]
    chain = ages.chain(bands, "f")
    ends = [0, *(band.high + 1 for band in chain if band.high is not None)]
    assert [band.low for band in chain] == ends[: len(chain)]
    assert [band.high is None for band in chain] == [*[False] * (len(chain) - 1), True][
        : len(chain)
    ]


@given(st.text(max_size=20))
def test_any_heading_is_read_or_not(name: str) -> None:
    column = ages.column(name)
    assert column is None or column.sex in ("m", "f", "")
