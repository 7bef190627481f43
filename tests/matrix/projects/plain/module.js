const worker = new Worker('./module-worker.js', { type: 'module' });
worker.addEventListener('message', ({ data }) => {
  document.documentElement.dataset.seen = JSON.stringify({ here: data });
});
