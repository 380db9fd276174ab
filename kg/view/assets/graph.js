"use strict";
// Entities and what is said between them.
(function (KG) {
  const canvas = KG.$("graph");
  const nodes = new Map(); // index of entity → node with a place; places stay when filters change
  let edges = [];
  let shown = [];
  let over = null;
  const spread = d3.forceSimulation([]).stop();

  // outline of a node: its kind is told by its shape, since colour tells classes of claims
  const polygon = (context, x, y, r, sides, turn) => {
    for (let n = 0; n < sides; n++) {
      const angle = turn + (n * 2 * Math.PI) / sides;
      context.lineTo(x + r * Math.cos(angle), y + r * Math.sin(angle));
    }
    context.closePath();
  };
  const UP = -Math.PI / 2;
  const shapes = {
    Country: (context, x, y, r) => context.arc(x, y, r, 0, 7),
    Place: (context, x, y, r) => { context.arc(x, y, r * 0.9, 0, 7); context.moveTo(x + r * 0.4, y); context.arc(x, y, r * 0.4, 0, 7); },
    Organization: (context, x, y, r) => context.roundRect(x - r * 0.88, y - r * 0.88, r * 1.76, r * 1.76, r * 0.3),
    Person: (context, x, y, r) => { context.arc(x, y, r, Math.PI, 0); context.lineTo(x + r, y + r * 0.75); context.lineTo(x - r, y + r * 0.75); context.closePath(); },
    Product: (context, x, y, r) => polygon(context, x, y, r * 1.15, 4, UP),
    Regulation: (context, x, y, r) => polygon(context, x, y, r, 6, UP),
    Facility: (context, x, y, r) => polygon(context, x, y + r * 0.2, r * 1.2, 3, UP),
    Event: (context, x, y, r) => polygon(context, x, y, r, 5, UP),
  };
  KG.shape = (context, type, x, y, r) => {
    context.beginPath();
    (shapes[type] ?? shapes.Country)(context, x, y, r);
  };

  const chosen = () => KG.state.selection;
  const isNode = (thing) => thing && thing.entity !== undefined;

  function build() {
    edges = KG.edges(KG.visible, (claim) => claim.edges);
    const ends = new Set(edges.flatMap((edge) => [edge.source, edge.target]));
    const weight = new Map();
    for (const edge of edges) for (const end of [edge.source, edge.target]) weight.set(end, (weight.get(end) ?? 0) + edge.claims.size);
    shown = [...ends].sort((a, b) => a - b).map((entity) => nodes.get(entity));
    for (const node of shown) {
      node.weight = weight.get(node.entity);
      node.r = 5 + Math.sqrt(node.weight) * 1.7;
    }
    shown.sort((a, b) => b.weight - a.weight || a.entity - b.entity);
    KG.$("graph-empty").hidden = edges.length > 0;
    view.at = shown.includes(view.at) ? view.at : null;
    view.redraw();
  }

  // All claims are laid out once; a filter hides, and moves nothing.
  function layOut() {
    const all = KG.edges(KG.claims, (claim) => claim.edges);
    const links = new Map();
    for (const { source, target } of all) {
      for (const entity of [source, target]) if (!nodes.has(entity)) nodes.set(entity, { entity, r: 8, weight: 1 });
      const key = [source, target].sort((a, b) => a - b).join(" ");
      links.set(key, { source: nodes.get(source), target: nodes.get(target) });
    }
    const degree = new Map();
    for (const { source, target } of links.values()) for (const node of [source, target]) degree.set(node, (degree.get(node) ?? 0) + 1);
    for (const node of nodes.values()) node.degree = degree.get(node);
    // the pull to the middle is the weaker in the direction in which there is more room
    const { clientWidth: wide = 1, clientHeight: high = 1 } = KG.$("stage");
    const pull = (mine, other) => 0.05 * Math.min(Math.max(other / mine, 0.6), 1.7);
    spread.nodes([...nodes.values()])
      .force("apart", d3.forceManyBody().strength((node) => -110 - 55 * Math.sqrt(node.degree)).distanceMax(600))
      .force("links", d3.forceLink([...links.values()]).distance(({ source, target }) => 45 + 9 * Math.sqrt(Math.min(source.degree, target.degree) * 6)))
      .force("x", d3.forceX().strength(pull(wide, high)))
      .force("y", d3.forceY().strength(pull(high, wide)))
      .force("collide", d3.forceCollide((node) => 15 + 2.2 * Math.sqrt(node.degree)))
      .alpha(1).alphaDecay(0.018);
    // a budget, so that the page answers soon however much it holds; the rest settles while it is looked at
    const until = performance.now() + 600;
    while (spread.alpha() > spread.alphaMin() && performance.now() < until) spread.tick();
  }

  function settle() {
    if (spread.alpha() <= spread.alphaMin()) return;
    const until = performance.now() + 12;
    do spread.tick(); while (spread.alpha() > spread.alphaMin() && performance.now() < until);
    if (!view.touched) view.fit();
    view.redraw();
    requestAnimationFrame(settle);
  }

  const scale = () => Math.min(Math.max(Math.sqrt(view.k), 0.55), 1.6);
  const radius = (node) => node.r * scale();

  function line(edge) {
    const [a, b] = [nodes.get(edge.source), nodes.get(edge.target)];
    const [x0, y0, x1, y1] = [view.sx(a.x), view.sy(a.y), view.sx(b.x), view.sy(b.y)];
    const control = KG.bend(x0, y0, x1, y1, edge.lane * 26 * scale() + (edge.lane ? 0 : 6));
    // the arrow ends at the rim of its target
    const [bx, by] = [x1 - control[0], y1 - control[1]];
    const far = Math.hypot(bx, by) || 1;
    const rim = radius(b) + 1.5;
    return { start: [x0, y0], control, end: [x1, y1], head: [x1 - (bx / far) * rim, y1 - (by / far) * rim] };
  }

  // what is in focus: the thing under the pointer, else what is selected
  function focus() {
    const selection = chosen();
    const own = over && !isNode(over) && over.claims.has(selection?.claim); // an edge of the claim that is open
    if (over && !own) return isNode(over) ? (edge) => edge.source === over.entity || edge.target === over.entity : (edge) => edge === over;
    if (!selection) return null;
    if (selection.kind === "claim") return (edge) => edge.claims.has(selection.claim);
    if (selection.kind === "entity") {
      const { index } = selection.entity;
      return nodes.has(index) ? (edge) => edge.source === index || edge.target === index : null;
    }
    return (edge) => edge.key === selection.edge.key;
  }

  function draw(context) {
    const inFocus = focus();
    const lit = new Set(inFocus ? edges.filter(inFocus) : []);
    const dim = lit.size > 0;
    const near = new Set([...lit].flatMap((edge) => [edge.source, edge.target]));
    for (const edge of [...edges.filter((edge) => !lit.has(edge)), ...lit]) {
      const { start, control, end, head } = line(edge);
      KG.strokeEdge(context, edge, start, control, end, {
        head, width: KG.thick(edge) + (lit.has(edge) ? 0.8 : 0), alpha: dim ? (lit.has(edge) ? 1 : 0.1) : edge.stated ? 0.72 : 0.6,
      });
    }
    const [kept, labels] = [[], []];
    for (const node of shown) {
      const [x, y] = [view.sx(node.x), view.sy(node.y)];
      if (x < -80 || y < -30 || x > view.width + 80 || y > view.height + 30) continue;
      const faint = dim && !near.has(node.entity);
      const selected = chosen()?.kind === "entity" && chosen().entity.index === node.entity;
      context.globalAlpha = faint ? 0.25 : 1;
      KG.shape(context, KG.entities[node.entity].type, x, y, radius(node));
      context.fillStyle = KG.colour(selected ? "accent" : "node");
      context.strokeStyle = KG.colour(selected ? "accent" : "node-rim");
      context.lineWidth = 1.5;
      context.fill();
      context.stroke();
      if (view.at === node && document.activeElement === canvas) {
        context.beginPath();
        context.arc(x, y, radius(node) + 5, 0, 7);
        context.strokeStyle = KG.colour("accent");
        context.lineWidth = 2.5;
        context.stroke();
      }
      context.globalAlpha = 1;
      if (!faint) kept.push([x - radius(node) * 0.7, y - radius(node) * 0.7, x + radius(node) * 0.7, y + radius(node) * 0.7]);
      const strong = selected || over === node || (view.at === node && document.activeElement === canvas) || (dim && near.has(node.entity) && near.size < 12);
      labels.push({ text: short(KG.label(KG.entities[node.entity])), x, y, gap: radius(node) + 4, strong, faint });
    }
    labels.sort((a, b) => Number(b.strong) - Number(a.strong) || Number(a.faint) - Number(b.faint));
    KG.drawLabels(view, labels.filter((label) => !label.faint), kept);
  }
  const short = (text) => (text.length > 34 ? `${text.slice(0, 32).trimEnd()}…` : text);

  function pick(x, y) {
    let [best, least] = [null, 9];
    for (const node of shown) {
      const far = Math.hypot(view.sx(node.x) - x, view.sy(node.y) - y) - radius(node);
      if (far < 4 && far < least) [best, least] = [node, far];
    }
    if (best) return best;
    for (const edge of edges) {
      const { start, control, end } = line(edge);
      const far = KG.away(start, control, end, x, y) - KG.thick(edge) / 2;
      if (far < least) [best, least] = [edge, far];
    }
    return best;
  }

  function hover(thing, x, y) {
    canvas.classList.toggle("pointing", Boolean(thing));
    if (thing) KG.tip(canvas, x, y, isNode(thing) ? KG.describe.entity(KG.entities[thing.entity]) : KG.describe.edge(thing));
    else KG.tip();
    if (thing === over) return;
    over = thing;
    view.redraw();
  }

  const owner = {
    draw, pick, hover,
    extent: () => {
      const xs = shown.map((node) => node.x), ys = shown.map((node) => node.y);
      return { box: shown.length ? [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)] : null, largest: 1.6 };
    },
    open: (thing) => {
      if (!thing) KG.select(null);
      else if (isNode(thing)) KG.select({ kind: "entity", entity: KG.entities[thing.entity] });
      else KG.openEdge(thing);
    },
    grab: (x, y) => { const thing = pick(x, y); return isNode(thing) ? thing : null; },
    drag: (node, x, y) => Object.assign(node, { x, y, fx: x, fy: y }),
    drop: (node) => Object.assign(node, { fx: null, fy: null }),
    places: () => shown,
    walk: (node) => KG.say(KG.describe.entity(KG.entities[node.entity]).join(", ")),
  };
  const view = new KG.Viewport(canvas, owner);

  KG.graph = {
    has: (claim) => claim.edges.length > 0,
    reveal: (entity) => {
      const node = nodes.get(entity);
      if (!node) return;
      view.at = node;
      view.reveal(node.x, node.y);
    },
    // for tests: where things are on the screen
    spots: () => ({
      nodes: shown.map((node) => ({ entity: KG.entities[node.entity].id, x: view.sx(node.x), y: view.sy(node.y) })),
      edges: edges.map((edge) => {
        const { start, control, end } = line(edge);
        const [x, y] = KG.along(start, control, end, 0.5);
        return { type: edge.type, stated: edge.stated, origins: edge.origins.size, width: KG.thick(edge), x, y };
      }),
    }),
    draw: () => draw(view.context),
    pan: (dx, dy) => { view.x += dx; view.y += dy; view.touched = true; view.redraw(); },
    settled: () => spread.alpha() <= spread.alphaMin(),
  };

  layOut();
  KG.on("filter", build);
  KG.on("select lang theme", () => view.redraw());
  build();
  settle();
})(window.KG);
