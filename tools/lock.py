"""Renew the locked dependencies: `requirements.lock` to run, `requirements-dev.lock` to test as well.

Pinned with hashes, and without any address, so that they work with whatever index a machine uses.
"""

import subprocess
import sys

from setup_environment import ROOT, SetupError, _uv


def main():
    """Write both locks. Returns the exit status."""
    try:
        uv = _uv()
    except SetupError as error:
        print(error, file=sys.stderr)
        return 1
    common = [
        uv, "pip", "compile", "pyproject.toml", "--quiet", "--python-version", "3.10", "--universal",
        "--generate-hashes", "--no-emit-index-url", "--no-header", "--no-annotate",
    ]  # fmt: skip
    own = ["--output-file", "requirements.lock"]
    development = [
        "--group",
        "dev",
        "--constraint",
        "requirements.lock",
        "--output-file",
        "requirements-dev.lock",
    ]
    for options in (own, development):
        done = subprocess.run([*common, *options], cwd=str(ROOT))
        if done.returncode:
            return done.returncode
    return 0


if __name__ == "__main__":
    sys.exit(main())
