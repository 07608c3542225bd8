// What makes the pages quicker to use. Every page works without it.

const $ = (selector, root = document) => root.querySelector(selector);
const $$ = (selector, root = document) => [...root.querySelectorAll(selector)];

/** Fetch a fragment of this site with the state that the reader chose. */
async function fragment(address, values, signal) {
  const url = new URL(address, location.origin);
  for (const [name, value] of Object.entries(values)) url.searchParams.set(name, value);
  const answer = await fetch(url, { headers: { Accept: "text/html" }, signal });
  if (!answer.ok) throw new Error(`${answer.status} for ${url.pathname}`);
  return answer.text();
}

/** Parse a fragment of our own server into nodes. */
function nodes(html) {
  const template = document.createElement("template");
  template.innerHTML = html;
  return template.content;
}

// --- tree ---------------------------------------------------------------------------------------

function setUpTree(tree) {
  const tools = $("[data-tools]");
  if (tools) tools.hidden = false;
  tree.addEventListener("click", (event) => {
    const twist = event.target.closest("[data-twist]");
    if (twist) toggle(tree, twist, twist.getAttribute("aria-expanded") !== "true");
    const more = event.target.closest("[data-more]");
    if (more) showMore(tree, more);
  });
  tree.addEventListener("keydown", (event) => moveInTree(tree, event));
  $("[data-expand]")?.addEventListener("click", () => setAll(tree, true));
  $("[data-collapse]")?.addEventListener("click", () => setAll(tree, false));
}

async function toggle(tree, twist, open) {
  const list = $(":scope > ul", twist.closest("li"));
  if (open && !list.children.length) {
    twist.setAttribute("aria-busy", "true");
    try {
      list.append(nodes(await fragment(tree.dataset.tree, { of: twist.dataset.of })));
    } catch {
      return;
    } finally {
      twist.removeAttribute("aria-busy");
    }
  }
  twist.setAttribute("aria-expanded", String(open));
  list.hidden = !open;
}

function setAll(tree, open) {
  const loaded = $$("[data-twist]", tree).filter((twist) => $(":scope > ul", twist.closest("li")).children.length);
  for (const twist of open && !loaded.length ? $$("[data-twist]", tree) : loaded) toggle(tree, twist, open);
}

async function showMore(tree, button) {
  button.disabled = true;
  const item = button.closest("li");
  const { of, page } = button.dataset;
  const added = nodes(await fragment(tree.dataset.tree, { of, page }));
  const first = $("a", added);
  item.replaceWith(added);
  first?.focus();
}

/** Up and down go from name to name, right opens, left closes or goes up. */
function moveInTree(tree, event) {
  const item = event.target.closest("li");
  if (!item || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const twist = $(":scope > .row > [data-twist]", item);
  const isOpen = twist?.getAttribute("aria-expanded") === "true";
  const names = $$("a.leaf, [data-more]", tree).filter((name) => name.offsetParent);
  const own = $("a.leaf, [data-more]", item);
  const steps = {
    ArrowDown: () => names[names.indexOf(own) + 1]?.focus(),
    ArrowUp: () => names[names.indexOf(own) - 1]?.focus(),
    Home: () => names[0]?.focus(),
    End: () => names.at(-1)?.focus(),
    ArrowRight: () => (twist && !isOpen ? toggle(tree, twist, true) : isOpen && names[names.indexOf(own) + 1]?.focus()),
    ArrowLeft: () =>
      isOpen ? toggle(tree, twist, false) : item.parentElement.closest("li")?.querySelector("a.leaf")?.focus(),
  };
  if (!(event.key in steps)) return;
  event.preventDefault();
  steps[event.key]();
}

// --- search -------------------------------------------------------------------------------------

function setUpSearch(form) {
  const input = $("input[type=search]", form);
  const hits = $("#hits");
  const tree = $("#tree");
  let pending;
  let timer;

  async function search() {
    pending?.abort();
    pending = new AbortController();
    const query = input.value.trim();
    const address = new URL(location.href);
    query ? address.searchParams.set("q", query) : address.searchParams.delete("q");
    history.replaceState(null, "", address);
    if (query) {
      try {
        const html = await fragment(form.dataset.search, { ...Object.fromEntries(new FormData(form)), q: query }, pending.signal);
        hits.replaceChildren(nodes(html));
      } catch (error) {
        if (error.name === "AbortError") return;
        throw error;
      }
    }
    hits.hidden = !query;
    tree.hidden = Boolean(query);
  }

  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(search, 90);
  });
  input.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && input.value) {
      event.preventDefault();
      input.value = "";
      search();
    }
    if (event.key === "ArrowDown") {
      event.preventDefault();
      $(input.value.trim() ? "#hits a.leaf" : "#tree a.leaf")?.focus();
    }
  });
}

// --- menus, copying, SPARQL ---------------------------------------------------------------------

function setUpMenus(menus) {
  addEventListener("click", (event) => {
    for (const menu of menus) if (!menu.contains(event.target)) menu.open = false;
  });
  addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const menu of menus) {
      if (menu.open && menu.contains(document.activeElement)) $("summary", menu).focus();
      menu.open = false;
    }
  });
}

function setUpCopy(button) {
  if (!navigator.clipboard) return;
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(button.dataset.copy);
    button.textContent = "Copied";
    setTimeout(() => (button.textContent = "Copy"), 1500);
  });
}

function setUpSparql(form) {
  const text = $("textarea", form);
  $("[data-hint]", form).hidden = false;
  text.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.requestSubmit();
  });
  for (const sample of $$("[data-sample]")) {
    sample.addEventListener("click", (event) => {
      event.preventDefault();
      text.value = sample.dataset.sample;
      text.focus();
    });
  }
  $("#answer")?.scrollIntoView({ block: "nearest" });
}

$$("[data-tree]").forEach(setUpTree);
$$("[data-search]").forEach(setUpSearch);
setUpMenus($$("[data-menu]"));
$$("[data-copy]").forEach(setUpCopy);
$$("[data-sparql]").forEach(setUpSparql);
