// Answers are saved while someone fills in; without this file they are saved with 'Verder'.
// What is said stands with the place where it is said, in the language of the page.
const say = (what) => {
  const status = document.getElementById("bewaard");
  if (status) status.textContent = status.dataset[what];
};
const outcome = ({ successful, xhr }) => (successful ? "saved" : xhr.status === 422 ? "wrong" : "lost");
document.addEventListener("htmx:beforeRequest", () => say("saving"));
document.addEventListener("htmx:afterRequest", (event) => say(outcome(event.detail)));
// An answer with a mistake comes back with its explanation only when someone goes on.
document.addEventListener("htmx:beforeSwap", (event) => {
  if (event.detail.xhr.status === 422) event.detail.shouldSwap = false;
});
