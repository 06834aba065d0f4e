"""The store: every load kept for ever, so that any past day can be asked again."""

from roker.store.known import Known
from roker.store.manifest import Load, Redaction
from roker.store.store import Store

__all__ = ["Known", "Load", "Redaction", "Store"]
