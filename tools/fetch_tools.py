"""See to it that the tests find a browser and the API linter; where that can't be, say so: they skip."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome")


def main() -> int:
    """Fetch what can be fetched. Always returns 0."""
    _linter()
    _browser()
    return 0


def _linter() -> None:
    """Spectral, as `package-lock.json` pins it, where npm is."""
    root = Path(__file__).resolve().parents[1]
    wanted, have = root / "package-lock.json", root / "node_modules" / ".package-lock.json"
    if have.is_file() and have.stat().st_mtime >= wanted.stat().st_mtime:
        return
    npm = shutil.which("npm")
    if npm is None:
        print("Geen npm gevonden: de controle van de API-beschrijving wordt overgeslagen.")
        return
    print("→ API-controle (Spectral) klaarzetten …", flush=True)
    subprocess.run([npm, "ci", "--no-audit", "--no-fund", "--silent"], cwd=root, check=False)


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
