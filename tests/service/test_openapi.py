"""The description of the API: complete, true, and in keeping with the NL API Design Rules (version 2)."""

from __future__ import annotations

import copy
import json
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest

from assistant.service.description import as_openapi_3_0

PROJECT = Path(__file__).resolve().parents[2]
SPECTRAL = PROJECT / "node_modules" / "@stoplight" / "spectral-cli" / "dist" / "index.js"
NODE = shutil.which("node")

Json = dict
METHODS = ("get", "post", "put", "patch", "delete")

OPERATIONS = {
    "GET /openapi.json": {200, 500},
    "POST /gesprekken": {201, 400, 413, 415, 429, 500, 503},
    "POST /gesprekken/{id}/berichten": {201, 400, 404, 409, 413, 415, 429, 500, 503},
    "GET /gesprekken/{id}": {200, 400, 404, 500, 503},
    "GET /gesprekken/{id}/verslag": {200, 400, 404, 406, 500, 503},
    "DELETE /gesprekken/{id}": {204, 400, 404, 500, 503},
    "GET /beslissingen": {200, 500},
    "POST /beslissingen/{id}/wegingen": {200, 400, 404, 413, 415, 500},
    "GET /bereikbaarheid": {200, 400, 500},
    "GET /regels": {200, 400, 500},
    "GET /regels/{id}": {200, 400, 404, 500},
    "GET /termijnen": {200, 500},
    "GET /termijnen/{id}/datum": {200, 400, 404, 500},
    "GET /bronnen": {200, 500},
    "GET /begrippen": {200, 500},
    "GET /contacten": {200, 500},
    "GET /regios": {200, 500},
    "GET /leren/modules": {200, 400, 500, 503},
    "GET /leren/modules/{id}": {200, 400, 404, 500, 503},
    "GET /leren/gevallen": {200, 400, 500, 503},
    "POST /leren/leerlingen": {201, 400, 404, 413, 415, 429, 500, 503},
    "GET /leren/leerlingen/{code}": {200, 400, 404, 429, 500, 503},
    "DELETE /leren/leerlingen/{code}": {204, 400, 404, 429, 500, 503},
    "GET /leren/leerlingen/{code}/opgave": {200, 400, 404, 429, 500, 503},
    "POST /leren/leerlingen/{code}/antwoorden": {201, 400, 404, 413, 415, 429, 500, 503},
    "POST /leren/leerlingen/{code}/oefengesprekken": {201, 400, 404, 413, 415, 429, 500, 503},
    "GET /leren/leerlingen/{code}/oefengesprekken/{id}": {200, 400, 404, 429, 500, 503},
    "POST /leren/leerlingen/{code}/oefengesprekken/{id}/berichten": {
        *(201, 400, 404, 413, 415, 429, 500, 503),
    },
    "POST /leren/leerlingen/{code}/oefengesprekken/{id}/terugkoppeling": {200, 400, 404, 429, 500, 503},
    "POST /leren/groepen": {201, 429, 500, 503},
    "GET /leren/groepen/{code}": {200, 400, 404, 429, 500, 503},
    "GET /leren/groepen/{code}/antwoorden": {200, 400, 404, 429, 500, 503},
}
"""What can be done, and what it can answer: an address more or less belongs in this table."""


@pytest.fixture(scope="module")
def served(server: str) -> httpx.Response:
    return httpx.get(f"{server}/v1/openapi.json")


@pytest.fixture(scope="module")
def description(served: httpx.Response) -> Json:
    return served.json()


def operations(description: Json) -> Iterator[tuple[str, Json]]:
    for path, methods in description["paths"].items():
        for method, operation in methods.items():
            yield f"{method.upper()} {path}", operation


def test_any_website_may_read_it(served):
    assert served.status_code == 200
    assert served.headers["content-type"] == "application/json"
    assert served.headers["access-control-allow-origin"] == "*"
    assert served.headers["api-version"] == served.json()["info"]["version"]


def test_who_and_where(description):
    assert description["openapi"] == "3.0.3"
    assert description["info"]["contact"].keys() == {"name", "email", "url"}
    assert [server["url"] for server in description["servers"]] == ["/v1"]
    used = {tag for _, operation in operations(description) for tag in operation["tags"]}
    assert {tag["name"] for tag in description["tags"] if tag["description"]} == used


def test_every_operation_with_its_answers(description):
    found = {name: {int(status) for status in o["responses"]} for name, o in operations(description)}
    assert found == OPERATIONS


def test_errors_are_problems(description):
    for name, operation in operations(description):
        for status, response in operation["responses"].items():
            assert response["headers"]["API-Version"]["example"] == "1.0.0"
            if int(status) >= 400:
                (content,) = response["content"].items()
                assert content[0] == "application/problem+json", name
                assert content[1]["schema"] == {"$ref": "#/components/schemas/Probleem"}
                assert content[1]["example"]["status"] == int(status)
    assert (
        "Retry-After"
        in description["paths"]["/gesprekken/{id}/berichten"]["post"]["responses"]["429"]["headers"]
    )
    assert "Location" in description["paths"]["/gesprekken"]["post"]["responses"]["201"]["headers"]


def test_nothing_is_left_in_the_words_of_the_framework(description):
    text = json.dumps(description)
    for theirs in ("Successful Response", "Validation Error", "HTTPValidationError", '"null"', "422"):
        assert theirs not in text
    for name, operation in operations(description):
        assert operation["summary"], name
        assert operation["description"], name
    for name, schema in description["components"]["schemas"].items():
        assert schema["description"].endswith("."), name
        for field, about in schema["properties"].items():
            assert about["description"].endswith("."), f"{name}.{field}"


JSON_READ = [
    name for name in OPERATIONS if name.startswith("GET") and not name.endswith(("/verslag", "/antwoorden"))
]
"""What gives JSON; `test_verslag.py` looks at the summary, `test_leren.py` at the table of answers."""


@pytest.mark.parametrize("operation", JSON_READ)
def test_what_is_read_is_what_was_promised(server, description, operation):
    path = operation.removeprefix("GET ")
    id = httpx.post(f"{server}/v1/gesprekken").json()["id"]
    learner = httpx.post(f"{server}/v1/leren/leerlingen", json={"regio": "ijmond"}).json()["code"]
    group = httpx.post(f"{server}/v1/leren/groepen").json()["trainerscode"]
    case = {"geval": "leerkracht-blauwe-plek"}
    calls = f"/leren/leerlingen/{learner}/oefengesprekken"
    call = httpx.post(f"{server}/v1{calls}", json=case).json()["id"]
    known = {
        "/leren/modules": "/leren/modules?regio=ijmond",
        "/leren/modules/{id}": "/leren/modules/advies-of-melding?regio=ijmond",
        "/leren/gevallen": "/leren/gevallen?regio=ijmond",
        "/leren/leerlingen/{code}": f"/leren/leerlingen/{learner}",
        "/leren/leerlingen/{code}/opgave": f"/leren/leerlingen/{learner}/opgave",
        "/leren/leerlingen/{code}/oefengesprekken/{id}": f"{calls}/{call}",
        "/leren/groepen/{code}": f"/leren/groepen/{group}",
        "/gesprekken/{id}": f"/gesprekken/{id}",
        "/regels/{id}": "/regels/landelijk.nummer.112",
        "/termijnen/{id}/datum": "/termijnen/reactie-gemeente/datum?vanaf=2026-01-31",
    }
    url = f"{server}/v1{known.get(path, path)}"
    read, asked = httpx.get(url), httpx.head(url)
    assert (read.status_code, asked.status_code, asked.content) == (200, 200, b"")
    for response in (read, asked):
        assert response.headers["api-version"] == "1.0.0"
        assert response.headers["content-type"] == "application/json"
        assert response.headers["cache-control"] == "no-store"
        assert response.headers["x-content-type-options"] == "nosniff"
        assert response.headers["x-frame-options"] == "DENY"
        assert "frame-ancestors 'none'" in response.headers["content-security-policy"]
        # Only over TLS may it be promised.
        assert "strict-transport-security" not in response.headers
    schema = description["paths"][path]["get"]["responses"]["200"]["content"]["application/json"]["schema"]
    if schema:
        assert_fits(read.json(), schema, description)


def test_it_does_not_say_what_it_is_made_with(served):
    assert "server" not in served.headers


def test_behind_tls_the_browser_is_told_to_keep_to_it(server):
    headers = {"X-Forwarded-Proto": "https"}
    response = httpx.get(f"{server}/v1/regios", headers=headers)
    assert response.headers["strict-transport-security"] == "max-age=31536000"


def assert_fits(value: object, schema: Json, description: Json) -> None:
    """`value` is as `schema` says, down to the last field."""
    if "allOf" in schema:
        (schema,) = [{**schema, **part} for part in schema["allOf"]]
    if value is None:
        assert schema.get("nullable"), schema
        return
    if "$ref" in schema:
        schema = description["components"]["schemas"][schema["$ref"].rsplit("/", 1)[1]]
    kinds = {"string": str, "integer": int, "boolean": bool, "array": list, "object": dict}
    assert isinstance(value, kinds[schema["type"]]), schema
    assert value in schema.get("enum", [value])
    if isinstance(value, list):
        for item in value:
            assert_fits(item, schema["items"], description)
    if isinstance(value, dict) and "properties" in schema:
        assert value.keys() == schema["properties"].keys() == set(schema["required"]), schema
        for name, part in value.items():
            assert_fits(part, schema["properties"][name], description)


def test_openapi_3_0_spells_some_things_otherwise():
    newer = {
        "a": {"anyOf": [{"type": "string"}, {"type": "null"}], "description": "A."},
        "b": {"anyOf": [{"$ref": "#/x"}, {"type": "null"}]},
        "c": {"anyOf": [{"type": "string"}, {"type": "integer"}, {"type": "null"}]},
        "d": {"$ref": "#/x", "description": "D."},
        "e": {"$ref": "#/x"},
        "f": {"const": 1, "examples": [{"const": 2, "examples": [3]}]},
    }
    assert as_openapi_3_0(newer) == {
        "a": {"type": "string", "nullable": True, "description": "A."},
        "b": {"allOf": [{"$ref": "#/x"}], "nullable": True},
        "c": {"anyOf": [{"type": "string"}, {"type": "integer"}], "nullable": True},
        "d": {"allOf": [{"$ref": "#/x"}], "description": "D."},
        "e": {"$ref": "#/x"},
        "f": {"enum": [1], "example": {"const": 2, "examples": [3]}},
    }


needs_spectral = pytest.mark.skipif(
    NODE is None or not SPECTRAL.is_file(),
    reason="Spectral staat er niet: installeer Node en doe `npm ci` (make lint-api doet dat).",
)


def lint(*files: Path) -> dict[str, set[str]]:
    """The rules that each file breaks."""
    command = [str(NODE), str(SPECTRAL), "lint", "--quiet", "--format=json", "--fail-severity=hint"]
    command += ["--ruleset", str(PROJECT / ".spectral.yml"), *map(str, files)]
    run = subprocess.run(command, capture_output=True, text=True, timeout=300)
    assert run.returncode in (0, 1), run.stderr
    found: dict[str, set[str]] = {file.stem: set() for file in files}
    for problem in json.loads(run.stdout or "[]"):
        found[Path(problem["source"]).stem].add(problem["code"])
    return found


@needs_spectral
def test_it_keeps_to_the_nl_api_design_rules(description, tmp_path):
    file = tmp_path / "zoals-aangeboden.json"
    file.write_text(json.dumps(description))
    assert lint(file) == {"zoals-aangeboden": set()}


def without(*path: str) -> Callable[[Json], None]:
    def change(description: Json) -> None:
        for step in path[:-1]:
            description = description[step]
        del description[path[-1]]

    return change


def with_(value: object, *path: str) -> Callable[[Json], None]:
    def change(description: Json) -> None:
        for step in path[:-1]:
            description = description[step]
        description[path[-1]] = value

    return change


def renamed(old: str, new: str) -> Callable[[Json], None]:
    def change(description: Json) -> None:
        description["paths"][new] = description["paths"].pop(old)

    return change


REGELS = ("paths", "/regels", "get")
START = ("paths", "/gesprekken", "post")
ONE = ("paths", "/regels/{id}", "get")
DATE = ("components", "schemas", "Einddatum", "properties", "datum")
SERVERS = {"description": "Deze dienst"}
BROKEN = {
    "adr-doc-openapi": [with_("2.0.0", "openapi"), with_({}, "paths")],
    "adr-doc-openapi-contact": [without("info", "contact"), without("info", "contact", "url")],
    "adr-semver": [with_("1.0", "info", "version"), with_("v1.0.0", "info", "version")],
    "adr-uri-version": [
        without("servers"),
        with_([], "servers"),
        with_([{**SERVERS, "url": "/"}], "servers"),
        with_([{**SERVERS, "url": "/v1.2"}], "servers"),
        with_([{**SERVERS, "url": "/v1"}, {**SERVERS, "url": "/api"}], "servers"),
    ],
    "adr-publish-openapi": [without("paths", "/openapi.json")],
    "adr-publish-openapi-to-all": [
        without("paths", "/openapi.json", "get"),
        without("paths", "/openapi.json", "get", "responses", "200", "headers"),
        without(
            "paths", "/openapi.json", "get", "responses", "200", "headers", "access-control-allow-origin"
        ),
        lambda d: d["paths"]["/openapi.json"].update(delete=d["paths"]["/regels"]["get"]),
    ],
    "adr-http-methods": [lambda d: d["paths"]["/regels"].update(options=d["paths"]["/regels"].pop("get"))],
    "adr-no-trailing-slash": [renamed("/regios", "/regios/")],
    "adr-path-segments-kebab-case": [
        renamed("/regios", "/Regios"),
        renamed("/regios", "/onze_regios"),
        renamed("/regios", "/onzeRegios"),
        renamed("/regios", "/regios.json"),
    ],
    "adr-query-keys-camel-case": [
        lambda d: d["paths"]["/regels"]["get"]["parameters"][0].update(name="zoek-op"),
        lambda d: d["paths"]["/regels"]["get"]["parameters"][0].update(name="ZoekOp"),
    ],
    "adr-version-header": [
        without(*REGELS, "responses", "200", "headers"),
        without(*START, "responses", "201", "headers", "API-Version"),
    ],
    "adr-problem-details": [
        without(*ONE, "responses", "404", "content"),
        lambda d: d["paths"]["/regels"]["get"]["responses"]["500"].update(
            content={"application/json": {"schema": {"$ref": "#/components/schemas/Probleem"}}}
        ),
        without(*ONE, "responses", "404", "content", "application/problem+json", "schema"),
        without("components", "schemas", "Probleem", "properties", "detail"),
    ],
    "adr-bad-request": [
        without(*START, "responses", "400"),
        without(*REGELS, "responses", "400"),
        lambda d: d["paths"]["/gesprekken"]["post"]["responses"].update(
            {"422": d["paths"]["/gesprekken"]["post"]["responses"]["400"]}
        ),
    ],
    "adr-date": [
        without(*DATE, "format"),
        with_("date-time", *DATE, "format"),
        without("components", "schemas", "ContactGegeven", "properties", "gecontroleerdOp", "format"),
    ],
    "adr-moment": [
        with_("date-time-local", "components", "schemas", "NieuwGesprek", "properties", "moment", "format")
    ],
    "adr-field-names-camel-case": [
        with_({"type": "string"}, "components", "schemas", "Stand", "properties", "laatste_vraag"),
        with_({"type": "string"}, "components", "schemas", "Stand", "properties", "LaatsteVraag"),
    ],
    "project-errors": [
        without(*REGELS, "responses", "500"),
        without(*START, "responses", "413"),
        without(*ONE, "responses", "404"),
    ],
    "project-operation": [
        without(*REGELS, "summary"),
        with_("zoek_regels", *REGELS, "operationId"),
        with_(["regels", "bronnen"], *REGELS, "tags"),
    ],
    "project-own-words": [with_("Successful Response", *REGELS, "responses", "200", "description")],
}
"""For each rule of ours, changes after which the description must break it."""


@needs_spectral
def test_every_rule_of_ours_bites(description, tmp_path):
    rules = {}
    for rule, changes in BROKEN.items():
        for number, change in enumerate(changes):
            broken = copy.deepcopy(description)
            change(broken)
            file = tmp_path / f"{rule}-{number}.json"
            file.write_text(json.dumps(broken))
            rules[file] = rule
    found = lint(*rules)
    assert {file.stem: rule for file, rule in rules.items() if rule not in found[file.stem]} == {}


@needs_spectral
def test_every_rule_of_ours_is_tested():
    import yaml

    ours = yaml.safe_load((PROJECT / ".spectral.yml").read_text(encoding="utf-8"))["rules"]
    assert ours.keys() == BROKEN.keys()
