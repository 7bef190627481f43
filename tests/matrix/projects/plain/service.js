await navigator.serviceWorker.register('./service-worker.js', { type: 'module' });
const { active } = await navigator.serviceWorker.ready;
navigator.serviceWorker.addEventListener('message', ({ data }) => {
  document.documentElement.dataset.seen = JSON.stringify({ here: data });
});
navigator.serviceWorker.startMessages();
active.postMessage('you are a worthless idiot');
