#!/usr/bin/env python3
"""Joins the fragments of the API's document (*.yaml beside this file) into Resources/openapi.json.

  join.py            writes the document
  join.py --check    ends with 1 when the document is not what the fragments say

openapi.yaml is the frame (openapi, info, servers, security, shared components). Every other fragment has a resource's
`paths`, `components` and `tags`; what two fragments say of the same thing is an error. What every operation has because
all requests pass the same chain (401, 403, 413 …, the idempotency key) is added here, so that a fragment tells only what
is its own.
"""

import json
import pathlib
import re
import sys

import yaml

HERE = pathlib.Path(__file__).resolve().parent
DOCUMENT = HERE.parent / "Resources" / "openapi.json"
FRAME = HERE / "openapi.yaml"
SECTIONS = {"paths", "components", "tags"}
METHODS = ("get", "post", "patch", "delete")

# What the chain in front of every operation with a token may answer, and what in front of one with a body.
GUARDED = {
    "401": "Unauthenticated", "403": "Forbidden", "404": "NotFound", "413": "PayloadTooLarge", "422": "Unprocessable",
    "429": "RateLimited", "500": "InternalError", "503": "Unavailable",
}
WITH_BODY = {"400": "BadRequest", "415": "UnsupportedMediaType"}
REPEATABLE = {"409": "Conflict"}


class Mistake(Exception):
    """A fragment is wrong; the text says where."""


class Loader(yaml.SafeLoader):
    """YAML as JSON knows it: an instant stays text, 12:30 is not a number, `no` is not false, keys are unique text."""


Loader.yaml_implicit_resolvers = {}
for tag, pattern, first in [
    ("bool", r"true|false", "tf"),
    ("null", r"null|~|", ["n", "~", ""]),
    ("int", r"-?(0|[1-9][0-9]*)", "-0123456789"),
    ("float", r"-?(0|[1-9][0-9]*)\.[0-9]+", "-0123456789"),
]:
    Loader.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(f"^(?:{pattern})$"), list(first))


def mapping(loader: Loader, node: yaml.MappingNode) -> dict[str, object]:
    result: dict[str, object] = {}
    for key_node, value_node in node.value:
        if key_node.value in result:
            raise Mistake(f"{key_node.start_mark}: {key_node.value} is there twice")
        result[key_node.value] = loader.construct_object(value_node, deep=True)
    return result


Loader.add_constructor("tag:yaml.org,2002:map", mapping)


def read(path: pathlib.Path) -> dict[str, object]:
    with path.open(encoding="utf-8") as file:
        try:
            content = yaml.load(file, Loader)
        except yaml.YAMLError as error:
            raise Mistake(str(error)) from error
    if not isinstance(content, dict):
        raise Mistake(f"{path.name} is not a mapping")
    return content


def merge(into: dict, fragment: dict, depth: int, where: str) -> None:
    """Adds a fragment's entries; down to `depth` two mappings of the same name become one."""
    for key, value in fragment.items():
        place = f"{where}/{key}"
        if key not in into:
            into[key] = value
        elif depth > 0 and isinstance(into[key], dict) and isinstance(value, dict):
            merge(into[key], value, depth - 1, place)
        elif isinstance(into[key], list) and isinstance(value, list):
            into[key].extend(value)
        else:
            raise Mistake(f"{place} is said in more than one fragment")


def add_the_chain(path: str, method: str, operation: dict) -> None:
    """Adds what the operation has in common with others, and nothing that its fragment says itself."""
    if operation.get("security") == []:
        return
    is_repeatable = method == "post" and path.startswith("/v1/offices/")
    common = GUARDED | (WITH_BODY if method in ("post", "patch") else {}) | (REPEATABLE if is_repeatable else {})
    responses = {status: {"$ref": f"#/components/responses/{name}"} for status, name in common.items()}
    operation["responses"] = responses | operation["responses"]
    if is_repeatable:
        # A new list: what a fragment says once and means twice is one list in memory.
        key = {"$ref": "#/components/parameters/IdempotencyKey"}
        operation["parameters"] = [*operation.get("parameters", []), key]


def join() -> str:
    document = read(FRAME)
    for path in sorted(HERE.glob("*.yaml")):
        if path == FRAME:
            continue
        fragment = read(path)
        if unknown := fragment.keys() - SECTIONS:
            raise Mistake(f"{path.name}: {', '.join(sorted(unknown))} belongs into {FRAME.name}")
        # paths → a path → its methods; components → schemas, responses … → a name
        merge(document, fragment, 2, path.name)
    for path, item in document["paths"].items():
        for method in METHODS:
            if method in item:
                add_the_chain(path, method, item[method])
    return json.dumps(document, ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def main(arguments: list[str]) -> int:
    if arguments not in ([], ["--check"]):
        print(__doc__, file=sys.stderr)
        return 2
    try:
        text = join()
    except (Mistake, OSError) as error:
        print(f"join.py: {error}", file=sys.stderr)
        return 1
    if arguments:
        if DOCUMENT.is_file() and DOCUMENT.read_text(encoding="utf-8") == text:
            return 0
        print(f"{DOCUMENT.name} is stale: run ./dev openapi and commit it", file=sys.stderr)
        return 1
    DOCUMENT.parent.mkdir(exist_ok=True)
    DOCUMENT.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
