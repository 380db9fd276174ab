"use strict";
// Names and sentences: a combobox that leads to an entity or a claim, or keeps the claims with some words.
(function (KG) {
  const { h, t, label } = KG;
  const [input, list] = [KG.$("search"), KG.$("hits")];
  const names = KG.entities.map((entity) => ({
    entity, folded: [...new Set([...Object.values(entity.labels), ...entity.aliases])].map(KG.fold),
  }));
  let hits = [];
  let active = -1;

  function find(words) {
    const folded = KG.fold(words.trim());
    if (!folded) return [];
    const rank = ({ folded: own }) => Math.min(...own.map((name) =>
      name === folded ? 0 : name.startsWith(folded) ? 1 : name.includes(` ${folded}`) ? 2 : name.includes(folded) ? 3 : 9));
    const entities = names.map((name) => ({ ...name, rank: rank(name) })).filter((name) => name.rank < 9)
      .sort((a, b) => a.rank - b.rank || b.entity.claims.length - a.entity.claims.length || a.entity.index - b.entity.index).slice(0, 8);
    const claims = KG.claims.filter((claim) => KG.textOf(claim).includes(folded) && KG.fold(KG.sentence(claim)).includes(folded)).slice(0, 5);
    const some = KG.claims.some((claim) => KG.textOf(claim).includes(folded));
    return [
      ...entities.map(({ entity }) => ({
        text: label(entity), hint: KG.describe.entity(entity).slice(1).join(" · "), open: () => KG.select({ kind: "entity", entity }, { focus: true }),
      })),
      ...claims.map((claim) => ({
        text: KG.sentence(claim), lang: KG.articles[claim.article].lang, hint: KG.origin(claim), open: () => KG.select({ kind: "claim", claim }, { focus: true }),
      })),
      ...(some ? [{ text: t("search_text", { words: words.trim() }), hint: "", open: () => { KG.change({ words: words.trim() }); KG.show("claims"); } }] : []),
    ];
  }

  function show() {
    hits = find(input.value);
    active = -1;
    const nothing = input.value.trim() && !hits.length;
    KG.fill(list, hits.map((hit, n) => h("li", { role: "option", id: `hit-${n}`, "aria-selected": "false", onpointerdown: (e) => { e.preventDefault(); take(n); } },
      h("span", { lang: hit.lang, class: "hit" }, hit.text), h("small", null, hit.hint))));
    if (nothing) list.append(h("li", { role: "option", "aria-disabled": "true", "aria-selected": "false" }, t("no_hits")));
    open(hits.length > 0 || nothing);
  }
  function open(yes) {
    list.hidden = !yes;
    input.setAttribute("aria-expanded", String(Boolean(yes)));
    if (!yes) input.removeAttribute("aria-activedescendant");
  }
  function mark(n) {
    active = (n + hits.length) % hits.length;
    list.querySelectorAll("[role=option]").forEach((e, index) => e.setAttribute("aria-selected", String(index === active)));
    input.setAttribute("aria-activedescendant", `hit-${active}`);
    KG.$(`hit-${active}`).scrollIntoView({ block: "nearest" });
  }
  function take(n) {
    const hit = hits[n];
    open(false);
    if (hit) hit.open();
  }

  input.addEventListener("input", show);
  input.addEventListener("focus", () => { if (input.value) show(); });
  input.addEventListener("blur", () => open(false));
  input.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" && hits.length) mark(active + 1);
    else if (event.key === "ArrowUp" && hits.length) mark(active - 1);
    else if (event.key === "Enter") take(Math.max(active, 0));
    else if (event.key === "Escape" && !list.hidden) open(false);
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.target.matches("input, select, textarea")) return;
    event.preventDefault();
    input.focus();
    input.select();
  });
})(window.KG);
