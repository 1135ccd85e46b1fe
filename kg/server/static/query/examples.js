// The ready questions: found by words in either language, put into the editor by a click.
import { fold } from "./completion.js";

const links = [...document.querySelectorAll(".example")];

/** The example with a name, or whose text this is: `{id, text}`; undefined if there is none. */
export function exampleOf({ id, text }) {
  const found = links.find((link) => link.dataset.id === id || link.dataset.query === text);
  return found && { id: found.dataset.id, text: found.dataset.query };
}

/** Mark the example whose text stands in the editor. */
export function markExample(text) {
  for (const link of links) {
    if (link.dataset.query === text) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  }
}

/** Makes the list searchable; `choose` is called with the text of an example that is chosen. */
export function listExamples(choose) {
  const search = document.getElementById("find-example");
  const nothing = document.getElementById("no-example");
  search.hidden = false;
  search.addEventListener("input", () => {
    const words = fold(search.value).split(/\s+/).filter(Boolean);
    for (const link of links) {
      const text = fold(link.textContent);
      link.parentElement.hidden = !words.every((word) => text.includes(word));
    }
    nothing.hidden = links.some((link) => !link.parentElement.hidden);
  });
  search.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    links.find((link) => !link.parentElement.hidden)?.click();
  });
  for (const link of links) {
    link.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      choose(link.dataset.query);
    });
  }
}
