// Three courtesies for forms; without this file every form still works.

// Without a connection a form is not sent: what was typed would be lost with the page. It stays on the page
// alone. Nothing is kept in the browser: on a shared phone nobody finds what someone else typed.
const here = document.currentScript.src;
const siteAnswers = () =>
  fetch(here, { method: "HEAD", cache: "no-store", signal: AbortSignal.timeout(10000) }).then(
    (answer) => answer.ok,
    () => false,
  );

// A second press on a button does not send the form again. The server refuses doubles by itself;
// this only spares people the refusal. Going back brings the button to life again.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method !== "post") return;
  if (form.dataset.sent === "go") {
    form.dataset.sent = "yes";
    setTimeout(() => delete form.dataset.sent, 5000); // a form that answers with a file stays on this page
    return;
  }
  event.preventDefault();
  if (!form.dataset.sent) send(form, event.submitter);
});

async function send(form, button) {
  form.dataset.sent = "asks";
  const answers = await siteAnswers();
  const notice = document.getElementById("geen-verbinding");
  notice.hidden = answers;
  if (answers) {
    form.dataset.sent = "go";
    form.requestSubmit(button);
  } else {
    delete form.dataset.sent;
    form.prepend(notice);
    notice.focus();
  }
}

window.addEventListener("pageshow", () => {
  document.querySelectorAll("form[data-sent]").forEach((form) => delete form.dataset.sent);
});

// Errors are read out and in sight at once.
document.addEventListener("DOMContentLoaded", () => document.getElementById("fouten")?.focus());
