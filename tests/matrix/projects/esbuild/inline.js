import { load } from 'liangyan/inline';

load().then((engine) => {
  const here = `${engine.kind} ${engine.check('you are a worthless idiot').level}`;
  document.documentElement.dataset.seen = JSON.stringify({ here });
});
