"""Lets schemathesis aim: what it makes up at random hardly ever names a thing that is there, or a time that can be booked.

Only requests that are to be valid are changed, and not all of them. MADOGUCHI_STOCK names a file with the ids by collection.
"""

import json
import os
import pathlib
import random

import schemathesis
from schemathesis.generation.meta import TestPhase

from stock import STARTS

IDS = json.loads(pathlib.Path(os.environ["MADOGUCHI_STOCK"]).read_text(encoding="utf-8"))
TIMES = {"start", "end", "at", "received_at"}
CHANCE = random.Random(2804)


def aimed(value: object, name: str = "") -> object:
    """The same with ids that are there, and times on the grid."""
    if isinstance(value, dict):
        return {name: aimed(member, name) for name, member in value.items()}
    if isinstance(value, list):
        return [aimed(element, name) for element in value]
    if isinstance(value, str):
        if name in TIMES:
            return CHANCE.choice(STARTS)
        if ids := IDS.get(f"{name}s"):
            return CHANCE.choice(ids)
    return value


@schemathesis.hook
def before_call(context: schemathesis.HookContext, case: schemathesis.Case, kwargs: dict) -> None:
    if case.meta is None or not case.meta.generation.mode.is_positive or CHANCE.random() < 0.3:
        return
    if case.meta.phase.name == TestPhase.STATEFUL:
        # Its steps are about what they made themselves.
        return
    collection = case.operation.path.removeprefix("/v1/offices/{office}/").split("/")[0]
    if "id" in case.path_parameters and (ids := IDS.get(collection)):
        case.path_parameters["id"] = CHANCE.choice(ids)
    case.body = aimed(case.body)
