// The texts of the page in its language, which the server puts into it.
const form = document.getElementById("ask");
const texts = JSON.parse(form.dataset.words);

/** Where the parts that come from npm are served, by name; empty where this server has none. */
export const vendor = JSON.parse(form.dataset.vendor);

export const language = document.documentElement.lang;

/** How numbers and dates are written in it. */
export const locale = { tr: "tr-TR", en: "en-GB" }[language];

/** A text with its values put in. */
export function t(key, values = {}) {
  return texts[key].replace(/\{(\w+)\}/g, (_, name) => shown(values[name]));
}

/** A number as people write it in the language of the page. */
export function shown(value) {
  return typeof value === "number" ? value.toLocaleString(locale) : String(value);
}
