"""From uploaded bytes to members and text: unwraps gzip and zip, names the encoding."""

import codecs
import gzip
import io
import lzma
import re
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sasaeai.exchange.readers.messages import Refused

MAX_UPLOAD: int = settings.LARGEST_UPLOAD
MAX_UNPACKED = 400 * 1024 * 1024
MAX_MEMBERS = 200
# Tables and maps pack to a tenth or a twentieth; what packs better is made to hold a reader up.
SWELLS, SWELLING = 10 * 1024 * 1024, 100
# What Python raises of an archive that it cannot open; the last, of a packing it does not know.
BROKEN_ARCHIVE = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    EOFError,
    OSError,
    ValueError,
    NotImplementedError,
)
TOO_LARGE = gettext_lazy("ファイルが50MBをこえています。地区や種類ごとに分けて取り込んでください。")

_MARKS = (
    (codecs.BOM_UTF8, "utf-8", "UTF-8 (BOM)"),
    (codecs.BOM_UTF16_LE, "utf-16-le", "UTF-16LE"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "UTF-16BE"),
)
# Bytes that Python's cp932 lets through although no letter is there.
_NO_LETTER = re.compile("[\x80\xa0\uf8f0-\uf8f3]")
_LOCKED = "EncryptedPackage".encode("utf-16-le")
# No letter of any encoding read here begins or ends with these.
_CONTROLS = re.compile(rb"[\x01-\x08\x0e-\x1f]")
_PDF = gettext_lazy("これはPDFです。表（CSV・Excel）や地図（GeoJSONなど）を選んでください。")
_PICTURE = gettext_lazy("これは画像です。表（CSV・Excel）や地図（GeoJSONなど）を選んでください。")
_NOT_TABLES = (
    (b"%PDF", _PDF),
    (b"\x89PNG", _PICTURE),
    (b"\xff\xd8\xff", _PICTURE),
    (b"GIF8", _PICTURE),
)


@dataclass(frozen=True, slots=True)
class Text:
    """Decoded text and the encoding's name for people."""

    text: str
    encoding: str


def unwrap(name: str, data: bytes) -> dict[str, bytes]:
    """Return the files inside an upload by name: one, or all members of a zip."""
    require_content(data)
    if len(data) > MAX_UPLOAD:
        raise Refused(str(TOO_LARGE))
    for mark, sentence in _NOT_TABLES:
        if data.startswith(mark):
            raise Refused(str(sentence))
    members = _members(name, data)
    for member in members.values():
        _require_no_old_workbook(member)
    return members


def require_content(data: bytes) -> None:
    """Refuse a file that holds nothing: no more than spaces, and the mark of an encoding."""
    for mark, _codec, _label in _MARKS:
        data = data.removeprefix(mark)
    if not data.strip(b"\x00\t\r\n "):
        raise Refused(_("ファイルが空です。中身のあるファイルを選んでください。"))


def _members(name: str, data: bytes) -> dict[str, bytes]:
    if data.startswith(b"\x1f\x8b"):
        return {name.removesuffix(".gz"): _gunzip(data)}
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _unzip(name, data)
    return {name: data}


def _require_no_old_workbook(data: bytes) -> None:
    """Refuse what Excel kept before 2007, and what it keeps with a password: both unopened.

    A few bytes of the old form reach to the far corner, and its reader takes room for all between.
    """
    if not data.startswith(b"\xd0\xcf\x11\xe0"):
        return
    if _LOCKED in data:
        raise Refused(
            _("パスワード付きのExcelは読めません。パスワードを外して保存し直してください。")
        )
    raise Refused(
        _(
            "古い形のExcel（.xls）は読めません。Excelで開き、「名前を付けて保存」で「Excelブック（.xlsx）」を選んで保存したものを取り込んでください。"
        )
    )


def decode(data: bytes) -> Text:
    """Return the text of UTF-8, UTF-16 or CP932 bytes; anything doubtful is refused."""
    for mark, codec, label in _MARKS:
        if data.startswith(mark):
            return Text(_strictly(data[len(mark) :], codec, label), label)
    if b"\x00" in data[:2000]:
        return _wide_without_mark(data)
    if b"\x00" in data:
        raise _holed(data)
    try:
        return Text(data.decode("utf-8"), "UTF-8")
    except UnicodeDecodeError as error:
        if _is_damaged_utf8(data):
            raise Refused(_unreadable(data, error.start, "UTF-8")) from error
    text = _strictly(data, "cp932", "Shift_JIS (CP932)")
    odd = _NO_LETTER.search(text)
    if odd:
        start = len(text[: odd.start()].encode("cp932"))
        raise Refused(_unreadable(data, start, "Shift_JIS (CP932)"))
    return Text(text, "CP932")


def bundled(files: Mapping[str, bytes]) -> bytes:
    """Return a zip of files that lie side by side, such as the parts of a shapefile."""
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return whole.getvalue()


def is_workbook(data: bytes) -> bool:
    """Say whether the bytes are an Excel workbook (XLSX)."""
    if not data.startswith(b"PK\x03\x04"):
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return "xl/workbook.xml" in archive.namelist()
    except (zipfile.BadZipFile, ValueError):
        return False


def _gunzip(data: bytes) -> bytes:
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(data)) as stream:
            plain = stream.read(MAX_UNPACKED + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise Refused(
            _(
                "圧縮ファイル（gz）が壊れています。もう一度ダウンロードするか、圧縮せずに取り込んでください。"
            )
        ) from error
    _guard_size(len(plain), packed=len(data))
    if not plain.strip():
        raise Refused(_("圧縮ファイルの中身が空です。中身のあるファイルを選んでください。"))
    return plain


def _unzip(name: str, data: bytes) -> dict[str, bytes]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            infos = archive.infolist()
            _guard_archive(infos)
            if any(info.filename == "xl/workbook.xml" for info in infos):
                return {name: data}
            return {_member_name(info): archive.read(info) for info in infos if _is_content(info)}
    except BROKEN_ARCHIVE as error:
        raise Refused(
            _(
                "圧縮ファイル（zip・xlsx）が壊れています。もう一度保存し直してから取り込んでください。"
            )
        ) from error


def _guard_archive(infos: list[zipfile.ZipInfo]) -> None:
    if len(infos) > MAX_MEMBERS:
        sentence = _("zipの中のファイルが%(most)sをこえています。必要なものだけにしてください。")
        raise Refused(sentence % {"most": MAX_MEMBERS})
    if any(info.flag_bits & 1 for info in infos):
        raise Refused(
            _("パスワード付きのファイルは読めません。パスワードを外して保存し直してください。")
        )
    _guard_size(sum(info.file_size for info in infos))
    for info in infos:
        _guard_size(info.file_size, packed=info.compress_size)


def _guard_size(size: int, *, packed: int | None = None) -> None:
    if size > MAX_UNPACKED:
        raise Refused(
            _("開くと400MBをこえるファイルです。地区や種類ごとに分けて取り込んでください。")
        )
    if packed is not None and size > max(SWELLS, SWELLING * packed):
        raise Refused(
            _(
                "開くと100倍よりも大きくなる、ふつうの表や地図ではないファイルです。"
                "もとの表を保存し直してから取り込んでください。"
            )
        )


def _is_content(info: zipfile.ZipInfo) -> bool:
    path = PurePosixPath(info.filename)
    return not (info.is_dir() or path.parts[:1] == ("__MACOSX",) or path.name.startswith("."))


def _member_name(info: zipfile.ZipInfo) -> str:
    if info.flag_bits & 0x800:
        return info.filename
    try:
        return info.filename.encode("cp437").decode("cp932")
    except UnicodeError:
        return info.filename


def _strictly(data: bytes, codec: str, label: str) -> str:
    try:
        return data.decode(codec)
    except UnicodeDecodeError as error:
        raise Refused(_unreadable(data, error.start, label)) from error


def _wide_without_mark(data: bytes) -> Text:
    evens, odds = data[0:2000:2].count(0), data[1:2000:2].count(0)
    often = max(evens, odds) * 100 >= len(data[:2000])
    if not often:
        raise _holed(data)
    if max(evens, odds) < 4 * min(evens, odds) + 4:
        raise _no_text()
    codec, label = ("utf-16-le", "UTF-16LE") if odds > evens else ("utf-16-be", "UTF-16BE")
    return Text(_strictly(data, codec, label), label)


def _no_text() -> Refused:
    return Refused(_("文字の表ではないファイルのようです。CSV・Excel・GeoJSONを選んでください。"))


def _holed(data: bytes) -> Refused:
    """Return what to say of text with a NUL here and there, and of what is no text at all."""
    if _CONTROLS.search(data):
        return _no_text()
    sentence = _(
        "%(line)s行目に、文字でないもの（NUL）が入っています。Excelで開き、「CSV UTF-8」で保存し直してから取り込んでください。"
    )
    return Refused(sentence % {"line": data.count(b"\n", 0, data.index(b"\x00")) + 1})


def _is_damaged_utf8(data: bytes) -> bool:
    """Real CP932 text is full of bytes that UTF-8 forbids; damaged UTF-8 has only a few."""
    text = data.decode("utf-8", errors="replace")
    bad = text.count("\ufffd")
    return sum(char > "\x7f" for char in text) - bad > 4 * bad


def _unreadable(data: bytes, start: int, label: str) -> str:
    line = data.count(b"\n", 0, start) + 1
    sentence = _(
        "%(line)s行目に%(encoding)sとして読めない文字があります。Excelで開き、「CSV UTF-8」で保存し直してから取り込んでください。"
    )
    return sentence % {"line": line, "encoding": label}
