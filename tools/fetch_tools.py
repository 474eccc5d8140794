"""See to it that the tests find what they need of other programs; where that can't be, say so: they skip."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from page_styles import node
from setup_environment import ROOT, SetupError

NAMES = ("chromium", "chromium-browser", "google-chrome")


def main() -> int:
    """Fetch what can be fetched. Always returns 0."""
    _linter()
    _from_debian()
    return 0


def _linter() -> None:
    """Spectral and axe, as `package-lock.json` pins them."""
    wanted, have = ROOT / "package-lock.json", ROOT / "node_modules" / ".package-lock.json"
    if have.is_file() and have.stat().st_mtime >= wanted.stat().st_mtime:
        return
    print("→ Controles van API (Spectral) en toegankelijkheid (axe) klaarzetten …", flush=True)
    try:
        npm, path = node()
        subprocess.run([npm, "ci", "--silent"], cwd=ROOT, env={**os.environ, "PATH": path}, check=True)
    except (SetupError, OSError, subprocess.CalledProcessError):
        print("Dat is mislukt: deze controles worden overgeslagen.")


def _from_debian() -> None:
    """Chromium, PostgreSQL and Redis from Debian, where CI runs as root without them."""
    missing = [package for package, there in _PACKAGES.items() if not there()]
    apt = shutil.which("apt-get")
    if missing and os.environ.get("CI") and apt and hasattr(os, "geteuid") and os.geteuid() == 0:
        print(f"→ {', '.join(missing)} installeren …", flush=True)
        subprocess.run([apt, "-qq", "update"], check=False)
        subprocess.run([apt, "-qq", "-y", "install", "--no-install-recommends", *missing], check=False)
    for package, there in _PACKAGES.items():
        if not there():
            print(f"Geen {package} gevonden: de tests die dat nodig hebben, worden overgeslagen.")


def _has_browser() -> bool:
    return any(map(shutil.which, NAMES))


def _has_postgresql() -> bool:
    """Debian keeps PostgreSQL's programs off the PATH."""
    return bool(shutil.which("initdb") or list(Path("/usr/lib/postgresql").glob("*/bin/initdb")))


def _has_redis() -> bool:
    return shutil.which("redis-server") is not None


_PACKAGES = {"chromium": _has_browser, "postgresql": _has_postgresql, "redis-server": _has_redis}


if __name__ == "__main__":
    sys.exit(main())
