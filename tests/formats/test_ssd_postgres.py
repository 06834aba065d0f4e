"""The Standard Safeguarding Dataset is read out of a real PostgreSQL, started for the test and gone after."""

from datetime import date

import pytest

from roker.database import Database
from roker.errors import RokerError
from roker.formats import postgres, ssd
from roker.record import ENTITIES
from tests import postgresql

TODAY = date(2024, 5, 1)

_TABLES = """
CREATE SCHEMA ssd_development;
SET search_path = ssd_development;
CREATE TABLE ssd_person (pers_person_id numeric(9), pers_dob timestamp, pers_sex varchar(5), pers_send_flag boolean);
INSERT INTO ssd_person VALUES (100, '2012-03-04', 'F', true), (200, NULL, 'M    ', false);
CREATE TABLE "SSD_CP_PLANS" (cppl_cp_plan_id int, cppl_person_id text, cppl_cp_plan_start_date date,
  cppl_cp_plan_end_date date);
INSERT INTO "SSD_CP_PLANS" VALUES (1, '100', '2024-01-02', NULL), (2, '200', '2024-01-03', '2024-02-01');
CREATE VIEW ssd_cp_visits AS
  SELECT 7 AS cppv_cp_visit_id, 1 AS cppv_cp_plan_id, DATE '2024-01-09' AS cppv_cp_visit_date;
CREATE TABLE ssd_api_data_staging (id int, person_id text, json_payload text, current_hash bytea);
INSERT INTO ssd_api_data_staging VALUES (1, '100', '{"a": "one
two"}', '\\xABCD');
CREATE TABLE ssd_cohort (x int);
CREATE SCHEMA other;
CREATE TABLE other.ssd_person (pers_person_id text);
INSERT INTO other.ssd_person VALUES ('1'), ('2'), ('3');
CREATE ROLE reader LOGIN PASSWORD 'seven-marked-words';
GRANT USAGE ON SCHEMA ssd_development TO reader;
GRANT SELECT ON ALL TABLES IN SCHEMA ssd_development TO reader;
"""


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    """The address of a server with an extract in it."""
    psycopg = pytest.importorskip("psycopg", reason="psycopg is not installed: pip install 'roker[postgresql]'")
    with postgresql.server(tmp_path_factory.mktemp("postgres")) as address:
        with psycopg.connect(address, autocommit=True) as connection:
            connection.execute(_TABLES)
        yield address


@pytest.fixture
def read(server):
    def made(**given):
        return postgres.read(server, **{"snapshot_on": TODAY, "today": TODAY, **given})

    return made


def test_tables_and_views_are_read(read):
    made = read()
    assert made.source == "ssd"
    assert made.tables.rows("SELECT person_id, dob, sex, send_flag FROM person") == [
        ("100", date(2012, 3, 4), "F", "Y"),
        ("200", None, "M", "N"),
    ]
    assert made.tables.rows("SELECT cp_plan_id, cp_plan_end_date, found_in FROM cp_plans") == [
        ("100/2024-01-02", None, "SSD_CP_PLANS, row 2"),
        ("200/2024-01-03", date(2024, 2, 1), "SSD_CP_PLANS, row 3"),
    ]
    assert made.tables.rows("SELECT person_id, cp_plan_id, system_id FROM cp_visits") == [
        ("100", "100/2024-01-02", "7")
    ]
    assert made.tables.rows("SELECT json_payload, current_hash FROM api_data_staging") == [
        ('{"a": "one\\ntwo"}', "abcd")
    ]
    assert {each.name for each in made.files} == {"ssd_person", "SSD_CP_PLANS", "ssd_cp_visits", "ssd_api_data_staging"}


def test_rows_stay_when_the_connection_is_closed(read, tmp_path):
    with Database.on_disk(tmp_path / "work.duckdb") as workspace:
        read(workspace=workspace)
        assert workspace.one("SELECT count(*) FROM person") == (2,)
        assert not list(tmp_path.glob("*.copies"))


def test_what_a_database_and_files_say_is_the_same(read, tmp_path):
    made = read()
    ssd.write(tmp_path, made.tables)
    again = ssd.read(tmp_path, snapshot_on=TODAY, today=TODAY)
    for name in ("person", "cp_plans", "cp_visits"):
        fields = ", ".join(ENTITIES[name].field_names())
        assert again.tables.rows(f"SELECT {fields} FROM {name}") == made.tables.rows(f"SELECT {fields} FROM {name}")


def test_another_schema_may_be_asked_for(read):
    assert read(schema="other").counts == {"ssd_person": 3}
    with pytest.raises(RokerError, match="The schema third has no table"):
        read(schema="third")


def test_the_session_cannot_write(server):
    with postgres._session(server) as session:
        with pytest.raises(postgres.psycopg.errors.ReadOnlySqlTransaction):
            session.execute("CREATE TABLE ssd_development.mark (x int)")
        session.rollback()


def _as(server, user, password):
    parts = postgres.conninfo_to_dict(server)
    return postgres.psycopg.conninfo.make_conninfo(**{**parts, "user": user, "password": password})


def test_a_reader_of_the_schema_is_enough(server):
    made = postgres.read(_as(server, "reader", "seven-marked-words"), snapshot_on=TODAY, today=TODAY)
    assert made.counts["ssd_person"] == 2


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"user": "nobody", "password": "seven-marked-words"}, "or no such user"),
        ({"dbname": "nowhere", "password": "seven-marked-words"}, "nowhere"),
        ({"host": "127.0.0.1", "port": "1", "password": "seven-marked-words"}, "Could not connect to"),
    ],
)
def test_a_connection_that_fails_is_one_sentence_without_the_password(server, changed, sentence):
    parts = {**postgres.conninfo_to_dict(server), **changed}
    with pytest.raises(RokerError, match=sentence) as caught:
        postgres.read(postgres.psycopg.conninfo.make_conninfo(**parts), snapshot_on=None, today=TODAY)
    assert "seven-marked-words" not in str(caught.value)
    assert caught.value.__suppress_context__


def test_a_string_that_is_none_is_refused():
    pytest.importorskip("psycopg", reason="psycopg is not installed: pip install 'roker[postgresql]'")
    with pytest.raises(RokerError, match="cannot be understood") as caught:
        postgres.read("postgresql://a:seven-marked-words@b:c:d/e?x=y", snapshot_on=None, today=TODAY)
    assert "seven-marked-words" not in str(caught.value)


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ('FATAL:  password authentication failed for user "ann"', "refused to let “ann” into it"),
        ('FATAL:  database "x" does not exist', "There is no such thing on the server as it"),
        ("connection refused", "Could not connect to it"),
    ],
)
def test_why_a_connection_failed(said, sentence):
    assert sentence in postgres._why(said, "it", "ann")


@pytest.mark.parametrize(
    ("there", "asked", "chosen"),
    [(["a", "ssd_development"], None, "ssd_development"), (["a"], None, "a"), (["a", "b"], "b", "b")],
)
def test_which_schema_is_read(there, asked, chosen):
    assert postgres._schema(there, asked) == chosen


@pytest.mark.parametrize(("there", "sentence"), [([], "no table such as"), (["a", "b"], "Several schemas")])
def test_when_no_schema_can_be_chosen(there, sentence):
    with pytest.raises(RokerError, match=sentence):
        postgres._schema(there, None)


def test_without_the_package_it_is_named(monkeypatch):
    monkeypatch.setattr(postgres, "psycopg", None)
    with pytest.raises(RokerError, match=r"pip install 'roker\[postgresql\]'"):
        postgres.read("postgresql://a@b/c", snapshot_on=None, today=TODAY)
