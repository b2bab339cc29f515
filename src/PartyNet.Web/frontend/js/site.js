// Enhancements only: every page works without this file.

/** Brings the reader of a failed form to the list of what is wrong. */
function focusErrorSummary() {
  document.querySelector("[data-pn-error-summary]")?.focus();
}

/** Reveals the "Hiện" button of password fields; it is hidden without JavaScript because it would do nothing. */
function enablePasswordButtons() {
  for (const button of document.querySelectorAll("[data-pn-reveal]")) {
    const input = document.getElementById(button.getAttribute("aria-controls"));
    const show = (visible) => {
      input.type = visible ? "text" : "password";
      button.textContent = visible ? "Ẩn" : "Hiện";
      button.setAttribute("aria-label", visible ? "Ẩn mật khẩu" : "Hiện mật khẩu");
    };
    show(false);
    button.hidden = false;
    button.addEventListener("click", () => show(input.type === "password"));
    // A revealed password would be remembered by the browser as ordinary text.
    input.form?.addEventListener("submit", () => show(false));
  }
}

/**
 * Swallows the second of two quick presses. The server does not rely on it (RequestKey), so the guard gives way after
 * a moment: on a bad network people stop the page and press again, and a download never leaves the page.
 */
function guardDoubleSubmit() {
  const quiet = 2000;
  const sentAt = new WeakMap();
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method !== "post" || event.defaultPrevented) return;
    const now = performance.now();
    if (now - (sentAt.get(form) ?? -quiet) < quiet) event.preventDefault();
    else sentAt.set(form, now);
  });
}

focusErrorSummary();
enablePasswordButtons();
guardDoubleSubmit();
