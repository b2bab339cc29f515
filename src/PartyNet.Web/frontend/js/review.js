// Enhancements of the page on which a declaration is decided, which works without them.

/** Saves what is noted in a form a moment after each change, and says when; the button beside it does the same without a script. */
function keepDrafts() {
  for (const form of document.querySelectorAll("form[data-pn-draft]")) {
    const state = form.querySelector("[data-pn-draft-state]");
    let waiting, saving = Promise.resolve(), isSent = false;

    async function save() {
      if (isSent) return;
      try {
        const fields = new URLSearchParams(new FormData(form));
        const answer = await fetch(
          form.dataset.pnDraft, { method: "POST", body: fields, headers: { Accept: "text/plain" }, redirect: "manual" });
        // Anything else, such as the way to sign in, has saved nothing.
        if (!answer.ok) throw new Error(answer.status);
        state.textContent = `Đã lưu nháp lúc ${await answer.text()}.`;
      } catch {
        if (!isSent) state.textContent = "Chưa lưu nháp được. Những gì đồng chí đã nhập vẫn còn trên trang này.";
      }
    }

    form.addEventListener("input", () => {
      clearTimeout(waiting);
      waiting = setTimeout(() => { saving = saving.then(save); }, 1500);
    });
    form.addEventListener("submit", () => {
      isSent = true;
      clearTimeout(waiting);
    });
  }
}

/**
 * In a queue: j opens the next declaration and k the one before; x goes to "confirm" and r to what is to be put right. Only for who asks for
 * it (WCAG 2.1.4: software that is spoken to sends single letters, too).
 */
function walkQueueByKeys() {
  const queue = document.querySelector("[data-pn-keys]");
  if (!queue) return;
  const wanted = document.getElementById("phim-tat"), key = "pn-keys";
  wanted.parentElement.hidden = false;
  wanted.checked = localStorage.getItem(key) === "1";
  wanted.addEventListener("change", () => localStorage.setItem(key, wanted.checked ? "1" : "0"));
  const form = document.getElementById("quyet-dinh");
  const go = {
    j: () => queue.querySelector("[rel=next]")?.click(),
    k: () => queue.querySelector("[rel=prev]")?.click(),
    x: () => form?.querySelector("[formaction*=Confirm]").focus(),
    r: () => {
      const returning = form?.querySelector("details");
      if (!returning) return;
      returning.open = true;
      returning.querySelector("summary").focus();
    },
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
    if (!wanted.checked || event.target.matches("textarea, select, [type=text], [type=search]")) return;
    go[event.key.toLowerCase()]?.();
  });
}

/** A ready request that is chosen goes into the note, where it can be edited, and its field is one to be put right: as without a script. */
function takeReadyRequests() {
  document.addEventListener("change", ({ target: chosen }) => {
    if (!chosen.matches("select[name$='.Ready']") || !chosen.value) return;
    const [note] = document.getElementsByName(chosen.name.replace(/Ready$/, "Note"));
    document.querySelector(`[type=checkbox][name="${chosen.name.replace(/Ready$/, "Ticked")}"]`).checked = true;
    note.value = [note.value.trim(), chosen.value].filter(Boolean).join(" ");
    chosen.value = "";
    note.focus();
    note.dispatchEvent(new Event("input", { bubbles: true }));
  });
}

keepDrafts();
takeReadyRequests();
walkQueueByKeys();
