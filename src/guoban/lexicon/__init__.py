"""The words of the language, as YAML files beside this module.

Each file says on top what its fields mean and where its words come from. Each is loaded once and checked by the
module that uses it.
"""

from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from guoban.errors import LexiconError


@cache
def load(name: str) -> dict[str, Any]:
    """Return the word list `name` (without .yaml) as a mapping.

    The mapping is shared: do not change it. Raises `LexiconError` where the file is no mapping.
    """
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    source = files(__name__).joinpath(f"{name}.yaml").read_text(encoding="utf-8")
    words = yaml.load(source, Loader=loader)  # noqa: S506  (both are safe; the one in C is ten times faster)
    if not isinstance(words, dict):
        raise LexiconError("lexicon_shape", name=name)
    return words
