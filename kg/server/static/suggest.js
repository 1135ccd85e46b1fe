// A search box that suggests: the combobox pattern of the ARIA Authoring Practices, with a list that is not chosen
// from until an arrow key or the pointer says so. Enter without a choice searches as the plain form does.
const WAIT_MS = 120;
let made = 0;

function option(item, id) {
  const row = document.createElement("li");
  row.id = id;
  row.setAttribute("role", "option");
  row.setAttribute("aria-selected", "false");
  row.dataset.link = item.link;
  const name = document.createElement("bdi");
  name.textContent = item.name.length > 120 ? item.name.slice(0, 120) + "…" : item.name;
  const kind = document.createElement("small");
  kind.textContent = item.kind;
  row.append(name, " ", kind);
  return row;
}

export function suggest(form) {
  const input = form.querySelector("input[type=search]");
  const list = document.createElement("ul");
  const status = document.createElement("span");
  let selected = -1;
  let timer = 0;
  let asking = null;

  made += 1;
  list.id = `suggestions-${made}`;
  list.className = "suggestions";
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", form.dataset.suggest);
  status.className = "hidden";
  status.setAttribute("role", "status");
  input.setAttribute("role", "combobox");
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-controls", list.id);
  input.setAttribute("aria-expanded", "false");
  form.append(list, status);

  function close() {
    list.hidden = true;
    selected = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }

  function select(place) {
    const rows = [...list.children];
    selected = rows.length ? (place + rows.length) % rows.length : -1;
    rows.forEach((row, here) => row.setAttribute("aria-selected", String(here === selected)));
    if (selected < 0) return;
    input.setAttribute("aria-activedescendant", rows[selected].id);
    rows[selected].scrollIntoView({ block: "nearest" });
  }

  function show(items) {
    selected = -1;
    input.removeAttribute("aria-activedescendant");
    list.replaceChildren(...items.map((item, place) => option(item, `${list.id}-${place}`)));
    list.hidden = !items.length;
    input.setAttribute("aria-expanded", String(items.length > 0));
    status.textContent = items.length ? form.dataset.found.replace("{count}", items.length) : form.dataset.none;
  }

  async function ask() {
    if (asking) asking.abort();
    const words = input.value.trim();
    if (words.length < 2) return close();
    asking = new AbortController();
    try {
      const found = await fetch("/search/suggest?q=" + encodeURIComponent(words), { signal: asking.signal });
      if (found.status === 200 && document.activeElement === input) show(await found.json());
    } catch (error) {
      if (error.name !== "AbortError") close();
    }
  }

  const keys = {
    ArrowDown: () => (list.hidden ? ask() : select(selected + 1)),
    ArrowUp: () => (list.hidden ? ask() : select(selected < 0 ? -1 : selected - 1)),
    Escape: () => close(),
  };
  input.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(ask, WAIT_MS); });
  input.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && list.hidden) return; // the browser's own: it empties the box
    if (event.key in keys) { event.preventDefault(); keys[event.key](); }
    if (event.key === "Enter" && selected >= 0) { event.preventDefault(); location.href = list.children[selected].dataset.link; }
    if (event.key === "Tab") close();
  });
  input.addEventListener("blur", () => { clearTimeout(timer); close(); });
  list.addEventListener("pointerdown", (event) => {
    event.preventDefault(); // the box keeps the focus, so that the list stays until the click
    const row = event.target.closest("li");
    if (row && event.button === 0) location.href = row.dataset.link;
  });
}
