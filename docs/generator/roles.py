"""The page on roles: who sees how much, who may do what, and how every address answers each role."""

import os
from dataclasses import dataclass

import django
from django.apps import apps
from django.http import Http404

from docs.generator.markdown import bullets, code, table, whole_page
from roker.web.access import (
    MEANINGS,
    NO_ROLE,
    REACH_WORDS,
    REFUSALS,
    ROLES,
    Permission,
    Refused,
    Role,
    may,
    require_permission,
)

_ABOUT = """A role is data: what people of one kind see first, how much of the record they see, and what they may do. \
Every address declares a permission; every answer passes the same check, and a refusal carries its sentence."""

_ADDRESSES = """## Addresses and roles

- **opens**: the role has the permission. What the page shows is what the role's reach covers.
- **refused**: the page says no, with the sentence above.
- **not there**: for those who see totals only, a page about a child looks like one that does not exist.

Whoever has not signed in is sent to the sign-in page, and then back."""


@dataclass(frozen=True, kw_only=True)
class _Somebody:
    """A signed-in person of one role."""

    role: str
    team: str = "A team"
    worker: str = "A worker"


def page() -> str:
    """The whole page."""
    return whole_page(
        "Roles",
        "`roker/web/access.py` and `roker/web/urls.py`",
        _ABOUT,
        table(["Role", "Code", "Sees", "First page"], [_role(each) for each in ROLES]),
        "## Permissions and roles",
        table(["Permission", *(role.title for role in ROLES)], [_permission(each) for each in Permission]),
        "## What each permission allows, and what a refusal says",
        table(
            ["Permission", "Allows", "Refused with"],
            [[code(each), MEANINGS[each], REFUSALS.get(each, "nobody is refused")] for each in Permission],
        ),
        f"An account without a role is refused with: “{NO_ROLE.sentence}”",
        _ADDRESSES,
        *_addresses(),
    )


def _role(role: Role) -> list[str]:
    return [role.title, code(role.code), REACH_WORDS[role.reach], code(role.first_page)]


def _permission(permission: Permission) -> list[str]:
    return [code(permission), *("yes" if may(_Somebody(role=role.code), permission) else "" for role in ROLES)]


def _addresses() -> list[str]:
    if not apps.ready:
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "roker.web.settings")
        django.setup()
    from roker.web.routes import Public  # noqa: PLC0415 - the site can be imported only when it is set up
    from roker.web.urls import ROUTES  # noqa: PLC0415

    rows, anybody = [], []
    for route in ROUTES:
        named = [code(f"/{route.path}"), code(route.name)]
        if isinstance(route.permission, Public):
            anybody.append(f"{named[0]} ({named[1]}): {route.permission.why}")
        else:
            rows.append([*named, code(route.permission), *(_answer(role, route.permission) for role in ROLES)])
    return [
        table(["Address", "Name", "Permission", *(role.title for role in ROLES)], rows),
        "Open to anybody, and why:",
        bullets(anybody),
    ]


def _answer(role: Role, permission: Permission) -> str:
    """How the site's own check answers."""
    try:
        require_permission(_Somebody(role=role.code), permission)
    except Refused:
        return "refused"
    except Http404:
        return "not there"
    return "opens"
