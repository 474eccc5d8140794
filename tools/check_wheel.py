"""Build the wheel, install it in a fresh environment, and have it answer a message and show its page there.

Everything happens in a folder outside the checkout, so that nothing of the checkout can help.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

from setup_environment import BIN, ROOT, _uv

PORT = "8765"
BASE = f"http://127.0.0.1:{PORT}"


def main() -> int:
    """Returns 0 when the installed wheel answered with a citation, and has the styles of its page."""
    uv = _uv()
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        _run(
            [uv, "build", "--quiet", "--python", sys.executable, "--wheel", "--out-dir", folder, str(ROOT)],
            cwd=place,
        )
        wheel = next(place.glob("*.whl"))
        _run([uv, "venv", "--quiet", "--python", sys.executable, "fresh"], cwd=place)
        environment = {**os.environ, "VIRTUAL_ENV": str(place / "fresh")}
        _run(
            [uv, "pip", "sync", "--quiet", "--require-hashes", str(ROOT / "requirements.lock")],
            place,
            environment,
        )
        _run([uv, "pip", "install", "--quiet", "--no-deps", str(wheel)], place, environment)
        return _try_out(place)


def _run(command: list[str], cwd: Path, env: dict[str, str] | None = None) -> None:
    subprocess.run(command, cwd=cwd, env=env, check=True)


def _try_out(place: Path) -> int:
    environment = {**os.environ, "STAAT_MAP": str(place / "state"), "PORT": PORT, "PYTHONWARNINGS": "ignore"}
    server = subprocess.Popen(
        [str(place / "fresh" / BIN / "bureaudienst"), "start"], cwd=place, env=environment
    )
    try:
        _wait_until_ready(server)
        gesprek = _post("/v1/gesprekken", {})
        beurt = _post(f"/v1/gesprekken/{gesprek['id']}/berichten", {"tekst": "kan ik anoniem melden?"})
        styles = _get(re.search(r'/static/[^"]*nlds\.css', _get("/"))[0])  # type: ignore[index]
    finally:
        server.terminate()
        server.wait(30)
    cited = [source["bron"] for bericht in beurt["berichten"] for source in bericht["bronnen"]]
    print(f"De wheel antwoordt, met als bronnen: {', '.join(cited)}")
    print(f"De vormgeving zit erin: {len(styles) // 1000} kB.")
    return 0 if cited and "utrecht-button" in styles else 1


def _wait_until_ready(server: subprocess.Popen[bytes]) -> None:
    for _ in range(600):
        if server.poll() is not None:
            raise SystemExit("de geïnstalleerde dienst stopte bij het opstarten")
        try:
            with urllib.request.urlopen(f"{BASE}/gezondheid", timeout=5):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.5)
    raise SystemExit("de geïnstalleerde dienst werd niet gereed")


def _get(path: str) -> str:
    with urllib.request.urlopen(BASE + path, timeout=30) as response:
        text: str = response.read().decode()
        return text


def _post(path: str, body: object) -> dict:  # type: ignore[type-arg]
    request = urllib.request.Request(
        BASE + path, json.dumps(body).encode(), {"content-type": "application/json"}
    )
    with urllib.request.urlopen(request, timeout=30) as response:
        answer: dict = json.load(response)  # type: ignore[type-arg]
        return answer


if __name__ == "__main__":
    sys.exit(main())
