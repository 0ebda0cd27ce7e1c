// Reads a page out, every piece in its own language, with a voice that is on the device: no text goes to anyone
// else. What people typed is never read. Without this file there is no button.
document.addEventListener("DOMContentLoaded", () => {
  const button = document.querySelector(".read-aloud");
  const main = document.querySelector("main");
  const voice = window.speechSynthesis;
  if (!button || !voice) return;

  const BLOCKS = "h1, h2, h3, p, li, label, legend, summary, dt, dd, th, td, button, .button";
  const SILENT = "[hidden], [aria-hidden='true'], .visually-hidden, .visitor-tools, .languages, .typed, " +
    "details:not([open]) > :not(summary), textarea, select, script, svg";

  const here = document.documentElement.lang;
  const speaks = (language) =>
    voice.getVoices().find((one) => one.localService && one.lang.slice(0, 2) === language.slice(0, 2));

  // Voices come late in some browsers; a page in a language that none of them speaks has no button.
  const showIfItCan = () => (button.hidden = !speaks(here));
  showIfItCan();
  voice.onvoiceschanged = showIfItCan;

  // What there is to read, in the order of the page: one piece per block and language.
  function pieces() {
    const found = [];
    const texts = document.createTreeWalker(main, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      const element = texts.currentNode.parentElement;
      const words = texts.currentNode.data.replace(/\s+/g, " ");
      if (!words.trim() || element.closest(SILENT) || !element.getClientRects().length) continue;
      const block = element.closest(BLOCKS) || element;
      const lang = element.closest("[lang]").lang;
      const last = found.at(-1);
      if (last && last.block === block && last.lang === lang) last.text += words;
      else found.push({ block, lang, text: words });
    }
    return found;
  }

  let now = null;

  function read(rest) {
    mark(null);
    if (!rest.length) return stop();
    const [piece, ...next] = rest;
    const said = new SpeechSynthesisUtterance(piece.text.trim());
    said.lang = piece.lang;
    said.voice = speaks(piece.lang) || speaks(here);
    said.onend = () => now === said && read(next);
    said.onerror = () => now === said && stop();
    now = said;
    mark(piece.block);
    voice.speak(said);
  }

  function mark(block) {
    main.querySelectorAll(".is-read").forEach((one) => one.classList.remove("is-read"));
    if (!block) return;
    block.classList.add("is-read");
    block.scrollIntoView({ block: "nearest" });
  }

  function stop() {
    now = null;
    mark(null);
    voice.cancel();
    button.setAttribute("aria-pressed", "false");
  }

  button.addEventListener("click", () => {
    if (now) return stop();
    voice.cancel();
    button.setAttribute("aria-pressed", "true");
    read(pieces());
  });
  addEventListener("pagehide", stop);
});
