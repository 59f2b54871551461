// Keeps the reviewer's name in this browser: tells it once a session, takes it when it was typed.
const NAME = "guoban.who";

export default function ({ data, setTriggerValue }) {
  try {
    if (data.known) localStorage.setItem(NAME, data.name);
    else if (localStorage.getItem(NAME)) setTriggerValue("name", localStorage.getItem(NAME));
  } catch {
    // A browser that keeps nothing asks again.
  }
}
