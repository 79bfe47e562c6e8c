import gzip
import io
import zipfile
from collections.abc import Callable

import pytest

from sasaeai.exchange.readers import decode
from sasaeai.exchange.readers.messages import Refused

LIST = "名称,住所\nひだまり集会所,ささえ市中央一丁目1\n髙橋ホール①,ささえ市北町2\n" * 5


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (LIST.encode("utf-8"), "UTF-8"),
        (LIST.encode("utf-8-sig"), "UTF-8 (BOM)"),
        (LIST.encode("cp932"), "CP932"),
        (LIST.encode("utf-16"), "UTF-16LE"),
        (b"\xfe\xff" + LIST.encode("utf-16-be"), "UTF-16BE"),
        (("name,address\n" * 20).encode("utf-16-le"), "UTF-16LE"),
    ],
)
def test_text_in_a_known_encoding_is_decoded_and_named(data: bytes, encoding: str) -> None:
    text = decode.decode(data)
    assert text.encoding == encoding
    assert text.text.splitlines()[0] in {LIST.splitlines()[0], "name,address"}


def test_damaged_utf8_is_refused_with_its_line_not_read_as_cp932() -> None:
    data = LIST.encode("utf-8")
    at = data.index("髙".encode()) + 1
    with pytest.raises(Refused) as refused:
        decode.decode(data[:at] + data[at + 1 :])
    assert refused.value.sentence.startswith("3行目にUTF-8として読めない文字があります。")


def test_broken_cp932_is_refused_with_its_line() -> None:
    data = LIST.encode("cp932") + b"\n\x81\x39\n"
    with pytest.raises(Refused) as refused:
        decode.decode(data)
    assert "Shift_JIS (CP932)として読めない文字があります" in refused.value.sentence


def test_byte_without_a_letter_in_cp932_is_refused() -> None:
    with pytest.raises(Refused, match="1行目に"):
        decode.decode("名称,住所".encode("cp932") + b"\xfd\n")


def test_gzip_is_unwrapped_without_its_ending() -> None:
    assert decode.unwrap("list.csv.gz", gzip.compress(b"a,b\n")) == {"list.csv": b"a,b\n"}


def test_gzip_cut_short_is_refused() -> None:
    with pytest.raises(Refused, match="gz"):
        decode.unwrap("list.csv.gz", gzip.compress(LIST.encode())[:-9])


def test_zip_gives_its_members_without_the_finders_own() -> None:
    data = decode.bundled({"list.csv": b"a,b\n", "__MACOSX/._list.csv": b"x", ".DS_Store": b"x"})
    assert decode.unwrap("list.zip", data) == {"list.csv": b"a,b\n"}


def test_zip_member_named_in_cp932_keeps_its_name() -> None:
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w") as archive:
        archive.writestr("AAAA.csv", b"a,b\n")
    data = whole.getvalue().replace(b"AAAA", "一覧".encode("cp932"))
    assert decode.unwrap("list.zip", data) == {"一覧.csv": b"a,b\n"}


def test_zip_that_opens_beyond_the_limit_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(decode, "MAX_UNPACKED", 1000)
    with pytest.raises(Refused, match="400MBをこえる"):
        decode.unwrap("bomb.zip", decode.bundled({"zeros.csv": b"0" * 2000}))


@pytest.mark.parametrize(
    ("name", "pack"),
    [
        ("swollen.zip", lambda plain: decode.bundled({"a.csv": b"a,b\n", "zeros.csv": plain})),
        ("swollen.csv.gz", gzip.compress),
    ],
)
def test_file_that_swells_as_no_table_does_is_refused(
    name: str, pack: Callable[[bytes], bytes]
) -> None:
    with pytest.raises(Refused, match="保存し直してから"):
        decode.unwrap(name, pack(b"0" * (decode.SWELLS + 1)))


def test_gzip_that_opens_beyond_the_limit_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(decode, "MAX_UNPACKED", 1000)
    with pytest.raises(Refused, match="400MBをこえる"):
        decode.unwrap("bomb.csv.gz", gzip.compress(b"0" * 2000))


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "ファイルが空です"),
        (b" \r\n\r\n", "ファイルが空です"),
        (b"%PDF-1.7 x", "これはPDFです"),
        (b"\x89PNG\r\n", "これは画像です"),
        (b"PK\x03\x04 not a zip", "壊れています"),
        (b"0" * (decode.MAX_UPLOAD + 1), "50MBをこえています"),
    ],
)
def test_upload_that_is_no_list_is_refused_in_words(data: bytes, words: str) -> None:
    with pytest.raises(Refused, match=words):
        decode.unwrap("x", data)


def test_binary_without_text_is_refused() -> None:
    with pytest.raises(Refused, match="文字の表ではない"):
        decode.decode(bytes(range(256)) * 4)
