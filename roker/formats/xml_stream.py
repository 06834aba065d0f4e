"""XML files of any size, read one record after the other and written likewise; and why a file is refused as XML.

The only module that knows the XML library. Nothing is ever fetched, no entity is expanded, and what has been read is
let go of, so that memory does not grow with the file.
"""

import hashlib
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, Protocol
from xml.sax.saxutils import escape

from lxml import etree  # type: ignore[import-untyped]

from roker.errors import RokerError
from roker.record import SourceFile

MEBIBYTE = 1024 * 1024
LONGEST_HEAD = MEBIBYTE
"""The first element begins within it."""
LONGEST_RECORD = 16 * MEBIBYTE
"""More than this between two records is no record of a child: the file is refused before it fills the memory."""
MOST_STRAYS = 1000
"""How many places of what is no record are kept; beyond it they are only counted."""

Progress = Callable[[int, int], None]
"""Told how many bytes have been read, and of how many."""

_AGAIN = "Export it again."
_OPTIONS: dict[str, Any] = {
    "resolve_entities": False,
    "no_network": True,
    "load_dtd": False,
    "huge_tree": False,  # its limits, a depth of 256 and texts of 10 MB, are far above what a record of a child needs
    "remove_comments": True,
    "remove_pis": True,
    "remove_blank_text": True,
}
_KNOWN_STARTS = (
    (b"PK", "is a workbook or an archive, not an XML file."),
    (b"%PDF", "is a PDF, not an XML file."),
    (b"\x1f\x8b", "is a packed file, not an XML file."),
    (b"\xd0\xcf\x11\xe0", "is an old Office document, not an XML file."),
)
_BOMS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
_NO_XML_CHARACTER = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class NotXmlError(RokerError):
    """A file that cannot be read as XML. Names the file and the line, and nothing that is in it."""

    def __init__(self, name: str, sentence: str, remedy: str = _AGAIN) -> None:
        super().__init__(f"{name} {sentence} {remedy}".strip())


class Element(Protocol):
    """An element as it is read: what of the library's own elements others may use. Children come by iterating.

    It is only good until the next record is asked for. Beyond line 65,535 the line of an element with others in it is
    that of the first text in it.
    """

    tag: str
    text: str | None
    tail: str | None
    sourceline: int
    attrib: Mapping[str, str]

    def iter(self) -> Iterator["Element"]:
        """It and everything in it, in the order of the file."""

    def __iter__(self) -> Iterator["Element"]: ...

    def __len__(self) -> int: ...


@dataclass(frozen=True, kw_only=True)
class Stray:
    """Something that stands where nothing is expected: an element that is no record, an attribute, a text."""

    name: str
    """An element's name; "@name" for an attribute; "text" for a text between elements."""
    line: int
    within: str
    """The element that holds it."""
    text: str = ""


class LocalNames(dict[str, str]):
    """Tag to name, without the namespace: "{urn:x}Child" and "Child" are both "Child"."""

    def __missing__(self, tag: str) -> str:
        name = tag.rpartition("}")[2]
        self[tag] = name
        return name


local_names = LocalNames()
"""The name of an element is `local_names[element.tag]`."""


def text_of(element: Element) -> str:
    """The text of an element, without blanks around it."""
    return (element.text or "").strip()


def strays_in(record: Element) -> Iterator[Stray]:
    """Attributes and texts between elements, which no census has: `nil` and places of schemas are not meant."""
    for element in record.iter():
        name, line = local_names[element.tag], element.sourceline
        for attribute, value in element.attrib.items():
            if not attribute.startswith("{http://www.w3.org/2001/XMLSchema-instance}"):
                yield Stray(name="@" + local_names[attribute], line=line, within=name, text=value)
        texts = [each.tail for each in element] + ([element.text] if len(element) else [])
        for text in texts:
            if text and text.strip():
                yield Stray(name="text", line=line, within=name, text=text.strip())


class XmlFile:
    """A file that begins as XML does. Its records are read once; then its source and strays are known."""

    def __init__(self, path: Path, root: str) -> None:
        self.path = path
        self.name = path.name
        self.root = root
        """The name of its outermost element, without a namespace."""
        self.strays: list[Stray] = []
        """What was found beside the records, at most `MOST_STRAYS`."""
        self.stray_count = 0
        self.may_have_attributes = True
        """Whether the record just given may have an attribute somewhere: a quick question before `strays_in`."""
        self._source: SourceFile | None = None

    @property
    def source(self) -> SourceFile:
        """Size and hash of the file, known when its records have been read to the end."""
        if self._source is None:
            raise ValueError("the file has not been read to its end")
        return self._source

    def records(self, *paths: str, progress: Progress | None = None) -> Iterator[Element]:
        """The elements at these paths below the root, in their order: `records("Header", "Children/Child")`.

        Each is whole when it is given and is emptied when the next one is asked for. Raises a `RokerError` where the
        file turns out to be damaged: whoever reads must then keep nothing of it.
        """
        wanted = {tuple(path.split("/")) for path in paths}
        with _opened(self.path) as file:
            source = _Source(file, self.name, self.path.stat().st_size, progress)
            tags = ["{*}" + path[-1] for path in sorted(wanted)]
            parser = etree.iterparse(source, events=("end",), tag=tags, **_OPTIONS)
            place: tuple[Any, str] | None = None
            while (record := _next(parser, source, self)) is not None:
                if (record.getparent(), record.tag) != place:
                    if _path_of(record) not in wanted:
                        continue
                    place = record.getparent(), record.tag
                self.may_have_attributes = source.record_ended()
                yield record
                self._let_go_of(record, wanted)
            self._look_over(parser.root, wanted)
            self._source = source.source_file()

    def _let_go_of(self, record: Any, wanted: set[tuple[str, ...]]) -> None:
        """Empties a record and removes whatever stands before it."""
        record.clear(keep_tail=True)
        parent = record.getparent()
        while (before := record.getprevious()) is not None:
            if before.tag != record.tag or before.tail:
                self._note_unless_record(before, wanted)
            parent.remove(before)

    def _look_over(self, root: Any, wanted: set[tuple[str, ...]]) -> None:
        """Notes what is left when everything was read: what stood after the last record, or beside all of them."""
        self._note_text(root, root.text, root)
        for element in root:
            if any(len(path) > 1 and path[0] == local_names[element.tag] for path in wanted):
                self._note_text(element, element.text, element)
                for each in element:
                    self._note_unless_record(each, wanted)
                self._note_text(element, element.tail, root)
            else:
                self._note_unless_record(element, wanted)

    def _note_unless_record(self, element: Any, wanted: set[tuple[str, ...]]) -> None:
        path = _path_of(element)
        within = element.getparent()
        if path not in wanted and not any(each[: len(path)] == path for each in wanted):
            self._note(
                Stray(name=path[-1], line=element.sourceline, within=local_names[within.tag], text=text_of(element))
            )
        self._note_text(element, element.tail, within)

    def _note_text(self, at: Any, text: str | None, within: Any) -> None:
        if text and text.strip():
            self._note(Stray(name="text", line=at.sourceline, within=local_names[within.tag], text=text.strip()))

    def _note(self, stray: Stray) -> None:
        self.stray_count += 1
        if len(self.strays) < MOST_STRAYS:
            self.strays.append(stray)


def open_xml(path: Path) -> XmlFile:
    """The file at `path`, if it begins as XML does; otherwise a `RokerError` that says in a sentence why not."""
    name = path.name
    with _opened(path) as file:
        head = file.read(64 * 1024)
        if not head:
            raise NotXmlError(name, "is empty.")
        for start, sentence in _KNOWN_STARTS:
            if head.startswith(start):
                raise NotXmlError(name, sentence, "Give the XML file of the return.")
        if head.startswith((b"\xff\xfe\0\0", b"\0\0\xfe\xff")):
            raise NotXmlError(name, "is in UTF-32, which no return is in.", "Export it in UTF-8.")
        if not _plain(head).lstrip().startswith(b"<"):
            raise NotXmlError(name, "is not an XML file.", "Give the XML file of the return.")
        if _plain(head).lstrip().lower().startswith((b"<!doctype html", b"<html")):
            raise NotXmlError(name, "is a web page, not an XML file.", "Give the XML file of the return.")
        return XmlFile(path, _root(name, head, file))


@contextmanager
def _opened(path: Path) -> Iterator[IO[bytes]]:
    name = path.name
    try:
        if path.is_dir():
            raise NotXmlError(name, "is a folder, not a file.", "Give the XML file inside it.")
        if path.exists() and not path.is_file():  # a pipe would be waited for without end
            raise NotXmlError(name, "is no ordinary file.", "Give the XML file of the return.")
        with path.open("rb") as file:
            yield file
    except FileNotFoundError as error:
        raise NotXmlError(name, "does not exist.", "Check its name and folder.") from error
    except PermissionError as error:
        raise NotXmlError(name, "may not be read by this account.", "Ask for permission to read it.") from error
    except OSError as error:
        raise NotXmlError(name, "could not be read.", "Check that its disk or share works.") from error


def _plain(head: bytes) -> bytes:
    """The beginning of a file in a form that can be searched for ASCII, whatever its encoding."""
    for mark, encoding in _BOMS:
        if head.startswith(mark):
            return head[len(mark) :].decode(encoding, "replace").encode("ascii", "replace")
    return head.replace(b"\0", b"") if head[:4].count(0) in {2, 3} else head


def _root(name: str, head: bytes, file: IO[bytes]) -> str:
    """The name of the outermost element. Refuses a declaration of a document type: entities are declared in it."""
    parser: Any = etree.XMLPullParser(events=("start",), **_OPTIONS)
    seen = 0
    while head and seen < LONGEST_HEAD:
        if b"<!DOCTYPE" in _plain(head):
            raise _no_types(name)
        seen += len(head)
        try:
            parser.feed(head)
            event = next(iter(parser.read_events()), None)
        except etree.XMLSyntaxError as error:
            raise _refusal(name, error, ended=False) from None
        if event is not None:
            root = event[1]
            if root.getroottree().docinfo.internalDTD is not None:
                raise _no_types(name)
            return local_names[root.tag]
        head = file.read(64 * 1024)
    if head:
        raise NotXmlError(name, "has no element in its first megabyte and is no census.")
    raise NotXmlError(name, "breaks off before its first element.")


def _no_types(name: str) -> NotXmlError:
    return NotXmlError(name, "declares a document type or entities, which a return never needs and which are not read.")


class _Source:
    """A file that is counted and hashed as it is read, and that gives up where no record comes."""

    def __init__(self, file: IO[bytes], name: str, size: int, progress: Progress | None) -> None:
        self._file, self._name, self._size, self._progress = file, name, size, progress
        self._hash = hashlib.sha256()
        self._read, self._last_record = 0, 0
        self._had_equals, self._equals_in_last = False, False
        self.ended = False

    def read(self, size: int) -> bytes:
        if self._read - self._last_record > LONGEST_RECORD:
            megabytes = LONGEST_RECORD // MEBIBYTE
            raise NotXmlError(self._name, f"has {megabytes} MB without a whole record of a child, and is no return.")
        content = self._file.read(max(size, 64 * 1024))
        self.ended = not content
        self._hash.update(content)
        self._equals_in_last = b"=" in content
        self._had_equals |= self._equals_in_last
        self._read += len(content)
        if self._progress:
            self._progress(min(self._read, self._size), self._size)
        return content

    def record_ended(self) -> bool:
        """Whether a sign of equality stood anywhere in the record that has ended: without one it has no attribute."""
        had_equals, self._had_equals = self._had_equals, self._equals_in_last
        self._last_record = self._read
        return had_equals

    def source_file(self) -> SourceFile:
        return SourceFile(name=self._name, size=self._read, sha256=self._hash.hexdigest())


def _next(parser: Any, source: _Source, file: XmlFile) -> Any:
    try:
        return next(parser, (None, None))[1]
    except etree.XMLSyntaxError as error:
        logged = [each for each in parser.error_log if each.type == etree.ErrorTypes.ERR_UNDECLARED_ENTITY]
        if logged:  # after which the library says only that there is no element
            raise NotXmlError(file.name, f"uses an entity that is not declared, in line {logged[0].line:,}.") from None
        raise _refusal(file.name, error, ended=source.ended) from None


def _path_of(element: Any) -> tuple[str, ...]:
    """The names from below the root down to an element."""
    names = [local_names[element.tag]]
    while (element := element.getparent()) is not None:
        names.append(local_names[element.tag])
    return tuple(reversed(names[:-1]))


_SENTENCES = (
    ("ERR_INVALID_CHAR", "holds a character that XML does not allow, {at}."),
    ("ERR_INVALID_ENCODING", "holds bytes that its encoding does not allow, {at}."),
    ("ERR_UNSUPPORTED_ENCODING", "declares an encoding that is not known."),
    ("ERR_UNKNOWN_ENCODING", "declares an encoding that is not known."),
    ("ERR_RESOURCE_LIMIT", "nests elements more than 256 deep or holds a text of more than 10 MB, {at}."),
    ("ERR_COMMENT_NOT_FINISHED", "holds a comment without end, {at}."),
    ("ERR_NAME_TOO_LONG", "holds a name that is too long for any element, {at}."),
    ("ERR_TAG_NAME_MISMATCH", "closes another element than the one that is open, {at}."),
    ("ERR_DOCUMENT_END", "goes on after its end, {at}."),
)
_BY_CODE = {getattr(etree.ErrorTypes, name): sentence for name, sentence in _SENTENCES}
_TRUNCATED = {etree.ErrorTypes.ERR_TAG_NOT_FINISHED}


def _refusal(name: str, error: Any, *, ended: bool) -> NotXmlError:
    """Why a file is no whole XML. The library's own words are left out: they may quote what stands in the file."""
    line = error.position[0]
    if ended and (error.code in _TRUNCATED or error.code not in _BY_CODE) and line:
        return NotXmlError(name, f"breaks off in line {line:,}, before its end.", "Copy or export it again.")
    at = f"in line {line:,}" if line else "somewhere"
    sentence = _BY_CODE.get(error.code, "is not well-formed XML, {at}.")
    return NotXmlError(name, sentence.format(at=at))


Node = tuple[str, "str | Sequence[Node]"]
"""An element to be written: its name, and its text or the elements in it."""


class XmlWriter:
    """Writes elements one after the other, indented, in UTF-8. Names are the program's own and are not checked."""

    def __init__(self, file: IO[str]) -> None:
        self._file = file
        self._open: list[str] = []
        file.write('<?xml version="1.0" encoding="UTF-8"?>\n')

    def open(self, name: str) -> None:
        """Begins an element that others will stand in."""
        self._file.write(f"{'  ' * len(self._open)}<{name}>\n")
        self._open.append(name)

    def close(self) -> None:
        """Ends the element that was begun last."""
        name = self._open.pop()
        self._file.write(f"{'  ' * len(self._open)}</{name}>\n")

    def write(self, node: Node) -> None:
        """Writes a whole element."""
        self._file.write("".join(_lines(node, "  " * len(self._open))))


def _lines(node: Node, indent: str) -> Iterator[str]:
    name, content = node
    if isinstance(content, str):
        if _NO_XML_CHARACTER.search(content):
            raise RokerError(f"{name}: a value holds a character that XML cannot have. Correct it in the case system.")
        yield f"{indent}<{name}>{escape(content)}</{name}>\n"
        return
    yield f"{indent}<{name}>\n"
    for each in content:
        yield from _lines(each, indent + "  ")
    yield f"{indent}</{name}>\n"


@contextmanager
def xml_writer(path: Path) -> Iterator[XmlWriter]:
    """Writes an XML file: whole, or not at all where writing it fails."""
    part = path.with_name(path.name + ".part")
    try:
        with part.open("w", encoding="utf-8", newline="\n") as file:
            yield XmlWriter(file)
        part.replace(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
