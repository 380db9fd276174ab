"use strict";
// The claims one under the other, and the routes under the map.
(function (KG) {
  const { h, t } = KG;
  const PORTION = 60;
  let most = PORTION;
  const day = (claim) => claim.published ?? "";
  const orders = {
    new: (a, b) => day(b).localeCompare(day(a)) || a.index - b.index,
    old: (a, b) => (day(a) || "9999").localeCompare(day(b) || "9999") || a.index - b.index,
    origins: (a, b) => b.origins.size - a.origins.size || b.confidence - a.confidence || a.index - b.index,
    denied: (a, b) => Number(b.deny.length > 0) - Number(a.deny.length > 0) || b.deny.length - a.deny.length || a.index - b.index,
    sure: (a, b) => b.confidence - a.confidence || a.index - b.index,
  };

  function claims() {
    const sorted = [...KG.visible].sort(orders[KG.$("sort").value]);
    KG.fill(KG.$("claims"), sorted.slice(0, most).map((claim) => h("li", null, KG.row(claim))));
    KG.$("more").hidden = sorted.length <= most;
    KG.$("claims-empty").hidden = sorted.length > 0;
  }

  function routes() {
    const found = KG.visible.filter((claim) => claim.legs.length)
      .sort((a, b) => b.legs.length - a.legs.length || b.confidence - a.confidence || a.index - b.index);
    KG.$("routes-title").textContent = t("routes", { n: found.length });
    KG.fill(KG.$("routes"), found.map((claim) => h("li", null, KG.row(claim, { quote: false }))));
    KG.$("routes-empty").hidden = found.length > 0;
    const missing = KG.map.missing(found);
    KG.$("routes-note").textContent = missing ? t("unmapped", { n: missing }) : "";
  }

  // the row of the claim that is open
  function current() {
    const id = KG.state.selection?.claim?.id;
    document.querySelectorAll("#claims .row, #routes .row").forEach((row) => {
      row.toggleAttribute("aria-current", row.dataset.claim === id);
      if (row.dataset.claim === id) row.setAttribute("aria-current", "true");
    });
  }

  const render = () => { claims(); routes(); current(); };
  KG.$("sort").addEventListener("change", () => { claims(); current(); });
  KG.$("more").addEventListener("click", () => { most += PORTION; claims(); current(); });
  KG.on("filter", () => { most = PORTION; render(); });
  KG.on("lang", render);
  KG.on("select", current);
})(window.KG);
