"""XML as it streams by: what is a record and what is not, and one sentence for each file that cannot be read."""

import hashlib
import tracemalloc
from collections.abc import Callable

import pytest

from roker.errors import RokerError
from roker.formats.xml_stream import LONGEST_RECORD, local_names, open_xml, strays_in, text_of, xml_writer

SECRET = "Zebedee"


def _in_message(content: str, encoding: str = "utf-8", declared: str = "") -> bytes:
    """A message with one child whose name is the secret."""
    head = f'<?xml version="1.0" encoding="{declared or encoding}"?>'
    return f"{head}<Message><Child><Name>{SECRET}</Name>{content}</Child></Message>".encode(encoding)


def _billion_laughs() -> bytes:
    names = "abcdefghij"
    entities = "".join(
        f'<!ENTITY {name} "{f"&{names[number - 1]};" * 10 if number else SECRET}">' for number, name in enumerate(names)
    )
    return f"<!DOCTYPE Message [{entities}]><Message><Child><Name>&j;</Name></Child></Message>".encode()


def _external_entity(system: str = "file:///etc/passwd") -> bytes:
    return (
        f'<!DOCTYPE Message [<!ENTITY x SYSTEM "{system}">]><Message><Child><Name>&x;{SECRET}</Name></Child></Message>'
    ).encode()


def _late_document_type() -> bytes:
    """A document type behind a comment longer than what is looked at first."""
    return b"<!--" + b"x" * 70_000 + b"-->" + _billion_laughs()


Damaged = dict[str, tuple[Callable[[], bytes], str]]

DAMAGED: Damaged = {
    "empty": (lambda: b"", "is empty. Export it again."),
    "text": (SECRET.encode, "is not an XML file. Give the XML file of the return."),
    "workbook": (lambda: b"PK\x03\x04" + SECRET.encode(), "is a workbook or an archive, not an XML file. Give"),
    "web page": (lambda: b"<!DOCTYPE html><html>" + SECRET.encode(), "is a web page, not an XML file. Give"),
    "breaks off": (lambda: _in_message("")[:-20], "breaks off in line 1, before its end. Copy or export it again."),
    "breaks off in a tag": (lambda: _in_message("")[:-4], "breaks off in line 1, before its end. Copy or"),
    "breaks off at once": (lambda: b"<?xml version='1.0'?>\n", "breaks off before its first element. Export it again."),
    "wrong tag": (lambda: _in_message("<a></b>"), "closes another element than the one that is open, in line 1. Exp"),
    "two messages": (lambda: _in_message("") + b"<Message/>", "goes on after its end, in line 1. Export it again."),
    "billion laughs": (_billion_laughs, "declares a document type or entities, which a return never needs and which"),
    "external entity": (_external_entity, "declares a document type or entities, which a return never needs and"),
    "late document type": (_late_document_type, "declares a document type or entities, which a return never needs and"),
    "undeclared entity": (
        lambda: _in_message("&nbsp;"),
        "uses an entity that is not declared, in line 1. Export it again.",
    ),
    "wrong encoding": (
        lambda: _in_message("é", "latin-1", "utf-8"),
        "holds bytes that its encoding does not allow, in",
    ),
    "mixed encodings": (
        lambda: _in_message("é").replace(b"</Child>", b"\xe9</Child>"),
        "holds bytes that its encoding does not allow, in line 1. Export it again.",
    ),
    "unknown encoding": (lambda: _in_message("", "utf-8", "klingon"), "declares an encoding that is not known. Export"),
    "half of utf-16": (
        lambda: _in_message("", "utf-8", "utf-16"),
        "is not well-formed XML, in line 1. Export it again.",
    ),
    "a NUL": (lambda: _in_message("\0"), "holds a character that XML does not allow, in line 1. Export it again."),
    "a control character": (lambda: _in_message("&#7;"), "holds a character that XML does not allow, in line 1. Exp"),
    "deep": (
        lambda: _in_message("<a>" * 100_000 + "</a>" * 100_000),
        "nests elements more than 256 deep or holds a text of more than 10 MB, in line 1. Export it again.",
    ),
    "huge text": (
        lambda: _in_message("x" * 11_000_000),
        "nests elements more than 256 deep or holds a text of more than 10 MB, in line 1. Export it again.",
    ),
    "huge attribute": (lambda: b"<Message a='" + b"x" * 2_000_000 + b"'/>", "has no element in its first megabyte and"),
    "huge name": (lambda: b"<" + b"x" * 1_000_000 + b"/>", "holds a name that is too long for any element, in line 1."),
    "no records": (
        lambda: b"<Message>" + b"<Other>x</Other>" * (LONGEST_RECORD // 14) + b"</Message>",
        "has 16 MB without a whole record of a child, and is no return. Export it again.",
    ),
}
"""Files that no reader can read: how each is made, and how the sentence about it goes on after its name."""


@pytest.fixture
def file(tmp_path):
    def made(content, name="census.xml"):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return made


def _names(path, *paths):
    """The names of the elements in each record, as they are in each record."""
    return [[local_names[each.tag] for each in record] for record in open_xml(path).records(*paths)]


@pytest.mark.parametrize(("build", "sentence"), DAMAGED.values(), ids=DAMAGED.keys())
def test_a_damaged_file_gets_one_sentence(file, build, sentence):
    path = file(build())
    with pytest.raises(RokerError) as refused:
        list(open_xml(path).records("Child"))
    said = str(refused.value)
    assert said.startswith(f"census.xml {sentence}")
    assert SECRET not in said
    assert "\n" not in said
    assert len(said) < 170


def test_nothing_is_fetched(file, tmp_path):
    """Not even a file beside it: the entity is refused before it could be."""
    (tmp_path / "secret.txt").write_text(SECRET)
    with pytest.raises(RokerError, match="declares a document type"):
        open_xml(file(_external_entity((tmp_path / "secret.txt").as_uri())))


@pytest.mark.parametrize(
    ("path", "sentence"),
    [("nowhere.xml", "nowhere.xml does not exist. "), (".", "is a folder, not a file. Give the XML file inside it.")],
)
def test_what_is_no_file(tmp_path, path, sentence):
    with pytest.raises(RokerError, match=sentence):
        open_xml(tmp_path / path)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "iso-8859-1", "windows-1252"])
def test_other_encodings_are_read(file, encoding):
    declared = {"utf-8-sig": "utf-8"}.get(encoding, encoding)
    path = file(_in_message("<Town>Orléans</Town>", encoding, declared))
    (record,) = [text_of(list(each)[1]) for each in open_xml(path).records("Child")]
    assert record == "Orléans"


def test_records_come_in_order_and_whole(file):
    path = file("<M><Header><a/><b/></Header><Children><Child><c>1</c></Child>\n<Child><d/><e/></Child></Children></M>")
    assert _names(path, "Header", "Children/Child") == [["a", "b"], ["c"], ["d", "e"]]


@pytest.mark.parametrize(
    ("before", "child", "inner"), [(10, 12, 13), (65_500, 65_502, 65_503), (70_000, 70_003, 70_003)]
)
def test_a_record_tells_its_line(file, before, child, inner):
    path = file("<M>\n" + "<Other/>\n" * before + "<Child>\n<a>1</a>\n</Child></M>")
    lines = [(record.sourceline, *(each.sourceline for each in record)) for record in open_xml(path).records("Child")]
    assert lines == [(child, inner)]


@pytest.mark.parametrize("declared", ['xmlns="urn:x"', 'xmlns:p="urn:x"'])
def test_namespaces_are_no_part_of_a_name(file, declared):
    p = "p:" if ":p" in declared else ""
    path = file(f"<{p}M {declared}><{p}Child><{p}a/></{p}Child></{p}M>")
    assert open_xml(path).root == "M"
    assert _names(path, "Child") == [["a"]]


def test_a_record_inside_another_is_no_record(file):
    xml = open_xml(file("<M><Child><a/><Child><b/></Child></Child></M>"))
    assert [[local_names[each.tag] for each in record] for record in xml.records("Child")] == [["a", "Child"]]


def test_what_stands_beside_the_records_is_told(file):
    xml = open_xml(file("<M>one<New>x</New><Box>two<Child/>three<Odd/><Child/><Last/></Box><End/></M>"))
    assert len(list(xml.records("Box/Child"))) == 2
    assert sorted((stray.within, stray.name, stray.text) for stray in xml.strays) == [
        ("Box", "Last", ""),
        ("Box", "Odd", ""),
        ("Box", "text", "three"),
        ("Box", "text", "two"),
        ("M", "End", ""),
        ("M", "New", "x"),
        ("M", "text", "one"),
    ]


def test_strays_in_a_record(file):
    text = (
        '<M xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        '<Child kind="x">one<a xsi:nil="true"/>two<b>three</b></Child></M>'
    )
    xml = open_xml(file(text))
    found = [(stray.within, stray.name, stray.text) for record in xml.records("Child") for stray in strays_in(record)]
    assert found == [("Child", "@kind", "x"), ("Child", "text", "two"), ("Child", "text", "one")]


@pytest.mark.parametrize(("before", "asked"), [("", False), ("x" * 200_000, False), ('<a b="1"/>', True)])
def test_whether_attributes_need_to_be_looked_for(file, before, asked):
    """Only where a sign of equality stood since the record before; the declaration has one."""
    xml = open_xml(file(f"<M><Child/>{'<o/>' * 40_000}<Child><c>{before}</c></Child></M>"))
    answers = [xml.may_have_attributes for _ in xml.records("Child")]
    assert answers[-1] is asked


def test_comments_and_instructions_are_passed_over(file):
    path = file("<M><?go on?><Child><!-- a note --><a>1<!-- in the middle -->2</a></Child></M>")
    assert [text_of(next(iter(record))) for record in open_xml(path).records("Child")] == ["12"]


def test_size_and_hash_are_those_of_the_file(file):
    path = file("<M><Child/></M>")
    xml = open_xml(path)
    with pytest.raises(ValueError, match="not been read"):
        _ = xml.source
    told = []
    list(xml.records("Child", progress=lambda done, of: told.append((done, of))))
    assert (xml.source.name, xml.source.size) == ("census.xml", 15)
    assert xml.source.sha256 == hashlib.sha256(b"<M><Child/></M>").hexdigest()
    assert told[-1] == (15, 15)


def test_memory_does_not_grow_with_the_file(file):
    def peak(children):
        path = file("<M>" + f"<Child><a>{'x' * 500}</a></Child>" * children + "</M>")
        tracemalloc.start()
        try:
            assert sum(1 for _ in open_xml(path).records("Child")) == children
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()

    assert peak(20_000) < peak(1_000) + 100_000


# ------------------------------------------------------------------------------------------------------------- writing


def test_what_is_written_is_read(tmp_path):
    path = tmp_path / "a.xml"
    with xml_writer(path) as writer:
        writer.open("Message")
        writer.write(("Child", [("Name", "a < b & “c”"), ("Inner", [("x", "1"), ("x", "2")])]))
        writer.close()
    assert path.read_text(encoding="utf-8").splitlines() == [
        '<?xml version="1.0" encoding="UTF-8"?>',
        "<Message>",
        "  <Child>",
        "    <Name>a &lt; b &amp; “c”</Name>",
        "    <Inner>",
        "      <x>1</x>",
        "      <x>2</x>",
        "    </Inner>",
        "  </Child>",
        "</Message>",
    ]
    assert [text_of(next(iter(record))) for record in open_xml(path).records("Child")] == ["a < b & “c”"]


@pytest.mark.parametrize("error", [RuntimeError, KeyboardInterrupt])
def test_a_file_is_written_whole_or_not_at_all(tmp_path, error):
    path = tmp_path / "a.xml"
    path.write_text("older")

    def break_off():
        with xml_writer(path) as writer:
            writer.open("Message")
            raise error

    with pytest.raises(error):
        break_off()
    assert [(each.name, each.read_text()) for each in tmp_path.iterdir()] == [("a.xml", "older")]


def test_a_character_that_xml_cannot_hold_is_refused(tmp_path):
    sentence = "^Name: a value holds a character that XML cannot have. Correct it in the case system.$"
    with pytest.raises(RokerError, match=sentence), xml_writer(tmp_path / "a.xml") as writer:
        writer.write(("Name", f"{SECRET}\x07"))
