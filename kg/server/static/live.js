// Brings the state of ingestion into the page: often while a run is under way, now and then otherwise. A part that
// has not changed stays as it is, so that who reads or selects in it is not disturbed.
const now = document.getElementById("now");
const broken = document.getElementById("broken");
const OFTEN_MS = 1500;
const RARELY_MS = 10000;

function put(fresh) {
  const before = [...now.querySelectorAll("[data-part]")];
  const after = [...fresh.querySelectorAll("[data-part]")];
  const same = before.length === after.length && before.every((part, place) => part.dataset.part === after[place].dataset.part);
  if (!same) {
    now.replaceChildren(...after);
    return;
  }
  before.forEach((part, place) => {
    if (part.outerHTML !== after[place].outerHTML) part.replaceWith(after[place]);
  });
}

async function look() {
  try {
    const found = await fetch("/live/now", { cache: "no-cache" });
    if (!found.ok) throw new Error(found.statusText);
    put(new DOMParser().parseFromString(await found.text(), "text/html"));
    broken.hidden = true;
  } catch {
    broken.hidden = false;
  }
  plan();
}

function plan() {
  setTimeout(() => (document.hidden ? plan() : look()), now.querySelector("[data-alive]") ? OFTEN_MS : RARELY_MS);
}

plan();
