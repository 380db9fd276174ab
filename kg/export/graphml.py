"""GraphML, for Gephi, yEd, Cytoscape and igraph."""

from __future__ import annotations

from collections.abc import Iterator

from kg.export.material import Material


def write_graphml(material: Material) -> Iterator[str]:
    import networkx as nx  # noqa: PLC0415 (other formats must not pay for it)

    from kg.export.graph import flat  # noqa: PLC0415

    graph = flat(material.graph())
    for number, (_, _, data) in enumerate(graph.edges(data=True)):
        data["id"] = f"e{number}"  # a claim between three parties has three edges, and ids are unique
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    for line in nx.generate_graphml(graph, named_key_ids=True, edge_id_from_attribute="id"):
        yield line + "\n"
