// Two courtesies for forms; without this file every form still works.

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
