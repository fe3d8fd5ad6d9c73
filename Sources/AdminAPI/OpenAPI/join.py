#!/usr/bin/env python3
"""Joins the fragments beside this file into Resources/openapi.json: one file a resource goes in, one document comes out.

openapi.yaml is the frame; every other fragment adds paths and components. What every operation answers because it passes
the same chain (401, 403, 413, …) is added here, so that a fragment tells only what is its own.

    join.py            writes the document
    join.py --check    fails when the document isn't what the fragments say

Needs PyYAML (Debian: python3-yaml). The result depends on the fragments alone.
"""

import json
import pathlib
import sys

import yaml

HERE = pathlib.Path(__file__).resolve().parent
DOCUMENT = HERE.parent / "Resources" / "openapi.json"
METHODS = ("get", "post", "patch", "delete")


class Loader(yaml.SafeLoader):
    """YAML without dates: an instant in an example stays the text it is."""


Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def merge(into, fragment, where):
    """Adds a fragment's members; the same member in two fragments is a mistake."""
    for key, value in fragment.items():
        if key not in into:
            into[key] = value
        elif isinstance(into[key], dict) and isinstance(value, dict):
            merge(into[key], value, f"{where}/{key}")
        else:
            raise SystemExit(f"{where}/{key} is there twice")


def is_open(operation):
    return operation.get("security") == []


def common_responses(path, method, operation):
    """Status and component of what the chain before the operation may answer."""
    if is_open(operation):
        return []
    found = [("401", "Unauthenticated"), ("403", "Forbidden"), ("404", "NotFound"), ("413", "PayloadTooLarge"),
             ("422", "Unprocessable"), ("429", "RateLimited"), ("500", "InternalError"), ("503", "Unavailable")]
    if method in ("post", "patch"):
        found += [("400", "BadRequest"), ("415", "UnsupportedMediaType")]
    if method == "post" and path.startswith("/v1/offices/"):
        found += [("409", "Conflict")]
    return found


def complete(document):
    for path, item in document["paths"].items():
        for method in METHODS:
            operation = item.get(method)
            if not operation:
                continue
            responses = operation["responses"]
            for status, name in common_responses(path, method, operation):
                responses.setdefault(status, {"$ref": f"#/components/responses/{name}"})
            operation["responses"] = dict(sorted(responses.items()))
            if method == "post" and path.startswith("/v1/offices/"):
                # A new list: an alias in a fragment is one list in many places.
                own = operation.get("parameters", [])
                operation["parameters"] = own + [{"$ref": "#/components/parameters/IdempotencyKey"}]
    document["paths"] = dict(sorted(document["paths"].items()))
    for kind, components in document["components"].items():
        document["components"][kind] = dict(sorted(components.items()))
    return document


def joined():
    document = yaml.load((HERE / "openapi.yaml").read_text(encoding="utf-8"), Loader)
    for path in sorted(HERE.glob("*.yaml")):
        if path.name != "openapi.yaml":
            merge(document, yaml.load(path.read_text(encoding="utf-8"), Loader), path.name)
    return json.dumps(complete(document), ensure_ascii=False, indent=1) + "\n"


def main():
    text = joined()
    if "--check" in sys.argv[1:]:
        if not DOCUMENT.exists() or DOCUMENT.read_text(encoding="utf-8") != text:
            raise SystemExit(f"{DOCUMENT.name} is not what the fragments say; run {pathlib.Path(__file__).name}")
    else:
        DOCUMENT.parent.mkdir(exist_ok=True)
        DOCUMENT.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
