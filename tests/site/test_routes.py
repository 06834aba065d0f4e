"""Every route for every person, as one table: shown, refused with its sentence, hidden, or sent to sign in."""

import html
from typing import Any

import pytest
from django.urls import URLPattern, get_resolver, reverse

from roker.web.access import NO_ROLE, REFUSALS, Permission
from roker.web.oversight.models import ReasonedException
from roker.web.routes import Public, Route
from roker.web.urls import ROUTES
from tests import cast
from tests.site.asking import answered_question, open_question, sent
from tests.site.test_exceptions import late_clock, record

# shown: a page.  goes on: to another page.  no: refused with the sentence of the permission.  hidden: as if not there.
# One question is open, another one is answered; Amira is one of Sam's children, in Maya's team.
TABLE = """
route     | address                          | how  | anybody | stan    | sam     | maya    | dina    | leo
first     | /                                | get  | sign in | no      | goes on | goes on | goes on | goes on
sign_in   | /sign-in/                        | get  | shown   | goes on | goes on | goes on | goes on | goes on
sign_out  | /sign-out/                       | post | sign in | goes on | goes on | goes on | goes on | goes on
another_day | /another-day/                  | get  | sign in | hidden  | hidden  | hidden  | hidden  | hidden
work      | /work/                           | get  | sign in | no      | shown   | shown   | shown   | no
teams     | /teams/                          | get  | sign in | no      | no      | shown   | shown   | no
held      | /teams/children/                 | get  | sign in | no      | no      | shown   | shown   | no
find      | /children/                       | get  | sign in | no      | shown   | shown   | shown   | hidden
child     | /children/CH-10041/              | get  | sign in | no      | shown   | shown   | shown   | hidden
overview  | /overview/                       | get  | sign in | no      | no      | no      | no      | shown
service   | /service/                        | get  | sign in | no      | no      | no      | shown   | no
behind    | /service/cp_visit_overdue/       | get  | sign in | no      | no      | no      | shown   | no
questions | /questions/                      | get  | sign in | no      | no      | no      | shown   | shown
ask       | /questions/ask/cp_visit_overdue/ | get  | sign in | no      | no      | no      | no      | shown
question  | /questions/OPEN/                 | get  | sign in | no      | no      | no      | shown   | shown
answer    | /questions/OPEN/answer/          | get  | sign in | no      | no      | no      | shown   | no
accept    | /questions/ANSWERED/accept/      | post | sign in | no      | no      | no      | no      | goes on
ask_again | /questions/ANSWERED/ask-again/   | get  | sign in | no      | no      | no      | no      | shown
withdraw  | /questions/OPEN/withdraw/        | get  | sign in | no      | no      | no      | no      | shown
record_reason   | /exceptions/record/CLOCK/CH-10041/ | get | sign in | no | no | shown | shown | hidden
withdraw_reason | /exceptions/withdraw/REASON/CH-10041/ | get | sign in | no | no | shown | shown | hidden
duties    | /duties/                         | get  | sign in | no      | shown   | shown   | shown   | shown
duty      | /duties/icpc/                    | get  | sign in | no      | shown   | shown   | shown   | shown
duty_clocks | /duties/foster_carer_review/clocks/ | get | sign in | no | no | shown | shown | no
data      | /data/                           | get  | sign in | no      | no      | shown   | shown   | no
"""
ROWS = [[cell.strip() for cell in line.split("|")] for line in TABLE.strip().splitlines()]
HEADER, *ROWS = ROWS
PEOPLE = {"anybody": None, **{person.sign_in_name: person for person in cast.PEOPLE}}
BY_NAME = {route.name: route for route in ROUTES}


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])
@pytest.mark.parametrize("who", HEADER[3:])
def test_every_route_for_every_person(who: str, row: list[str], at_home: Any, signed_in: Any, anybody: Any) -> None:
    name, address, how, *expected = row
    address = address.replace("OPEN", str(open_question(signed_in(cast.LEO))))
    address = address.replace("ANSWERED", str(answered_question(signed_in(cast.LEO), signed_in(cast.DINA))))
    if "exceptions" in address:
        maya = signed_in(cast.MAYA)
        late = late_clock(maya)
        record(maya, late)
        address = late if "CLOCK" in address else address.replace("REASON", str(ReasonedException.objects.get().pk))
    person = PEOPLE[who]
    client = signed_in(person) if person else anybody
    response = client.post(address, sent(version=2)) if how == "post" else client.get(address)
    assert response.resolver_match.url_name == name
    assert _outcome(response, person, BY_NAME[name].permission) == expected[HEADER.index(who) - 3]


def _outcome(response: Any, person: cast.Person | None, permission: Permission | Public) -> str:
    if response.status_code == 302:
        return "sign in" if response.url.startswith("/sign-in/?next=") else "goes on"
    if response.status_code == 403 and isinstance(permission, Permission):
        sentence = REFUSALS.get(permission, "") if person and person.role else NO_ROLE.sentence
        return (
            "no"
            if sentence and sentence in html.unescape(response.content.decode())
            else "refused without its sentence"
        )
    return {200: "shown", 404: "hidden"}[response.status_code]


def test_the_table_has_every_route() -> None:
    assert [row[0] for row in ROWS] == [route.name for route in ROUTES]


def test_every_address_of_the_site_is_a_declared_route() -> None:
    patterns = get_resolver().url_patterns
    assert all(isinstance(pattern, URLPattern) for pattern in patterns)
    assert [pattern.name for pattern in patterns] == [route.name for route in ROUTES]


def test_only_signing_in_is_public_and_says_why() -> None:
    public = [route for route in ROUTES if isinstance(route.permission, Public)]
    assert [route.name for route in public] == ["sign_in"]


def test_a_route_without_a_permission_cannot_be_made() -> None:
    with pytest.raises(TypeError, match="declares no permission"):
        Route(path="x/", view=lambda _: None, name="x", permission=None)  # type: ignore[arg-type, return-value]
    with pytest.raises(ValueError, match="says why"):
        Public("")


def test_what_changes_something_is_never_done_by_opening_an_address(at_home: Any, signed_in: Any) -> None:
    number = open_question(signed_in(cast.LEO))
    for route in ROUTES:
        if "GET" not in route.methods:
            kwargs = {"number": number} if "<int:number>" in route.path else {}
            for person in (cast.LEO, cast.DINA):
                response = signed_in(person).get(reverse(route.name, kwargs=kwargs))
                assert response.status_code in (403, 405)
                assert b"<h1" in response.content


@pytest.mark.parametrize(
    ("person", "first_page"),
    [(cast.SAM, "/work/"), (cast.MAYA, "/teams/"), (cast.DINA, "/service/"), (cast.LEO, "/overview/")],
)
def test_the_first_page_of_each_role(person: cast.Person, first_page: str, at_home: Any, signed_in: Any) -> None:
    assert signed_in(person).get("/").url == first_page


# Whose page each child's is. Dean has no team; he is in a team manager's reach because nobody else looks.
CHILD_TABLE = """
child    | sam    | maya    | dina  | leo
CH-10041 | shown  | shown   | shown | hidden
CH-10052 | shown  | shown   | shown | hidden
CH-10063 | no     | no      | shown | hidden
CH-10074 | no     | shown   | shown | hidden
CH-10085 | no     | no      | shown | hidden
CH-99999 | hidden | hidden  | hidden | hidden
"""


def test_every_child_for_every_person(at_home: Any, signed_in: Any) -> None:
    header, *rows = [[cell.strip() for cell in line.split("|")] for line in CHILD_TABLE.strip().splitlines()]
    found = [header]
    for person_id, *_ in rows:
        outcomes = []
        for name in header[1:]:
            response = signed_in(PEOPLE[name]).get(f"/children/{person_id}/")
            outcomes.append({200: "shown", 403: "no", 404: "hidden"}[response.status_code])
        found.append([person_id, *outcomes])
    assert found == [header, *rows]
