// Signing in by fingerprint or face, and adding a device for it. Without it, or where the browser knows no passkeys, its forms stay hidden.

const decode = (text) => Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (sign) => sign.charCodeAt(0));
const encode = (bytes) =>
  btoa(String.fromCharCode(...new Uint8Array(bytes))).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");

const words = {
  NotAllowedError: "Chưa xong: đồng chí đã bỏ qua, hoặc máy đợi quá lâu. Đồng chí bấm lại khi sẵn sàng.",
  InvalidStateError: "Máy này đã có khóa đăng nhập của đồng chí rồi.",
  TypeError: "Chưa kết nối được. Đồng chí kiểm tra mạng rồi bấm lại.",
};

/** What the browser is asked, from the words of the site: ids and challenges are bytes. */
function read(options) {
  const known = (list) => (list ?? []).map((one) => ({ ...one, id: decode(one.id) }));
  return {
    ...options,
    challenge: decode(options.challenge),
    ...(options.user && { user: { ...options.user, id: decode(options.user.id) } }),
    ...(options.allowCredentials && { allowCredentials: known(options.allowCredentials) }),
    ...(options.excludeCredentials && { excludeCredentials: known(options.excludeCredentials) }),
  };
}

/** What it answers, in words for the site. */
function write({ id, rawId, type, response }) {
  const bytes = ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"];
  return JSON.stringify({
    id,
    rawId: encode(rawId),
    type,
    clientExtensionResults: {},
    response: {
      ...Object.fromEntries(bytes.filter((name) => response[name]).map((name) => [name, encode(response[name])])),
      ...(response.attestationObject && { transports: response.getTransports?.() ?? [] }),
    },
  });
}

async function answer(form) {
  const token = form.querySelector("[name=__RequestVerificationToken]").value;
  const body = new URLSearchParams({ __RequestVerificationToken: token });
  const asked = await fetch(form.dataset.pnOptions, { method: "POST", body, redirect: "manual" });
  // The page says why, and keeps what was typed.
  if (!asked.ok) return "";
  return write(await navigator.credentials[form.dataset.pnPasskey]({ publicKey: read(await asked.json()) }));
}

for (const form of window.PublicKeyCredential && window.isSecureContext ? document.querySelectorAll("[data-pn-passkey]") : []) {
  const state = form.querySelector("[data-pn-passkey-state]");
  let isAsking = false;
  form.hidden = false;
  document.querySelector("[data-pn-no-passkey]")?.remove();
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (isAsking) return;
    isAsking = true;
    state.textContent = "Đồng chí làm theo những gì máy hiện ra.";
    try {
      form.querySelector("[data-pn-credential]").value = await answer(form);
      form.submit();
    } catch (error) {
      state.textContent = words[error.name] ?? "Máy này chưa dùng được khóa đăng nhập. Đồng chí đăng nhập bằng mật khẩu.";
    } finally {
      isAsking = false;
    }
  });
}
