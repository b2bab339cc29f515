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

/** Posts to the site itself without leaving the page; fails where the answer is no success, such as the way to sign in. */
async function post(address, fields, accept) {
  const answer = await fetch(address, { method: "POST", body: new URLSearchParams(fields), headers: { Accept: accept }, redirect: "manual" });
  if (!answer.ok) throw new Error(answer.status);
  return answer;
}

/**
 * Says two minutes before that the session ends, with a button to go on, and afterwards that it has. It is a line of text: it takes
 * neither the keyboard nor the sight from what is being typed. Tabs of one browser tell each other.
 */
function watchSession() {
  const box = document.querySelector("[data-pn-session]");
  if (!box) return;
  const warning = 120_000;
  const tabs = "BroadcastChannel" in window ? new BroadcastChannel("pn-session") : null;
  let ends, text = "", before = null;

  const button = document.createElement("button");
  button.type = "button";
  button.className = "btn btn-primary";
  button.textContent = "Tiếp tục làm việc";
  button.addEventListener("focus", (event) => { before = event.relatedTarget; });
  button.addEventListener("click", goOn);

  function say(words, canGoOn) {
    if (words === text) return;
    text = words;
    const line = document.createElement("p");
    line.textContent = words;
    box.replaceChildren(...(words ? [line] : []), ...(canGoOn ? [button] : []));
    document.documentElement.classList.toggle("pn-session-shown", words !== "");
  }

  function look() {
    const idle = ends.idle - Date.now(), left = ends.left - Date.now();
    const minutes = Math.max(1, Math.ceil(Math.min(idle, left) / 60_000));
    if (Math.min(idle, left) <= 0)
      say("Phiên làm việc đã kết thúc. Những gì đồng chí đã nhập vẫn còn: đồng chí cứ gửi, đăng nhập lại, rồi gửi tiếp.", false);
    else if (left <= warning)
      say(`Phiên làm việc đã đến hạn, sẽ kết thúc sau ${minutes} phút và không kéo dài thêm được. Đồng chí gửi những gì đang nhập.`, false);
    else if (idle <= warning) say(`Phiên làm việc sẽ kết thúc sau ${minutes} phút.`, true);
    else say("", false);
  }

  function start(idle, left) {
    ends = { idle: Date.now() + idle * 1000, left: Date.now() + left * 1000 };
    tabs?.postMessage(ends);
    look();
  }

  async function goOn() {
    const token = document.querySelector("[name=__RequestVerificationToken]")?.value ?? "";
    try {
      const { idle, left } = await (await post(box.dataset.pnSession, { __RequestVerificationToken: token }, "application/json")).json();
      before?.focus();
      start(idle, left);
    } catch {
      say("Chưa kết nối được. Đồng chí kiểm tra mạng rồi bấm lại.", true);
    }
  }

  tabs?.addEventListener("message", ({ data }) => { ends = data; look(); });
  start(Number(box.dataset.idle), Number(box.dataset.left));
  setInterval(look, 1000);
  document.addEventListener("visibilitychange", look);
}

/** Changes the size of the text without leaving the page: what is being typed stays. */
function changeTextSize() {
  const link = document.querySelector("[data-pn-text-size]");
  link?.addEventListener("click", (event) => {
    event.preventDefault();
    const size = Number(link.dataset.pnTextSize);
    fetch(link.href, { redirect: "manual" });
    document.documentElement.dataset.textSize = size;
    link.dataset.pnTextSize = (size + 1) % 3;
    link.href = link.href.replace(`co=${size}`, `co=${(size + 1) % 3}`);
  });
}

focusErrorSummary();
enablePasswordButtons();
guardDoubleSubmit();
watchSession();
changeTextSize();
