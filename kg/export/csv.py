"""CSV of nodes, edges and claims, for spreadsheets and whatever reads tables. UTF-8, lists joined by "|".

A cell that a spreadsheet would take for a formula begins with an apostrophe: an article may say anything.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kg.export.material import Material
from kg.export.sheets import Sheets
from kg.export.tables import claim_columns, claim_row, rows, tables
from kg.knowledge.ontology import Ontology
from kg.query.claims import StoredClaim
from kg.rdf.namespaces import BASE, Base


def write_csv(material: Material) -> Iterator[tuple[str, bytes]]:
    sheets = Sheets(tables(material), for_spreadsheets=True)
    for table, values in rows(material):
        for name, piece in sheets.add(table, values):
            yield f"{name}.csv", piece.encode()
    for name, piece in sheets.rest():
        yield f"{name}.csv", piece.encode()


def claims_csv(claims: Iterable[StoredClaim], ontology: Ontology, base: Base = BASE) -> Iterator[str]:
    """The table of claims alone."""
    sheets = Sheets({"claims": claim_columns(ontology)}, for_spreadsheets=True)
    for said in claims:
        for _, piece in sheets.add("claims", claim_row(said, ontology, base)):
            yield piece
    for _, piece in sheets.rest():
        yield piece
