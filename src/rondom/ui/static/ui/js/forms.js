// Courtesies for forms; without this file every form still works.

// Without a connection the browser would show its own page, and what someone typed would be gone.
const script = document.currentScript;

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method !== "post" || navigator.onLine || form.dataset.reached) return;
  event.preventDefault();
  sendIfReached(form, event.submitter);
});
window.addEventListener("online", () => {
  document.querySelectorAll(".no-connection").forEach((said) => said.remove());
});

// A site on the same machine is reached without a connection too.
async function sendIfReached(form, button) {
  try {
    await fetch(script.src, { method: "HEAD", cache: "no-store" });
  } catch {
    sayNoConnection(form);
    return;
  }
  form.dataset.reached = "yes";
  form.requestSubmit(button);
  delete form.dataset.reached;
}

function sayNoConnection(form) {
  form.querySelector(".no-connection")?.remove();
  const said = document.createElement("p");
  said.className = "note asks no-connection";
  said.setAttribute("role", "alert");
  said.textContent = script.dataset.noConnection;
  form.append(said);
  said.scrollIntoView({ block: "nearest" });
}

// A second press on a button does not send the form again. The server refuses doubles by itself;
// this only spares people the refusal. Going back brings the button to life again.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method !== "post") return;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "yes";
  setTimeout(() => delete form.dataset.sent, 5000); // a form that answers with a file stays on this page
});
window.addEventListener("pageshow", () => {
  document.querySelectorAll("form[data-sent]").forEach((form) => delete form.dataset.sent);
});

// Errors are read out and in sight at once.
document.addEventListener("DOMContentLoaded", () => document.getElementById("fouten")?.focus());
