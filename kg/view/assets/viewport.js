"use strict";
// A canvas that is dragged, zoomed and walked through with the keyboard; what it shows is drawn by its owner.
(function (KG) {
  const BETWEEN = [0.02, 40];

  class Viewport {
    // owner: draw(context, viewport), pick(x, y) → thing or null, hover(thing, x, y), open(thing), and, all optional,
    // grab(x, y) → a thing to drag, drag(thing, x, y), drop(thing), places() → [{x, y}] for the arrow keys, walk(place)
    constructor(canvas, owner) {
      Object.assign(this, { canvas, owner, k: 1, x: 0, y: 0, width: 0, height: 0, touched: false });
      this.context = canvas.getContext("2d");
      this.pointers = new Map();
      new ResizeObserver(() => this.resize()).observe(canvas);
      canvas.addEventListener("wheel", (event) => this.wheel(event), { passive: false });
      canvas.addEventListener("pointerdown", (event) => this.down(event));
      canvas.addEventListener("pointermove", (event) => this.move(event));
      canvas.addEventListener("pointerup", (event) => this.up(event));
      canvas.addEventListener("pointercancel", (event) => this.up(event));
      canvas.addEventListener("pointerleave", () => owner.hover(null));
      canvas.addEventListener("keydown", (event) => this.key(event));
      canvas.addEventListener("focus", () => this.redraw());
      canvas.addEventListener("blur", () => this.redraw());
      const buttons = { "+": "zoom_in", "−": "zoom_out", "⤢": "zoom_all" };
      const acts = { "+": () => this.zoom(1.5), "−": () => this.zoom(1 / 1.5), "⤢": () => { this.touched = false; this.fit(); } };
      canvas.parentElement.querySelector(".zoom").append(...Object.entries(buttons).map(([sign, name]) =>
        KG.h("button", { type: "button", "data-t-label": name, onclick: acts[sign] }, sign)));
    }

    resize() {
      const { clientWidth: width, clientHeight: height } = this.canvas;
      if (!width || !height) return;
      const ratio = window.devicePixelRatio || 1;
      this.canvas.width = Math.round(width * ratio);
      this.canvas.height = Math.round(height * ratio);
      Object.assign(this, { width, height, ratio });
      if (!this.touched) this.fit();
      this.redraw();
    }

    redraw() {
      if (this.frame) return;
      this.frame = requestAnimationFrame(() => {
        this.frame = null;
        if (!this.width) return;
        this.context.setTransform(this.ratio, 0, 0, this.ratio, 0, 0);
        this.context.clearRect(0, 0, this.width, this.height);
        this.owner.draw(this.context, this);
      });
    }

    // world ↔ screen
    sx(x) { return x * this.k + this.x; }
    sy(y) { return y * this.k + this.y; }
    wx(x) { return (x - this.x) / this.k; }
    wy(y) { return (y - this.y) / this.k; }

    zoom(factor, x = this.width / 2, y = this.height / 2) {
      const k = Math.min(Math.max(this.k * factor, BETWEEN[0]), BETWEEN[1]);
      this.x = x - ((x - this.x) * k) / this.k;
      this.y = y - ((y - this.y) * k) / this.k;
      this.k = k;
      this.touched = true;
      this.redraw();
    }

    // a box [x0, y0, x1, y1] in the middle, as large as it goes, but not beyond `largest`
    fit({ box, largest } = this.owner.extent()) {
      if (!this.width || !box) return;
      const [x0, y0, x1, y1] = box;
      // names stand beside what they name
      const [padX, padY] = [Math.min(80, this.width / 7), Math.min(45, this.height / 8)];
      this.k = Math.min((this.width - 2 * padX) / Math.max(x1 - x0, 1), (this.height - 2 * padY) / Math.max(y1 - y0, 1), largest);
      this.x = this.width / 2 - (this.k * (x0 + x1)) / 2;
      this.y = this.height / 2 - (this.k * (y0 + y1)) / 2;
      this.redraw();
    }

    // brings a place of the world into view
    reveal(x, y) {
      const pad = 70;
      const [sx, sy] = [this.sx(x), this.sy(y)];
      if (sx > pad && sx < this.width - pad && sy > pad && sy < this.height - pad) return;
      this.x += this.width / 2 - sx;
      this.y += this.height / 2 - sy;
      this.touched = true;
      this.redraw();
    }

    wheel(event) {
      event.preventDefault();
      this.zoom(2 ** (-event.deltaY * (event.deltaMode ? 0.05 : 0.002)), event.offsetX, event.offsetY);
    }

    down(event) {
      if (event.button) return;
      this.canvas.setPointerCapture(event.pointerId);
      this.pointers.set(event.pointerId, { x: event.offsetX, y: event.offsetY });
      this.still = this.pointers.size === 1 ? { x: event.offsetX, y: event.offsetY } : null;
      if (this.still) this.held = this.owner.grab?.(event.offsetX, event.offsetY) ?? null;
    }

    move(event) {
      const before = this.pointers.get(event.pointerId);
      const [x, y] = [event.offsetX, event.offsetY];
      if (!before) {
        this.owner.hover(this.owner.pick(x, y), x, y);
        return;
      }
      if (this.still && Math.hypot(x - this.still.x, y - this.still.y) < 5) return;
      this.still = null;
      this.touched = true;
      const others = [...this.pointers].filter(([id]) => id !== event.pointerId).map(([, point]) => point);
      if (others.length) {
        const [other] = others;
        const spread = (point) => Math.hypot(point.x - other.x, point.y - other.y) || 1;
        this.zoom(spread({ x, y }) / spread(before), (x + other.x) / 2, (y + other.y) / 2);
      } else if (this.held) {
        this.owner.drag(this.held, this.wx(x), this.wy(y));
      } else {
        this.x += x - before.x;
        this.y += y - before.y;
      }
      this.pointers.set(event.pointerId, { x, y });
      this.owner.hover(null);
      this.redraw();
    }

    up(event) {
      this.pointers.delete(event.pointerId);
      if (this.still && event.type === "pointerup") this.owner.open(this.owner.pick(event.offsetX, event.offsetY));
      if (this.held) this.owner.drop(this.held);
      this.still = this.held = null;
    }

    key(event) {
      const ways = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
      const way = ways[event.key];
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (way && event.shiftKey) {
        this.x -= way[0] * 60;
        this.y -= way[1] * 60;
        this.touched = true;
        this.redraw();
      } else if (way) this.walk(...way);
      else if (event.key === "+" || event.key === "=") this.zoom(1.3);
      else if (event.key === "-") this.zoom(1 / 1.3);
      else if (event.key === "0") { this.touched = false; this.fit(); }
      else if ((event.key === "Enter" || event.key === " ") && this.at) this.owner.open(this.at);
      else return;
      event.preventDefault();
    }

    // to the nearest place in a direction: one that lies aside counts as further
    walk(dx, dy) {
      const places = this.owner.places();
      let best = null;
      const from = this.at && places.includes(this.at) ? this.at : null;
      if (!from) [best] = places;
      else {
        let least = Infinity;
        for (const place of places) {
          const [ahead, aside] = [(place.x - from.x) * dx + (place.y - from.y) * dy, (place.x - from.x) * dy - (place.y - from.y) * dx];
          const far = Math.hypot(ahead, 2 * aside);
          if (ahead > 0 && ahead >= Math.abs(aside) * 0.6 && far < least) [best, least] = [place, far];
        }
      }
      if (!best) return;
      this.at = best;
      this.reveal(best.x, best.y);
      this.owner.walk(best);
      this.redraw();
    }
  }

  // Labels, the weightier first, where they do not cover each other or what `taken` says is there.
  KG.drawLabels = ({ context, width, height }, labels, taken = []) => {
    const boxes = [...taken];
    context.textBaseline = "middle";
    context.lineJoin = "round";
    for (const { text, x, y, gap, strong, faint } of labels) {
      context.font = `${strong ? "600 " : ""}12px system-ui, sans-serif`;
      const wide = context.measureText(text).width;
      const spots = [[x + gap, y], [x - gap - wide, y], [x - wide / 2, y - gap - 7], [x - wide / 2, y + gap + 7]];
      const inside = ([left, top]) => left > 3 && left + wide < width - 3 && top > 8 && top < height - 8;
      const free = spots.filter(inside).find(([left, top]) => !boxes.some((b) => left < b[2] && left + wide > b[0] && top - 7 < b[3] && top + 7 > b[1]));
      const spot = free ?? (strong ? spots.find(inside) ?? spots[0] : null);
      if (!spot) continue;
      boxes.push([spot[0] - 2, spot[1] - 8, spot[0] + wide + 2, spot[1] + 8]);
      context.globalAlpha = faint ? 0.25 : 1;
      context.strokeStyle = KG.colour("canvas");
      context.lineWidth = 3.5;
      context.strokeText(text, ...spot);
      context.fillStyle = KG.colour("ink");
      context.fillText(text, ...spot);
    }
    context.globalAlpha = 1;
  };

  // A bent line from one point to another: its control point, and a point on it.
  KG.bend = (x0, y0, x1, y1, by) => {
    const [dx, dy] = [x1 - x0, y1 - y0];
    const length = Math.hypot(dx, dy) || 1;
    return [(x0 + x1) / 2 - (dy / length) * by, (y0 + y1) / 2 + (dx / length) * by];
  };
  KG.along = ([x0, y0], [cx, cy], [x1, y1], t) => [
    (1 - t) ** 2 * x0 + 2 * t * (1 - t) * cx + t * t * x1,
    (1 - t) ** 2 * y0 + 2 * t * (1 - t) * cy + t * t * y1,
  ];
  // Least distance of a point from a bent line, sampled.
  KG.away = (start, control, end, x, y) => {
    let least = Infinity;
    for (let n = 1; n < 16; n++) {
      const [px, py] = KG.along(start, control, end, n / 16);
      least = Math.min(least, Math.hypot(px - x, py - y));
    }
    return least;
  };
  KG.strokeEdge = (context, edge, start, control, end, { width, alpha, head }) => {
    context.globalAlpha = alpha;
    context.strokeStyle = context.fillStyle = KG.colour(KG.hue(edge.type));
    context.lineWidth = width;
    context.lineCap = "butt";
    context.setLineDash(edge.stated ? [] : edge.denied ? [1.5, 4] : [7, 4.5]);
    context.beginPath();
    context.moveTo(...start);
    context.quadraticCurveTo(...control, ...end);
    context.stroke();
    context.setLineDash([]);
    if (!edge.mutual && head) {
      const size = 5 + width * 1.3;
      const [px, py] = head;
      const [bx, by] = KG.along(start, control, end, 0.9);
      const turn = Math.atan2(end[1] - by, end[0] - bx);
      context.beginPath();
      context.moveTo(px, py);
      context.lineTo(px - size * Math.cos(turn - 0.42), py - size * Math.sin(turn - 0.42));
      context.lineTo(px - size * Math.cos(turn + 0.42), py - size * Math.sin(turn + 0.42));
      context.closePath();
      if (edge.eases) {
        context.fillStyle = KG.colour("canvas");
        context.lineWidth = 1.5;
        context.fill();
        context.stroke();
      } else context.fill();
    }
    if (edge.denied || edge.contested) {
      const [mx, my] = KG.along(start, control, end, 0.5);
      context.strokeStyle = KG.colour("no");
      context.lineWidth = 2;
      context.beginPath();
      context.moveTo(mx - 4, my - 4);
      context.lineTo(mx + 4, my + 4);
      context.moveTo(mx + 4, my - 4);
      context.lineTo(mx - 4, my + 4);
      context.stroke();
    }
    context.globalAlpha = 1;
  };
  KG.hue = (type) => `c${KG.terms.type.get(type).index % 16}`;
  KG.thick = (edge) => Math.min(1.2 + 1.3 * (edge.origins.size - 1), 8);

  KG.Viewport = Viewport;
})(window.KG);
