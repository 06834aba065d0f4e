"""Runs the site under gunicorn inside this process: a few workers with threads, quiet, stopped by Ctrl-C."""

from typing import Any

from django.core.wsgi import get_wsgi_application
from gunicorn.app.base import BaseApplication  # type: ignore[import-untyped]
from gunicorn.glogging import Logger  # type: ignore[import-untyped]

from roker.web.safety import NoValues


class QuietLog(Logger):  # type: ignore[misc]
    """Gunicorn's log without addresses: they may carry a child's number."""

    def setup(self, cfg: Any) -> None:
        super().setup(cfg)
        for handler in self.error_log.handlers:
            handler.setFormatter(NoValues())


class _Site(BaseApplication):  # type: ignore[misc]
    def __init__(self, host: str, port: int) -> None:
        self._bind = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
        super().__init__()

    def load_config(self) -> None:
        choices = {
            "bind": self._bind,
            "workers": 2,
            "worker_class": "gthread",
            "threads": 4,
            "loglevel": "warning",
            "logger_class": QuietLog,
            "control_socket_disable": True,
            "graceful_timeout": 5,
            "proc_name": "roker",
        }
        for name, value in choices.items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        return get_wsgi_application()


def run(host: str, port: int) -> None:
    """Serve until stopped. Does not return: gunicorn ends the process."""
    _Site(host, port).run()
