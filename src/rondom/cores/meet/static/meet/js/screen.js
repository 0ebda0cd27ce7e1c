// Two courtesies for the projector; without this file the page still says until when a point lasts.
const clock = document.querySelector("[data-until]");
if (clock) {
  const until = Date.parse(clock.dataset.until);
  const show = () => {
    const left = Math.round((until - Date.now()) / 60000);
    clock.textContent = left >= 0 ? `nog ${left} min` : `${-left} min over tijd`;
  };
  show();
  setInterval(show, 5000);
}
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey || event.target.closest("input, textarea, select")) return;
  const rel = { ArrowRight: "next", PageDown: "next", ArrowLeft: "prev", PageUp: "prev" }[event.key];
  document.querySelector(`a[rel="${rel}"]`)?.click();
});
