"""The SSDA903 return as XML: one that the published schema takes is read like its csv files."""

from datetime import date

import pytest

from roker.errors import RokerError
from roker.formats import ssda903
from roker.record import Record
from tests.formats.ssda903_return import SAMPLES, read, rows, said

RETURN = """<?xml version="1.0"?>
<EXPSSDA903>
  <CHILD>
    <HEADER>
      <CHILDID>101</CHILDID><UPN>A123456789012</UPN><SEX>1</SEX><DOB>05/06/2005</DOB><ETHNIC>WBRI</ETHNIC>
      <UASC>1</UASC><DUC>05/06/2023</DUC>
      <DATE_INT>01/05/2020</DATE_INT><DATE_MATCH>02/06/2020</DATE_MATCH><FOSTER_CARE>0</FOSTER_CARE>
      <NB_ADOPTR>2</NB_ADOPTR><SEX_ADOPTR>MF</SEX_ADOPTR><LS_ADOPTR>L11</LS_ADOPTR>
      <IN_TOUCH>YES</IN_TOUCH><ACTIV>F5</ACTIV><ACCOM>U1</ACCOM>
      <AMISSING><MISSING>M</MISSING><MIS_START>01/05/2023</MIS_START><MIS_END>02/05/2023</MIS_END></AMISSING>
      <AMISSING><MISSING>A</MISSING><MIS_START>01/06/2023</MIS_START></AMISSING>
      <AREVIEW><REVIEW>20/05/2023</REVIEW><REVIEW_CODE>PN1</REVIEW_CODE></AREVIEW>
      <MOTHER>0</MOTHER>
      <PERMANENCE><PREV_PERM>P1</PREV_PERM><LA_PERM>301</LA_PERM><DATE_PERM>zz/05/2015</DATE_PERM></PERMANENCE>
      <OC2><SDQ_SCORE>12</SDQ_SCORE><CONVICTED>0</CONVICTED></OC2>
      <AD_PLACED><DATE_PLACED>01/05/2020</DATE_PLACED></AD_PLACED>
    </HEADER>
    <EPISODE>
      <DECOM>01/05/2020</DECOM><RNE>S</RNE><LS>C1</LS><CIN>N1</CIN><PL>U6</PL><PL_POST>AB1 3EF</PL_POST>
      <HOME_POST>AB1 2CD</HOME_POST><URN>1234567</URN><PLACE_PROVIDER>PR1</PLACE_PROVIDER><DEC></DEC><REC></REC>
    </EPISODE>
  </CHILD>
  <CHILD>
    <HEADER>
      <CHILDID>102</CHILDID><UPN>UN1</UPN><SEX>2</SEX><DOB>29/02/2008</DOB><ETHNIC>MWBC</ETHNIC><UASC>0</UASC>
    </HEADER>
  </CHILD>
</EXPSSDA903>
"""


@pytest.fixture
def xml(tmp_path):
    def made(text: str = RETURN, **more):
        path = tmp_path / "return.xml"
        path.write_text(text, encoding="utf-8")
        return read(path, **more)

    return made


def test_what_is_read_here_is_what_the_schema_takes():
    from lxml import etree

    schema = etree.XMLSchema(etree.parse(str(SAMPLES / "csc-data-synthesizer" / "CLA.xsd")))
    schema.assertValid(etree.fromstring(RETURN.encode()))


def test_every_element_has_its_place(xml):
    reading = xml()
    assert said(reading) == []
    assert reading.counts == {
        "Header": 2, "Episodes": 1, "Reviews": 1, "UASC": 1, "OC2": 1, "OC3": 1, "AD1": 1, "PlacedAdoption": 1,
        "PrevPerm": 1, "Missing": 2,
    }  # fmt: skip
    assert rows(reading, "person", "person_id", "sex", "dob", "upn", "upn_unknown", "is_mother", "found_in") == [
        ("101", "M", date(2005, 6, 5), "A123456789012", None, "N", "return.xml, Header, row 3"),
        ("102", "F", date(2008, 2, 29), None, "UN1", None, "return.xml, Header, row 23"),
    ]
    assert rows(reading, "cla_episodes", "person_id", "placement_type", "placement_postcode", "cla_id") == [
        ("101", "U6", "AB1 3EF", "101/2020-05-01")
    ]
    assert rows(reading, "permanence", "adm_decision_date", "number_of_adopters") == [(date(2020, 5, 1), 2)]
    assert rows(reading, "care_leaver_birthday", "birthday_date", "accommodation") == [(date(2023, 6, 5), "U")]
    assert rows(reading, "missing", "missing_episode_type", "missing_episode_end_date") == [
        ("M", date(2023, 5, 2)),
        ("A", None),
    ]
    assert rows(reading, "cla_reviews", "cla_review_participation", "cla_id") == [("PN1", "101/2020-05-01")]
    assert rows(reading, "care_outcomes", "sdq_score", "convicted", "teeth_check") == [(12, "N", None)]
    assert "care_outcomes.teeth_check" in reading.absent


def test_columns_that_only_the_expanded_return_has(xml):
    more = "<PL_LA>E06000023</PL_LA><PL_LOCATION>OUT</PL_LOCATION><PL_DISTANCE>12.5</PL_DISTANCE></EPISODE>"
    reading = xml(RETURN.replace("</EPISODE>", more))
    fields = ("placement_authority", "placement_location", "placement_distance")
    assert rows(reading, "cla_episodes", *fields) == [("E06000023", "OUT", 12.5)]
    assert rows(reading, "cla_placement", *fields[:2], "cla_placement_distance") == [("E06000023", "OUT", 12.5)]
    assert said(reading) == []


def test_elements_that_are_none_of_the_return_are_said(xml):
    odd = RETURN.replace("</EPISODE>", "<NOTE>x</NOTE></EPISODE>").replace("<UASC>", "<SHOE>9</SHOE><UASC>")
    odd = odd.replace("</CHILD>\n</EXP", "<TOY/></CHILD>\n<SCHOOL/>\n</EXP")
    assert said(xml(odd)) == [
        "unknown_element: return.xml, HEADER, row 6, “SHOE”: 2 times, first in line 6",
        "unknown_element: return.xml, EPISODE, row 21, “NOTE”: once, in line 21",
        "unknown_element: return.xml, CHILD, row 27, “TOY”: once, in line 27",
        "beside_elements: return.xml, EXPSSDA903, row 28, “SCHOOL”: once, in line 28",
    ]


@pytest.mark.parametrize("text", [RETURN[:900], RETURN.replace("</HEADER>", "", 1), "", "<EXPSSDA903>"])
def test_a_damaged_file_is_refused_in_one_sentence(text, xml):
    with pytest.raises(RokerError) as refused:
        xml(text)
    assert "return.xml" in str(refused.value)
    assert "\n" not in str(refused.value)


def test_from_xml_to_csv(xml, tmp_path):
    """What came as XML, written as csv files and read again, is the same record."""
    first = xml()
    left = ssda903.write(tmp_path / "csv", Record.of(first), 2024)
    again = read(tmp_path / "csv")
    assert [each.kind for each in left if each.kind == "left_blank"] == []
    for entity in ("person", "cla_episodes", "cla_placement", "legal_status", "cla_reviews", "missing", "care_outcomes",
                   "care_leaver_birthday", "cla_previous_permanence"):  # fmt: skip
        assert [row[:-1] for row in again.rows[entity]] == [
            row[:-1] for row in first.rows[entity] if entity != "person" or row[0] == "101"
        ], entity
