"""Loading settings is so cheap that nobody waits for it."""

import json
import subprocess
import sys
from pathlib import Path

from reportgen.settings import load_settings
from reportgen.settings.tree import yaml_tree
from tests.work import calls

_PROBE = """
import json, sys
from tests.work import calls
def theirs():
    import yaml, pydantic, pydantic.main
    class _(pydantic.BaseModel): a: int
def ours():
    import reportgen.settings
before = {*sys.modules}
print(json.dumps([calls(theirs), calls(ours), [*{*sys.modules} - before]]))
"""


def _three_layers(folder, size):
    units = "".join(f"      单位{number}: [单{number}, 位{number}]\n" for number in range(size * 3 // 4))
    words = "".join(f"    c{number}: {{name: 类{number}, keywords: [词{number}]}}\n" for number in range(size))
    folder.write("province.yaml", f"extends: complete.yaml\ntaxonomy:\n  categories:\n{words}")
    folder.write("city.yaml", f"extends: province.yaml\nledger:\n  vocabulary:\n    unit:\n{units}")
    return folder.write("county.yaml", "extends: city.yaml\nreport: {period: 2026Q3}\n")


def test_four_hundred_lines_in_three_layers(folder):
    """A configuration of that size is read, merged and checked in 250,000 calls (0.05 s), and one of twice the size in twice as many."""
    path = _three_layers(folder, 200)
    assert sum(len(layer.read_text().splitlines()) for layer in load_settings(path).layers) > 360
    once = calls(lambda: _loaded_anew(path))
    assert once < 250_000
    path = _three_layers(folder, 400)
    assert calls(lambda: _loaded_anew(path)) <= 2.1 * once
    assert calls(lambda: load_settings(path)) < 0.8 * calls(lambda: _loaded_anew(path))  # layers are remembered


def _loaded_anew(path):
    yaml_tree._faultless.cache_clear()
    return load_settings(path)


def test_the_room_needs_nothing_heavy():
    """Beyond yaml and pydantic nothing is imported that costs, and our own modules cost about what they do."""
    root = Path(__file__).parents[2]
    run = subprocess.run([sys.executable, "-c", _PROBE], capture_output=True, check=True, text=True, cwd=root)
    theirs, ours, modules = json.loads(run.stdout)
    loaded = {name.partition(".")[0] for name in modules}
    assert not {"pandas", "numpy", "docx", "jinja2", "matplotlib", "difflib", "lxml"} & loaded
    assert ours < 1.3 * theirs  # 1.0 today: pydantic building our models is nearly all of it
