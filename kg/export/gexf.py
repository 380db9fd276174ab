"""GEXF, for Gephi: `start` and `end` are its time line."""

from __future__ import annotations

from collections.abc import Iterator

from kg.export.material import Material

# networkx would stamp the day of the export, and the same store would give other bytes tomorrow
_DATE = "2000-01-01"


def write_gexf(material: Material) -> Iterator[str]:
    from networkx.readwrite.gexf import GEXFWriter  # noqa: PLC0415 (other formats must not pay for it)

    from kg.export.graph import flat  # noqa: PLC0415

    writer = GEXFWriter(prettyprint=True, version="1.2draft")
    writer.xml.find("meta").set("lastmodifieddate", _DATE)
    writer.xml.find("meta/creator").text = "kg"
    writer.add_graph(flat(material.graph()))
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield f"{writer}\n"
