"""The tools of public code are named with their version, and a wrong name says which there are."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_an_unknown_tool_is_told_which_there_are():
    done = subprocess.run(
        [sys.executable, str(ROOT / "tools" / "run_tool.py"), "iets"], capture_output=True, text=True
    )
    assert done.returncode == 2
    assert done.stderr == "Kies uit: licences, sbom, audit, urgentienet, zelfmoordnet, criterianet.\n"
