"""What the site keeps in the Roker home directory, and under which names."""

import os
import secrets
from pathlib import Path

HOME_VARIABLE = "ROKER_HOME"


def home_directory() -> Path:
    """The directory named by ROKER_HOME, otherwise `var` under the current directory. Nothing is created."""
    return Path(os.environ.get(HOME_VARIABLE) or "var").absolute()


def site_database(home: Path) -> Path:
    """Where accounts, questions and the reading log lie."""
    return home / "site.sqlite3"


def secret_key(home: Path) -> str:
    """The key kept by `keep_secret_key`; before that, one for this process alone, so that nothing is ever unsigned."""
    try:
        return _secret_file(home).read_text(encoding="ascii")
    except FileNotFoundError:
        return secrets.token_urlsafe(50)


def keep_secret_key(home: Path) -> None:
    """Make the home directory and its secret key, once; only the owner may read the key."""
    home.mkdir(parents=True, exist_ok=True)
    try:
        descriptor = os.open(_secret_file(home), os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(secrets.token_urlsafe(50))


def _secret_file(home: Path) -> Path:
    return home / "secret.key"
