// Programs that share no code with ours and check the same files: `wacz` and `warcio` from PyPI.

import { capture } from '../../xtask/node/command.mjs';
import { pythonWith } from '../../xtask/node/python.mjs';

const PACKAGES = ['wacz==0.6.0', 'warcio==1.8.1'];

/** One process for all files: starting the checkers takes longer than checking. */
const CHECK = `
import contextlib, io, json, sys, tempfile, zipfile
from wacz.main import main as wacz
from warcio.cli import main as warcio
results = {}
def run(call, args):
    out = io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(out):
        try:
            code = call(args)
        except SystemExit as end:
            code = end.code
    return code or 0, out.getvalue()
for path in sys.argv[1:]:
    valid, said = run(wacz, ["validate", "-f", path])
    with tempfile.TemporaryDirectory() as folder:
        archive = zipfile.ZipFile(path).extract("archive/data.warc.gz", folder)
        checked, more = run(warcio, ["check", "-v", archive])
    # warcio check ends well even where a record has no digest: every record has to have passed.
    passed, records = more.count("digest pass"), more.count("WARC-Record-ID")
    results[path] = {"wacz": valid, "warcio": checked, "passed": passed, "records": records, "said": said + more}
print(json.dumps(results))
`;

/** The checkers, or why there are none. */
export function checkers() {
  const { python, skip } = pythonWith('evidence-checkers', PACKAGES, 'import wacz.main, warcio.cli');
  if (skip) return { skip };
  return {
    skip: false,
    /** Path -> `{ wacz, warcio }` (exit codes), `passed` of `records`, and what they `said`. */
    check(paths) {
      const { code, out } = capture(python, ['-c', CHECK, ...paths], { maxBuffer: 1 << 26 });
      if (code !== 0) throw new Error(`the checkers did not run:\n${out}`);
      return JSON.parse(out.trim().split('\n').pop());
    },
  };
}
