"""A headless Chromium, and pages for it to open."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from chromium import FLAGS, Browser

from kg.knowledge.ontology import Ontology
from kg.model import Claim, Entity, EntityType, Filler, Quote, Reading
from kg.query.claims import Article, StoredClaim
from kg.view import compose, load_points, render


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    webdriver = pytest.importorskip(
        "selenium.webdriver", reason="selenium is missing: pip install 'kg-claims[browser]'"
    )
    chromium, driver = shutil.which("chromium"), shutil.which("chromedriver")
    if not chromium or not driver:
        pytest.skip("chromium and chromedriver are missing: apt-get install chromium chromium-driver")
    options = webdriver.ChromeOptions()
    options.binary_location = chromium
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        for flag in (*FLAGS, f"--user-data-dir={profile}"):
            options.add_argument(flag)
        started = webdriver.Chrome(options=options, service=webdriver.ChromeService(driver))
        try:
            yield Browser(started)
        finally:
            started.quit()


@pytest.fixture(scope="session")
def axe() -> str:
    """The source of axe-core."""
    package = pytest.importorskip(
        "axe_core_python", reason="axe-core-python is missing: pip install 'kg-claims[browser]'"
    )
    return Path(str(package.__file__)).with_name("axe.min.js").read_text(encoding="utf-8")


Write = Callable[[str, list[StoredClaim]], Path]


@pytest.fixture(scope="session")
def write(tmp_path_factory: pytest.TempPathFactory, ontology: Ontology) -> Write:
    """Writes claims as a page."""
    folder = tmp_path_factory.mktemp("pages")

    def written(name: str, claims: list[StoredClaim]) -> Path:
        path = folder / f"{name}.html"
        path.write_text(render(compose(claims, ontology, load_points())), encoding="utf-8", newline="\n")
        return path

    return written


@pytest.fixture(scope="session")
def article(sample_reading: Reading) -> Article:
    d = sample_reading.document
    return Article(d.id, d.title, d.lang, d.published, d.publisher, d.author, d.url, d.digest)


@pytest.fixture(scope="session")
def few(write: Write, sample_reading: Reading, article: Article) -> Path:
    """The sample article, and one of another publisher that says what the sample's third claim denies."""
    denial = sample_reading.claims[2]
    contrary = replace(denial, id="c" * 16, article="ledger-1", status="planned", attributions=(), cues=())
    ledger = replace(article, id="ledger-1", title="Durban to Osaka", publisher="Harbour Ledger", lang="fr", url=None)
    return write("few", [
        *(StoredClaim(claim, article) for claim in sample_reading.claims), StoredClaim(contrary, ledger),
    ])  # fmt: skip


@pytest.fixture(scope="session")
def many(write: Write, sample_reading: Reading, article: Article) -> Path:
    """A thousand edges between three hundred entities."""
    base = sample_reading.claims[1]
    entities = [Entity(f"org:n{n}", EntityType.ORGANIZATION, (("en", f"Company {n}"),)) for n in range(300)]

    def claim(n: int) -> Claim:
        # a few that many things join, and many that few do
        source, target = entities[n * n % 37], entities[37 + n * 7 % 263]
        roles = (("authority", (Filler(source, base.trigger),)), ("target", (Filler(target, base.trigger),)))
        status = ("stated", "alleged", "denied")[n % 3]
        kind = ("Sanction", "Investigation", "Enforcement")[n % 3 - n % 2]
        return replace(base, id=f"{n:016x}", type=kind, roles=roles, status=status, effect=None)

    claims = [StoredClaim(claim(n), article) for n in range(1300)]
    return write("many", claims)


@pytest.fixture(scope="session")
def hostile(write: Write, sample_reading: Reading, article: Article) -> tuple[Path, str]:
    """A page of an article whose every word tries to run, and that word."""
    evil = (
        "</script><script>window.pwned = 1</script><img src=x onerror='window.pwned = 1'>"
        "<svg onload='window.pwned = 1'></svg><!--<script> ${window.pwned = 1} \u2028 & &lt;b&gt;"
    )
    quote = Quote(0, len(evil), evil)
    first = sample_reading.claims[0]

    def bad(filler: Filler) -> Filler:
        entity = replace(filler.entity, labels=(("en", evil), ("fr", evil)), aliases=(evil,))
        return replace(filler, entity=entity, mention=quote, antecedent=quote)

    claim = replace(
        first, evidence=quote, trigger=quote, cues=(quote,), evoked_by=evil,
        roles=tuple((role, tuple(map(bad, fillers))) for role, fillers in first.roles),
        attributions=tuple(replace(a, source=bad(a.source), cue=quote) for a in first.attributions),
    )  # fmt: skip
    evil_article = replace(
        article, id=evil, title=evil, publisher=evil, author=evil, lang="en", url="javascript:pwned=1"
    )
    again = replace(claim, id="f" * 16)
    return write("hostile", [StoredClaim(claim, evil_article), StoredClaim(again, replace(evil_article, id="2"))]), evil
