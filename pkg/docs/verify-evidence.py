#!/usr/bin/env python3
"""Verifies Liangyan evidence packages with nothing of Liangyan: Python's standard library and openssl.

    python3 verify-evidence.py [--key ID] [--roots CERTIFICATES.pem] PACKAGE.wacz ...

Prints one line a package. Ends with 0 if every package is intact, else with 1.

What it does, step by step, so that you can do it by hand or in another language:

1. The ZIP. Every file in it is stored, in a fixed order, and every header byte has one possible value. So: read the names
   and contents, write the ZIP anew from them, compare byte for byte. Nothing can hide in what is equal.
2. The list, datapackage.json: canonical JSON (sorted keys, no spaces). It names every file but itself and the seal, with
   SHA-256 and length.
3. The seal, datapackage-digest.json: canonical JSON, no field more than it has to have, saying the same hash, time,
   program and version as the list.
4. The signature: ECDSA on P-384 with SHA-256 over the text "sha256:<hex of the list>", as 96 bytes r and s in base64, s in
   the lower half. openssl wants it as DER.
5. The key: its id is SHA-256 of the public key, and stands in evidence/chain.json. Compare it with the id that the person
   gave you before, or anybody could have made the package.

6. What stands beside the seal, if anything, is about SHA-256 of the 96 bytes of the signature. A time stamp (RFC 3161) is for
   `openssl ts -verify` and the roots you trust; of an OpenTimestamps proof the steps are worked out here, and the calendar or
   the block of Bitcoin it leads to is for you to ask.

It does not compare packages with a chain file, and does not look at what lies in the record: what it says is whether
these are the bytes that this key sealed. That is all that a seal can say.
"""

import base64
import hashlib
import json
import os
import struct
import subprocess
import sys
import tempfile
import zlib

LIST, SEAL = "datapackage.json", "datapackage-digest.json"
FILES = [
    "archive/data.warc.gz",
    "indexes/index.cdx",
    "pages/pages.jsonl",
    "evidence/chain.json",
    "evidence/record.json",
    "evidence/what-this-proves-en.html",
    "evidence/what-this-proves-zh.html",
    LIST,
    SEAL,
]
LIST_KEYS = {
    "profile", "wacz_version", "title", "description", "created", "modified", "software", "version", "mainPageUrl",
    "mainPageDate", "resources",
}
SIGNED_KEYS = {"hash", "created", "software", "version", "signature", "publicKey"}
SPKI = bytes.fromhex("3076301006072a8648ce3d020106052b8104002203620004")
ORDER = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFC7634D81F4372DDF581A0DB248B0A77AECEC196ACCC52973


class NotIntact(Exception):
    """Why a package is not intact."""


def need(holds, why):
    if not holds:
        raise NotIntact(why)


def read_zip(data):
    """Names and contents, read in order from the front."""
    files, at = [], 0
    while data[at : at + 4] == b"PK\x03\x04":
        need(len(data) >= at + 30, "the ZIP ends early")
        size, name_length, extra_length = struct.unpack("<IHH", data[at + 22 : at + 30])
        need(extra_length == 0, "a file has an extra field")
        start = at + 30 + name_length
        need(start + size <= len(data), "a file claims more bytes than there are")
        files.append((data[at + 30 : start], data[start : start + size]))
        at = start + size
    return files


def write_zip(files):
    """The one ZIP that there is of these files."""
    body, central = b"", b""
    for name, content in files:
        # Version, flags, method, time, date, CRC, two lengths, name, extra field.
        shared = struct.pack("<HHHHHIIIHH", 10, 0, 0, 0, 0x21, zlib.crc32(content), len(content), len(content), len(name), 0)
        central += b"PK\x01\x02" + struct.pack("<H", 10) + shared + bytes(10) + struct.pack("<I", len(body)) + name
        body += b"PK\x03\x04" + shared + name + content
    end = struct.pack("<HHHHIIH", 0, 0, len(files), len(files), len(central), len(body), 0)
    return body + central + b"PK\x05\x06" + end


def read_json(data, what):
    """Canonical JSON: one value, one text."""
    try:
        value = json.loads(data.decode("utf-8"))
    except ValueError:
        raise NotIntact(f"{what} is not JSON") from None
    again = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    # Python leaves DEL and writes control characters as canonical JSON asks; a key twice, a space, a fraction shows here.
    need(again.encode("utf-8", "surrogatepass") == data, f"{what} is not written as it is when sealed")
    return value


def sha256(data):
    return "sha256:" + hashlib.sha256(data).hexdigest()


def check_list(value, files):
    need(isinstance(value, dict) and set(value) == LIST_KEYS, "the list has other fields than it should")
    need(value["wacz_version"] == "1.1.1" and value["profile"] == "data-package", "the list is of another version")
    wanted = [
        {"name": name.split("/")[-1], "path": name, "hash": sha256(files[name]), "bytes": len(files[name])}
        for name in FILES[:-2]
    ]
    need(value["resources"] == wanted, "a file is not the one that is listed")
    record = json.loads(files["evidence/record.json"])
    place = json.loads(files["evidence/chain.json"])
    first = record["captures"][0]
    page = first["capture"]["page"]
    facts = {
        "title": page["title"] or page["url"],
        "mainPageUrl": page["url"],
        "mainPageDate": first["at"]["capturedAt"],
        "created": place["capturedAt"],
        "modified": place["capturedAt"],
        "software": record["software"],
        "version": "0.1.0",
    }
    need(all(value[key] == fact for key, fact in facts.items()), "the list contradicts the record")
    need(record["format"] == "liangyan-evidence/1", "the record is of another version")
    need("evidence/what-this-proves-en.html" in value["description"], "the list describes something else")


def check_seal(seal, listed, list_hash):
    need("signedData" in seal, "nobody signed it")
    need(set(seal) <= {"path", "hash", "signedData", "rfc3161", "opentimestamps"}, "something was added to the seal")
    signed = seal["signedData"]
    need(isinstance(signed, dict) and set(signed) == SIGNED_KEYS, "something was added to the seal")
    need(seal["path"] == LIST and seal["hash"] == list_hash, "the seal is about another list")
    need(signed["hash"] == list_hash, "the signature is about another list")
    same = all(signed[key] == listed[key] for key in ("created", "software", "version"))
    need(same, "the seal contradicts the list")
    return signed


def plain_base64(text, length):
    """Base64 in its one form."""
    try:
        data = base64.b64decode(text, validate=True)
    except ValueError:
        raise NotIntact("a signature or key is not base64") from None
    need(len(data) == length and base64.b64encode(data).decode() == text, "a signature or key is not written as it should be")
    return data


def der_integer(number):
    data = number.to_bytes(number.bit_length() // 8 + 1, "big")
    return b"\x02" + bytes([len(data)]) + data


def check_signature(signed):
    """Asks openssl; gives the key's id."""
    key = plain_base64(signed["publicKey"], 120)
    need(key.startswith(SPKI), "the key is not a P-384 key")
    raw = plain_base64(signed["signature"], 96)
    r, s = int.from_bytes(raw[:48], "big"), int.from_bytes(raw[48:], "big")
    need(0 < r < ORDER and 0 < s <= ORDER // 2, "the signature is not in the form that sealing writes")
    body = der_integer(r) + der_integer(s)
    with tempfile.TemporaryDirectory() as folder:
        paths = {name: os.path.join(folder, name) for name in ("key", "signature", "text")}
        contents = {"key": key, "signature": b"\x30" + bytes([len(body)]) + body, "text": signed["hash"].encode()}
        for name, path in paths.items():
            with open(path, "wb") as file:
                file.write(contents[name])
        asked = ["openssl", "dgst", "-sha256", "-keyform", "DER", "-verify", paths["key"]]
        done = subprocess.run([*asked, "-signature", paths["signature"], paths["text"]], capture_output=True, check=False)
    need(done.returncode == 0, "the signature is wrong")
    return hashlib.sha256(key).hexdigest()


def beside(seal, kind):
    """What of a kind stands beside the seal, in the one order there is."""
    listed = seal.get(kind)
    if listed is None:
        return []
    need(isinstance(listed, list) and 0 < len(listed) <= 8, "a list beside the seal is not one")
    need(listed == sorted(set(listed)), "a list beside the seal is not in order")
    contents = [base64.b64decode(text, validate=True) for text in listed]
    need([base64.b64encode(content).decode() for content in contents] == listed, "a time stamp is not written as it should be")
    return contents


def check_stamp(token, about, roots):
    """Asks openssl; gives what is to be said."""
    if not roots:
        return "time stamp beside the seal: not checked, give --roots"
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "token")
        with open(path, "wb") as file:
            file.write(token)
        asked = ["openssl", "ts", "-verify", "-digest", about.hex(), "-token_in", "-in", path, "-CAfile", roots]
        done = subprocess.run(asked, capture_output=True, check=False)
        need(done.returncode == 0, "a time stamp is wrong, or by nobody the roots vouch for")
        shown = subprocess.run(["openssl", "ts", "-reply", "-token_in", "-in", path, "-token_out", "-text"],
                               capture_output=True, check=False).stdout.decode("utf-8", "replace")
    when = [line.split(": ", 1)[1] for line in shown.splitlines() if line.startswith("Time stamp: ")]
    return f"time stamp {' '.join(when)}: good"


OTS = b"\x00OpenTimestamps\x00\x00Proof\x00\xbf\x89\xe2\xe8\x84\xe8\x92\x94\x01\x08"
PENDING, BITCOIN = bytes.fromhex("83dfe30d2ef90c8e"), bytes.fromhex("0588960d73d71901")


def follow_proof(proof, about):
    """Works out the steps of an OpenTimestamps proof; gives what it leads to."""
    need(proof[: len(OTS)] == OTS and proof[len(OTS) : len(OTS) + 32] == about, "a proof is about something else")
    rest, found, open_branches = iter(proof[len(OTS) + 32 :]), [], [about]

    def byte():
        value = next(rest, None)
        need(value is not None, "a proof ends early")
        return value

    def number(source=byte):
        value = shift = 0
        while True:
            one = source()
            value, shift = value | (one & 0x7F) << shift, shift + 7
            if not one & 0x80:
                return value

    def run():
        return bytes(byte() for _ in range(number()))

    while open_branches:
        message, tag = open_branches.pop(), byte()
        if tag == 0xFF:
            open_branches.append(message)
            tag = byte()
        if tag == 0x00:
            kind, payload = bytes(byte() for _ in range(8)), run()
            if kind == PENDING:
                found.append("pending at " + payload[1:].decode("ascii", "replace"))
            elif kind == BITCOIN:
                block = number(iter(payload).__next__)
                found.append(f"says block {block} of Bitcoin, Merkle root {message[::-1].hex()} (not looked up)")
            continue
        need(tag in (0x08, 0xF0, 0xF1), "a proof takes a step that is not known")
        if tag == 0x08:
            message = hashlib.sha256(message).digest()
        else:
            operand = run()
            message = message + operand if tag == 0xF0 else operand + message
        need(len(message) <= 4096 and len(open_branches) < 256, "a proof is too long")
        open_branches.append(message)
    need(found and next(rest, None) is None, "a proof leads nowhere")
    return ["OpenTimestamps: " + claim for claim in found]


def check_beside(seal, signed, roots):
    """What is to be said of everything that stands beside the seal."""
    about = hashlib.sha256(base64.b64decode(signed["signature"])).digest()
    said = [check_stamp(token, about, roots) for token in beside(seal, "rfc3161")]
    return said + [line for proof in beside(seal, "opentimestamps") for line in follow_proof(proof, about)]


def verify(data, pinned, roots=None):
    """The key's id, if the package is intact, and what is to be said of what stands beside its seal."""
    need(data[:2] == b"PK", "this is not an evidence package")
    entries = read_zip(data)
    need([name for name, _ in entries] == [name.encode() for name in FILES], "the package holds other files than it should")
    need(write_zip(entries) == data, "the ZIP is not written as it is when sealed")
    files = {name.decode(): content for name, content in entries}
    listed = read_json(files[LIST], "the list")
    place = read_json(files["evidence/chain.json"], "the place in the chain")
    read_json(files["evidence/record.json"], "the record")
    check_list(listed, files)
    seal = read_json(files[SEAL], "the seal")
    signed = check_seal(seal, listed, sha256(files[LIST]))
    key_id = check_signature(signed)
    need(place["keyId"] == key_id, f"another key sealed it than the one it names: {key_id}")
    need(pinned in (None, key_id), f"another key sealed it than the one you expect: {key_id}")
    return key_id, check_beside(seal, signed, roots)


def main(args):
    pinned = roots = None
    while args[:1] in (["--key"], ["--roots"]) and len(args) > 1:
        if args[0] == "--key":
            pinned = "".join(c for c in args[1].lower() if c not in " -:")
        else:
            roots = args[1]
        args = args[2:]
    if not args:
        print(__doc__)
        return 2
    bad = 0
    for path in args:
        with open(path, "rb") as file:
            data = file.read()
        try:
            key_id, beside_seal = verify(data, pinned, roots)
            print(f"INTACT {path}: sealed with key {key_id}" + ("" if pinned else " (compare it with one you know)"))
            for line in beside_seal:
                print(f"  {line}")
        except NotIntact as why:
            bad += 1
            print(f"NOT INTACT {path}: {why}")
        except (KeyError, TypeError, IndexError, AttributeError, ValueError):
            bad += 1
            print(f"NOT INTACT {path}: a file of the package is not what it should be")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
