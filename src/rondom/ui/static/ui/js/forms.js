// Three courtesies for forms; without this file every form still works.

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
  if (!navigator.onLine && !form.dataset.reached) {
    event.preventDefault();
    wait(form, event.submitter);
  }
});
window.addEventListener("pageshow", () => {
  document.querySelectorAll("form[data-sent]").forEach((form) => delete form.dataset.sent);
});

// Without a connection nothing is sent: what someone wrote stays on the page, with what to do. A site on
// this machine is reached without a connection too, so ask first.
const script = document.currentScript.src;
const wait = async (form, button) => {
  const site = await fetch(script, { method: "HEAD", cache: "no-store" }).catch(() => null);
  delete form.dataset.sent;
  form.querySelector("[role=alert].note")?.remove();
  if (site) {
    form.dataset.reached = "yes";
    form.requestSubmit(button);
    delete form.dataset.reached;
  } else form.append(document.getElementById("zonder-verbinding").content.cloneNode(true));
};
window.addEventListener("online", () => {
  const { back } = document.getElementById("zonder-verbinding").dataset;
  document.querySelectorAll("form > [role=alert].note > p").forEach((note) => (note.textContent = back));
});

// Errors are read out and in sight at once.
document.addEventListener("DOMContentLoaded", () => document.getElementById("fouten")?.focus());
