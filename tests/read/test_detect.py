"""Languages told by their words alone; what is not clear is left to the identifier."""

from __future__ import annotations

from typing import NoReturn

import pytest

from kg.read.language import detect

FR = (
    "Les douanes ont saisi des serveurs dans un entrepôt du port, selon une note que le ministère a transmise. "
    "La cargaison, qui venait de Singapour, était attendue par un courtier dont les comptes sont gelés depuis mai."
)
EN = (
    "Customs officers have seized servers in a warehouse at the port, according to a note that the ministry sent. "
    "The shipment, which came from Singapore, was awaited by a broker whose accounts had been frozen since May."
)
OTHERS = {
    "es": "El gobierno de los Estados Unidos ha restringido la venta de los chips más potentes a China, según la agencia, "
    "y los países que se han visto afectados tendrán que esperar hasta el final del año para saber si las licencias se "
    "conceden. La empresa dijo que las nuevas normas no le permiten vender en el mercado.",
    "it": "Il governo ha limitato la vendita dei chip più potenti alla Cina, secondo l'agenzia, e i paesi che sono stati "
    "colpiti dovranno aspettare fino alla fine dell'anno per sapere se le licenze saranno concesse o no.",
    "ca": "El govern dels Estats Units ha restringit la venda dels xips més potents a la Xina, segons l'agència, i els "
    "països que han estat afectats per les mesures hauran d'esperar. Les autoritats entre les ciutats des de fa anys.",
    "nl": "De regering heeft de verkoop van de krachtigste chips aan China beperkt, volgens het agentschap, en de landen "
    'die zijn getroffen moeten wachten tot het einde van het jaar. "We are not there yet", zei de minister.',
}


@pytest.mark.parametrize(("text", "lang"), [(FR, "fr"), (EN, "en"), (FR.upper(), "fr"), (f"{EN} Les douanes", "en")])
def test_plain_articles_need_no_identifier(text: str, lang: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def slow() -> NoReturn:
        pytest.fail("the identifier was loaded")

    monkeypatch.setattr("kg.read.language._identifier", slow)
    assert detect(text) == lang


@pytest.mark.parametrize(("lang", "text"), OTHERS.items())
def test_neighbours_are_not_taken_for_it(lang: str, text: str) -> None:
    assert detect(text) == lang
    assert detect(f"{text} " * 20) == lang


def test_a_mixed_text_is_left_to_the_identifier(monkeypatch: pytest.MonkeyPatch) -> None:
    class Fixed:
        def rank(self, text: str) -> list[tuple[str, float]]:
            return [("fr", 0.6), ("en", 0.4)]

    monkeypatch.setattr("kg.read.language._identifier", Fixed)
    assert detect(f"{EN} {FR}") == "fr"
    assert detect("Nvidia H20") == "fr"
