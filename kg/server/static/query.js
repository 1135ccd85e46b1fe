"use strict";

const form = document.getElementById("ask");
const box = document.getElementById("query");
const state = document.getElementById("state");
const answer = document.getElementById("answer");
const BASE = "https://w3id.org/news-kg/";
const MOST_ROWS = 1000;
let running = null;

function element(name, text, attributes = {}) {
  const made = document.createElement(name);
  made.textContent = text;
  Object.entries(attributes).forEach(([key, value]) => made.setAttribute(key, value));
  return made;
}

function localPath(iri) {
  if (!iri.startsWith(BASE)) return iri;
  const [path, fragment] = iri.slice(BASE.length).split("#");
  if (path === "ns" && fragment) return "/ns/" + encodeURIComponent(fragment);
  return "/" + path + (fragment ? "?" + fragment : "");
}

function cell(term) {
  const made = document.createElement("td");
  if (!term) return made;
  const isLink = term.type === "uri" && /^https?:/.test(term.value);
  if (isLink) {
    const text = term.value.startsWith(BASE) ? term.value.slice(BASE.length) : term.value;
    made.append(element("a", text, { href: localPath(term.value) }));
  } else if (term.type === "triple") {
    made.textContent = JSON.stringify(term.value);
  } else {
    made.textContent = term.value;
  }
  return made;
}

function table(result) {
  if ("boolean" in result) return element("p", result.boolean ? "Yes." : "No.");
  const made = document.createElement("table");
  const head = made.createTHead().insertRow();
  result.head.vars.forEach((name) => head.append(element("th", name, { scope: "col" })));
  const body = made.createTBody();
  result.results.bindings.slice(0, MOST_ROWS).forEach((binding) => {
    const row = body.insertRow();
    result.head.vars.forEach((name) => row.append(cell(binding[name])));
  });
  return made;
}

function summary(result, milliseconds) {
  const time = `${Math.round(milliseconds)} ms`;
  if ("boolean" in result) return time;
  const count = result.results.bindings.length;
  const shown = count > MOST_ROWS ? `, the first ${MOST_ROWS} shown` : "";
  return `${count} rows${shown}, ${time}`;
}

async function show(response, begun) {
  const kind = response.headers.get("content-type") || "";
  if (!response.ok) {
    const problem = kind.includes("json") ? (await response.json()).detail : await response.text();
    state.textContent = "";
    answer.replaceChildren(element("pre", problem, { class: "failed" }));
    return;
  }
  if (kind.startsWith("application/sparql-results+json")) {
    const result = await response.json();
    state.textContent = summary(result, performance.now() - begun);
    answer.replaceChildren(table(result));
    return;
  }
  const text = await response.text();
  state.textContent = `${Math.round(performance.now() - begun)} ms`;
  answer.replaceChildren(element("pre", text));
}

async function run() {
  if (running) running.abort();
  running = new AbortController();
  state.textContent = "Running …";
  const begun = performance.now();
  const format = form.elements.format.value;
  const accept = { json: "application/sparql-results+json, text/turtle;q=0.9" }[format];
  const url = format === "json" ? "/sparql" : "/sparql?format=" + format;
  try {
    const response = await fetch(url, {
      method: "POST",
      headers: { "content-type": "application/sparql-query", ...(accept ? { accept } : {}) },
      body: box.value,
      signal: running.signal,
    });
    await show(response, begun);
  } catch (error) {
    if (error.name === "AbortError") return;
    state.textContent = "";
    answer.replaceChildren(element("pre", "The answer broke off: " + error.message, { class: "failed" }));
  }
}

form.addEventListener("submit", (event) => { event.preventDefault(); run(); });
box.addEventListener("keydown", (event) => {
  if ((event.ctrlKey || event.metaKey) && event.key === "Enter") { event.preventDefault(); run(); }
});
document.querySelectorAll(".example").forEach((button) => button.addEventListener("click", () => {
  box.value = button.dataset.query;
  run();
}));
