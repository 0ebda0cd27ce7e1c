// Answers are saved while someone fills in; without this file they are saved with 'Verder'.
const say = (text) => {
  const status = document.getElementById("bewaard");
  if (status) status.textContent = text;
};
const outcome = ({ successful, xhr }) => {
  if (successful) return "Bewaard.";
  if (xhr.status === 422) return "Eén antwoord klopt nog niet. De rest is bewaard.";
  return "Niet bewaard: er is geen verbinding. Ga gerust door en druk straks op Verder.";
};
document.addEventListener("htmx:beforeRequest", () => say("Bewaren …"));
document.addEventListener("htmx:afterRequest", (event) => {
  say(outcome(event.detail));
});
// An answer with a mistake comes back with its explanation only when someone goes on.
document.addEventListener("htmx:beforeSwap", (event) => {
  if (event.detail.xhr.status === 422) event.detail.shouldSwap = false;
});
