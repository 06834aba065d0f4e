"""Pages as tests read them: strictly parsed, with their links, forms and tables."""

import html
import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urldefrag, urljoin, urlsplit
from xml.etree import ElementTree as ET

import html5lib

HTML = "{http://www.w3.org/1999/xhtml}"


@dataclass(frozen=True)
class Page:
    """A page that was parsed without a single error."""

    address: str
    text: str
    tree: ET.Element

    def all(self, tag: str, **attributes: str) -> list[ET.Element]:
        """Elements of a tag with these attributes."""
        found = self.tree.iter(f"{HTML}{tag}")
        return [
            each for each in found if all(each.get(name.rstrip("_")) == value for name, value in attributes.items())
        ]

    def links(self) -> Iterator[str]:
        """The addresses on this site that the page leads to by a link or a form that only asks."""
        hrefs = [each.get("href", "") for each in self.all("a")]
        for form in self.all("form"):
            if form.get("method", "get") == "get":
                action = form.get("action", "")
                hrefs += [action, *(f"{action}?{query}" for query in _answers(form))]
        for href in hrefs:
            address, _ = urldefrag(urljoin(self.address, href))
            if address.startswith("/"):
                yield address


def _answers(form: ET.Element) -> Iterator[str]:
    """What each option of each choice of a form would send."""
    for select in form.iter(f"{HTML}select"):
        for option in select.iter(f"{HTML}option"):
            yield f"{select.get('name')}={option.get('value')}"


def parse(response: Any, address: str) -> Page:
    """The page of a response, read once; any error of the HTML is an error of the test."""
    if not hasattr(response, "parsed"):
        text = response.content.decode()
        response.parsed = Page(address=address, text=text, tree=html5lib.HTMLParser(strict=True).parse(text))
    return response.parsed


def words(element: ET.Element) -> str:
    """What an element says, in one line."""
    return re.sub(r"\s+", " ", "".join(element.itertext())).strip()


def plain(response: Any) -> str:
    """What a response says, with its marks unescaped."""
    return html.unescape(response.content.decode())


def crawl(client: Any, starts: list[str], most: int = 400) -> dict[str, Any]:
    """Every page that can be reached from some addresses by links and by forms that only ask."""
    seen: dict[str, Any] = {}
    waiting = deque(starts)
    while waiting and len(seen) < most:
        address = waiting.popleft()
        if address in seen or urlsplit(address).path.startswith("/static/"):
            continue
        response = client.get(address, follow=True)
        seen[address] = response
        if response.status_code == 200:
            waiting.extend(parse(response, address).links())
    return seen
