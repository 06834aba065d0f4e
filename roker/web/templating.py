"""The templates' surroundings: our own are strict, the component macros are not, and both escape everything."""

import hashlib
from functools import cache
from pathlib import Path
from typing import Any

import jinja2
from django.urls import reverse

from roker.web import wording

_STATIC = Path(__file__).parent / "static"
_COMPONENTS = (
    "button",
    "character-count",
    "details",
    "error-summary",
    "input",
    "inset-text",
    "pagination",
    "password-input",
    "select",
    "service-navigation",
    "skip-link",
    "textarea",
    "warning-text",
)


def environment(**options: Any) -> jinja2.Environment:
    """What Django asks for: strict, so that a missing name is an error and never a blank."""
    own = {"undefined": jinja2.StrictUndefined, "trim_blocks": True}
    options.pop("autoescape", None)
    made = jinja2.Environment(autoescape=True, **{**options, **own})
    made.globals.update(_components())
    made.globals.update(asset=asset, url=_url, counted=wording.counted)
    made.filters.update(day=wording.day, moment=wording.moment, number=wording.number)
    return made


@cache
def asset(name: str) -> str:
    """The address of a file of ours, with a fingerprint: browsers may keep it, and fetch it again when it changes."""
    fingerprint = hashlib.sha256((_STATIC / name).read_bytes()).hexdigest()[:10]
    return f"/static/{name}?{fingerprint}"


def _url(name: str, query: str = "", **parts: object) -> str:
    """The address of a route; `query` goes after a question mark where there is one."""
    address = reverse(name, kwargs=parts)
    return f"{address}?{query}" if query else address


@cache
def _components() -> dict[str, Any]:
    """The GOV.UK components as functions. They are written for parameters that may be missing, so live apart."""
    lenient = jinja2.Environment(
        loader=jinja2.PrefixLoader({"govuk_frontend_jinja": jinja2.PackageLoader("govuk_frontend_jinja")}),
        autoescape=True,
        undefined=jinja2.ChainableUndefined,
    )
    found = {}
    for component in _COMPONENTS:
        macro = "govuk" + "".join(word.capitalize() for word in component.split("-"))
        template = lenient.get_template(f"govuk_frontend_jinja/components/{component}/macro.html")
        found[macro] = getattr(template.module, macro)
    return found
