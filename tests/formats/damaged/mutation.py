"""How valid files are damaged at random: in their bytes, lines, cells, elements, parts of an archive, and names.

Damage that keeps a file's structure gets past the first look at it and reaches the code behind.
"""

import csv
import io
import re
import zipfile
import zlib
from collections.abc import Callable
from pathlib import PurePosixPath
from random import Random

from tests.formats.damaged.seeds import SECRET

_BYTES = (
    b"\0", b"\xff", b"\xef\xbb\xbf", b"\xff\xfe", b"\xe9", b"\xc3", b'"', b"'", b"\r", b"\n", b"\r\n", b",", b";", b"\t",
    b"<", b">", b"&", b"]]>", b"<!--", b"<![CDATA[", b"<!DOCTYPE a [<!ENTITY b 'c'>]>", b"PK\x03\x04", b"PAR1", b"\x1a",
    b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"sep=;\n", "\u2028".encode(), "\u202e".encode(),
)  # fmt: skip
VALUES = (
    "", " ", "\xa0", "NULL", "#N/A", "#REF!", "Err:502", "unknown", "zz/zz/zzzz", "zz/01/2015", "31/02/2019", "29/02/2023",
    "29/02/2024", "01/02/24", "2024-02-30", "2024-13-01", "0001-01-01", "9999-12-31", "2199-01-01", "1899-12-31", "45352",
    "45352.75", "60", "59.999", "-1", "2958466", "1e308", "-1e308", "1e999", "nan", "inf", "0", "00", "1.0", "0x1F", "1_000",
    "١٢٣", "²", "²5/01/2024", "١٢/٠٣/٢٠٢٤", "2024-03-01T25:61:61", "2024-03-01 10:11:12.1234567", "2024-03-01T10:00:00+99:99",
    "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00", "=1+1", "@SUM(A1)", "+44", "-x", "'=1", "\t=1", "a\nb", "a\rb",
    'a"b', "a,b", "a;b", "🙂", "e\u0301", "\u200b", "\ufeff", "\ud7ff", "x" * 5_000, "[", "{", "[]", "{}", "[[[[[[", "{\"a\":",
    '["1A", "2B"', '[null]', '[1, {"a": []}]', '{"1A": {"b": 1}}', "~5", "100/2024-01-10", "100/2024-01-10/2", "/", "~", "..",
    "%s", "{x}", "{0}", "$1", "\\", "\\N", "a) Yes", "q)", "z) 9: Other", ") (", "(", "TRUE", "1 March 2024", "1-Mar-24", "Y ",
    f"{SECRET}1", f"{SECRET}2 ",
)  # fmt: skip
"""What stands in cells by mistake, and what has broken readers elsewhere."""
_NAMES = ("a.csv", "é.csv", "List 6.csv", "header.csv", "ssd_person.csv", "person.csv", ".hidden", "x.xlsx", "~$a.xlsx", "a b'c.csv",
          "ssd_cp_plans.parquet", "cin.xml", "a", "ssd_ssd_person.csv", "%41.csv", "a;b.csv", "ﬀ.csv")  # fmt: skip
_TOKEN = re.compile(r"<[^>]*>|[^<]+")
MOST_REPEATS = 400

Damage = Callable[[Random, bytes], bytes]


def damaged(random: Random, files: dict[str, bytes]) -> dict[str, bytes]:
    """The files with one to four damages."""
    for _ in range(random.choice((1, 1, 1, 2, 2, 3, 4))):
        if random.random() < 0.06:
            files = _other_files(random, files)
            continue
        if not files:
            break
        name = random.choice(sorted(files))
        files = {**files, name: damage_of(random, name, files[name])}
    return files


def damage_of(random: Random, name: str, content: bytes) -> bytes:
    """One file with one damage of a kind that fits what it is."""
    ending = PurePosixPath(name).suffix.lower()
    if content.startswith(b"PK"):
        kinds: tuple[Damage, ...] = (_parts, _parts, _parts, _parts, _bytes)
    elif content.startswith(b"PAR1"):
        kinds = (_bytes,)
    elif ending == ".xml":
        kinds = (_elements, _elements, _elements, _elements, _bytes, _lines)
    else:
        kinds = (_cells, _cells, _cells, _cells, _bytes, _lines, _encoding)
    return random.choice(kinds)(random, content)


def _other_files(random: Random, files: dict[str, bytes]) -> dict[str, bytes]:
    """One file more, less, or called otherwise."""
    changed = dict(files)
    name = random.choice(sorted(files)) if files else "a.csv"
    content = changed.pop(name, b"")
    what = random.randrange(3)
    if what < 2:
        ending = PurePosixPath(name).suffix
        new = random.choice([*_NAMES, PurePosixPath(random.choice(_NAMES)).stem + ending])
        changed[new] = content
    if what == 0:
        changed[name] = content
    return changed


def _bytes(random: Random, content: bytes) -> bytes:
    start = random.randrange(len(content) + 1)
    length = random.choice((1, 1, 2, 8, 100))
    what = random.randrange(7)
    if what == 0:
        return content[:start]
    if what == 1:
        return content[:start] + content[start + length :]
    if what == 2:
        return content[:start] + random.choice(_BYTES) + content[start:]
    if what == 3:
        return content[:start] + random.choice(_BYTES) + content[start + length :]
    if what == 4:
        return content[:start] + content[start : start + length] * random.choice((2, 50)) + content[start:]
    if what == 5:
        flipped = bytearray(content or b"\0")
        flipped[start % len(flipped)] ^= 1 << random.randrange(8)
        return bytes(flipped)
    return random.choice(_BYTES) + content


def _lines(random: Random, content: bytes) -> bytes:
    lines = content.splitlines(keepends=True) or [b""]
    at, other = random.randrange(len(lines)), random.randrange(len(lines))
    what = random.randrange(6)
    if what == 0:
        del lines[at]
    elif what == 1:
        lines.insert(at, lines[other])
    elif what == 2:
        lines[at], lines[other] = lines[other], lines[at]
    elif what == 3:
        lines[at] = lines[at].rstrip(b"\r\n") + random.choice((b"", b"\r", b"\r\n", b"\n\n", b"\x0b", b"\x0c", b"\x85"))
    elif what == 4:
        lines[at] = lines[at][: random.randrange(len(lines[at]) + 1)]
    else:
        lines = lines * random.choice((2, 30))
    return b"".join(lines)


def _encoding(random: Random, content: bytes) -> bytes:
    text = content.decode("utf-8", "replace")
    return text.encode(
        random.choice(("utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252", "utf-7", "cp500")), "replace"
    )


# ---------------------------------------------------------------------------------------------------------------- cells


def _cells(random: Random, content: bytes) -> bytes:
    """One cell, row or column of a table of text."""
    text = content.decode("utf-8-sig", "replace")
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""))) or [[""]]
    except csv.Error:
        return _bytes(random, content)
    row = random.choice(rows)
    place = random.randrange(len(row) + 1)
    what = random.randrange(12)
    if what < 6:
        row[place : place + 1] = [random.choice(VALUES)]
    elif what == 6:
        row[place:place] = [random.choice(VALUES)] * random.choice((1, 1, 3, MOST_REPEATS * 5))
    elif what == 7:
        del row[place : place + 1]
    elif what == 8:
        rows = [[*each[:place], *each[place : place + 1] * 2, *each[place + 1 :]] for each in rows]
    elif what == 9:
        rows = [[*each[:place], *each[place + 1 :]] for each in rows]
    elif what == 10:
        rows = [[*each, *random.choices(VALUES, k=len(each))] for each in rows] * random.choice((1, 5))
    else:
        rows.insert(random.randrange(len(rows) + 1), random.choice(rows))
    return _written(random, rows)


def _written(random: Random, rows: list[list[str]]) -> bytes:
    buffer = io.StringIO(newline="")
    quoting = random.choice((csv.QUOTE_MINIMAL, csv.QUOTE_MINIMAL, csv.QUOTE_ALL))
    writer = csv.writer(buffer, delimiter=random.choice(",,,,;\t|"), quoting=quoting, lineterminator="\r\n")
    writer.writerows(rows)
    return buffer.getvalue().encode("utf-8", "replace")


# ------------------------------------------------------------------------------------------------------------- elements


_ATTRIBUTES = (
    ' a="1"',
    ' xmlns="urn:x"',
    ' xsi:nil="true"',
    " b",
    ' a="&lt;" a="2"',
    ' xml:lang="en"',
    ' xmlns:a="urn:y"',
)
_BESIDE = (
    "<!-- a -->",
    "<?go?>",
    "<![CDATA[<a>]]>",
    "&amp;",
    "&#0;",
    "&#x1F476;",
    "&x;",
    "<a/>",
    "text",
    "<Child/>",
    "<CHILD/>",
)
_TAGS = ("Child", "x", "Message", "DOB", "é", "a:b", "CHILD", "c", "LAchildID", "HEADER")


def _elements(random: Random, content: bytes) -> bytes:
    """A text, or a whole element with everything in it; now and then only one tag, which leaves no XML."""
    encoding = "utf-16" if content.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8"
    tokens = _TOKEN.findall(content.decode(encoding, "replace"))
    opening = [place for place, token in enumerate(tokens) if re.match(r"<[^/!?]", token)]
    if not opening or random.random() < 0.1:
        return "".join(_one_tag(random, tokens or [""])).encode(encoding, "replace")
    texts = [place for place, token in enumerate(tokens) if not token.startswith("<") and token.strip()]
    if texts and random.random() < 0.4:
        tokens[random.choice(texts)] = _escaped(random, random.choice(VALUES))
    else:
        start = random.choice(opening)
        whole = slice(start, _end(tokens, start))
        other = random.choice(opening)
        taken = tokens[other : _end(tokens, other)]
        tokens[whole] = _element(random, tokens[whole], taken)
    return "".join(tokens).encode(encoding, "replace")


def _end(tokens: list[str], start: int) -> int:
    """The place behind the element that begins at a place."""
    depth = 0
    for place in range(start, len(tokens)):
        token = tokens[place]
        if token.startswith("</"):
            depth -= 1
        elif re.match(r"<[^/!?]", token) and not token.endswith("/>"):
            depth += 1
        if depth <= 0:
            return place + 1
    return len(tokens)


def _element(random: Random, element: list[str], other: list[str]) -> list[str]:
    """What stands where an element stood. `other` is another of the same file."""
    what = random.randrange(9)
    if what == 0:
        return []
    if what == 1:
        return element * random.choice((2, 2, MOST_REPEATS))
    if what == 2:
        return other
    if what == 3:
        return [*element, *other] if random.random() < 0.5 else [element[0], *other, *element[1:]]
    if what == 4:
        return [
            f"{element[0].rstrip('/>')}{random.choice(_ATTRIBUTES)}{'/>' if len(element) == 1 else '>'}",
            *element[1:],
        ]
    if what == 5:
        return [element[0], random.choice(_BESIDE), *element[1:]]
    if what == 6:
        return [f"<{random.choice(_TAGS)}>", *element, *element[:0]] if len(element) < 2 else _renamed(random, element)
    if what == 7:
        return [*["<a>"] * 30, *element, *["</a>"] * 30]
    return [element[0], *([element[-1]] if len(element) > 1 else [])]


def _renamed(random: Random, element: list[str]) -> list[str]:
    tag = random.choice(_TAGS)
    return [re.sub(r"[\w:]+", tag, element[0], count=1), *element[1:-1], f"</{tag}>"]


def _one_tag(random: Random, tokens: list[str]) -> list[str]:
    at, other = random.randrange(len(tokens)), random.randrange(len(tokens))
    what = random.randrange(3)
    if what == 0:
        del tokens[at]
    elif what == 1:
        tokens[at:at] = tokens[other : other + 3]
    else:
        tokens[at], tokens[other] = tokens[other], tokens[at]
    return tokens


def _escaped(random: Random, text: str) -> str:
    return text if random.random() < 0.2 else text.replace("&", "&amp;").replace("<", "&lt;")


# ------------------------------------------------------------------------------------------------------------- archives


def _parts(random: Random, content: bytes) -> bytes:
    """One part of an archive, which stays whole as an archive."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = {name: archive.read(name) for name in archive.namelist()}
    except (zipfile.BadZipFile, zlib.error, OSError, ValueError, NotImplementedError, EOFError):
        return _bytes(random, content)
    if not parts:
        return _bytes(random, content)
    name = random.choice(sorted(parts))
    if random.random() < 0.6:  # where the cells are
        name = random.choice([each for each in sorted(parts) if "sheet" in each or "Strings" in each] or [name])
    what = random.randrange(10)
    if what == 0:
        del parts[name]
    elif what == 1:
        parts[random.choice(sorted(parts))] = parts[name]
    elif what < 4:
        parts[name] = _reference(random, parts[name])
    elif what < 9:
        parts[name] = _elements(random, parts[name])
    else:
        parts[name] = _bytes(random, parts[name])
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for each, part in parts.items():
            archive.writestr(each, part)
    return buffer.getvalue()


_REFERENCES = (
    ' r="A1"', ' r="ZZZ9"', ' r="A0"', ' r="A-1"', ' r="1"', ' r="XFD1048576"', ' r="A99999999999"', ' r=""', ' r="aa5"',
    ' t="e"', ' t="s"', ' t="b"', ' t="d"', ' t="str"', ' t="inlineStr"', ' t="?"', ' s="1"', ' s="99999"', ' s="-1"',
    ' s="4294967296"', ' t="e" r="B2"',
)  # fmt: skip


def _reference(random: Random, part: bytes) -> bytes:
    """The place, type or style of one cell of a sheet."""
    text = part.decode("utf-8", "replace")
    cells = list(re.finditer(r'<c( r="[^"]*")?( s="[^"]*")?( t="[^"]*")?', text))
    if not cells:
        return _elements(random, part)
    cell = random.choice(cells)
    return (text[: cell.start()] + "<c" + random.choice(_REFERENCES) + text[cell.end() :]).encode("utf-8", "replace")
