"""Text files in the encodings that Vietnamese teachers' older programs write."""

import unicodedata

import pytest

from assessments.cleaning import clean_html
from assessments.formats import parse
from assessments.formats.encodings import _TCVN3, _VNI_ALONE, _VNI_MARKS
from assessments.formats.report import Outside

GIFT = """::Câu 1:: Thủ đô của nước Việt Nam là thành phố nào? {=Hà Nội ~Đà Nẵng ~Cần Thơ ~Huế}

::Câu 2:: Sông chảy qua thủ đô, mỗi năm bồi đắp phù sa cho ruộng đồng? {=Hồng ~Cửu Long ~Mã}
"""


TONES = set("\u0300\u0301\u0303\u0309\u0323")


def in_1258(text: str) -> bytes:
    def letter(char: str) -> bytes:
        try:
            return char.encode("cp1258")
        except UnicodeEncodeError:
            parts = unicodedata.normalize("NFD", char)
            (tone,) = TONES & set(parts)
            base = unicodedata.normalize("NFC", parts.replace(tone, ""))
            return (base + tone).encode("cp1258")

    return b"".join(map(letter, text))


def in_tcvn3(text: str) -> bytes:
    # Capitals with a tone are the small letters in a font of capitals.
    table = str.maketrans(_TCVN3[1], _TCVN3[0])
    return text.translate(table).encode("latin-1")


def in_vni(text: str) -> bytes:
    marks = {mark: sign for sign, mark in _VNI_MARKS.items()}
    alone = {letter: sign for sign, letter in _VNI_ALONE.items()}

    def letter(char: str) -> str:
        small = char.lower()
        if small in alone:
            written = alone[small]
        else:
            parts = unicodedata.normalize("NFD", small)
            # The horn stays with its letter; the rest is one sign.
            horned = "\u031b" in parts
            base = {"o": "ô", "u": "ö"}[parts[0]] if horned else parts[0]
            rest = parts[1:].replace("\u031b", "")
            written = base + next(
                (sign for mark, sign in marks.items() if sorted(mark) == sorted(rest)), ""
            )
        return written.upper() if char.isupper() else written

    return "".join(map(letter, text)).encode("cp1252")


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (GIFT.encode(), []),
        (GIFT.encode("utf-8-sig"), []),
        (GIFT.encode("utf-16"), ["UTF-16"]),
        (GIFT.encode("utf-16-le"), ["UTF-16"]),
        (GIFT.encode("utf-16-be"), ["UTF-16"]),
        (in_1258(GIFT), ["Windows-1258"]),
        (in_tcvn3(GIFT), ["TCVN3 (ABC)"]),
        (in_vni(GIFT), ["VNI"]),
    ],
    ids=["utf-8", "mark", "utf-16", "le", "be", "1258", "tcvn3", "vni"],
)
def test_an_older_encoding_is_recognized_and_told(data, told):
    report = parse("auto", data, "de.gift", clean=clean_html)

    assert [element.content["stem"] for element in report.elements] == [
        "Thủ đô của nước Việt Nam là thành phố nào?",
        "Sông chảy qua thủ đô, mỗi năm bồi đắp phù sa cho ruộng đồng?",
    ]
    assert [each["html"] for each in report.elements[0].content["options"]] == [
        "Hà Nội",
        "Đà Nẵng",
        "Cần Thơ",
        "Huế",
    ]
    assert report.outside == tuple(Outside(1, "encoding", name) for name in told)


@pytest.mark.parametrize(
    "data",
    [
        "¿Cuál es la capital de España? {=Madrid ~Sevilla} ñandú, corazón".encode("latin-1"),
        "Où est la forêt près du château? {=là-bas ~été} déjà".encode("latin-1"),
        "首都はどこですか {=東京 ~大阪}".encode("shift_jis"),
        b"\xff\xfe\xff",
    ],
    ids=["spanish", "french", "japanese", "cut"],
)
def test_an_encoding_that_cannot_be_told_is_refused_with_the_way_out(data):
    report = parse("auto", data, "de.gift", clean=clean_html)

    assert (report.fault.code, report.elements) == ("encoding", ())
