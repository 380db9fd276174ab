"use strict";
// Tabs, language, theme, what is selected and the address that names it; then everything is shown for the first time.
(function (KG) {
  const { state, t } = KG;
  const TABS = ["graph", "map", "claims"];

  // address: "#claim=ID", "#entity=ID"; an edge has none
  const address = (selection) => (selection?.kind === "claim" ? `#claim=${selection.claim.id}`
    : selection?.kind === "entity" ? `#entity=${encodeURIComponent(selection.entity.id)}` : "");

  KG.select = (selection, { focus = true } = {}) => {
    if (!selection && !state.selection) return;
    state.selection = selection;
    const entry = { edge: selection?.edge?.key ?? null, depth: (history.state?.depth ?? 0) + 1 };
    history.pushState(entry, "", address(selection) || location.pathname + location.search);
    KG.emit("select", { focus });
  };
  // an edge with one claim is that claim
  KG.openEdge = (edge) => {
    const [claim, more] = [...edge.claims];
    KG.select(more ? { kind: "edge", edge } : { kind: "claim", claim });
  };
  function fromAddress() {
    let id = "";
    const [kind, value = ""] = location.hash.slice(1).split("=");
    try { id = decodeURIComponent(value); } catch { /* an address that nobody here wrote */ }
    const claim = kind === "claim" && KG.byId.get(id);
    const entity = kind === "entity" && KG.entityById.get(id);
    const key = history.state?.edge;
    const edge = key && KG.edges(KG.visible, (said) => said.edges).find((other) => other.key === key);
    state.selection = claim ? { kind: "claim", claim } : entity ? { kind: "entity", entity } : edge ? { kind: "edge", edge } : null;
    KG.emit("select", { focus: false });
  }
  window.addEventListener("popstate", fromAddress);

  KG.show = (tab, after) => {
    state.tab = tab;
    for (const name of TABS) {
      const on = name === tab;
      KG.$(`tab-${name}`).setAttribute("aria-selected", String(on));
      KG.$(`tab-${name}`).tabIndex = on ? 0 : -1;
      KG.$(`view-${name}`).hidden = !on;
    }
    // on a narrow screen the panel would cover what is to be shown
    if (after && window.matchMedia("(max-width: 760px)").matches) KG.$("detail").classList.remove("open");
    KG.emit("tab");
    // when the canvas has its size
    if (after) requestAnimationFrame(() => requestAnimationFrame(after));
  };
  TABS.forEach((name, n) => {
    const tab = KG.$(`tab-${name}`);
    tab.addEventListener("click", () => KG.show(name));
    tab.addEventListener("keydown", (event) => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      if (!step) return;
      const next = TABS[(n + step + TABS.length) % TABS.length];
      KG.show(next);
      KG.$(`tab-${next}`).focus();
    });
  });

  const title = () => {
    const articles = t("sum_articles", { n: KG.articles.length });
    return t("sum", { claims: t("all_claims", { n: KG.claims.length }), articles });
  };
  KG.speak = (lang) => {
    state.lang = lang;
    KG.translate();
    document.title = `kg · ${title()}`;
    KG.$("tally").textContent = title();
    document.querySelectorAll("[data-lang]").forEach((b) => b.setAttribute("aria-pressed", String(b.dataset.lang === lang)));
    labelTheme();
    KG.emit("lang");
  };
  document.querySelectorAll("[data-lang]").forEach((button) => button.addEventListener("click", () => {
    KG.remember("lang", button.dataset.lang);
    KG.speak(button.dataset.lang);
  }));

  const THEMES = { auto: "◐", light: "☀", dark: "☾" };
  const button = KG.$("theme");
  const labelTheme = () => {
    button.textContent = THEMES[state.theme];
    button.setAttribute("aria-label", t(`theme_${state.theme}`));
    button.title = t(`theme_${state.theme}`);
  };
  KG.paint = (theme) => {
    state.theme = theme;
    if (theme === "auto") document.documentElement.removeAttribute("data-theme");
    else document.documentElement.dataset.theme = theme;
    KG.forgetColours();
    labelTheme();
    KG.emit("theme");
  };
  button.addEventListener("click", () => {
    const names = Object.keys(THEMES);
    const next = names[(names.indexOf(state.theme) + 1) % names.length];
    KG.remember("theme", next);
    KG.paint(next);
  });
  window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => KG.paint(state.theme));

  // what the pointer is on, beside it
  const tip = KG.$("tip");
  KG.tip = (canvas, x, y, lines) => {
    tip.hidden = !lines;
    if (!lines) return;
    KG.fill(tip, lines.map((line, n) => KG.h(n ? "span" : "b", null, line)));
    const [frame, stage] = [canvas.getBoundingClientRect(), KG.$("stage").getBoundingClientRect()];
    const [left, top] = [x + frame.left - stage.left, y + frame.top - stage.top];
    tip.style.left = `${Math.max(4, Math.min(left + 14, stage.width - tip.offsetWidth - 6))}px`;
    tip.style.top = `${top + 18 + tip.offsetHeight > stage.height ? top - tip.offsetHeight - 10 : top + 18}px`;
  };
  KG.say = (text) => { KG.$("spoken").textContent = text; };

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    if (document.body.classList.contains("filtering")) KG.$("filters-toggle").click();
    else if (state.selection) KG.select(null);
  });

  const lang = KG.recall("lang");
  const theme = KG.recall("theme");
  KG.show("graph");
  KG.paint(theme in THEMES ? theme : "auto");
  KG.speak(["en", "fr"].includes(lang) ? lang : state.lang);
  KG.emit("filter");
  fromAddress();
  document.documentElement.dataset.ready = "true";
})(window.KG);
