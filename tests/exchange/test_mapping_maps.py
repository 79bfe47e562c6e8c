"""What the attributes of map files and the columns of 町丁 mean: guessed, or as somebody says."""

import json

import pytest
from django.test import Client

from sasaeai.areas import actions as areas
from sasaeai.areas.models import Area, Landmark
from sasaeai.audit.actor import Actor
from sasaeai.exchange.models import Import, Source
from sasaeai.exchange.readers import headings
from tests.exchange.bringing import made_of, page, take_in, upload
from tests.exchange.lists import csv, geojson, square
from tests.exchange.test_mapping import chosen, mapped
from tests.factories.areas import Town

pytestmark = pytest.mark.django_db
LINE = {"type": "LineString", "coordinates": [[139.51, 35.61], [139.52, 35.62]]}


def boundaries(client: Client, data: bytes, source: str = "圏域") -> str:
    """Bring boundaries; return the address of their import."""
    return upload(client, data, name="m.geojson", kind="boundaries", source=source)


def landmarks(client: Client, town: Town, data: bytes) -> str:
    """Bring landmarks of a town that has a boundary; return the address of their import."""
    town.root.boundary = square(139.5, 35.6, 0.1)
    areas.change_area(Actor(municipality=town.municipality.pk), town.root, changed=["boundary"])
    return upload(client, data, name="m.geojson", kind="landmarks", source="川")


def towns(client: Client, *rows: str, head: str, source: str = "町丁") -> str:
    """Bring 町丁 with their points; return the address of their import."""
    return upload(client, csv(*rows, head=head), kind="towns", source=source)


def read_as(made: str) -> dict[str, str]:
    """Return what each heading of an import is read as."""
    return {one["name"]: one["meaning"] for one in made_of(made).headings}


def test_attributes_are_shown_with_what_they_are_read_as(officer: Client) -> None:
    data = geojson(({"圏域名": "みどり圏域", "人口": 5200}, square(139.5, 35.6)))

    made = boundaries(officer, data)

    assert read_as(made) == {"圏域名": "name", "人口": ""}
    shown = page(officer, made)
    assert ("<td>区域の名前</td>" in shown, "みどり圏域" in shown, "5200" in shown) == (True,) * 3
    assert "覚え書き" not in shown


def test_boundaries_get_the_names_that_somebody_points_at(officer: Client) -> None:
    data = geojson(({"AREA": "みどり圏域", "NO": "7"}, square(139.5, 35.6)))
    made = boundaries(officer, data)
    assert made_of(made).state == Import.State.REFUSED
    assert "どの列が何かを選ぶ" in page(officer, made)

    mapped(officer, made, AREA="name", NO="code")

    take_in(officer, made)
    area = Area.objects.get(name="みどり圏域")
    assert (area.code, Source.objects.get().mapping) == ("7", {"AREA": "name", "NO": "code"})


def test_next_edition_of_boundaries_is_read_the_same(officer: Client) -> None:
    data = geojson(({"AREA": "みどり圏域"}, square(139.5, 35.6)))
    made = boundaries(officer, data)
    mapped(officer, made, AREA="name")
    take_in(officer, made)

    assert made_of(boundaries(officer, data)).counts["unchanged"] == 1


def test_name_that_somebody_points_at_goes_before_the_usual_one(officer: Client) -> None:
    said = {"name": "a-17", "呼び名": "みどり圏域"}
    made = boundaries(officer, geojson((said, square(139.5, 35.6))))
    assert read_as(made)["name"] == "name"

    mapped(officer, made, name="", 呼び名="name")

    take_in(officer, made)
    assert Area.objects.filter(name="みどり圏域").exists()


def test_ward_is_no_part_of_a_name_where_somebody_points_at_another(officer: Client) -> None:
    said = {"N03_003": "ささえ市", "N03_004": "みなみ区", "呼び名": "みどり圏域"}
    made = boundaries(officer, geojson((said, square(139.5, 35.6))))

    mapped(officer, made, N03_003="", N03_004="", 呼び名="name")

    assert [row.name for row in made_of(made).rows.all()] == ["みどり圏域"]


def test_attributes_that_may_all_hold_the_name_stay_together(officer: Client) -> None:
    data = geojson(
        ({"圏域名": "みどり圏域", "地区名": ""}, square(139.5, 35.6)),
        ({"圏域名": "", "地区名": "うみべ地区"}, square(139.6, 35.6)),
    )
    made = boundaries(officer, data)
    assert read_as(made) == dict.fromkeys(("圏域名", "地区名"), "either_name")

    mapped(officer, made)

    assert made_of(made).mapping == {}
    assert {row.name for row in made_of(made).rows.all()} == {"みどり圏域", "うみべ地区"}


def test_whole_file_of_one_kind_of_landmark_is_read_as_somebody_says(
    officer: Client, town: Town
) -> None:
    made = landmarks(officer, town, geojson(({"NAMAE": "ささら川"}, LINE)))
    assert made_of(made).state == Import.State.REFUSED

    mapped(officer, made, NAMAE="river")

    take_in(officer, made)
    assert [(one.kind, one.name) for one in Landmark.objects.all()] == [("river", "ささら川")]


def test_kind_of_a_landmark_is_read_where_somebody_points(officer: Client, town: Town) -> None:
    data = geojson(({"しゅるい": "鉄道", "label": "ささえ線"}, LINE))
    made = landmarks(officer, town, data)

    mapped(officer, made, しゅるい="kind")

    assert [row.values["kind"] for row in made_of(made).rows.all()] == ["railway"]


def test_columns_of_towns_are_read_as_somebody_says(officer: Client) -> None:
    made = towns(officer, "ゆうひ町,35.61,139.51", head="ところ,たて,よこ")
    assert made_of(made).state == Import.State.REFUSED

    mapped(officer, made, ところ="town", たて="lat", よこ="lon")

    take_in(officer, made)
    area = Area.objects.get(name="ゆうひ町")
    assert (area.latitude, area.longitude) == (35.61, 139.51)


def test_towns_of_another_code_may_still_be_read_by_another_column(officer: Client) -> None:
    head = "市区町村コード,町丁目名,緯度,経度"
    made = towns(officer, "99999,ゆうひ町,35.61,139.51", head=head)
    assert made_of(made).state == Import.State.REFUSED

    mapped(officer, made, 市区町村コード="")

    assert made_of(made).counts["created"] == 1


def test_towns_of_a_json_file_show_their_columns(officer: Client) -> None:
    rows = [{"ところ": "ゆうひ町", "緯度": 35.61, "経度": 139.51}]
    data = json.dumps(rows).encode()

    made = upload(officer, data, name="t.json", kind="towns", source="町丁")

    assert read_as(made) == {"ところ": "", "緯度": "lat", "経度": "lon"}


@pytest.mark.parametrize(
    ("kind", "head", "label"),
    [("towns", "町丁目名,緯度,経度", "町丁の名前"), ("facilities", "名称,住所", "名前")],
)
def test_columns_without_what_is_needed_are_not_read_anew(
    officer: Client, kind: str, head: str, label: str
) -> None:
    made = upload(officer, csv("ゆうひ町,35.61,139.51", head=head), kind=kind, source="町丁")
    state, first = made_of(made).state, head.split(",")[0]

    response = officer.post(f"{made}columns/", chosen(made, {first: ""}))

    assert response.status_code == 422
    sentence = f"「{label}」を、どの見出しから読むか選んでください。"
    assert sentence in response.content.decode()
    assert (made_of(made).state, made_of(made).mapping) == (state, {})


def test_boundaries_without_name_and_code_are_not_read_anew(officer: Client) -> None:
    made = boundaries(officer, geojson(({"AREA": "みどり圏域"}, square(139.5, 35.6))))

    response = officer.post(f"{made}columns/", chosen(made, {}))

    assert response.status_code == 422


def test_heading_that_nobody_wrote_makes_no_long_page(officer: Client) -> None:
    head = f"名称,住所,{'あ' * 100_000},{'い' * 150}"
    made = upload(officer, csv("すずかぜ会館,桜台1-2,,", head=head))

    assert [len(one["label"]) for one in made_of(made).headings] == [2, 2, headings.LONGEST]


def test_as_many_headings_are_kept_as_somebody_can_look_through(officer: Client) -> None:
    head = ",".join(["名称", "住所", *(f"列{number}" for number in range(400))])

    made = upload(officer, csv("すずかぜ会館,桜台1-2", head=head))

    assert len(made_of(made).headings) == headings.MOST


def test_area_that_has_a_code_alone_does_not_become_the_town(officer: Client, town: Town) -> None:
    town.root.boundary = square(139.5, 35.6, 0.1)
    areas.change_area(Actor(municipality=town.municipality.pk), town.root, changed=["boundary"])
    data = geojson(({"地区名": "", "コード": "9"}, square(139.51, 35.61)))

    take_in(officer, boundaries(officer, data))

    town.root.refresh_from_db()
    assert town.root.boundary == square(139.5, 35.6, 0.1)
    assert Area.objects.get(name="9").code == "9"


def test_town_that_would_become_much_smaller_is_told(officer: Client, town: Town) -> None:
    town.root.boundary = square(139.5, 35.6, 0.1)
    areas.change_area(Actor(municipality=town.municipality.pk), town.root, changed=["boundary"])
    told = "そのものの境界が、いまよりずっと小さくなります。"
    name = {"name": town.municipality.name}

    small = boundaries(officer, geojson((name, square(139.51, 35.61, 0.03))))
    alike = boundaries(officer, geojson((name, square(139.5, 35.6, 0.09))), source="ほか")

    assert (told in page(officer, small), told in page(officer, alike)) == (True, False)


def test_row_of_a_block_without_a_name_is_refused(officer: Client) -> None:
    head = "町丁目名,緯度,経度"

    made = towns(officer, "ゆうひ町,35.61,139.51", ",35.62,139.52", head=head)

    counts = made_of(made).counts
    assert (counts["rows"], counts["created"], counts["refused"]) == (2, 1, 1)
    assert counts["with_location"] + counts["without_location"] == 2
    assert "3行目：町丁の名前がないので、この行は取り込みません。" in page(officer, made)


def test_blocks_without_any_name_are_refused_with_their_columns(officer: Client) -> None:
    made = towns(officer, ",35.62,139.52", head="町丁目名,緯度,経度")

    assert made_of(made).state == Import.State.REFUSED
    assert "町丁の名前が1つも書かれていません。" in page(officer, made)
    assert "どの列が何かを選ぶ" in page(officer, made)


def test_attributes_that_differ_in_a_dash_alone_are_told_apart(officer: Client) -> None:
    data = geojson(({"区-1": "ひばり", "区1": "つばめ"}, square(139.5, 35.6)))
    made = boundaries(officer, data)

    mapped(officer, made, **{"区-1": "name", "区1": ""})

    assert read_as(made) == {"区-1": "name", "区1": ""}
    assert [row.name for row in made_of(made).rows.all()] == ["ひばり"]


def test_attribute_without_a_name_is_called_so(officer: Client) -> None:
    made = boundaries(officer, geojson(({"": "ひばり", "name": "つばめ"}, square(139.5, 35.6))))

    assert "（名前なし）" in page(officer, made)
