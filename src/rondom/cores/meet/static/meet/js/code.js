// A link or QR code carries the code behind a #, which browsers do not send: it reaches no log.
const code = new URLSearchParams(location.hash.slice(1)).get("code");
if (code) {
  const field = document.getElementById("code");
  field.value = code;
  history.replaceState(null, "", location.pathname);
  field.form.requestSubmit();
}
