"""The record: what is known of every child, typed, with where each row came from."""

from roker.record.codes import CODE_SETS, CodeSet
from roker.record.entities import ENTITIES
from roker.record.reading import Cell, ColumnReading, Problem, Reading, SourceFile
from roker.record.record import ChildRecord, Record
from roker.record.schema import Entity, Field, Kind, Sensitivity

__all__ = [
    "CODE_SETS",
    "ENTITIES",
    "Cell",
    "ChildRecord",
    "CodeSet",
    "ColumnReading",
    "Entity",
    "Field",
    "Kind",
    "Problem",
    "Reading",
    "Record",
    "Sensitivity",
    "SourceFile",
]
