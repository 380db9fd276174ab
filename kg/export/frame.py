"""Rows of answers as a pandas DataFrame."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from rdflib import Literal

from kg.errors import MissingError
from kg.export.turtle import Names
from kg.rdf.terms import Term
from kg.store.base import Table

if TYPE_CHECKING:
    import pandas as pd


def frame(table: Table, prefixes: Mapping[str, str], called: Mapping[Term, str] | None = None) -> pd.DataFrame:
    """One row a solution, one column a variable.

    IRIs come as `called` names them, else as prefixed names ("country:SG"); literals as Python's values: decimals as
    floats, days as datetimes; what is unbound as a missing value. Raises MissingError without pandas.
    """
    try:
        import pandas as pd  # noqa: PLC0415 (an extra)
    except ImportError:
        raise MissingError("pandas is not installed: pip install 'kg-claims[tables]'") from None
    names, labels = Names(prefixes), called or {}

    def value(term: Term | None) -> Any:
        if not isinstance(term, Literal):
            return None if term is None else labels.get(term) or names.short(term) or str(term)
        python = term.toPython()
        return float(python) if isinstance(python, Decimal) else str(term) if isinstance(python, Literal) else python

    columns = {
        name: _dated(pd.Series([value(row[n]) for row in table.rows])) for n, name in enumerate(table.variables)
    }
    return pd.DataFrame(columns, columns=list(table.variables))


def _dated(values: pd.Series) -> pd.Series:
    """A column of days alone as datetimes, which pandas can sort, group and plot."""
    import pandas as pd  # noqa: PLC0415
    from pandas.api.types import infer_dtype  # noqa: PLC0415

    return pd.to_datetime(values) if infer_dtype(values, skipna=True) == "date" else values
