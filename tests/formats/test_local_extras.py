"""Every entity of the record can be given as a csv file, and is read back as it was written."""

from datetime import date, datetime

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from roker.database import Database
from roker.errors import RokerError
from roker.formats import local_extras, ssd
from roker.formats.ssd_words import AS_IDS
from roker.formats.tabular_ids import is_made
from roker.formats.values import cleaned, read_id, read_text
from roker.record import CODE_SETS, ENTITIES, Kind

TODAY = date(2024, 5, 1)

_TEXTS = [
    *(
        "North team|a,b|a;b|a\tb|O'Brien|'|''|\"|\"quoted\"|#tag|=1+1|+44 20|-x|@a|'=1|''=1|'@|~77|a/b|1/2020-01-02"
    ).split("|"),
    *(
        "Zoë|Łukasz|Ahmed \u0623\u062d\u0645\u062f|\u674e\u5c0f\u9f99|\U0001f600|½|§ 20|K\u0301|no|0.0|00|1.0|-5|1e3"
    ).split("|"),
    "a text with a comma, and so long that it is not looked up among the fillers",
    "word " * 60,
]
_TEXTS = [text for text in map(cleaned, _TEXTS) if read_text(text) == (text, None)]
_IDS = st.sampled_from([text for text in _TEXTS if read_id(text) == (text, None)])
_TEXTS = st.sampled_from(_TEXTS)
_DAYS = st.dates(date(1990, 1, 1), TODAY)
_VALUES = {
    Kind.TEXT: _TEXTS,
    Kind.ID: _IDS,
    Kind.NUMBER: st.one_of(st.integers(-99, 99).map(float), st.sampled_from([0.5, 999.9, 12.25])),
    Kind.DATE: _DAYS,
    Kind.TIME: st.datetimes(datetime(1990, 1, 1), datetime(2024, 5, 1)).map(lambda time: time.replace(microsecond=0)),
    Kind.JSON: st.sampled_from(['["1A", "2B"]', '{"NFA_FLAG": "Y", "COMMENTS": "é, \\"so\\""}', "[]"]),
}


ROWS = 12
"""Rows of one example; each is about another child, so that none repeats another."""


def _value(entity, field):
    if field.codes and field.kind is Kind.CODE:
        return st.one_of(st.none(), st.sampled_from(sorted(CODE_SETS[field.codes].labels)))
    if field.codes == "assessment_factor":
        return st.just('["1A", "2B"]')
    if str(field) in AS_IDS:
        return st.one_of(st.none(), _IDS)
    return st.one_of(st.none(), _VALUES[field.kind])


def _rows(entity, *, for_ssd):
    """Rows as a reader makes them: with made ids of their own, and references to rows that are made so."""
    drawn = {field.name: _value(entity, field) for field in entity.fields}
    for field in entity.fields:
        if field.refers_to and is_made(ENTITIES[field.refers_to]):
            drawn[field.name] = st.sampled_from([None, "~77"] if for_ssd else [None, "{}/2020-01-02", "~77"])
        if for_ssd and field.ssd is None and field.name != "person_id":
            drawn[field.name] = st.none()
    if entity.happened_on:
        drawn[entity.happened_on] = _DAYS
    if entity.name == "person":
        drawn["dob"] = _DAYS  # else an expected date that is past is taken for it
    if entity.name == "cla_episodes":
        drawn["cla_id"] = st.none()  # else the number of a period of care is made into its id
    drawn["recorded_time"] = st.none() if for_ssd else st.one_of(st.none(), _VALUES[Kind.TIME])
    one = st.fixed_dictionaries(drawn)
    rows = st.lists(one, min_size=ROWS, max_size=ROWS)
    return rows.map(lambda rows: [_numbered(entity, row, place, for_ssd) for place, row in enumerate(rows)])


def _numbered(entity, row, place, for_ssd):
    """A row with its numbers: of its child, of its form, and the id that is made of them."""
    number = str(4711 + place)
    row = {name: value.format(100 + place) if value == "{}/2020-01-02" else value for name, value in row.items()}
    row["system_id"] = number
    if "person_id" in row:
        row["person_id"] = str(100 + place)
    for field in entity.fields:
        if field.name in entity.key and field.kind in {Kind.ID, Kind.TEXT} and not field.refers_to:
            row[field.name] = number
        elif field.name in entity.key and field.kind is Kind.DATE and "person_id" not in row:
            row[field.name] = date(2020, 1, 1 + place)
    if entity.numbered_by and entity.numbered_by not in entity.key:
        row[entity.numbered_by] = None
    elif entity.numbered_by:
        row["system_id"] = row[entity.numbered_by] = row[entity.numbered_by] or number
    elif for_ssd:
        row["system_id"] = None
    if is_made(entity):
        day = row.get(entity.happened_on) if entity.happened_on else None
        row[entity.own_id] = f"{row['person_id']}/{day or '~' + number}"
    return entity.row_of(row)


def _held(database, entity):
    names = [name for name, _ in entity.columns() if name != "found_in"]
    return sorted(database.rows(f"SELECT {', '.join(names)} FROM {entity.name}"), key=str)


@pytest.mark.parametrize("entity", ENTITIES, ids=lambda entity: entity.name)
def test_every_entity_is_read_as_it_was_written(entity, tmp_path_factory):
    @settings(max_examples=1, phases=[Phase.generate])
    @given(_rows(entity, for_ssd=False))
    def check(rows):
        folder = tmp_path_factory.mktemp("extras")
        with Database.in_memory() as database:
            database.create_table(entity.name, entity.columns(), rows)
            local_extras.write(folder, database)
            again = local_extras.read(folder, snapshot_on=TODAY, today=TODAY)
            assert _held(again.tables, entity) == _held(database, entity)

    check()


WITH_CHILD = [entity for entity in ssd.TABLES.values() if all(f.ssd for f in entity.fields if f.name == "person_id")]
"""Tables of the dataset that name the child, or are about none."""


@pytest.mark.parametrize("as_parquet", [False, True], ids=["csv", "parquet"])
@pytest.mark.parametrize("entity", WITH_CHILD, ids=lambda entity: entity.name)
def test_every_table_of_the_dataset_is_read_as_it_was_written(entity, as_parquet, tmp_path_factory):
    @settings(max_examples=1, phases=[Phase.generate])
    @given(_rows(entity, for_ssd=True))
    def check(rows):
        folder = tmp_path_factory.mktemp("ssd")
        with Database.in_memory() as database:
            database.create_table(entity.name, entity.columns(), rows)
            (path,) = ssd.write(folder, database, as_parquet=as_parquet)
            again = ssd.read(folder, snapshot_on=TODAY, today=TODAY)
            assert _held(again.tables, entity) == _held(database, entity)
            assert path.stem == entity.ssd

    check()


def _example(entity, field, place):
    if field.refers_to == "person":
        return str(100 + place)
    if field.refers_to and is_made(ENTITIES[field.refers_to]):
        return _own(ENTITIES[field.refers_to], place)
    if field.kind is Kind.CODE:
        return sorted(CODE_SETS[field.codes].labels)[place % len(CODE_SETS[field.codes].labels)]
    examples = {
        Kind.ID: f"{field.name}-{place + 1}",
        Kind.TEXT: f"text {place}",
        Kind.DATE: date(2020, 1 + place, 2),
        Kind.TIME: datetime(2020, 1 + place, 2, 10, 11),
        Kind.NUMBER: float(place),
        Kind.JSON: '["1A"]',
    }
    return examples[field.kind]


def _own(entity, place):
    return f"{100 + place}/{date(2020, 1 + place, 2) if entity.happened_on else f'~{entity.name}-{place}'}"


def _whole_dataset(database):
    """Two children with a row in every table, everything referring to something."""
    for entity in ENTITIES:
        rows = []
        for place in range(2):
            row = {field.name: _example(entity, field, place) for field in entity.fields}
            row["system_id"] = f"{entity.name}-{place}"
            if "person_id" in row:
                row["person_id"] = str(100 + place)
            if is_made(entity):
                row[entity.own_id] = _own(entity, place)
            elif entity.numbered_by in entity.key:
                row["system_id"] = row[entity.numbered_by]
            elif entity.numbered_by:
                row[entity.numbered_by] = None
            else:
                row["system_id"] = None
            for field in entity.fields:
                if entity.ssd and field.ssd is None and field.name != "person_id":
                    row[field.name] = None
            rows.append(entity.row_of(row))
        database.create_table(entity.name, entity.columns(), rows)


@pytest.mark.parametrize("as_parquet", [False, True], ids=["csv", "parquet"])
def test_the_whole_dataset_is_read_as_it_was_written(as_parquet, tmp_path):
    with Database.in_memory() as database:
        _whole_dataset(database)
        written = ssd.write(tmp_path, database, as_parquet=as_parquet)
        again = ssd.read(tmp_path, snapshot_on=TODAY, today=TODAY)
        assert len(written) == 48
        for entity in ssd.TABLES.values():
            assert _held(again.tables, entity) == _held(database, entity), entity.name
        assert not [each for each in again.problems if each.kind in {"orphan", "missing_table", "missing_column"}]


def test_numbers_of_the_system_stand_in_the_dataset(tmp_path):
    with Database.in_memory() as database:
        _whole_dataset(database)
        ssd.write(tmp_path, database)
    header, first, _ = (tmp_path / "ssd_cp_visits.csv").read_text().splitlines()
    assert dict(zip(header.split(","), first.split(","), strict=True)) == {
        "cppv_cp_visit_id": "cp_visits-0",
        "cppv_person_id": "100",
        "cppv_cp_plan_id": "cp_plans-0",
        "cppv_cp_visit_date": "2020-01-02",
        "cppv_cp_visit_seen": "N",
        "cppv_cp_visit_seen_alone": "N",
        "cppv_cp_visit_bedroom": "N",
    }


# ------------------------------------------------------------------------------------------------------ local extras


def _read(tmp_path, files, **more):
    for name, content in files.items():
        (tmp_path / name).write_text(content)
    return local_extras.read(tmp_path, **{"snapshot_on": None, "today": TODAY, **more})


def test_templates_name_every_field_and_are_never_written_over(tmp_path):
    (tmp_path / "allocation.csv").write_text("mine\n")
    written = local_extras.write_templates(tmp_path)
    assert len(written) == len(list(ENTITIES)) - 1
    assert (tmp_path / "allocation.csv").read_text() == "mine\n"
    header = (tmp_path / "cp_plans.csv").read_text().strip().split(",")
    assert header == [*ENTITIES["cp_plans"].field_names(), "system_id", "recorded_time"]


def test_what_a_person_may_fill_in(tmp_path):
    content = (
        "person_id,basis,basis_from,team,recorded_time\n100,Child protection plan,01/03/2024,North,02/03/2024 10:15\n"
    )
    made = _read(tmp_path, {"allocation.csv": content})
    names = "person_id, basis, basis_from, team, worker, recorded_time, found_in"
    assert made.tables.rows(f"SELECT {names} FROM allocation") == [
        ("100", "protection", date(2024, 3, 1), "North", None, datetime(2024, 3, 2, 10, 15), "allocation.csv, row 2")
    ]
    assert made.source == "local_extras"
    assert made.snapshot_on == TODAY
    assert {"allocation.worker", "allocation.basis_to", "allocation.held_from"} == made.absent


def test_references_may_be_ids_that_roker_made(tmp_path):
    visits = "person_id,cp_plan_id,cp_visit_date\n100,100/2024-01-10,2024-02-01\n100,5002,2024-02-02\n"
    made = _read(tmp_path, {"cp_visits.csv": visits})
    assert made.tables.rows("SELECT cp_plan_id FROM cp_visits") == [("100/2024-01-10",), ("~5002",)]
    assert made.snapshot_on == date(2024, 2, 2)


def test_the_terms_of_a_year_may_lie_ahead(tmp_path):
    terms = "term,term_start_date,term_end_date\nSummer,15/04/2024,19/07/2024\nAutumn,02/09/2024,20/12/2024\n"
    made = _read(tmp_path, {"school_term.csv": terms})
    assert made.problems == ()
    assert made.tables.rows("SELECT term, term_end_date FROM school_term ORDER BY term") == [
        ("Autumn", date(2024, 12, 20)),
        ("Summer", date(2024, 7, 19)),
    ]


@pytest.mark.parametrize("text", ["=1+1", "+44 20", "-x", "@a", "'=1", "''=1"])
def test_a_text_that_could_be_a_formula_is_written_so_that_it_is_none(text, tmp_path):
    entity = ENTITIES["department"]
    row = entity.row_of({"team_id": "1", "team_name": text, "system_id": "1"})
    with Database.in_memory() as database:
        database.create_table(entity.name, entity.columns(), [row])
        (path,) = local_extras.write(tmp_path, database)
    assert f",'{text}," in path.read_text()
    made = local_extras.read(tmp_path, snapshot_on=TODAY, today=TODAY)
    assert made.tables.rows("SELECT team_name FROM department") == [(text,)]


def test_refusals(tmp_path):
    with pytest.raises(RokerError, match="no file is called after an entity"):
        _read(tmp_path, {"notes.csv": "a\n1\n"})
    with pytest.raises(RokerError, match="02/05/2024 has not come yet"):
        _read(tmp_path, {}, snapshot_on=date(2024, 5, 2))


def test_a_folder_that_cannot_be_written_to_is_said(tmp_path):
    with Database.in_memory() as database:
        _whole_dataset(database)
        (tmp_path / "person.csv").mkdir()
        with pytest.raises(RokerError, match=r"person\.csv could not be written"):
            local_extras.write(tmp_path, database)
