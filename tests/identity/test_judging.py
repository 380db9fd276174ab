"""What people judge, in everything that is asked and exported, and what they take back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import networkx as nx
import pytest
from story import ENTITIES, read_story
from toy import ToyReader, knowledge

from kg.api import Graph
from kg.batch import StoreWriter
from kg.errors import QueryError, StoreError
from kg.identity import FILE, Renamer
from kg.knowledge.ontology import Ontology
from kg.model import Reading
from kg.rdf.articles import reading_quads
from kg.rdf.iri import graph_iri, identity_graph, knowledge_graph
from kg.rdf.knowledge import knowledge_quads
from kg.rdf.runs import Run
from kg.read import document_from_text

# the same firm by two names, a person in three reports, and a step of a route to a place with two names
STORY = """
ore 2025-01-02 en | Movement stated theme=h20 origin=SG destination=penang by=tessier
ore 2025-01-02 en | Sanction stated authority=US target=megaspeed same
wire 2025-01-03 fr | Movement stated theme=h20 origin=shenzhen destination=CN by=tessier2
wire 2025-01-03 fr | Sanction stated authority=US target=gulfco same
post 2025-01-04 en | Sanction denied authority=US target=gulfco by=paul-tessier
"""
FIRMS = ("Megaspeed", "Gulf Trading")


NAMED = {entity.id: entity for entity in ENTITIES.values() if not entity.id.startswith("local:")}


def write(graph: Graph, story: str, ontology: Ontology) -> None:
    """Reports into a graph, as `kg build` writes them."""
    base, rename = graph.store.base, Renamer(graph.store)
    for reading in read_story(story, ontology):
        quads = reading_quads(reading, ontology, "run", known=NAMED, base=base)
        graph.store.replace(graph_iri(reading.document.id, base), rename(quads, reading.document.id))


def fill(graph: Graph, story: str, ontology: Ontology) -> None:
    # without the ontology's own triples, which take longer to write than everything else
    knowledge = knowledge_quads(replace(ontology, turtle=""), NAMED.values(), base=graph.store.base)
    graph.store.replace(knowledge[0][3], knowledge)
    write(graph, story, ontology)


@pytest.fixture
def graph(ontology: Ontology) -> Iterator[Graph]:
    with Graph() as made:
        fill(made, STORY, ontology)
        yield made


def everything(graph: Graph) -> str:
    return "".join(graph.export("nquads"))


def said(graph: Graph) -> list[object]:
    """All quads but the judgements themselves."""
    own = identity_graph(graph.store.base)
    return [quad for quad in graph.store.quads() if quad[3] != own]


def test_one_entity_everywhere(graph: Graph) -> None:
    (made,) = graph.same(*FIRMS)
    assert (made.a.id, made.b.id) == ("org:megaspeed", "org:gulf-trading")
    for name in (*FIRMS, "org:megaspeed"):
        assert len(graph.claims(entity=name)) == 3, name
    assert [label for label, _, _ in graph.stats().named].count("Megaspeed") == 1
    assert not graph.sparql("ASK { ?part sc:filler org:gulf-trading }")
    assert graph.sparql("SELECT ?c { ?c sc:target org:megaspeed }").rows  # type: ignore[union-attr]
    nodes = graph.to_networkx().nodes
    assert "org:megaspeed" in nodes
    assert "org:gulf-trading" not in nodes
    assert isinstance(graph.to_networkx(), nx.MultiDiGraph)
    assert "gulf-trading" not in "".join(graph.export("claims"))
    assert [e.entity.id for e in graph.entities()].count("org:gulf-trading") == 0
    # two reports on one matter, and who denies it, meet
    (contested,) = graph.contested()
    assert {c.article.id for v in (*contested.agree, *contested.deny) for c in v.claims} == {"ore-0", "wire-1", "post-2"}


def test_steps_meet_in_a_place_that_is_one(graph: Graph) -> None:
    ends = {"goods": "H20", "from": "Singapore", "to": "China"}
    assert not graph.trace("H20", "Singapore", "China")
    assert not graph.ask("routes", ends).rows
    graph.same("Penang", "Shenzhen")
    (route,) = graph.trace("H20", "Singapore", "China")
    assert [step.end.id for step in route.legs] == ["place:penang", "country:CN"]
    assert len(graph.ask("routes", ends).rows) == 1


def test_what_is_taken_back_was_never_there(graph: Graph) -> None:
    before = said(graph)
    graph.same(*FIRMS)
    graph.same("Penang", "Shenzhen", note="said the port")
    graph.same("Tessier", "Marc Tessier")
    assert said(graph) != before
    graph.same("Shenzhen", "Penang", undo=True)
    graph.same("Tessier", "Marc Tessier", undo=True)
    graph.same("org:gulf-trading", "Megaspeed", undo=True)
    assert said(graph) == before
    assert graph.judgements == ()
    with pytest.raises(QueryError, match="nothing was judged the same"):
        graph.same(*FIRMS, undo=True)


def test_reports_that_are_read_again_keep_it(graph: Graph, ontology: Ontology) -> None:
    graph.same(*FIRMS)
    graph.same("Tessier", "Marc Tessier")
    graph.different("Paul Tessier", "Tessier")
    before = said(graph)
    write(graph, STORY, ontology)
    assert said(graph) == before


def test_nothing_is_done_where_nobody_judged(graph: Graph) -> None:
    quads = list(graph.store.quads(graph_iri("ore-0", graph.store.base)))
    assert Renamer(graph.store)(quads, "ore-0") is quads


def test_a_person_is_one_when_people_say_so(graph: Graph) -> None:
    graph.same("Tessier", "Marc Tessier")
    assert len(graph.claims(source="Tessier")) == 2
    assert {a.source.entity.id for s in graph.claims(source="Tessier") for a in s.claim.attributions} == {"person:tessier"}
    assert graph.entities()[0].entity.id != "local:a-1"


def test_all_who_bear_a_name_are_one_and_no_longer(ontology: Ontology) -> None:
    story = "\n".join(f"ore 2025-01-0{n} en | Sanction stated authority=US target=Berg:Person" for n in range(1, 5))
    with Graph() as graph:
        fill(graph, story, ontology)
        before = said(graph)
        assert len(graph.same("Berg")) == 3
        assert {s.claim.role("target")[0].entity.id for s in graph.claims(entity="Berg")} == {"person:berg"}
        write(graph, "ore 2025-01-09 en | Sanction stated authority=US target=Berg:Person", ontology)
        assert len(graph.same("Berg", undo=True)) == 3
        write(graph, story, ontology)
        assert said(graph) == before


def test_namesakes_who_differ_do_not_agree(ontology: Ontology) -> None:
    story = """
    ore 2025-01-02 en | Sanction stated authority=tessier target=megaspeed
    wire 2025-01-03 en | Sanction stated authority=tessier2 target=megaspeed
    """
    with Graph() as graph:
        fill(graph, story, ontology)
        assert len(graph.corroborated()) == 1
        graph.different("Tessier", "Marc Tessier")
        assert graph.corroborated() == []
        graph.different("Marc Tessier", "Tessier", undo=True)
        assert len(graph.corroborated()) == 1


def test_two_reports_may_mean_two_by_one_name(graph: Graph) -> None:
    (made,) = graph.different("Gulf Trading@wire-1", "Gulf Trading@post-2", note="a namesake")
    assert (made.a.id, made.a.article) == ("org:gulf-trading", "")  # the first keeps the name
    assert (made.b.id, made.b.article) == ("org:gulf-trading.2", "post-2")
    assert [s.article.id for s in graph.claims(entity="org:gulf-trading")] == ["wire-1"]
    assert [s.article.id for s in graph.claims(entity="org:gulf-trading.2")] == ["post-2"]
    (entity,) = [e.entity for e in graph.entities() if e.entity.id == "org:gulf-trading.2"]
    assert (entity.label("en"), str(entity.type)) == ("Gulf Trading", "Organization")
    assert graph.validate() == ()
    graph.same("Gulf Trading@post-2", "Megaspeed")
    assert {s.article.id for s in graph.claims(entity="Megaspeed")} == {"ore-0", "post-2"}


def test_it_is_valid_and_said_once_in_exports(graph: Graph) -> None:
    graph.same(*FIRMS, note="one owner")
    graph.same("Tessier", "Marc Tessier")
    assert graph.validate() == ()
    for format in ("nquads", "trig", "turtle", "jsonld"):
        text = "".join(graph.export(format))
        assert "changeNote" not in text
        assert "one owner" in text, format
    # the other id is named where the judgement is, and nowhere else
    lines = [line for line in everything(graph).splitlines() if "gulf-trading" in line]
    assert lines
    assert all("/graph/identity>" in line for line in lines)
    assert everything(graph) == everything(graph)


def test_two_of_the_gazetteer_may_be_one(graph: Graph, ontology: Ontology) -> None:
    graph.same("TSMC", "SMIC")
    knowledge = knowledge_graph(graph.store.base)
    assert not any("org/smic" in str(quad[0]) for quad in graph.store.quads(knowledge))
    assert graph.names().ids("SMIC") == ("org:tsmc",)
    graph.same("SMIC", "TSMC", undo=True)
    assert graph.names().ids("SMIC") == ("org:smic",)


@pytest.mark.parametrize(
    ("names", "words"),
    [
        (("Megaspeeed", "Gulf Trading"), "nothing here is called 'Megaspeeed'; did you mean 'Megaspeed'"),
        (("Megaspeed",), "org:megaspeed alone; name another one"),
        (("Chine", "CN"), "country:CN alone"),
        (("Megaspeed@nowhere", "Gulf Trading"), "no article 'nowhere' here"),
        (("Megaspeed@wire-1", "Gulf Trading"), "wire-1 calls nothing 'Megaspeed'"),
        ((), "nobody is named"),
    ],
)
def test_what_cannot_be_meant_is_told(graph: Graph, names: tuple[str, ...], words: str) -> None:
    before = everything(graph)
    with pytest.raises(QueryError) as caught:
        graph.same(*names)
    assert words in str(caught.value)
    assert everything(graph) == before


def test_a_contradiction_changes_nothing(graph: Graph) -> None:
    graph.different("Megaspeed", "AMD")
    graph.same(*FIRMS)
    before = everything(graph)
    with pytest.raises(QueryError, match=r"were judged different; they cannot be the same \(org:megaspeed = org:gulf"):
        graph.same("Gulf Trading", "AMD")
    with pytest.raises(QueryError, match="were judged the same; they cannot be different"):
        graph.different("Gulf Trading", "org:megaspeed")
    assert everything(graph) == before


def test_judging_twice_is_judging_once(graph: Graph) -> None:
    graph.same(*FIRMS)
    before = everything(graph)
    assert graph.same(*reversed(FIRMS)) == []
    assert graph.same("org:gulf-trading", "org:megaspeed") == []
    assert everything(graph) == before


def test_people_edit_the_table(tmp_path: Path, ontology: Ontology) -> None:
    store = tmp_path / "s"
    with Graph(store) as graph:
        fill(graph, STORY, ontology)
        graph.same(*FIRMS)
        text = (store / FILE).read_text("utf-8")
        assert "same,org:megaspeed,Megaspeed,,org:gulf-trading,Gulf Trading,," in text
    (store / FILE).write_text(text.replace("org:gulf-trading", "org:amd"), "utf-8")
    with Graph(store, read_only=True) as graph:  # at once, for those who only ask, too
        assert graph.claims(entity="Gulf Trading")[0].claim.role("target")[0].entity.id == "org:gulf-trading"
        assert graph.names().ids("AMD") == ("org:megaspeed",)
        assert graph.judgements[0].b.id == "org:amd"
    (store / FILE).write_text(text.replace("same", "sama"), "utf-8")
    with pytest.raises(StoreError, match=r"identity.csv:2: 'sama' is neither"):
        Graph(store, read_only=True)
    (store / FILE).write_text(text + text.splitlines()[1].replace("same", "different") + "\n", "utf-8")
    with pytest.raises(StoreError, match=r"identity.csv: org:megaspeed and org:gulf-trading were judged different, and"):
        Graph(store)
    (store / FILE).write_text(text.splitlines()[0] + "\n", "utf-8")
    with Graph(store) as graph:
        assert graph.judgements == ()
        assert graph.names().ids("Gulf Trading") == ("org:gulf-trading",)
    # a lost table loses nothing
    with Graph(store) as graph:
        graph.same(*FIRMS)
        (store / FILE).unlink()
        graph.different("AMD", "Nvidia")
    assert len((store / FILE).read_text("utf-8").splitlines()) == 3


def test_who_may_only_read_judges_nothing(tmp_path: Path, ontology: Ontology) -> None:
    with Graph(tmp_path / "s") as graph:
        fill(graph, STORY, ontology)
    with Graph(tmp_path / "s", read_only=True) as graph, pytest.raises(StoreError, match="open for reading only"):
        graph.same(*FIRMS)
    assert not (tmp_path / "s" / FILE).exists()


def test_new_knowledge_keeps_it() -> None:
    with Graph() as graph:
        writer = StoreWriter(graph.store, knowledge("k1"))  # type: ignore[arg-type]
        writer.write(toy_reading("Tin went from Chile to Japan."), Run("0", "0", "k1", ()))
        graph.same("Chile", "Peru")
        graph.same("Tin", "Norway")
        StoreWriter(graph.store, knowledge("k2"))  # type: ignore[arg-type]
        assert graph.names().ids("Pérou") == ("country:CL",)
        assert graph.names().ids("tin") == ("country:NO",)  # the gazetteer's stays
        graph.same("Peru", "Chile", undo=True)
        assert graph.names().ids("Pérou") == ("country:PE",)
        assert len(graph.claims(entity="Norway")) == 1


def toy_reading(text: str) -> Reading:
    return ToyReader(knowledge()).read(document_from_text(text, id="a", lang="en"))  # type: ignore[arg-type]


def test_an_article_may_be_called_identity(graph: Graph, ontology: Ontology) -> None:
    base = graph.store.base
    assert graph_iri("identity", base) != identity_graph(base)
    assert graph_iri("knowledge", base) != knowledge_graph(base)
    assert len({graph_iri(name, base) for name in ("identity", "knowledge", "%69dentity", "Identity")}) == 4
