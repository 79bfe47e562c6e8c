"""Lists in JSON and GeoJSON, wherever in the tree they hang."""

import json
from typing import Any

import pytest

from sasaeai.exchange.readers.messages import Refused
from tests.exchange.reading import read, said


def test_json_groups_become_sections_and_the_same_place_in_two_groups_is_one() -> None:
    tree = {
        "index": {"data_01": "デイサービス", "data_02": "ショートステイ"},
        "header": {
            "data_01": {"name": "施設名", "tel": "電話"},
            "data_02": {"name": "施設名", "tel": "電話"},
        },
        "data_01": [{"name": "ふくろう", "address": "北町1", "tel": "00-1234", "open": True}],
        "data_02": [
            {"name": "ふくろう", "address": "北町1", "tel": "00-1234"},
            {"name": " ", "address": None},
        ],
        "summary": {"total": "2"},
    }
    reading = read(json.dumps(tree, ensure_ascii=False))
    assert (reading.rows, reading.duplicates, reading.header_row) == (2, 1, 0)
    assert reading.records[0]["section"] == "デイサービス\nショートステイ"
    assert reading.records[0]["extra"] == {"open": "1"}
    assert (
        said(reading)[0]
        == "「デイサービス」の1件目の「電話」：市外局番がないようですが、そのまま入れました。市外局番から入力してください。"
    )


def test_geojson_point_counts_more_than_rounded_properties() -> None:
    feature = {
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": [139.5, 35.63]},
        "properties": {"name": "A小学校", "lat": 36, "lon": 140},
    }
    empty = {"type": "Feature", "geometry": None, "properties": {"name": "B小学校"}}
    reading = read(json.dumps({"type": "FeatureCollection", "features": [feature, empty]}))
    assert [(r["lat"], r["lon"]) for r in reading.records] == [(35.63, 139.5), (None, None)]


@pytest.mark.parametrize(
    ("tree", "words"),
    [
        ([{f"k{n}": 1 for n in range(501)}], "項目が500をこえています"),
        ([{"名称": "A館"}], "住所や緯度・経度などの列が見つかりません"),
        (
            {"a": {"b": {"c": {"d": {"e": [{"名称": "A館", "住所": "北町1"}]}}}}},
            "見出しの行が見つかりません",
        ),
    ],
)
def test_json_that_is_no_list_of_places_is_refused(tree: Any, words: str) -> None:
    with pytest.raises(Refused) as refused:
        read(json.dumps(tree, ensure_ascii=False))
    assert words in refused.value.sentence


def test_json_nested_too_deep_is_refused() -> None:
    with pytest.raises(Refused, match="入れ子が深すぎます"):
        read("[" * 100_000)


def test_list_in_a_wrapped_answer_is_found() -> None:
    tree = {"result": {"records": [{"名称": "A館", "住所": "北町1"}]}}
    assert read(json.dumps(tree)).rows == 1
