"use strict";
// The panel beside: a claim with its sentence and who says so, an entity, or an edge.
(function (KG) {
  const { h, t, label } = KG;
  const panel = KG.$("detail");

  KG.status = (claim) => {
    const term = KG.terms.status.get(claim.status);
    return h("span", { class: `status ${claim.status}`, title: term.title[KG.state.lang] }, label(term));
  };
  KG.swatch = (type) => h("span", { class: `swatch ${KG.hue(type)}`, "aria-hidden": "true" });
  KG.origin = (claim) => label(KG.sources[claim.origin]);
  const effect = (claim) => (claim.effect ? label(KG.terms.effect.get(claim.effect)) : null);
  const heading = (text) => h("h3", null, text);
  const upper = (text) => text.charAt(0).toLocaleUpperCase(KG.state.lang) + text.slice(1);
  KG.upper = upper;

  // one line a claim, for lists: opens it
  KG.row = (claim, { quote = true } = {}) => {
    const denied = claim.deny.length > 0;
    return h("button", { type: "button", class: "row", "data-claim": claim.id, onclick: () => KG.select({ kind: "claim", claim }) },
      h("span", { class: "row-head" },
        KG.swatch(claim.type), h("b", null, upper(label(KG.terms.type.get(claim.type)))), effect(claim) && h("i", null, effect(claim)),
        KG.status(claim), denied && h("span", { class: "contested" }, `✕ ${t("contested")}`)),
      h("span", { class: "row-sum" }, claim.legs.length ? KG.summary(claim) : claim.roles.map((role) => h("span", null,
        h("small", null, label(KG.terms.role.get(role.role))), " ", KG.names(role.fillers.map((filler) => filler.entity))))),
      quote && h("q", { lang: KG.articles[claim.article].lang }, clip(KG.sentence(claim), 220)),
      h("span", { class: "row-foot" },
        KG.origin(claim), claim.party && ` (${t("party")})`, " · ", claim.published ? KG.day(claim.published) : t("undated"),
        claim.origins.size > 1 && ` · ${t("origins", { n: claim.origins.size })}`));
  };
  const clip = (text, most) => (text.length > most ? `${text.slice(0, most).trimEnd()}…` : text);

  const entityLink = (index) => h("button", {
    type: "button", class: "name", onclick: () => KG.select({ kind: "entity", entity: KG.entities[index] }),
  }, label(KG.entities[index]));

  const FIXED = ["trigger", "cue", "source", "time", "amount"];
  const markName = (mark) => (FIXED.includes(mark) ? t(mark) : label(KG.terms.role.get(mark)));
  const markKind = (mark) => (FIXED.includes(mark) ? mark : "role");

  // The sentence with marks. Neighbouring pieces under one mark are one mark, so that marks nest as they do in the text.
  function marked(pieces, depth = 0) {
    const out = [];
    for (let n = 0; n < pieces.length;) {
      const mark = pieces[n].marks?.[depth];
      let end = n + 1;
      while (end < pieces.length && mark && pieces[end].marks?.[depth] === mark) end++;
      if (mark) {
        out.push(h("mark", { class: markKind(mark), "data-mark": mark },
          ...marked(pieces.slice(n, end), depth + 1), h("small", null, markName(mark))));
      } else out.push(pieces[n].text);
      n = end;
    }
    return out;
  }

  function chain(claim) {
    const article = KG.articles[claim.article];
    const links = claim.by.map((said) => {
      const source = KG.sources[said.source];
      return h("li", null,
        source.entity === undefined ? h("b", null, label(source)) : entityLink(source.entity),
        said.source === claim.origin && claim.party && h("span", { class: "muted" }, ` (${t("party")})`),
        h("span", { class: "muted" }, ` — ${t("words")} “`, h("span", { lang: article.lang }, said.words), "”",
          said.cue && [", “", h("span", { lang: article.lang }, said.cue), "”"]));
    });
    if (!links.length) links.push(h("li", null, h("b", null, upper(t("article_itself")))));
    return [h("ol", { class: "chain" }, links), h("p", { class: "article" },
      article.url
        ? h("a", { href: article.url, target: "_blank", rel: "noopener noreferrer nofollow", lang: article.lang }, article.title || article.url)
        : h("cite", { lang: article.lang }, article.title),
      h("br"), label(KG.sources[claim.publisher]), article.author && `, ${article.author}`,
      " · ", article.published ? h("time", { datetime: article.published }, t("published", { day: KG.day(article.published) })) : t("undated")),
    copies(article)];
  }

  // other articles that print the same report
  function copies(article) {
    const also = KG.articles.filter((other) => article.report && other.report === article.report && other !== article);
    return also.length > 0 && h("p", { class: "article copies" }, KG.colon(t("same_report")),
      also.map((other, n) => [n ? ", " : "", h("cite", { lang: other.lang }, [other.publisher, other.title].filter(Boolean).join(", "))]));
  }

  function others(title, indexes, nobody, id) {
    const claims = indexes.map((index) => KG.claims[index]);
    const origins = new Set(claims.map((claim) => claim.origin)).size;
    return h("section", { class: id },
      h("h3", null, title, claims.length > 0 && h("span", { class: "muted" }, ` — ${t("origins", { n: origins })}`)),
      claims.length ? h("ul", { class: "rows" }, claims.map((claim) => h("li", null, KG.row(claim)))) : h("p", { class: "muted" }, nobody));
  }

  const span = (claim) => [claim.start, claim.end].some(Boolean)
    ? claim.start === claim.end ? KG.day(claim.start) : `${claim.start ? KG.day(claim.start) : "…"} – ${claim.end ? KG.day(claim.end) : "…"}`
    : claim.time;

  function claimPanel(claim) {
    const article = KG.articles[claim.article];
    const type = KG.terms.type.get(claim.type);
    const facts = [
      ...claim.roles.map((role) => [label(KG.terms.role.get(role.role)), role.fillers.map((filler) => h("div", null,
        entityLink(filler.entity), words(filler, article.lang)))]),
      claim.time && [t("time"), span(claim)],
      claim.amount && [t("amount"), h("span", { lang: article.lang }, claim.amount)],
      [t("confidence"), KG.percent(claim.confidence)],
    ].filter(Boolean);
    return [
      h("h2", { tabindex: "-1" }, KG.swatch(claim.type), upper(label(type)), effect(claim) && h("i", null, ` ${effect(claim)}`), " ", KG.status(claim)),
      h("figure", null,
        h("blockquote", { lang: article.lang, id: "quote" }, marked(claim.quote)),
        h("figcaption", null, KG.origin(claim), " · ", article.published ? h("time", { datetime: article.published }, KG.day(article.published)) : t("undated"))),
      claim.beyond.length > 0 && h("p", { class: "beyond" }, KG.colon(t("beyond")), h("span", { lang: article.lang }, claim.beyond.flatMap((piece, n) => [n ? " … " : "", ...marked([piece])]))),
      h("div", { class: "acts" },
        KG.graph.has(claim) && h("button", { type: "button", onclick: () => KG.show("graph", () => KG.graph.reveal(claim.edges[0].source)) }, t("in_graph")),
        KG.map.has(claim) && h("button", { type: "button", onclick: () => KG.show("map", () => KG.map.reveal(claim)) }, t("on_map"))),
      claim.legs.length > 0 && [heading(t("route")), h("ol", { class: "legs" }, claim.legs.map((leg) => h("li", { value: leg.order },
        leg.start === undefined ? t("somewhere") : entityLink(leg.start), " → ", leg.end === undefined ? t("somewhere") : entityLink(leg.end))))],
      heading(t("roles")),
      h("dl", null, facts.map(([name, value]) => [h("dt", null, upper(name)), h("dd", null, value)])),
      heading(t("said_by")), chain(claim),
      others(t("agree"), claim.agree, t("no_agree"), "agree"),
      others(t("deny"), claim.deny, t("no_deny"), "deny"),
      h("p", { class: "muted small" }, `${t("found_by")} `, h("code", null, claim.found_by)),
    ];
  }

  // the words are told where they are not the name itself
  function words(filler, lang) {
    const name = KG.fold(label(KG.entities[filler.entity]));
    const quote = (text) => ["“", h("span", { lang }, text), "”"];
    if (filler.antecedent) return h("span", { class: "muted" }, " — ", quote(filler.words), " ← ", quote(filler.antecedent));
    return KG.fold(filler.words) === name ? null : h("span", { class: "muted" }, " — ", quote(filler.words));
  }

  function entityPanel(entity) {
    const kind = KG.terms.kind.get(entity.type);
    const also = [...new Set([...Object.values(entity.labels), ...entity.aliases])].filter((name) => name !== label(entity));
    const visible = new Set(KG.visible);
    const claims = entity.claims.filter((claim) => visible.has(claim));
    const groups = [...KG.terms.type.keys()].map((type) => claims.filter((claim) => claim.type === type)).filter((group) => group.length);
    return [
      h("h2", { tabindex: "-1" }, label(entity)),
      h("p", { class: "muted" }, upper(label(kind)), " · ", h("code", null, entity.id), entity.point && !entity.exact && h("span", null, ` · ${t("approximate")}`)),
      also.length > 0 && h("p", { class: "small" }, KG.colon(t("also")), `${also.slice(0, 12).join(", ")}${also.length > 12 ? "…" : ""}`),
      h("div", { class: "acts" },
        h("button", { type: "button", onclick: () => KG.change({ entity: entity.index }) }, t("only_this")),
        h("button", { type: "button", onclick: () => KG.show("graph", () => KG.graph.reveal(entity.index)) }, t("in_graph"))),
      h("h3", null, t("claims_of"), h("span", { class: "muted" }, ` — ${t("all_claims", { n: claims.length })}`)),
      groups.map((group) => h("ul", { class: "rows" }, group.map((claim) => h("li", null, KG.row(claim, { quote: false }))))),
    ];
  }

  function edgePanel(edge) {
    const [a, b] = [edge.source, edge.target];
    const claims = [...edge.claims];
    return [
      h("h2", { tabindex: "-1" }, KG.swatch(edge.type), upper(label(KG.terms.type.get(edge.type)))),
      h("p", { class: "ends" }, entityLink(a), edge.mutual ? " — " : " → ", entityLink(b)),
      h("p", { class: "muted" }, `${t("all_claims", { n: claims.length })} · ${t("origins", { n: edge.origins.size })}`, edge.contested && ` · ${t("contested")}`),
      h("ul", { class: "rows" }, claims.map((claim) => h("li", null, KG.row(claim)))),
    ];
  }

  // a few claims to begin with: long routes, many origins; of those on the same matter one
  function striking() {
    const weight = (claim) => claim.legs.length + claim.origins.size + Number(claim.deny.length > 0);
    const sorted = [...KG.visible].sort((a, b) => weight(b) - weight(a) || b.confidence - a.confidence || a.index - b.index);
    const told = new Set();
    return sorted.filter((claim) => {
      const fresh = !told.has(claim.index);
      [claim.index, ...claim.agree, ...claim.deny].forEach((index) => told.add(index));
      return fresh;
    }).slice(0, 6);
  }
  function overview() {
    return [h("h2", { tabindex: "-1" }, t("overview")), h("p", null, t("overview_text")),
      h("ul", { class: "rows" }, striking().map((claim) => h("li", null, KG.row(claim))))];
  }

  function render() {
    const selection = KG.state.selection;
    const parts = !selection ? overview()
      : selection.kind === "claim" ? claimPanel(selection.claim)
      : selection.kind === "entity" ? entityPanel(selection.entity) : edgePanel(selection.edge);
    const bar = selection && h("div", { class: "panel-bar" },
      h("button", { type: "button", disabled: !history.state?.depth, onclick: () => history.back() }, `← ${t("back")}`),
      h("button", { type: "button", class: "close", onclick: () => KG.select(null) }, `✕ ${t("close")}`));
    KG.fill(panel, bar, parts);
    panel.classList.toggle("open", Boolean(selection));
    document.body.classList.toggle("reading", Boolean(selection));
  }
  KG.on("lang filter", () => {
    const held = panel.contains(document.activeElement);
    render();
    if (held) panel.querySelector("h2").focus({ preventScroll: true });
  });
  KG.on("select", ({ focus }) => {
    render();
    panel.scrollTop = 0;
    if (focus && KG.state.selection) panel.querySelector("h2").focus({ preventScroll: true });
  });

  KG.describe = {
    entity: (entity) => [label(entity), upper(label(KG.terms.kind.get(entity.type))), t("all_claims", { n: entity.claims.length })],
    edge: (edge) => [
      `${label(KG.entities[edge.source])} ${edge.mutual ? "—" : "→"} ${label(KG.entities[edge.target])}`,
      upper(label(KG.terms.type.get(edge.type))) + (edge.eases ? ` (${t("ease")})` : ""),
      `${t("all_claims", { n: edge.claims.size })}, ${t("origins", { n: edge.origins.size })}${edge.contested ? `, ${t("contested")}` : ""}`,
      `${[...new Set([...edge.claims].map((claim) => label(KG.terms.status.get(claim.status))))].join(", ")}`,
    ],
  };
})(window.KG);
