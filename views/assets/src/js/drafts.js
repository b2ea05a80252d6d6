// What is typed into a long text is not lost. Leaving a form with unsaved text
// asks first. A form with a data-draft name also keeps its text in this
// browser: through a lost network or a closed tab, until it is saved or its
// author signs out. The text is offered back and never put in by itself.

const prefix = "draft:";
const longest = 30 * 24 * 3600 * 1000; // after which a draft is forgotten
const never = ["csrf_token"];

// After signing out nothing is kept any more, unless the page is not left and
// typing goes on.
let over = false;

function forget() {
  over = true;
  for (const key of keys()) localStorage.removeItem(key);
}

function keys() {
  try {
    return Object.keys(localStorage).filter((key) => key.startsWith(prefix));
  } catch {
    return []; // the browser keeps nothing
  }
}

function read(key) {
  try {
    return JSON.parse(localStorage.getItem(key));
  } catch {
    return null;
  }
}

function keep(key, draft) {
  if (over) return;
  try {
    localStorage.setItem(key, JSON.stringify(draft));
  } catch {
    // No room, or not permitted: leaving the page still asks.
  }
}

// Whether the site answers at all. Otherwise the browser would put a page of
// its own in the place of the form.
async function reached() {
  try {
    await fetch("/healthz", { method: "HEAD", cache: "no-store", signal: AbortSignal.timeout(5000) });
    return true;
  } catch {
    return false;
  }
}

const fields = (form) => [...form.elements].filter((e) => e.name && !never.includes(e.name) && e.type !== "password" && e.type !== "file");
const lines = (s) => s.replace(/\r\n/g, "\n").trim();

function values(form) {
  const all = {};
  for (const e of fields(form)) {
    if ((e.type === "checkbox" || e.type === "radio") && !e.checked) continue;
    (all[e.name] ??= []).push(e.value);
  }
  return all;
}

function texts(form) {
  return [...form.querySelectorAll("textarea")];
}

function put(form, all) {
  for (const e of fields(form)) {
    const sent = all[e.name] ?? [];
    if (e.type === "checkbox" || e.type === "radio") e.checked = sent.includes(e.value);
    else if (sent.length > 0) e.value = sent[0];
  }
}

function guard(form) {
  const key = form.dataset.draft && prefix + form.dataset.draft;
  const refused = document.querySelector("[data-focus]") !== null;
  const offline = form.querySelector("[data-offline]");
  let unsaved = refused, leaving = false, asking = false, answered = false, timer;

  const write = () => {
    clearTimeout(timer);
    if (key && unsaved) keep(key, { at: Date.now(), values: values(form) });
  };
  form.addEventListener("input", () => {
    unsaved = true;
    over = false;
    clearTimeout(timer);
    timer = setTimeout(write, 300);
  });
  form.addEventListener("submit", async (event) => {
    write();
    if (offline && !answered) {
      event.preventDefault();
      if (asking) return;
      asking = true;
      offline.hidden = true;
      answered = await reached();
      asking = false;
      if (answered) {
        form.requestSubmit(event.submitter);
        return;
      }
      offline.querySelector("[data-offline-kept]").hidden = read(key) === null;
      offline.hidden = false;
      offline.scrollIntoView({ block: "nearest" });
      return;
    }
    answered = false;
    leaving = true;
    if (key) sessionStorage.setItem("draft-sent", key);
  });
  addEventListener("pageshow", () => (leaving = false));
  addEventListener("pagehide", write);
  addEventListener("beforeunload", (event) => {
    write();
    if (unsaved && !leaving) event.preventDefault();
  });
  if (key) offer(form, key, refused, () => (unsaved = true));
}

// The page after a save shows its message: what was sent from this tab is saved.
function settle() {
  const sent = sessionStorage.getItem("draft-sent");
  if (sent && document.querySelector("#flash p")) {
    sessionStorage.removeItem("draft-sent");
    localStorage.removeItem(sent);
  }
  for (const key of keys()) {
    if (Date.now() - (read(key)?.at ?? 0) > longest) localStorage.removeItem(key);
  }
}

function offer(form, key, refused, taken) {
  const draft = read(key);
  const box = form.querySelector("[data-draft-offer]");
  if (!draft || !box || refused) return;
  const shown = [...texts(form).map((e) => e.value), ...[...document.querySelectorAll(".note .prose")].map((e) => [...e.children].map((p) => p.textContent).join("\n\n"))].map(lines);
  const typed = texts(form).map((e) => lines(draft.values[e.name]?.[0] ?? ""));
  if (typed.every((text) => text === "" || shown.includes(text))) {
    localStorage.removeItem(key);
    return;
  }
  const time = box.querySelector("time");
  time.dateTime = new Date(draft.at).toISOString();
  time.textContent = new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: "long", timeStyle: "short", hourCycle: "h23" }).format(draft.at);
  box.hidden = false;
  box.querySelector("[data-draft-take]").addEventListener("click", () => {
    put(form, draft.values);
    box.hidden = true;
    taken();
    texts(form)[0]?.focus();
  });
  box.querySelector("[data-draft-drop]").addEventListener("click", () => {
    localStorage.removeItem(key);
    box.hidden = true;
  });
}

settle();
for (const form of document.querySelectorAll("form[data-unsaved]")) guard(form);
addEventListener("submit", (event) => {
  if (event.target.getAttribute("action") === "/sign-out") forget();
});
