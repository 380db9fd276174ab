"""NetworkX's node-link JSON: `networkx.node_link_graph(data, edges="edges")` reads it."""

from __future__ import annotations

import json
from collections.abc import Iterator

from kg.export.material import Material


def write_node_link(material: Material) -> Iterator[str]:
    import networkx as nx  # noqa: PLC0415 (other formats must not pay for it)

    yield json.dumps(nx.node_link_data(material.graph(), edges="edges"), ensure_ascii=False, indent=1) + "\n"
