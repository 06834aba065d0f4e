"""The record: what is known of every child, typed, with where each row came from."""

from roker.record.codes import CODE_SETS, CodeSet
from roker.record.entities import ENTITIES
from roker.record.schema import (
    Cell,
    ChildRecord,
    Entity,
    Field,
    Kind,
    Problem,
    Reading,
    Record,
    Sensitivity,
    SourceFile,
)

__all__ = [
    "CODE_SETS",
    "ENTITIES",
    "Cell",
    "ChildRecord",
    "CodeSet",
    "Entity",
    "Field",
    "Kind",
    "Problem",
    "Reading",
    "Record",
    "Sensitivity",
    "SourceFile",
]
