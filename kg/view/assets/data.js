"use strict";
// Claims that pass the filters, and what the views make of them.
(function (KG) {
  const { entities, articles, sources, classes, statuses } = KG.data;
  const claims = KG.data.claims ?? [];
  const named = (terms) => new Map(terms.map((term, index) => [term.name, { ...term, index }]));
  KG.terms = {
    type: named(classes), status: named(statuses), role: named(KG.data.roles), effect: named(KG.data.effects),
    kind: named(KG.data.types),
  };
  KG.claims = claims.map((claim, index) => ({
    edges: [], legs: [], by: [], agree: [], deny: [], beyond: [], roles: [], ...claim, index,
  }));
  KG.entities = (entities ?? []).map((entity, index) => ({ aliases: [], ...entity, index, claims: [] }));
  KG.articles = articles ?? [];
  KG.sources = sources ?? [];
  KG.byId = new Map(KG.claims.map((claim) => [claim.id, claim]));
  KG.entityById = new Map(KG.entities.map((entity) => [entity.id, entity]));
  const easing = new Set(KG.data.ease);

  for (const claim of KG.claims) {
    claim.about = new Set(claim.roles.flatMap((role) => role.fillers.map((filler) => filler.entity)));
    claim.about.forEach((entity) => KG.entities[entity].claims.push(claim));
    claim.speakers = new Set([claim.publisher, ...claim.by.map((said) => said.source)]);
    claim.published = KG.articles[claim.article].published;
    claim.from = claim.start ?? (claim.end || !claim.published ? "0000" : claim.published);
    claim.until = claim.end ?? (claim.start || !claim.published ? "9999" : claim.published);
    claim.dated = Boolean(claim.start || claim.end || claim.published);
    claim.origins = new Set([claim, ...claim.agree.map((other) => KG.claims[other])].map((other) => other.origin));
    claim.eases = easing.has(claim.effect);
  }

  // no value chosen: no condition
  const fresh = () => ({ type: new Set(), status: new Set(), source: new Set(), from: "", to: "", sure: 0, entity: null, words: "" });
  KG.filter = fresh();
  KG.change = (changes) => { Object.assign(KG.filter, changes); refresh(); KG.emit("filter"); };
  KG.clearFilters = () => KG.change(fresh());
  KG.toggle = (facet, value) => {
    const chosen = new Set(KG.filter[facet]);
    if (!chosen.delete(value)) chosen.add(value);
    KG.change({ [facet]: chosen });
  };

  const tests = {
    type: (claim, f) => !f.type.size || f.type.has(claim.type),
    status: (claim, f) => !f.status.size || f.status.has(claim.status),
    source: (claim, f) => !f.source.size || [...f.source].some((source) => claim.speakers.has(source)),
    period: (claim, f) => (!f.from && !f.to) || (claim.dated && (!f.to || claim.from <= f.to) && (!f.from || claim.until >= f.from)),
    sure: (claim, f) => claim.confidence >= f.sure,
    entity: (claim, f) => f.entity === null || claim.about.has(f.entity),
    words: (claim, f) => !f.words || KG.textOf(claim).includes(KG.fold(f.words)),
  };
  const passes = (claim, except) => Object.keys(tests).every((name) => name === except || tests[name](claim, KG.filter));
  KG.textOf = (claim) => claim.folded ??= KG.fold([
    KG.sentence(claim), KG.articles[claim.article].title,
    ...[...claim.about].flatMap((entity) => Object.values(KG.entities[entity].labels)),
  ].join("\n"));

  function refresh() { KG.visible = KG.claims.filter((claim) => passes(claim)); }
  refresh();
  KG.conditions = () => Object.entries(KG.filter).reduce((n, [name, value]) =>
    n + (value instanceof Set ? value.size : Number(name === "entity" ? value !== null : Boolean(value))), 0);

  // value → claims that would pass with it and all other conditions
  KG.counts = (facet, values) => {
    const counts = new Map();
    for (const claim of KG.claims) {
      if (passes(claim, facet)) for (const value of values(claim)) counts.set(value, (counts.get(value) ?? 0) + 1);
    }
    return counts;
  };

  // one edge a pair of entities, class and direction of effect; as wide as it has distinct origins
  KG.edges = (visible, pairs) => {
    const edges = new Map();
    for (const claim of visible) {
      for (const { source, target, mutual } of pairs(claim)) {
        const key = `${source} ${target} ${claim.type} ${claim.eases}`;
        if (!edges.has(key)) {
          edges.set(key, { key, source, target, mutual, type: claim.type, eases: claim.eases, claims: new Set(), origins: new Set() });
        }
        edges.get(key).claims.add(claim);
        edges.get(key).origins.add(claim.origin);
      }
    }
    const between = new Map();
    for (const edge of edges.values()) {
      const all = [...edge.claims];
      edge.stated = all.some((claim) => claim.status === statuses[0].name);
      const denied = all.filter((claim) => claim.status === "denied").length;
      edge.denied = denied === all.length;
      edge.contested = denied > 0 && !edge.denied;
      const pair = edge.source < edge.target ? `${edge.source} ${edge.target}` : `${edge.target} ${edge.source}`;
      between.set(pair, [...(between.get(pair) ?? []), edge]);
    }
    // parallel edges bend apart; `lane` is 0 for one that is alone
    for (const parallel of between.values()) {
      parallel.forEach((edge, n) => {
        edge.lane = (n - (parallel.length - 1) / 2) * (edge.source < edge.target ? 1 : -1);
      });
    }
    return [...edges.values()];
  };

  KG.sentence = (claim) => claim.quote.map((piece) => piece.text).join("");
  KG.names = (indexes) => {
    const labels = [...new Set(indexes.map((index) => (index === undefined ? KG.t("somewhere") : KG.label(KG.entities[index]))))];
    return labels.length < 2 ? labels.join("") : KG.t("joined", { a: labels.slice(0, -1).join(", "), b: labels.at(-1) });
  };
  // stations of a route in order of travel, each a list of parallel ends
  KG.stations = (claim) => {
    const stops = [];
    for (const leg of claim.legs) {
      (stops[leg.order - 1] ??= new Set()).add(leg.start);
      (stops[leg.order] ??= new Set()).add(leg.end);
    }
    return stops.map((stop) => [...stop]);
  };
  // a claim in one line: its route, else what fills its roles
  KG.summary = (claim) => {
    const fillers = (name) => (claim.roles.find((role) => role.role === name)?.fillers ?? []).map((filler) => filler.entity);
    if (claim.legs.length) {
      const goods = fillers("theme");
      return (goods.length ? KG.colon(KG.names(goods)) : "") + KG.stations(claim).map(KG.names).join(" → ");
    }
    return claim.roles.map((role) => KG.names(role.fillers.map((filler) => filler.entity))).join(" → ");
  };
})(window.KG);
