"""What the tests of the API say often."""

from __future__ import annotations

import httpx


def assert_problem(response: httpx.Response, status: int, *never: str) -> str:
    """The answer is a problem of this status, and holds none of `never`. Returns its detail."""
    assert response.status_code == status, response.text
    assert response.headers["content-type"] == "application/problem+json"
    problem = response.json()
    assert problem.keys() == {"type", "title", "status", "detail"}
    assert (problem["type"], problem["status"]) == ("about:blank", status)
    assert problem["title"]
    assert problem["detail"].endswith((".", "112."))
    for sent in (*never, "Traceback", "pydantic"):
        assert sent not in response.text
    return problem["detail"]
