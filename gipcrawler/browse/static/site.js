// Copy what a button names, and show that it was; every page works without this
document.addEventListener("click", async (event) => {
  const button = event.target.closest("button[data-copy]");
  const from = button && document.getElementById(button.dataset.copy);
  if (!from) return;
  await navigator.clipboard.writeText(from.textContent.trim());
  const status = document.getElementById(button.dataset.status);
  if (status) status.textContent = button.dataset.done;
});
