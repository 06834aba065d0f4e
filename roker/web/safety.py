"""What protects every answer of the site: headers, and logs that carry no value of a row."""

import logging
import traceback
from collections.abc import Callable
from types import TracebackType
from typing import TypeAlias

from django.http import HttpRequest, HttpResponse

Answer: TypeAlias = Callable[[HttpRequest], HttpResponse]
ErrorInfo: TypeAlias = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]

_ALLOWED_SOURCES = {
    "default-src": "'none'",
    "base-uri": "'none'",
    "connect-src": "'self'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
    "img-src": "'self'",
    "script-src": "'self'",
    "style-src": "'self'",
}
CONTENT_SECURITY_POLICY = "; ".join(f"{what} {whence}" for what, whence in _ALLOWED_SOURCES.items())


def safe_headers(answer: Answer) -> Answer:
    """Nothing from elsewhere is run or shown, and no page is kept by a browser or on the way; files of ours may be."""

    def with_headers(request: HttpRequest) -> HttpResponse:
        response = answer(request)
        response.headers["Content-Security-Policy"] = CONTENT_SECURITY_POLICY
        response.headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()"
        response.headers["X-Robots-Tag"] = "noindex, nofollow"
        response.headers.setdefault("Cache-Control", "no-store")
        return response

    return with_headers


class NoValues(logging.Formatter):
    """Says where and what kind; no address with a child's number, and no text of an error, which may quote a row.

    A record that Django makes for a request becomes its method, status and route; an error becomes its class and the
    lines of code that it passed through.
    """

    def format(self, record: logging.LogRecord) -> str:
        parts = [self.formatTime(record), record.levelname, record.name, self._said(record)]
        text = " ".join(parts)
        if record.exc_info and record.levelno >= logging.ERROR:  # a refusal is no fault: its line is enough
            return f"{text}\n{self.formatException(record.exc_info)}"
        return text

    def formatException(self, ei: ErrorInfo) -> str:  # noqa: N802 - the name is logging's
        lines: list[str] = []
        error: BaseException | None = ei[1]
        while error is not None and len(lines) < 100:
            lines += [
                f"  {frame.filename}:{frame.lineno} in {frame.name}"
                for frame in traceback.extract_tb(error.__traceback__)
            ]
            lines.append(f"  {type(error).__module__}.{type(error).__qualname__} (text left out)")
            error = error.__cause__ or error.__context__
        return "\n".join(lines)

    def _said(self, record: logging.LogRecord) -> str:
        request = getattr(record, "request", None)
        if isinstance(request, HttpRequest):
            route = request.resolver_match.route if request.resolver_match else "no such page"
            return f"{request.method} {getattr(record, 'status_code', '')} /{route}"
        if record.name.startswith("roker"):
            return record.getMessage()
        return str(record.msg)  # the pattern of the message, without what was put into it
