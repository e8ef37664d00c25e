"""Loading settings is so cheap that nobody waits for it."""

import json
import subprocess
import sys
import time

from reportgen.settings import load_settings

_PROBE = """
import json, sys, time
import yaml, pydantic, pydantic.main
class _(pydantic.BaseModel): a: int
begun = time.process_time()
import reportgen.settings
print(json.dumps([time.process_time() - begun, sorted({name.partition('.')[0] for name in sys.modules})]))
"""


def _three_layers(folder):
    units = "".join(f"      单位{number}: [单{number}, 位{number}]\n" for number in range(150))
    words = "".join(f"    c{number}: {{name: 类{number}, keywords: [词{number}]}}\n" for number in range(200))
    folder.write("province.yaml", f"extends: complete.yaml\ntaxonomy:\n  categories:\n{words}")
    folder.write("city.yaml", f"extends: province.yaml\nledger:\n  vocabulary:\n    unit:\n{units}")
    return folder.write("county.yaml", "extends: city.yaml\nreport: {period: 2026Q3}\n")


def test_four_hundred_lines_in_three_layers(folder):
    """A configuration of that size is read, merged and checked in a fraction of the time that importing takes."""
    path = _three_layers(folder)
    assert sum(len(layer.read_text().splitlines()) for layer in load_settings(path).layers) > 360
    seconds = []
    for _ in range(5):
        begun = time.process_time()
        load_settings(path)
        seconds.append(time.process_time() - begun)
    assert min(seconds) < 0.05


def test_the_room_needs_nothing_heavy():
    """Beyond yaml and pydantic nothing is imported that costs, and our own modules cost less than they do."""
    run = subprocess.run([sys.executable, "-c", _PROBE], capture_output=True, check=True, text=True)
    seconds, modules = json.loads(run.stdout)
    assert not {"pandas", "numpy", "docx", "jinja2", "matplotlib", "difflib", "lxml"} & set(modules)
    assert seconds < 0.15
