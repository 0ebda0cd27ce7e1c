"""The analysis works without the site, without pandas, and starts fast."""

import subprocess
import sys

import rondom
from rondom import analysis

BLOCKED = """
import sys

class Blocked:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in ("django", "pandas"):
            raise ImportError(f"{name} is blocked")

sys.meta_path.insert(0, Blocked())
"""


def run(code: str) -> str:
    command = [sys.executable, "-c", BLOCKED + code]
    found = subprocess.run(
        command, capture_output=True, text=True, check=False, env={"PYTHONPATH": rondom.__path__[0] + "/.."}
    )
    assert found.returncode == 0, found.stderr
    return found.stdout


def test_works_without_django_and_pandas() -> None:
    code = "import numpy as np; from rondom import analysis\n"
    code += "print(analysis.cronbach_alpha(np.array([[1., 2.], [2., 2.], [3., 4.]])).alpha)"
    assert float(run(code)) > 0


def test_the_block_in_this_test_bites() -> None:
    code = "try:\n import django\nexcept ImportError as error:\n print(error)"
    assert run(code).strip() == "django is blocked"


def test_counting_does_not_wait_for_scipy() -> None:
    code = "import numpy as np; from rondom import analysis\n"
    code += "analysis.tabulate(np.array([[1, 2]]), points=2); print('scipy' in sys.modules)"
    assert run(code).strip() == "False"


def test_a_name_stays_a_function_when_a_module_was_imported_first() -> None:
    code = "import pkgutil, importlib, rondom.analysis as analysis\n"
    code += "for found in pkgutil.walk_packages(analysis.__path__, 'rondom.analysis.'):\n"
    code += "    '.tests' in found.name or importlib.import_module(found.name)\n"
    code += "print([n for n in analysis.__all__ if type(getattr(analysis, n)).__name__ == 'module'])"
    assert run(code).strip() == "[]"


def test_every_public_name_is_there() -> None:
    missing = [name for name in analysis.__all__ if not hasattr(analysis, name)]
    assert missing == []
    assert sorted(analysis.__all__) == sorted(set(analysis.__all__))
