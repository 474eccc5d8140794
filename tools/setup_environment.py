"""Set up everything that the project needs, with nothing but python3 at hand.

Gets uv, a Python 3.10 and the locked dependencies into `.tools/` and `.venv/`; does nothing when all
of that stands already. Messages are Dutch: operators read them. Needs Python 3.7 or newer.
"""

import hashlib
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
TOOLS = ROOT / ".tools"
VENV = ROOT / ".venv"
BIN = "Scripts" if os.name == "nt" else "bin"
UV_VERSION = "uv>=0.5,<1"

NO_VENV = """
Ik kan uv niet installeren: bij deze python3 hoort geen pip of venv.
  Debian of Ubuntu:  sudo apt install python3-venv
  Fedora:            sudo dnf install python3-pip
Of installeer uv zelf, en probeer het opnieuw."""

NO_PYTHON = """
Python 3.10 is niet gevonden, en ophalen lukt ook niet. Rasa werkt alleen met Python 3.10.
Installeer het op een van deze manieren, en probeer het opnieuw:
  pyenv:             pyenv install 3.10
  Debian 11/Ubuntu:  sudo apt install python3.10 python3.10-venv
  Fedora:            sudo dnf install python3.10
  macOS:             brew install python@3.10
  Windows:           winget install Python.Python.3.10"""


class SetupError(Exception):
    """Something that the machine lacks; the message says what to install (Dutch)."""


def main(arguments):
    """Set up for running, or with `--ontwikkelen` for testing as well. Returns the exit status."""
    lock = ROOT / ("requirements-dev.lock" if "--ontwikkelen" in arguments else "requirements.lock")
    wanted = _stamp_of(lock)
    stamp = VENV / ".klaar"
    have = stamp.read_text().split() if stamp.is_file() else []
    if wanted in have:
        return 0
    try:
        uv = _uv()
        _virtual_environment(uv)
        _install(uv, lock)
    except SetupError as error:
        print(error, file=sys.stderr)
        return 1
    # The lock for development holds all of the other: with it in place, nothing is missing to run.
    marks = [wanted, _stamp_of(ROOT / "requirements.lock")]
    stamp.write_text(" ".join(marks))
    return 0


def _stamp_of(lock):
    digest = hashlib.sha256()
    for path in (lock, ROOT / "pyproject.toml", ROOT / ".python-version"):
        digest.update(path.read_bytes())
    digest.update(str(ROOT).encode())
    return lock.name + ":" + digest.hexdigest()


def _run(task, command, **options):
    # The machine's own certificates count: many organisations look into TLS with one of their own.
    options.setdefault("env", dict(os.environ))
    options["env"].setdefault("UV_SYSTEM_CERTS", "1")
    options["env"].setdefault("UV_NATIVE_TLS", "1")
    print(f"→ {task} … ", end="", flush=True)
    start = time.monotonic()
    done = subprocess.run(command, cwd=str(ROOT), capture_output=True, text=True, **options)
    if done.returncode:
        print("mislukt")
        return done
    print(f"klaar ({time.monotonic() - start:.1f} s)")
    return done


def _uv():
    found = shutil.which("uv")
    own = TOOLS / BIN / ("uv.exe" if os.name == "nt" else "uv")
    if found or own.is_file():
        return found or str(own)
    made = _run("Gereedschap klaarzetten", [sys.executable, "-m", "venv", str(TOOLS)])
    if made.returncode:
        raise SetupError(NO_VENV)
    pip = [str(TOOLS / BIN / "python"), "-m", "pip", "install", "--quiet", UV_VERSION]
    done = _run("uv ophalen", pip)
    if done.returncode:
        raise SetupError(f"uv ophalen is mislukt. Is er internet?\n{done.stderr.strip()}")
    return str(own)


def _virtual_environment(uv):
    if (VENV / BIN / "python").exists():
        return
    command = [uv, "venv", "--quiet", "--python", "3.10", str(VENV)]
    # Without a download first: a Python 3.10 of the machine itself is preferred.
    done = _run("Python 3.10 zoeken", [*command, "--no-python-downloads"])
    if done.returncode:
        done = _run("Python 3.10 ophalen", command)
    if done.returncode:
        raise SetupError(NO_PYTHON)


def _install(uv, lock):
    environment = dict(os.environ, VIRTUAL_ENV=str(VENV), UV_PYTHON=str(VENV))
    # Compiled now, not at every first import: a start takes half as long, also where Python may not
    # write beside its libraries (PYTHONDONTWRITEBYTECODE, a read-only folder).
    sync = [uv, "pip", "sync", "--quiet", "--require-hashes", "--compile-bytecode", str(lock)]
    done = _run("Bibliotheken installeren (de eerste keer een paar minuten)", sync, env=environment)
    if done.returncode == 0:
        own = [uv, "pip", "install", "--quiet", "--no-deps", "--editable", str(ROOT)]
        done = _run("De assistent zelf installeren", own, env=environment)
    if done.returncode:
        raise SetupError(f"Installeren is mislukt:\n{done.stderr.strip()}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
