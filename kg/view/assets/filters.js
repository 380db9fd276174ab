"use strict";
// Class, status, source, period, confidence: within one, any chosen value does; all of them together hold.
(function (KG) {
  const { h, t, label, upper } = KG;
  const box = KG.$("filters");

  function facet(name, title, options) {
    return h("fieldset", { "data-facet": name }, h("legend", null, title), h("div", { class: "options" },
      options.map(({ value, text, mark, count, hint }) => h("label", { title: hint, class: count ? null : "none" },
        h("input", { type: "checkbox", name, value: String(value), checked: KG.filter[name].has(value), onchange: () => KG.toggle(name, value) }),
        mark, h("span", null, text), h("small", null, count.toLocaleString(KG.state.lang))))));
  }

  // filters that are set elsewhere on the page
  function chip(title, text, off) {
    return h("p", { class: "chip" }, h("span", null, KG.colon(title), h("b", null, text)), h("button", { type: "button", "aria-label": KG.colon(t("clear")) + text, onclick: off }, "✕"));
  }

  const [chips, facets, rest] = [h("div", { class: "chips" }), h("div", { class: "facets" }), h("div", { class: "rest" })];
  box.append(chips, facets, rest);

  // chips and facets are made anew at each change; fields that are being typed in are not
  function render() {
    const held = facets.contains(document.activeElement) ? document.activeElement : null;
    const scrolls = [...facets.querySelectorAll(".options")].map((e) => e.scrollTop);
    const f = KG.filter;
    const used = new Set(KG.claims.map((claim) => claim.type));
    const types = KG.counts("type", (claim) => [claim.type]);
    const statuses = KG.counts("status", (claim) => [claim.status]);
    const sources = KG.counts("source", (claim) => claim.speakers);
    const terms = (map, counts, mark) => [...map.values()].map((term) => ({
      value: term.name, text: upper(label(term)), hint: term.title[KG.state.lang], mark: mark(term), count: counts.get(term.name) ?? 0,
    }));
    const speakers = [...new Set(KG.claims.flatMap((claim) => [...claim.speakers]))]
      .map((index) => ({ value: index, text: label(KG.sources[index]), count: sources.get(index) ?? 0 }))
      .sort((a, b) => Number(f.source.has(b.value)) - Number(f.source.has(a.value)) || b.count - a.count || a.text.localeCompare(b.text, KG.state.lang));
    KG.fill(chips,
      f.entity !== null && chip(t("about"), label(KG.entities[f.entity]), () => KG.change({ entity: null })),
      f.words !== "" && chip(t("text_filter"), f.words, () => KG.change({ words: "" })));
    chips.hidden = !chips.childNodes.length;
    KG.fill(facets,
      facet("type", t("types"), terms(KG.terms.type, types, (term) => KG.swatch(term.name)).filter((option) => used.has(option.value))),
      facet("status", t("status"), terms(KG.terms.status, statuses, (term) => h("span", { class: `dash ${term.name}`, "aria-hidden": "true" }))),
      facet("source", t("sources"), speakers));
    facets.querySelectorAll(".options").forEach((e, n) => { e.scrollTop = scrolls[n] ?? 0; });
    if (held) facets.querySelector(`[name="${held.name}"][value="${CSS.escape(held.value)}"]`)?.focus({ preventScroll: true });
    for (const [id, value] of [["period-from", f.from], ["period-to", f.to], ["sure", String(f.sure)]]) {
      if (KG.$(id).value !== value) KG.$(id).value = value;
    }
    KG.$("sure-value").textContent = KG.percent(f.sure);
    KG.$("clear").disabled = KG.conditions() === 0;
    const count = KG.$("filters-count");
    count.textContent = String(KG.conditions());
    count.hidden = KG.conditions() === 0;
    KG.$("shown").textContent = t("shown", { n: KG.visible.length, all: KG.claims.length });
  }

  function fields() {
    KG.fill(rest,
      h("fieldset", { class: "period" }, h("legend", null, t("period")),
        date("from", t("from")), date("to", t("to")), h("p", { class: "small muted" }, t("period_hint"))),
      h("div", { class: "sure" }, h("label", { for: "sure" }, `${t("confidence_least")} `, h("output", { for: "sure", id: "sure-value" })),
        h("input", {
          type: "range", id: "sure", min: "0", max: "0.95", step: "0.05", value: String(KG.filter.sure),
          oninput: (e) => { KG.$("sure-value").textContent = KG.percent(Number(e.target.value)); },
          onchange: (e) => KG.change({ sure: Number(e.target.value) }),
        })),
      h("div", { class: "acts" }, h("button", { type: "button", id: "clear", onclick: KG.clearFilters }, t("clear")),
        h("button", { type: "button", id: "filters-close", onclick: () => KG.$("filters-toggle").click() }, t("close"))));
  }

  function date(name, text) {
    return h("label", null, h("span", null, text), h("input", {
      type: "date", id: `period-${name}`, value: KG.filter[name], onchange: (e) => KG.change({ [name]: e.target.value }),
    }));
  }

  // how lines and shapes are to be read
  function legend() {
    const line = (style, text) => h("li", null, h("span", { class: `dash ${style}`, "aria-hidden": "true" }), text);
    const shape = (term) => {
      const canvas = h("canvas", { width: "36", height: "36", "aria-hidden": "true" });
      const context = canvas.getContext("2d");
      KG.shape(context, term.name, 18, 18, 11);
      context.fillStyle = KG.colour("node");
      context.strokeStyle = KG.colour("node-rim");
      context.lineWidth = 2.5;
      context.fill();
      context.stroke();
      return h("li", null, canvas, upper(label(term)));
    };
    KG.fill(KG.$("legend-body"), h("ul", null,
      line("stated", t("dash_stated")), line("alleged", t("dash_other")), line("denied", t("dash_denied")),
      h("li", null, h("span", { class: "cross", "aria-hidden": "true" }, "✕"), t("contested")),
      h("li", null, h("span", { class: "wide", "aria-hidden": "true" }), t("width"))),
    h("ul", { class: "shapes" }, [...KG.terms.kind.values()].map(shape)));
  }

  KG.$("filters-toggle").addEventListener("click", () => {
    const open = document.body.classList.toggle("filtering");
    KG.$("filters-toggle").setAttribute("aria-expanded", String(open));
    (open ? box.querySelector("input") : KG.$("filters-toggle")).focus();
  });
  KG.on("lang", fields);
  KG.on("filter lang", render);
  KG.on("lang theme", legend);
})(window.KG);
