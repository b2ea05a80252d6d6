// Enhancements for pages that also work without scripts.

// A rejected form: move the focus to the list of problems.
document.querySelector("[data-focus]")?.focus();

// The message about the last step goes when another one is tried: beside "not
// sent" or a field that the browser refuses, it would be about the wrong one.
const settled = () => document.querySelector("#flash")?.replaceChildren();
addEventListener("submit", (event) => event.target.method === "post" && settled());
addEventListener("invalid", settled, true);

// Pressing a button again while its request is in progress sends nothing. A
// page restored from the browser's cache can be sent again.
addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post" || event.defaultPrevented) return;
  if (form.dataset.sent) event.preventDefault();
  form.dataset.sent = "yes";
  setTimeout(() => delete form.dataset.sent, 4000);
});
addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
});

// A question that was opened from a menu: the line of the menu is no longer
// shown, so the focus returns to the button of the menu.
document.addEventListener("close", ({ target }) => {
  if (document.activeElement !== document.body) return;
  const menu = document.querySelector(`.menu [commandfor="${target.id}"]`)?.closest(".menu");
  if (menu) document.querySelector(`[popovertarget="${menu.id}"]`)?.focus();
}, true);

// Long texts that are being written; pages for everybody do not load this.
if (document.querySelector('form[data-unsaved], form[action="/sign-out"]')) import("./js/drafts.js");

// Parts of pages that are replaced: only pages with such parts load htmx. It
// is loaded when the page is complete, because it starts immediately. Its
// settings are in the head of the page.
if (document.querySelector("[hx-get], [hx-post], [data-hx-get], [data-hx-post]")) {
  const begin = () => import("htmx.org/dist/htmx.esm.js");
  if (document.readyState === "complete") begin();
  else addEventListener("load", begin, { once: true });
}

// Every response is shown, including a form with problems or a refusal. If it
// does not contain the part to be replaced, the whole page is opened.
document.addEventListener("htmx:beforeSwap", (event) => {
  const { xhr, target } = event.detail;
  event.detail.shouldSwap = true;
  event.detail.isError = false;
  if (target.id && !xhr.responseText.includes(`id="${target.id}"`)) {
    event.detail.shouldSwap = false;
    location.assign(xhr.responseURL);
  }
});
document.addEventListener("htmx:afterSwap", (event) => {
  document.querySelector("[data-focus]")?.focus();
  // The button that was pressed may be gone: move the focus to the content.
  if (document.activeElement === document.body) document.querySelector("main")?.focus({ preventScroll: true });
});
