// What every page can do: change the look without a new page, and suggest while one types.
import { suggest } from "./suggest.js";

const YEAR_SECONDS = 365 * 24 * 3600;

function chooseTheme(link) {
  const theme = link.dataset.chooseTheme;
  document.documentElement.dataset.theme = theme;
  document.cookie = `kg-theme=${theme}; path=/; max-age=${YEAR_SECONDS}; samesite=lax`;
  document.querySelectorAll("[data-choose-theme]").forEach((one) => one.removeAttribute("aria-current"));
  link.setAttribute("aria-current", "true");
}

document.querySelectorAll("[data-choose-theme]").forEach((link) => link.addEventListener("click", (event) => {
  event.preventDefault();
  chooseTheme(link);
}));
document.querySelectorAll("form.search").forEach(suggest);
