// For the pages that set a password, take a slip and print slips; without it they work all the same.

/** How good a new password is, in words while it is typed. The server decides: it knows what everybody would try first. */
function tellStrength() {
  const shortest = 12, long = 16, fewestSigns = 6;
  function words(password) {
    const signs = [...password.normalize().toLowerCase()];
    if (signs.length === 0) return "";
    if (signs.length < shortest) return `Còn thiếu ${shortest - signs.length} ký tự.`;
    if (new Set(signs).size < fewestSigns) return "Dễ đoán: lặp lại vài ký tự.";
    return signs.length < long ? "Đủ dài. Thêm một hai từ nữa thì càng khó đoán." : "Dài, khó đoán.";
  }

  for (const box of document.querySelectorAll("[data-pn-strength]")) {
    const line = document.createElement("p");
    line.className = "pn-strength";
    line.setAttribute("role", "status");
    box.querySelector(".pn-group").append(line);
    box.querySelector("input").addEventListener("input", ({ target }) => { line.textContent = words(target.value); });
  }
}

/** A scanned slip brings its code behind the #: it goes into the field, and out of the address and the history. */
function takeSlipCode() {
  const input = document.querySelector("[data-pn-slip-code] input");
  if (!input || location.hash.length < 2) return;
  input.value = location.hash.slice(1);
  history.replaceState(null, "", location.pathname);
}

/** Shows the button that prints; without JavaScript the browser's own menu does. */
function enablePrintButtons() {
  for (const button of document.querySelectorAll("[data-pn-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  }
}

tellStrength();
takeSlipCode();
enablePrintButtons();
