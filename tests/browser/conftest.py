"""A browser, and the site as people meet it: served in a process of its own, with the demonstration people."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from roker.web.people.sign_in import DEMONSTRATION_PASSWORD
from tests import cast

_ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)
_SERVE = """
import sys
from pathlib import Path
from roker.web import service
home = Path(sys.argv[1])
service.prepare(home)
service.add_demonstration_people(home)
service.serve(home, "127.0.0.1", int(sys.argv[2]), lambda: None)
"""


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """Debian's Chromium, driven by Playwright. Nothing is ever downloaded for it."""
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    if path is None:
        pytest.skip("There is no Chromium on this machine (on Debian: apt install chromium).")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(_ARGUMENTS))
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the site on the cast's record."""
    home = tmp_path_factory.mktemp("site")
    cast.load(home, cast.reading())
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, "-c", _SERVE, str(home), str(port)], env={**os.environ, "ROKER_HOME": ""}
    )
    _wait_for(port)
    yield f"http://127.0.0.1:{port}"
    process.send_signal(signal.SIGINT)
    assert process.wait(timeout=15) == 0


def _wait_for(port: int) -> None:
    for _ in range(200):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise AssertionError("the site did not start")


@pytest.fixture
def screens(request: pytest.FixtureRequest) -> Path:
    """Where screenshots go: ROKER_SCREENS if it names a directory, otherwise nowhere that is kept."""
    chosen = os.environ.get("ROKER_SCREENS")
    return Path(chosen) if chosen else request.getfixturevalue("tmp_path")


@pytest.fixture
def visit(chromium: Any, site: str) -> Iterator[Callable[..., Any]]:
    """A page of the site in a browser of one's own, signed in as a demonstration person where one is named."""
    contexts = []

    def open_page(who: str = "", width: int = 1280, height: int = 900, **options: Any) -> Any:
        context = chromium.new_context(viewport={"width": width, "height": height}, base_url=site, **options)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(15_000)
        page.goto("/sign-in/")
        if who:
            page.get_by_label("Sign-in name").fill(who)
            page.get_by_label("Password", exact=True).fill(DEMONSTRATION_PASSWORD)
            page.locator("main").get_by_role("button", name="Sign in").click()
        return page

    yield open_page
    for context in contexts:
        context.close()
