"""See to it that the tests find a browser and the linters; where that can't be, say so: they skip."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

from page_styles import node
from setup_environment import ROOT, SetupError

NAMES = ("chromium", "chromium-browser", "google-chrome")


def main() -> int:
    """Fetch what can be fetched. Always returns 0."""
    _linter()
    _browser()
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


def _browser() -> None:
    """Debian's Chromium, where CI runs as root without a browser."""
    if any(map(shutil.which, NAMES)):
        return
    apt = shutil.which("apt-get")
    if os.environ.get("CI") and apt and hasattr(os, "geteuid") and os.geteuid() == 0:
        print("→ Chromium installeren …", flush=True)
        subprocess.run([apt, "-qq", "update"], check=False)
        subprocess.run([apt, "-qq", "-y", "install", "--no-install-recommends", "chromium"], check=False)
    if not any(map(shutil.which, NAMES)):
        print("Geen browser gevonden: de tests van de pagina worden overgeslagen (installeer chromium).")


if __name__ == "__main__":
    sys.exit(main())
