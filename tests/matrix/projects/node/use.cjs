const { load, LiangyanError } = require('liangyan');
const inline = require('liangyan/inline');
const js = require('liangyan/js');

load().then(async (engine) => {
  const engines = [engine, inline.loadSync(), js.loadSync()];
  console.log(engines.map((one) => `${one.kind} ${one.check('you are a worthless idiot').level}`).join());
  const refused = await require('liangyan/worker')
    .load()
    .catch((error) => error);
  console.log(refused instanceof LiangyanError, refused.code);
});
