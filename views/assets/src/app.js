// Comfort for pages that work without it.

// A refused form: begin at the list of what is wrong.
document.querySelector("[data-focus]")?.focus();

// A second press of a button while the first is under way sends nothing. A
// page that comes back from the browser's memory may be sent again.
addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post") return;
  if (form.dataset.sent) event.preventDefault();
  form.dataset.sent = "yes";
  setTimeout(() => delete form.dataset.sent, 4000);
});
addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
});

// Parts of pages that renew themselves: only pages that have such parts fetch
// htmx. It waits for the page to be complete, because it begins at once then.
// Its settings stand in the head of the page.
if (document.querySelector("[hx-get], [hx-post], [data-hx-get], [data-hx-post]")) {
  const begin = () => import("htmx.org/dist/htmx.esm.js");
  if (document.readyState === "complete") begin();
  else addEventListener("load", begin, { once: true });
}

// Whatever comes back is an answer: a form with problems, a refusal. Where it
// lacks the part that was to change, the page is opened as a whole.
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
  // The button that was pressed may be gone: begin at the content again.
  if (document.activeElement === document.body) document.querySelector("main")?.focus({ preventScroll: true });
});
