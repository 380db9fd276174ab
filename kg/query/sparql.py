"""Answers of SPARQL queries in the formats of the W3C, and in Turtle."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Mapping
from xml.etree import ElementTree as ET

from rdflib import BNode, Graph, Literal, URIRef
from rdflib.namespace import XSD

from kg.errors import QueryError
from kg.rdf.terms import Term
from kg.store.base import Table

Answer = Table | bool | Graph

# characters that XML 1.0 cannot hold, not even as references
_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

_RESULTS = "http://www.w3.org/2005/sparql-results#"


def write_csv(answer: Answer) -> str:
    """SPARQL 1.1 Query Results CSV: values alone."""
    table = _table(answer, "csv")
    out = io.StringIO()
    rows = csv.writer(out, lineterminator="\r\n")
    rows.writerow(table.variables)
    rows.writerows([["" if term is None else str(term) for term in row] for row in table.rows])
    return out.getvalue()


def write_tsv(answer: Answer) -> str:
    """SPARQL 1.1 Query Results TSV: terms as in Turtle."""
    table = _table(answer, "tsv")
    lines = ["\t".join(f"?{name}" for name in table.variables)]
    lines += ["\t".join("" if term is None else _n3(term) for term in row) for row in table.rows]
    return "\n".join(lines) + "\n"


def write_json(answer: Answer) -> str:
    """SPARQL 1.1 Query Results JSON."""
    if isinstance(answer, bool):
        return json.dumps({"head": {}, "boolean": answer}) + "\n"
    table = _table(answer, "json")
    bindings = [
        {name: _json(term) for name, term in zip(table.variables, row, strict=True) if term is not None}
        for row in table.rows
    ]
    results = {"head": {"vars": list(table.variables)}, "results": {"bindings": bindings}}
    return json.dumps(results, ensure_ascii=False) + "\n"


def write_xml(answer: Answer) -> str:
    """SPARQL Query Results XML."""
    root = ET.Element("sparql", xmlns=_RESULTS)
    head = ET.SubElement(root, "head")
    if isinstance(answer, bool):
        ET.SubElement(root, "boolean").text = str(answer).lower()
    else:
        table = _table(answer, "xml")
        for name in table.variables:
            ET.SubElement(head, "variable", name=name)
        results = ET.SubElement(root, "results")
        for row in table.rows:
            result = ET.SubElement(results, "result")
            for name, term in zip(table.variables, row, strict=True):
                if term is not None:
                    _xml(ET.SubElement(result, "binding", name=name), term)
    ET.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"


def write_turtle(answer: Answer) -> str:
    """Turtle, for graphs."""
    if not isinstance(answer, Graph):
        raise QueryError("turtle is for CONSTRUCT and DESCRIBE; this query gives " + _form(answer))
    return answer.serialize(format="turtle")


ANSWERS: Mapping[str, Callable[[Answer], str]] = {
    "csv": write_csv,
    "tsv": write_tsv,
    "json": write_json,
    "xml": write_xml,
    "turtle": write_turtle,
}


def legal(text: str) -> str:
    """The text with the replacement character in the place of what XML cannot hold."""
    return _ILLEGAL.sub("\ufffd", text)


def _table(answer: Answer, form: str) -> Table:
    if not isinstance(answer, Table):
        raise QueryError(f"{form} is for SELECT; this query gives {_form(answer)}")
    return answer


def _form(answer: Answer) -> str:
    match answer:
        case bool():
            return "yes or no (--format json, xml or table)"
        case Table():
            return "rows (--format table, csv, tsv, json or xml)"
        case _:
            return "a graph (--format turtle)"


def _n3(term: Term) -> str:
    # rdflib writes line ends raw, in long quotes; a row of TSV is one line
    if isinstance(term, Literal) and any(c in str(term) for c in "\n\r\t"):
        escaped = json.dumps(str(term), ensure_ascii=False)
        return escaped + (f"@{term.language}" if term.language else f"^^<{term.datatype}>" if term.datatype else "")
    return term.n3()


def _json(term: Term) -> dict[str, str]:
    match term:
        case URIRef():
            return {"type": "uri", "value": str(term)}
        case BNode():
            return {"type": "bnode", "value": str(term)}
        case Literal(language=str() as language):
            return {"type": "literal", "value": str(term), "xml:lang": language}
        case Literal(datatype=URIRef() as datatype) if datatype != XSD.string:
            return {"type": "literal", "value": str(term), "datatype": str(datatype)}
        case _:
            return {"type": "literal", "value": str(term)}


def _xml(binding: ET.Element, term: Term) -> None:
    value = _json(term)
    attributes: dict[str, str] = {name: text for name, text in value.items() if name not in ("type", "value")}
    ET.SubElement(binding, value["type"], attributes).text = legal(value["value"])
