"""What an article commits to, construction by construction."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sentences import Parse, frame_of

from kg.knowledge import Knowledge
from kg.qualify import status_of

ENGLISH = [
    # (sentence, trigger, status, a word of the cue)
    ("The mill sold copper wire to a trader in Mombasa.", "sold", "stated", ""),
    ("Officials said that the mill sold copper wire to a trader.", "sold", "stated", ""),
    ("The dealer allegedly sold copper wire to a militia.", "sold", "alleged", "allegedly"),
    ("The yard reportedly bought scrap from Odessa.", "bought", "alleged", "reportedly"),
    ("Prosecutors accused the dealer of selling copper wire to a militia.", "selling", "alleged", "accused"),
    ("The dealer is accused of selling wire to a militia.", "selling", "alleged", "accused"),
    ("The broker is suspected of shipping valves to Sudan.", "shipping", "alleged", "suspected"),
    ("The broker is believed to have shipped valves to Sudan.", "shipped", "alleged", "believed"),
    ("Investigators believe that the broker shipped valves to Sudan.", "shipped", "alleged", "believe"),
    ("The plant is said to have bought the pumps in Milan.", "bought", "alleged", "said"),
    ("Customs officers mentioned the alleged sale of rare bulbs.", "sale", "alleged", "alleged"),
    ("The group claims that the mill supplied the army.", "supplied", "alleged", "claims"),
    ("Ghana may ban cocoa exports.", "ban", "possible", "may"),
    ("Ghana might ban cocoa exports.", "ban", "possible", "might"),
    ("Ghana could ban cocoa exports after the harvest.", "ban", "possible", "could"),
    ("There is a risk that Ghana bans cocoa exports.", "bans", "possible", "risk"),
    ("The strike threatens to halt deliveries of milk.", "halt", "possible", "threatens"),
    ("Ghana will ban cocoa exports.", "ban", "planned", "will"),
    ("Ghana is going to ban cocoa exports.", "ban", "planned", "going"),
    ("The ministry intends to ban cocoa exports.", "ban", "planned", "intends"),
    ("The ministry plans to ban cocoa exports.", "ban", "planned", "plans"),
    ("The ministry is considering a ban on cocoa.", "ban", "planned", "considering"),
    ("The firm wants to build a smelter in Oman.", "build", "planned", "wants"),
    ("The firm hopes to build a smelter in Oman.", "build", "planned", "hopes"),
    ("The firm has promised to build a smelter in Oman.", "build", "planned", "promised"),
    ("The firm agreed to supply the navy.", "supply", "planned", "agreed"),
    ("The new rule is to bar imports of teak.", "bar", "planned", "to"),
    ("The firm is expected to build a smelter in Oman.", "build", "planned", "expected"),
    ("The mill did not sell wire to the militia.", "sell", "denied", "not"),
    ("The mill never sold wire to the militia.", "sold", "denied", "never"),
    ("The mill no longer buys ore from Guinea.", "buys", "denied", "no"),
    ("The mill denied selling wire to the militia.", "selling", "denied", "denied"),
    ("The mill denied that it had sold wire to the militia.", "sold", "denied", "denied"),
    ("No wire was sold to the militia.", "sold", "denied", "No"),
    ("The minister rejected reports that the mill sold wire.", "sold", "denied", "rejected"),
    ("The firm refused to supply the navy.", "supply", "denied", "refused"),
    ("The agency is examining whether the mill sold wire to the militia.", "sold", "questioned", "whether"),
    ("Police want to know if the broker shipped valves to Sudan.", "shipped", "questioned", "if"),
    ("It is unclear whether the broker shipped valves to Sudan.", "shipped", "questioned", "whether"),
    # scope: what a cue does not govern
    ("The mill, which sold wire last year, may close.", "sold", "stated", ""),
    ("The mill bought ore and will sell the wire.", "bought", "stated", ""),
    ("The mill sold wire but did not deliver the cable.", "sold", "stated", ""),
    ("The mill sold wire not only to Kenya but to Uganda.", "sold", "stated", ""),
    # of two cues
    ("The mill denied that it might have sold wire to the militia.", "sold", "denied", "denied"),
    ("The agency is examining whether the mill may have sold wire.", "sold", "questioned", "whether"),
]

FRENCH = [
    ("La fonderie a vendu du cuivre à un négociant de Mombasa.", "vendu", "stated", ""),
    ("Le ministre a déclaré que la fonderie a vendu du cuivre.", "vendu", "stated", ""),
    ("La fonderie aurait vendu du cuivre à une milice.", "vendu", "alleged", "aurait"),
    ("Les lots seraient vendus à une milice.", "vendus", "alleged", "seraient"),
    ("Le cuivre transiterait par Djibouti.", "transiterait", "alleged", "transiterait"),
    ("Le parquet accuse le courtier d'avoir vendu du cuivre à une milice.", "vendu", "alleged", "accuse"),
    ("Le courtier est soupçonné d'avoir livré des vannes au Soudan.", "livré", "alleged", "soupçonné"),
    ("Les enquêteurs soupçonnent le courtier d'avoir livré des vannes au Soudan.", "livré", "alleged", "soupçonnent"),
    ("Le Ghana pourrait interdire les exportations de cacao.", "interdire", "possible", "pourrait"),
    ("Le pays risque d'interrompre ses livraisons de lait.", "interrompre", "possible", "risque"),
    ("La grève menace d'interrompre les livraisons de lait.", "interrompre", "possible", "menace"),
    ("Le Ghana interdira les exportations de cacao.", "interdira", "planned", "interdira"),
    ("Le Ghana va interdire les exportations de cacao.", "interdire", "planned", "va"),
    ("Le ministère envisage d'interdire les exportations de cacao.", "interdire", "planned", "envisage"),
    ("Le ministère prévoit d'interdire les exportations de cacao.", "interdire", "planned", "prévoit"),
    ("Le groupe veut construire une usine à Oman.", "construire", "planned", "veut"),
    ("Le groupe compte construire une usine à Oman.", "construire", "planned", "compte"),
    ("Le groupe s'est engagé à livrer la marine.", "livrer", "planned", "engagé"),
    ("Le groupe espère construire une usine à Oman.", "construire", "planned", "espère"),
    ("Le groupe songe à construire une usine à Oman.", "construire", "planned", "songe"),
    ("La fonderie n'a pas vendu de cuivre à la milice.", "vendu", "denied", "pas"),
    ("La fonderie n'a jamais vendu de cuivre à la milice.", "vendu", "denied", "jamais"),
    ("La fonderie n'achète plus de minerai en Guinée.", "achète", "denied", "plus"),
    ("La fonderie nie avoir vendu du cuivre à la milice.", "vendu", "denied", "nie"),
    ("La fonderie dément avoir vendu du cuivre à la milice.", "vendu", "denied", "dément"),
    ("Le groupe refuse de livrer la marine.", "livrer", "denied", "refuse"),
    ("L'agence vérifie si la fonderie a vendu du cuivre à la milice.", "vendu", "questioned", "vérifie"),
    ("La police cherche à savoir si le courtier a livré des vannes.", "livré", "questioned", "savoir"),
    # scope and focus
    ("La fonderie n'a vendu que du cuivre à la milice.", "vendu", "stated", ""),
    ("La fonderie a acheté du minerai et vendra du cuivre.", "acheté", "stated", ""),
    ("La banque a dû livrer les lingots au port.", "livrer", "stated", ""),
    # the modal verb, not its mood, decides
    ("Le cuivre devrait partir pour Djibouti.", "partir", "planned", "devrait"),
    ("Le groupe voudrait construire une usine à Oman.", "construire", "planned", "voudrait"),
]


@pytest.mark.parametrize(
    ("lang", "sentence", "trigger", "status", "cue"),
    [("en", *row) for row in ENGLISH] + [("fr", *row) for row in FRENCH],
)
def test_status(
    parse: Parse, knowledge: Knowledge, lang: str, sentence: str, trigger: str, status: str, cue: str
) -> None:
    tree = parse(sentence, lang)
    found, tokens = status_of(tree, frame_of(tree, trigger), knowledge.cues[lang], knowledge.languages[lang])
    assert found == status
    words = [tree.words[t] for t in tokens]
    assert cue in words if cue else words == []


def test_words_of_the_trigger_are_no_cue(parse: Parse, knowledge: Knowledge) -> None:
    """ "no longer issues licences" may be the very words that make a restriction."""
    tree = parse("Denmark no longer issues licences for turbines.", "en")
    within = frame_of(tree, "no longer issues", "Restriction")
    without = frame_of(tree, "issues", "Restriction")
    cues, language = knowledge.cues["en"], knowledge.languages["en"]
    assert status_of(tree, within, cues, language)[0] == "stated"
    assert status_of(tree, without, cues, language)[0] == "denied"


def test_status_of_the_trigger_itself(parse: Parse, knowledge: Knowledge) -> None:

    tree = parse("The prosecutor sought five years against the broker.", "en")
    frame = replace(frame_of(tree, "sought", "Enforcement"), status="planned")
    assert status_of(tree, frame, knowledge.cues["en"], knowledge.languages["en"]) == ("planned", ())
