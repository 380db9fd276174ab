"use strict";
// Routes on the world: an arc for each leg.
(function (KG) {
  const canvas = KG.$("map");
  const project = d3.geoNaturalEarth1().fitSize([1000, 520], { type: "Sphere" });
  const path = d3.geoPath(project);
  const world = KG.outlines;
  const sphere = new Path2D(path({ type: "Sphere" }));
  const land = new Path2D(path(topojson.feature(world, world.objects.land)));
  const borders = new Path2D(path(topojson.mesh(world, world.objects.countries, (a, b) => a !== b)));

  const spots = new Map(); // index of entity → {entity, x, y}, for those that lie somewhere
  for (const entity of KG.entities) {
    if (entity.point) {
      const [x, y] = project(entity.point);
      spots.set(entity.index, { entity: entity.index, x, y });
    }
  }
  const drawn = (leg) => {
    const [a, b] = [spots.get(leg.start), spots.get(leg.end)];
    return a && b && (a.x !== b.x || a.y !== b.y);
  };

  let arcs = [];
  let stations = [];
  let over = null;
  const isStation = (thing) => thing && thing.entity !== undefined;

  function build() {
    const pairs = (claim) => claim.legs.filter(drawn).map((leg) => ({ source: leg.start, target: leg.end, mutual: false }));
    arcs = KG.edges(KG.visible, pairs);
    const ends = new Map();
    for (const claim of KG.visible) {
      for (const leg of claim.legs) for (const end of [leg.start, leg.end]) if (spots.has(end)) ends.set(end, (ends.get(end) ?? 0) + 1);
    }
    stations = [...ends].sort((a, b) => b[1] - a[1] || a[0] - b[0]).map(([entity]) => spots.get(entity));
    if (!view.touched) view.fit();
    view.redraw();
  }

  function line(arc) {
    const [a, b] = [spots.get(arc.source), spots.get(arc.target)];
    const [x0, y0, x1, y1] = [view.sx(a.x), view.sy(a.y), view.sx(b.x), view.sy(b.y)];
    const far = Math.hypot(x1 - x0, y1 - y0);
    // arcs bow to the north, parallel ones apart, and those back differently from those there
    const bow = Math.min(far * 0.2, 90) * (x1 >= x0 ? -1 : 1) + arc.lane * 16;
    const control = KG.bend(x0, y0, x1, y1, bow);
    const rim = 6;
    const [bx, by] = [x1 - control[0], y1 - control[1]];
    const toRim = Math.hypot(bx, by) || 1;
    return { start: [x0, y0], control, end: [x1, y1], head: [x1 - (bx / toRim) * rim, y1 - (by / toRim) * rim] };
  }

  // a leg of the route that is open: the pointer on it does not put the rest out
  const ofClaim = (arc) => !isStation(arc) && arc.claims.has(KG.state.selection?.claim);

  function lit() {
    const selection = KG.state.selection;
    if (over && !ofClaim(over)) return isStation(over) ? arcs.filter((arc) => arc.source === over.entity || arc.target === over.entity) : [over];
    if (selection?.kind === "claim") return arcs.filter((arc) => arc.claims.has(selection.claim));
    if (selection?.kind === "entity") return arcs.filter((arc) => arc.source === selection.entity.index || arc.target === selection.entity.index);
    if (selection?.kind === "edge") return arcs.filter((arc) => arc.key === selection.edge.key);
    return [];
  }

  function draw(context) {
    context.save();
    context.translate(view.x, view.y);
    context.scale(view.k, view.k);
    context.fillStyle = KG.colour("sea");
    context.fill(sphere);
    context.fillStyle = KG.colour("land");
    context.fill(land);
    context.strokeStyle = KG.colour("border");
    context.lineWidth = 0.8 / view.k;
    context.stroke(borders);
    context.stroke(land);
    context.restore();

    const bright = new Set(lit());
    const dim = bright.size > 0;
    const near = new Set([...bright].flatMap((arc) => [arc.source, arc.target]));
    for (const arc of [...arcs.filter((arc) => !bright.has(arc)), ...bright]) {
      const { start, control, end, head } = line(arc);
      KG.strokeEdge(context, arc, start, control, end, {
        head, width: KG.thick(arc) + (bright.has(arc) ? 1.2 : 0.4), alpha: dim && !bright.has(arc) ? 0.15 : 0.9,
      });
    }
    const labels = [];
    for (const station of stations) {
      const [x, y] = [view.sx(station.x), view.sy(station.y)];
      const faint = dim && !near.has(station.entity);
      const focused = view.at === station && document.activeElement === canvas;
      context.globalAlpha = faint ? 0.35 : 1;
      context.beginPath();
      context.arc(x, y, 4.5, 0, 7);
      context.fillStyle = KG.colour(KG.entities[station.entity].exact ? "ink" : "canvas");
      context.strokeStyle = KG.colour("ink");
      context.lineWidth = 1.5;
      context.fill();
      context.stroke();
      if (focused) {
        context.beginPath();
        context.arc(x, y, 9, 0, 7);
        context.strokeStyle = KG.colour("accent");
        context.lineWidth = 2.5;
        context.stroke();
      }
      context.globalAlpha = 1;
      labels.push({ text: KG.label(KG.entities[station.entity]), x, y, gap: 9, faint, strong: focused || (dim && near.has(station.entity)) || over === station });
    }
    labels.sort((a, b) => Number(b.strong) - Number(a.strong));
    const numbers = number(context);
    KG.drawLabels(view, labels.filter((label) => !label.faint), numbers);
  }

  // the legs of the claim that is open are numbered in order of travel
  function number(context) {
    const claim = KG.state.selection?.claim;
    const boxes = [];
    for (const leg of claim && (!over || ofClaim(over)) ? claim.legs.filter(drawn) : []) {
      const arc = arcs.find((a) => a.source === leg.start && a.target === leg.end && a.claims.has(claim));
      if (!arc) continue;
      const { start, control, end } = line(arc);
      const [x, y] = KG.along(start, control, end, arc.denied || arc.contested ? 0.36 : 0.5);
      context.beginPath();
      context.arc(x, y, 9, 0, 7);
      context.fillStyle = KG.colour("canvas");
      context.strokeStyle = KG.colour(KG.hue(arc.type));
      context.lineWidth = 2;
      context.fill();
      context.stroke();
      context.fillStyle = KG.colour("ink");
      context.font = "600 11px system-ui, sans-serif";
      context.textAlign = "center";
      context.textBaseline = "middle";
      context.fillText(String(leg.order), x, y + 0.5);
      context.textAlign = "start";
      boxes.push([x - 9, y - 9, x + 9, y + 9]);
    }
    return boxes;
  }

  function pick(x, y) {
    const station = stations.find((place) => Math.hypot(view.sx(place.x) - x, view.sy(place.y) - y) < 9);
    if (station) return station;
    let [best, least] = [null, 8];
    for (const arc of arcs) {
      const { start, control, end } = line(arc);
      const far = KG.away(start, control, end, x, y) - KG.thick(arc) / 2;
      if (far < least) [best, least] = [arc, far];
    }
    return best;
  }

  function hover(thing, x, y) {
    canvas.classList.toggle("pointing", Boolean(thing));
    if (thing) KG.tip(canvas, x, y, isStation(thing) ? KG.describe.entity(KG.entities[thing.entity]) : KG.describe.edge(thing));
    else KG.tip();
    if (thing === over) return;
    over = thing;
    view.redraw();
  }

  const owner = {
    draw, pick, hover,
    extent: (within = stations.length ? stations : [{ x: 0, y: 0 }, { x: 1000, y: 520 }]) => {
      const xs = within.map((place) => place.x), ys = within.map((place) => place.y);
      return { box: [Math.min(...xs), Math.min(...ys) - 30, Math.max(...xs), Math.max(...ys) + 15], largest: 5 };
    },
    open: (thing) => {
      if (!thing) KG.select(null);
      else if (isStation(thing)) KG.select({ kind: "entity", entity: KG.entities[thing.entity] });
      else KG.openEdge(thing);
    },
    places: () => stations,
    walk: (place) => KG.say(KG.describe.entity(KG.entities[place.entity]).join(", ")),
  };
  const view = new KG.Viewport(canvas, owner);

  KG.map = {
    has: (claim) => claim.legs.some(drawn),
    missing: (claims) => claims.reduce((n, claim) => n + claim.legs.filter((leg) => !spots.has(leg.start) || !spots.has(leg.end)).length, 0),
    reveal: (claim) => {
      view.touched = true;
      view.fit(owner.extent(claim.legs.filter(drawn).flatMap((leg) => [spots.get(leg.start), spots.get(leg.end)])));
    },
    spots: () => ({
      arcs: arcs.map((arc) => {
        const { start, control, end } = line(arc);
        const [x, y] = KG.along(start, control, end, 0.5);
        return { from: KG.entities[arc.source].id, to: KG.entities[arc.target].id, x, y };
      }),
    }),
  };

  KG.on("filter", build);
  KG.on("select lang theme", () => view.redraw());
  build();
})(window.KG);
