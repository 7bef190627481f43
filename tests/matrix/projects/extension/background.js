import { load } from './liangyan/index.js';

chrome.runtime.onMessage.addListener((text, _sender, answer) => {
  load().then((engine) => answer(`${engine.kind} ${engine.check(text).level}`));
  return true;
});
