"""The closed list of kinds of reason for which a limit was not kept. A code that was used is never taken away."""

from dataclasses import dataclass

from roker.catalogue import Catalogue


@dataclass(frozen=True, kw_only=True)
class ExceptionKind:
    """One kind of reason."""

    code: str
    title: str


EXCEPTION_KINDS: Catalogue[ExceptionKind] = Catalogue(
    ExceptionKind(code="not_found", title="The child or family could not be found or was not at home"),
    ExceptionKind(code="missing", title="The child was missing"),
    ExceptionKind(code="declined", title="The child or family did not want it then"),
    ExceptionKind(code="better_later", title="Later was better for this child, and a manager agreed"),
    ExceptionKind(code="court", title="A court had set another time"),
    ExceptionKind(code="other_agency", title="It waited for another agency"),
    ExceptionKind(code="no_worker", title="No worker was free to do it"),
    ExceptionKind(code="recorded_late", title="It was done in time, and the case system does not say so yet"),
    ExceptionKind(code="other", title="Another reason"),
)
