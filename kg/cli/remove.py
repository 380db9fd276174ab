"""`kg remove`."""

from __future__ import annotations

from typing import Annotated

import typer

from kg.cli.options import StoreOption, open_graph
from kg.cli.output import count, note


def remove(
    articles: Annotated[list[str], typer.Argument(metavar="ARTICLE", help="Ids, as `kg claims --format json` tells.")],
    store: StoreOption = None,
) -> None:
    """Take articles, with all that they say, out of the graph.

    All of them, or none when one of them is not there.

    [bold]Examples[/bold]

      kg remove https://example.org/news/1
      kg remove wire-0412 wire-0413
    """
    with open_graph(store, write=True) as graph:
        graph.remove(*articles)
    note(f"{count(len(articles), 'article')} removed")
