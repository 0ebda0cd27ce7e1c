// Parts of a long page that are folded away; without this file one opens them by hand.

// A link to a part opens it.
function openTarget() {
  const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (target instanceof HTMLDetailsElement) {
    target.open = true;
    target.scrollIntoView();
  }
}
addEventListener("hashchange", openTarget);
document.addEventListener("DOMContentLoaded", openTarget);

// On paper everything stands open, and afterwards as it was.
addEventListener("beforeprint", () => {
  document.querySelectorAll("main details:not([open])").forEach((one) => {
    if (!one.closest("figure")) {
      one.open = true;
      one.dataset.shut = "";
    }
  });
});
addEventListener("afterprint", () => {
  document.querySelectorAll("details[data-shut]").forEach((one) => {
    one.open = false;
    delete one.dataset.shut;
  });
});
