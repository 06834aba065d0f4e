"""What kind of file a workbook really is, and whether it is safe to unpack: asked before any library opens it.

The library that reads cells sets aside memory for every cell up to the last one of a sheet, and ends the whole process
when it cannot have it. A damaged or hostile file must therefore be refused here, with a sentence.
"""

import hashlib
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from io import BytesIO
from pathlib import Path

from roker.errors import RokerError
from roker.record import SourceFile

MEBIBYTE = 1024 * 1024
LARGEST_FILE = 100 * MEBIBYTE
"""On disk. The lists of the largest authority take about a tenth of it."""
LARGEST_UNPACKED = 400 * MEBIBYTE
"""All parts together: about 400,000 rows of the widest list. Beyond it a small machine would run out of memory."""
HIGHEST_RATIO = 250
"""Rows of real children shrink ten- to thirty-fold in a workbook; only filler shrinks by hundreds."""
RATIO_MATTERS_FROM = 20 * MEBIBYTE
"""Below this, however well it is packed, nothing can go wrong."""

XLSX, ODS, FILES = "xlsx", "ods", "files"
"""What an archive may be: a workbook, or a packed folder of files."""

_WANTED = "Give a workbook saved as .xlsx or .ods."
_SAVE_AS = "Open it in Excel and save it as .xlsx."
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")
_OLD_WORKBOOK_STREAMS = ("Workbook".encode("utf-16-le"), "Book".encode("utf-16-le"))
_KNOWN_STARTS = (
    (b"%pdf", "is a PDF, not a workbook."),
    (b"\x89png", "is a picture, not a workbook."),
    (b"\xff\xd8\xff", "is a picture, not a workbook."),
    (b"gif8", "is a picture, not a workbook."),
    (b"{\\rtf", "is a text document, not a workbook."),
    (b"<", "is an XML file, not a workbook."),
)
"""How files begin, in small letters."""


class NotAWorkbookError(RokerError):
    """A file that cannot be read as a workbook. Names the file, and nothing that is in it."""

    def __init__(self, name: str, sentence: str, remedy: str = _WANTED) -> None:
        super().__init__(f"{name} {sentence} {remedy}".strip())


class DamagedError(NotAWorkbookError):
    """A workbook that breaks off or contradicts itself."""

    def __init__(self, name: str) -> None:
        super().__init__(name, "is damaged and cannot be read.", "Copy or export it again.")


class ProtectedError(NotAWorkbookError):
    """A workbook that only opens with a password."""

    def __init__(self, name: str) -> None:
        super().__init__(name, "is protected by a password.", "Save it without one and load it again.")


@dataclass(frozen=True, kw_only=True)
class Container:
    """A workbook, or a packed folder, as a file: of a bearable size, and not protected."""

    source: SourceFile
    kind: str
    content: bytes
    parts: Mapping[str, zipfile.ZipInfo]

    @property
    def name(self) -> str:
        """The name of the file, without its folder."""
        return self.source.name

    @cached_property
    def _archive(self) -> zipfile.ZipFile:
        return zipfile.ZipFile(BytesIO(self.content))

    def part(self, part_name: str) -> bytes:
        """One part, unpacked. Refuses one that is not as large as it says or whose checksum is wrong."""
        try:
            return self._archive.read(self.parts[part_name])
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError) as error:
            raise DamagedError(self.name) from error


def open_container(path: Path) -> Container:
    """The file at `path` as a container of sheets, or a `RokerError` that says in a sentence why not."""
    container = container_of(path.name, _content(path))
    if container.kind == FILES:
        raise NotAWorkbookError(path.name, "is an archive without a workbook in it.")
    return container


def open_archive(path: Path) -> Container:
    """The file at `path` as a workbook or as a packed folder of files, or a `RokerError` that says why not."""
    return container_of(path.name, _content(path))


def container_of(name: str, content: bytes) -> Container:
    """A container whose bytes are known, as of a file inside an archive."""
    if not content:
        raise NotAWorkbookError(name, "is empty.", "Copy or export it again.")
    if not content.startswith(b"PK"):
        raise _no_archive(name, content)
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            infos = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise DamagedError(name) from error
    _refuse_bombs(name, infos, len(content))
    parts = {info.filename: info for info in infos}
    source = SourceFile(name=name, size=len(content), sha256=hashlib.sha256(content).hexdigest())
    container = Container(source=source, kind=_kind(name, parts), content=content, parts=parts)
    _refuse_protected(container)
    return container


def _content(path: Path) -> bytes:
    name = path.name
    try:
        if path.is_dir():
            raise NotAWorkbookError(name, "is a folder, not a file.", "Give the workbook inside it.")
        if path.exists() and not path.is_file():  # a pipe would be waited for without end
            raise NotAWorkbookError(name, "is no ordinary file.")
        if path.stat().st_size > LARGEST_FILE:
            sentence = f"is larger than {LARGEST_FILE // MEBIBYTE} MB, which is more than lists of children need."
            raise NotAWorkbookError(name, sentence, "Remove what is not a list.")
        return path.read_bytes()
    except FileNotFoundError as error:
        raise NotAWorkbookError(name, "does not exist.", "Check its name and folder.") from error
    except PermissionError as error:
        raise NotAWorkbookError(name, "may not be read by this account.", "Ask for permission to read it.") from error
    except OSError as error:
        raise NotAWorkbookError(name, "could not be read.", "Check that its disk or share works.") from error


def _no_archive(name: str, content: bytes) -> RokerError:
    """Why something that is no zip archive, as every xlsx and ods file is, cannot be read."""
    if content.startswith(_OLE) and _ENCRYPTED_STREAM in content:
        return ProtectedError(name)
    if content.startswith(_OLE) and any(stream in content for stream in _OLD_WORKBOOK_STREAMS):
        return NotAWorkbookError(name, "is in the old Excel format (.xls).", _SAVE_AS)
    head = content[:2048]
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith((b"<!doctype html", b"<html")) or b"<table" in start:
        return NotAWorkbookError(name, "is a web page with the name of a workbook.", _SAVE_AS)
    sentences = (sentence for known, sentence in _KNOWN_STARTS if start.startswith(known))
    otherwise = "is not a workbook." if b"\0" in head else "is a text file, perhaps csv, not a workbook."
    return NotAWorkbookError(name, next(sentences, otherwise))


def _refuse_bombs(name: str, infos: list[zipfile.ZipInfo], packed: int) -> None:
    """By the sizes that the archive declares. A lie about them is found when the part is unpacked."""
    total = sum(info.file_size for info in infos)
    if total > LARGEST_UNPACKED or (total > RATIO_MATTERS_FROM and total > HIGHEST_RATIO * packed):
        raise NotAWorkbookError(
            name,
            f"unpacks to {total // MEBIBYTE:,} MB, which is not a workbook of children's lists.",
            "Remove empty formatted rows and anything that is not a list, and save it again.",
        )


def _kind(name: str, parts: Mapping[str, zipfile.ZipInfo]) -> str:
    lowered = {part.lower() for part in parts}
    if {"xl/workbook.xml", "xl/_rels/workbook.xml.rels"} <= lowered:
        return XLSX
    if "xl/workbook.bin" in lowered:
        raise NotAWorkbookError(name, "is a binary workbook (.xlsb).", _SAVE_AS)
    if {"content.xml", "mimetype"} <= parts.keys():
        return ODS
    return FILES


def _refuse_protected(container: Container) -> None:
    if any(info.flag_bits & 1 for info in container.parts.values()):
        raise ProtectedError(container.name)
    if container.kind == ODS:
        manifest = "META-INF/manifest.xml"
        if manifest in container.parts and b"encryption-data" in container.part(manifest):
            raise ProtectedError(container.name)
        if b"opendocument.spreadsheet" not in container.part("mimetype"):
            raise NotAWorkbookError(container.name, "is an OpenDocument file, but not a workbook.")
