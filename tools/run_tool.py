"""Run a tool whose pins clash with Rasa's: each in an environment of its own, by uv.

`licences` checks that every file says its licence (REUSE), `sbom` writes what this project is made of to
`dist/sbom.json` (CycloneDX), `audit` asks for known holes in what the lock names, `urgentienet`,
`zelfmoordnet` and `criterianet` learn the nets that read messages for danger, for despair and for criteria,
from the lessons in `dist/` (`make` writes these first).
"""

import os
import subprocess
import sys

from setup_environment import BIN, ROOT, VENV, SetupError, _uv

SBOM = ROOT / "dist" / "sbom.json"
LEARN = ["torch==2.13.0", "--with", "numpy==2.2.6", "python", "tools/learn_net.py"]
TOOLS = {
    "licences": ["reuse==6.2.0", "reuse", "lint"],
    "sbom": [
        "cyclonedx-bom==7.5.0", "cyclonedx-py", "environment", str(VENV / BIN / "python"),
        "--pyproject", "pyproject.toml", "--output-format", "JSON", "--output-reproducible", "-o", str(SBOM),
    ],
    "audit": [
        "pip-audit==2.10.1", "pip-audit", "--disable-pip", "--require-hashes",
        "-r", "requirements.lock",
    ],
    "urgentienet": [*LEARN, "dist/urgentielessen.jsonl", "data/taal/urgentie-net.npz", "0"],
    "zelfmoordnet": [*LEARN, "dist/zelfmoordlessen.jsonl", "data/taal/zelfmoord-net.npz", "0.3"],
    "criterianet": [*LEARN, "dist/criterialessen.jsonl", "data/taal/criteria-net.npz", "0.5"],
}  # fmt: skip


def main(arguments):
    """Run the tool named. Returns its exit status; 2 for a name that isn't known."""
    if len(arguments) != 1 or arguments[0] not in TOOLS:
        print(f"Kies uit: {', '.join(TOOLS)}.", file=sys.stderr)
        return 2
    package, *command = TOOLS[arguments[0]]
    SBOM.parent.mkdir(exist_ok=True)
    try:
        uv = _uv()
    except SetupError as error:
        print(error, file=sys.stderr)
        return 1
    environment = dict(os.environ, UV_SYSTEM_CERTS="1", UV_NATIVE_TLS="1")
    run = [uv, "tool", "run", "--from", package, *command]
    done = subprocess.run(run, cwd=str(ROOT), env=environment)
    if arguments == ["sbom"] and not done.returncode:
        print(f"Geschreven: {SBOM.relative_to(ROOT)}")
    return done.returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
