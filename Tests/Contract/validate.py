#!/usr/bin/env python3
"""Holds real answers against the API's document: a line of JSON each, as the end-to-end tests record them.

  validate.py ANSWERS.jsonl

Each answer's operation must tell its status and content type, and the body must be what the schema says and nothing
more: where a schema lists members, an answer has no others. The document's own examples are held against it too. Ends with
1 when one does not, or when an operation was never seen to succeed.
"""

import base64
import collections
import json
import pathlib
import re
import sys

import jsonschema_rs

HERE = pathlib.Path(__file__).resolve().parent
DOCUMENT = HERE.parent.parent / "Sources" / "AdminAPI" / "Resources" / "openapi.json"
METHODS = {"get", "post", "patch", "delete"}
JSON_TYPES = {"application/json", "application/problem+json"}


class Document:
    """The operations, and a validator for each of their answers."""

    def __init__(self, path: pathlib.Path) -> None:
        self.root = json.loads(path.read_text(encoding="utf-8"))
        # a path that is written out comes before one with a parameter in its place
        self.paths = [
            (re.compile(re.sub(r"\\\{[^}]*\\\}", "[^/]+", re.escape(template)) + r"\Z"), item)
            for template, item in sorted(self.root["paths"].items(), key=lambda path: path[0].count("{"))]
        self.operations = [
            operation for _, item in self.paths for method, operation in item.items() if method in METHODS]
        self.validators: dict[tuple[str, str, str], jsonschema_rs.Validator] = {}

    def operation(self, method: str, path: str) -> dict | None:
        for pattern, item in self.paths:
            if pattern.match(path.split("?")[0]):
                return item.get(method.lower())
        return None

    def resolved(self, value: dict) -> dict:
        while "$ref" in value:
            target = self.root
            for name in value["$ref"].split("/")[1:]:
                target = target[name]
            value = target
        return value

    def closed(self, schema: object, is_whole: bool = True) -> object:
        """The schema without references, in which an object has no members but those it lists.

        A part of an allOf, anyOf or oneOf knows some of the members only (`is_whole` is false): the whole is closed."""
        if not isinstance(schema, dict):
            return schema
        schema = dict(self.resolved(schema))
        for name in ("allOf", "anyOf", "oneOf"):
            if name in schema:
                schema[name] = [self.closed(part, is_whole=False) for part in schema[name]]
        if "properties" in schema:
            schema["properties"] = {name: self.closed(member) for name, member in schema["properties"].items()}
        if "items" in schema:
            schema["items"] = self.closed(schema["items"])
        lists_members = "properties" in schema or any(
            "properties" in part for name in ("allOf", "anyOf", "oneOf") for part in schema.get(name, []))
        if is_whole and lists_members and "additionalProperties" not in schema:
            schema["unevaluatedProperties"] = False
        return schema

    def validator(self, operation: dict, status: str, media_type: str, schema: dict) -> jsonschema_rs.Validator:
        key = (operation["operationId"], status, media_type)
        if key not in self.validators:
            self.validators[key] = jsonschema_rs.Draft202012Validator(self.closed(schema), validate_formats=True)
        return self.validators[key]

    def mistakes(self, operation: dict, status: str, media_type: str, body: bytes) -> list[str]:
        """What is wrong with an answer."""
        if status not in operation["responses"]:
            return ["the document doesn't tell this status"]
        content = self.resolved(operation["responses"][status]).get("content", {})
        if not content:
            return ["the document tells no body"] if body else []
        if media_type not in content:
            return [f"the document doesn't tell {media_type or 'an answer without a type'}"]
        if media_type not in JSON_TYPES:
            return []
        validator = self.validator(operation, status, media_type, content[media_type]["schema"])
        return [f"{error.instance_path}: {error.message[:200]}" for error in validator.iter_errors(json.loads(body))]

    def mistaken_examples(self) -> list[str]:
        """What is wrong with the document's own examples."""
        found = []
        for operation in self.operations:
            bodies = {"request": self.resolved(operation.get("requestBody", {})).get("content", {})}
            bodies |= {status: self.resolved(answer).get("content", {}) for status, answer in operation["responses"].items()}
            for place, content in bodies.items():
                for media_type, body in content.items():
                    if "example" in body:
                        validator = self.validator(operation, place, media_type, body["schema"])
                        found += [f"{operation['operationId']}'s example of {place}: {error.instance_path}: {error.message}"
                                  for error in validator.iter_errors(body["example"])]
        return found


def main(arguments: list[str]) -> int:
    if len(arguments) != 1:
        sys.exit(__doc__)
    document = Document(DOCUMENT)
    seen: collections.Counter[tuple[str, str]] = collections.Counter()
    wrong: collections.Counter[str] = collections.Counter(document.mistaken_examples())
    known = set()
    outside = 0
    with open(arguments[0], encoding="utf-8") as lines:
        for line in lines:
            answer = json.loads(line)
            operation = document.operation(answer["method"], answer["path"])
            if operation is None:
                outside += 1
                continue
            status, media_type = str(answer["status"]), (answer.get("type") or "").split(";")[0]
            seen[operation["operationId"], status] += 1
            key = (operation["operationId"], status, media_type, answer["body"])
            if key in known:
                continue
            known.add(key)
            for mistake in document.mistakes(operation, status, media_type, base64.b64decode(answer["body"])):
                wrong[f"{operation['operationId']} {status}: {mistake}"] += 1

    for mistake, count in sorted(wrong.items()):
        print(f"{mistake} ({count} ×)")
    succeeded = {name for name, status in seen if status.startswith("2")}
    silent = sorted(operation["operationId"] for operation in document.operations
                    if operation["operationId"] not in succeeded)
    if silent:
        print(f"never seen to succeed: {', '.join(silent)}")
    print(f"validate: {seen.total()} answers, {len(known)} different ones, of {len(document.operations)} operations "
          f"({len(seen)} pairs of operation and status); {outside} about nothing in the document; {len(wrong)} mistakes")
    return 1 if wrong or silent or not seen else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
