// A time-stamp authority made of openssl, and OpenTimestamps proofs made by their format.

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { capture } from '../../xtask/node/command.mjs';

const CONFIG = `
[req]
distinguished_name = dn
prompt = no
[dn]
CN = Root of the tests
[root]
basicConstraints = critical, CA:TRUE
keyUsage = critical, keyCertSign
subjectKeyIdentifier = hash
[stamps]
basicConstraints = critical, CA:FALSE
keyUsage = critical, digitalSignature
extendedKeyUsage = critical, timeStamping
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
[tsa]
default_tsa = here
[here]
serial = SERIAL
default_policy = 1.2.3.4.1
digests = sha256
signer_digest = sha512
accuracy = secs:1
ess_cert_id_chain = no
ess_cert_id_alg = ESS
`;

const openssl = (args) => {
  const { code, out } = capture('openssl', args);
  if (code !== 0) throw new Error(`openssl ${args.join(' ')}\n${out}`);
};

/**
 * An authority with keys of one kind (`rsa:2048`, `ec:P-256`), which names its certificate by `ess` (`sha1`, `sha256`).
 * `roots` is a PEM file; `stamp(request)` gives the whole answer to a request.
 */
export function authority(folder, { key = 'ec:P-384', ess = 'sha256', name = 'authority' } = {}) {
  const at = (file) => join(folder, `${name}-${file}`);
  writeFileSync(at('config'), CONFIG.replace('SERIAL', at('serial')).replace('ESS', ess));
  writeFileSync(at('serial'), '01\n');
  const [kind, size] = key.split(':');
  const made = kind === 'rsa' ? ['RSA', `rsa_keygen_bits:${size}`] : ['EC', `ec_paramgen_curve:${size}`];
  for (const file of ['root', 'stamps']) {
    openssl(['genpkey', '-algorithm', made[0], '-pkeyopt', made[1], '-out', at(`${file}.key`)]);
  }
  const config = ['-config', at('config')];
  openssl([
    'req',
    '-x509',
    '-new',
    ...config,
    '-key',
    at('root.key'),
    '-extensions',
    'root',
    '-days',
    '30',
    '-out',
    at('root.pem'),
  ]);
  openssl([
    'req',
    '-new',
    ...config,
    '-key',
    at('stamps.key'),
    '-subj',
    '/CN=Stamps of the tests',
    '-out',
    at('stamps.csr'),
  ]);
  const issued = ['-CA', at('root.pem'), '-CAkey', at('root.key'), '-set_serial', '7', '-days', '30'];
  const extensions = ['-extfile', at('config'), '-extensions', 'stamps'];
  openssl(['x509', '-req', '-in', at('stamps.csr'), ...issued, ...extensions, '-out', at('stamps.pem')]);
  return {
    roots: at('root.pem'),
    stamp(request) {
      writeFileSync(at('request'), request);
      const by = ['-signer', at('stamps.pem'), '-inkey', at('stamps.key')];
      openssl(['ts', '-reply', ...config, '-queryfile', at('request'), ...by, '-out', at('answer')]);
      return new Uint8Array(readFileSync(at('answer')));
    },
  };
}

/** A proof about a SHA-256: pending at a calendar, and in a block. */
export function proof(sha256) {
  const address = Buffer.from('https://calendar.example/');
  return new Uint8Array([
    ...Buffer.from('\0OpenTimestamps\0\0Proof\0\xbf\x89\xe2\xe8\x84\xe8\x92\x94', 'latin1'),
    ...[1, 0x08],
    ...sha256,
    // A nonce behind it, then SHA-256; a branch to the calendar; SHA-256 once more, and the block 900000.
    ...[0xf0, 4, 1, 2, 3, 4, 0x08],
    ...[0xff, 0x00, 0x83, 0xdf, 0xe3, 0x0d, 0x2e, 0xf9, 0x0c, 0x8e, address.length + 1, address.length, ...address],
    ...[0x08, 0x00, 0x05, 0x88, 0x96, 0x0d, 0x73, 0xd7, 0x19, 0x01, 3, 0xa0, 0xf7, 0x36],
  ]);
}
