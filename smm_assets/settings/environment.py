"""Variables of the environment that a file holds, as service managers and containers read them (KEY=VALUE lines).

Belongs here: reading such a file beside this process's own environment. Not here: where variables are filled in
(`reading`).
"""

import os
from collections.abc import Mapping
from io import StringIO
from pathlib import Path

from smm_assets.errors import UsageError


def with_file(path: Path, base: Mapping[str, str] | None = None) -> dict[str, str]:
    """base (else this process's environment) with what the file says, which wins. A file that is not there says
    nothing; values are taken as they stand, without $NAME filled in. Raises UsageError when it cannot be read.
    """
    from dotenv import dotenv_values

    found = dict(os.environ if base is None else base)
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return found
    except OSError as error:
        cure = "Read it as the user it belongs to, or leave --env-dir out"
        raise UsageError(f"{path} cannot be read ({error.strerror})", cure=cure) from None
    except UnicodeDecodeError:
        raise UsageError(f"{path} is no text in UTF-8", cure="Write one NAME=value a line") from None
    said = dotenv_values(stream=StringIO(text), interpolate=False)
    return found | {name: value for name, value in said.items() if value is not None}
