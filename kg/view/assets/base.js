"use strict";
// What every part of the page uses: words, elements, colours, events. Text only ever enters the page as text.
(function (KG) {
  const json = (id) => JSON.parse(document.getElementById(id).textContent);
  KG.data = json("kg-data");
  KG.outlines = json("kg-outlines");
  const words = json("kg-words");

  KG.state = { lang: document.documentElement.lang, theme: "auto", tab: "graph", selection: null };

  // events: "filter", "select", "lang", "theme", "tab"
  const listeners = {};
  KG.on = (names, act) => names.split(" ").forEach((name) => (listeners[name] ??= []).push(act));
  KG.emit = (name, detail) => (listeners[name] ?? []).forEach((act) => act(detail));

  KG.t = (key, values = {}) => {
    const one = values.n !== undefined && new Intl.PluralRules(KG.state.lang).select(values.n) === "one";
    const text = (one && words[`${key}_one`]) || words[key];
    return text[KG.state.lang].replace(/\{(\w+)\}/g, (_, name) =>
      typeof values[name] === "number" ? values[name].toLocaleString(KG.state.lang) : values[name]);
  };
  KG.colon = (name) => `${name}${KG.state.lang === "fr" ? " : " : ": "}`;
  KG.label = (thing) => thing.labels[KG.state.lang] ?? Object.values(thing.labels)[0];
  KG.day = (iso) => new Intl.DateTimeFormat(KG.state.lang, { dateStyle: "medium", timeZone: "UTC" }).format(new Date(`${iso}T00:00Z`));
  KG.percent = (share) => new Intl.NumberFormat(KG.state.lang, { style: "percent" }).format(share);

  // the same letters whatever their case and accents
  KG.fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

  // what stands between conditions that do not hold is left out
  const real = (children) => children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false);
  // element with properties ("on…" listeners, "class", attributes) and children (elements, strings, null)
  KG.h = (tag, properties, ...children) => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(properties ?? {})) {
      if (value === null || value === undefined || value === false) continue;
      if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
      else element.setAttribute(name, value === true ? "" : value);
    }
    element.append(...real(children));
    return element;
  };
  KG.fill = (element, ...children) => element.replaceChildren(...real(children));
  KG.$ = (id) => document.getElementById(id);

  // colours as the style sheet has them in the theme of the moment
  let colours = new Map();
  const probe = KG.h("span", { hidden: true });
  document.body.append(probe);
  KG.colour = (name) => {
    if (!colours.has(name)) {
      probe.style.color = `var(--${name})`;
      colours.set(name, getComputedStyle(probe).color);
    }
    return colours.get(name);
  };
  KG.forgetColours = () => { colours = new Map(); };

  // fixed words of the template, again at each change of language
  KG.translate = () => {
    document.documentElement.lang = KG.state.lang;
    const put = (attribute, act) =>
      document.querySelectorAll(`[data-${attribute}]`).forEach((e) => act(e, KG.t(e.getAttribute(`data-${attribute}`))));
    put("t", (e, text) => { e.textContent = text; });
    put("t-label", (e, text) => e.setAttribute("aria-label", text));
    put("t-placeholder", (e, text) => e.setAttribute("placeholder", text));
  };

  // kept for the next visit where the browser lets a page keep anything
  KG.remember = (key, value) => { try { localStorage.setItem(`kg.${key}`, value); } catch { /* a private window */ } };
  KG.recall = (key) => { try { return localStorage.getItem(`kg.${key}`); } catch { return null; } };
})((window.KG = {}));
