"use strict";
// Filters over what the page holds already; without this script everything shows.
const form = document.querySelector(".filters");
if (form) {
  const cards = [...document.querySelectorAll(".card")].map((card) => ({
    card,
    branches: JSON.parse(card.dataset.branches),
    text: card.textContent.toLowerCase(),
    changes: [...card.querySelectorAll(".change")],
  }));
  const status = form.querySelector(".found");

  const wanted = () => {
    const data = new FormData(form);
    return {
      sizes: new Set(data.getAll("size")),
      axis: data.get("class"),
      branch: data.get("branch"),
      text: data.get("text").trim().toLowerCase(),
    };
  };

  const filter = () => {
    const { sizes, axis, branch, text } = wanted();
    let shown = 0;
    for (const { card, branches, text: words, changes } of cards) {
      const here = (!branch || branches.includes(branch)) && words.includes(text);
      let any = false;
      for (const change of changes) {
        const { size, classes } = change.dataset;
        const fits = here && sizes.has(size) && (!axis || classes.split(" ").includes(axis));
        change.hidden = !fits;
        any = any || fits;
      }
      card.hidden = !any;
      shown += any;
    }
    for (const section of document.querySelectorAll(".size"))
      section.hidden = !section.querySelector(".card:not([hidden])");
    status.textContent = shown === cards.length ? `${shown} subjects` : `${shown} of ${cards.length} subjects`;
  };

  form.hidden = false;
  form.addEventListener("input", filter);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(filter));
  filter();
}

// A link to a kind must find it, and paper has nothing to click on.
addEventListener("beforeprint", () => {
  for (const closed of document.querySelectorAll("details:not([open])")) {
    closed.open = true;
    closed.dataset.opened = "";
  }
});
addEventListener("afterprint", () => {
  for (const opened of document.querySelectorAll("details[data-opened]")) {
    opened.open = false;
    delete opened.dataset.opened;
  }
});
